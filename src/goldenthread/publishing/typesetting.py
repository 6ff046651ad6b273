"""The one door to typst: our fonts only, words as data, the same bytes for the same input."""

from functools import cache
from pathlib import Path
from typing import Any

import typst

from goldenthread.errors import GoldenThreadError
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
    Raises MissingPartError without fonts, GoldenThreadError where a rule of PDF/UA is broken.
    """
    try:
        return _typeset(template, words, format="pdf", pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError as problem:
        message = f"The document cannot be printed as an accessible PDF: {problem}."
        raise GoldenThreadError(message) from problem


def typeset_png(template: str, words: dict[str, str], *, pixels_per_inch: float) -> bytes:
    """Return the first page of a template of this package as a picture."""
    return _typeset(template, words, format="png", ppi=pixels_per_inch)


def _typeset(template: str, words: dict[str, str], **form: Any) -> bytes:
    path = TEMPLATES_FOLDER / template
    fonts = load_fonts(require_fonts())
    made = typst.compile(
        str(path), root=str(TEMPLATES_FOLDER), font_paths=fonts, sys_inputs=words, **form
    )
    return bytes(made)
