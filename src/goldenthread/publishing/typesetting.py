"""The one door to typst: our fonts only, words as data, the same bytes for the same input."""

from functools import cache
from pathlib import Path

import typst

from goldenthread.publishing.fonts_folder import require_fonts

TEMPLATES_FOLDER = Path(__file__).parent


@cache
def load_fonts(folder: Path) -> typst.Fonts:
    """Return the fonts of the folder; those of the machine and of typst itself stay out."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    )


def typeset_pdf(template: str, words: dict[str, str]) -> bytes:
    """Return a tagged PDF/UA-1 of a template of this package.

    `words` are JSON texts by name: what residents wrote is never read as markup.
    Raises MissingPartError without fonts, typst.TypstError where a rule of PDF/UA is broken.
    """
    return bytes(
        typst.compile(
            str(TEMPLATES_FOLDER / template),
            root=str(TEMPLATES_FOLDER),
            font_paths=load_fonts(require_fonts()),
            format="pdf",
            sys_inputs=words,
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    )


def typeset_png(template: str, words: dict[str, str], *, pixels_per_inch: float) -> bytes:
    """Return the first page of a template of this package as a picture."""
    return bytes(
        typst.compile(
            str(TEMPLATES_FOLDER / template),
            root=str(TEMPLATES_FOLDER),
            font_paths=load_fonts(require_fonts()),
            format="png",
            sys_inputs=words,
            ppi=pixels_per_inch,
        )
    )
