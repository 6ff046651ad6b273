"""The fonts that every PDF and picture is set in, and no others."""

from pathlib import Path

from goldenthread.errors import MissingPartError

FONTS_FOLDER = Path(__file__).with_name("fonts")

FONT_FILES = (
    "AtkinsonHyperlegibleNext_400Regular.ttf",
    "AtkinsonHyperlegibleNext_400Regular_Italic.ttf",
    "AtkinsonHyperlegibleNext_700Bold.ttf",
    "AtkinsonHyperlegibleNext_700Bold_Italic.ttf",
    "NotoSansBengali_400Regular.ttf",
    "NotoSansBengali_700Bold.ttf",
    "NotoSansArabic_400Regular.ttf",
    "NotoSansArabic_700Bold.ttf",
)


def require_fonts(folder: Path | None = None) -> Path:
    """Return the folder of fonts.

    Raises MissingPartError with the files that are not there.
    """
    place = folder or FONTS_FOLDER
    missing = [name for name in FONT_FILES if not (place / name).is_file()]
    if missing:
        message = (
            f"The fonts for printing are not all on this machine: {', '.join(missing)} "
            f"not found in {place}. Run `node scripts/build-assets.mjs` in the project folder, which `make run` does the first time."
        )
        raise MissingPartError(message)
    return place
