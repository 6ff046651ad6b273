"""Letters of invitation as an accessible PDF (PDF/UA-1), one page each."""

import json
import re
from collections.abc import Callable, Sequence
from functools import partial

from goldenthread.publishing.font_coverage import read_coverage
from goldenthread.publishing.fonts_folder import require_fonts
from goldenthread.publishing.glyphs import replace_missing_glyphs
from goldenthread.publishing.typesetting import typeset_pdf
from goldenthread.records.letters import Letter, LetterHead

_FAMILY_FILES = (
    "AtkinsonHyperlegibleNext_400Regular.ttf",
    "NotoSansBengali_400Regular.ttf",
    "NotoSansArabic_400Regular.ttf",
)
_CODE = re.compile(r"[a-z]{2,3}")
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "ur", "yi"}

Clean = Callable[[str], str]


def letters_pdf(head: LetterHead, letters: Sequence[Letter]) -> bytes:
    """Return a tagged PDF with a page for each letter, in their order.

    The address stands 20 mm from the left and 50 mm from the top, where an envelope
    of DL or C5 has its window. A text that is too long for its page is set smaller.
    Raises MissingPartError without fonts.
    """
    folder = require_fonts()
    fonts = [read_coverage(folder / name) for name in _FAMILY_FILES]
    clean = partial(replace_missing_glyphs, fonts=fonts)
    described = {
        "title": clean(head.title),
        "sender": clean(head.sender),
        "contact": [clean(line) for line in head.contact],
        "day": clean(head.day),
        "stamp": clean(head.stamp),
        "letters": [_describe(letter, clean) for letter in letters],
    }
    return typeset_pdf("letters.typ", {"batch": json.dumps(described, ensure_ascii=False)})


def _describe(letter: Letter, clean: Clean) -> dict[str, object]:
    language = letter.language.partition("-")[0].lower()
    return {
        # typst refuses what is no code of a language.
        "language": language if _CODE.fullmatch(language) else "en",
        "is_right_to_left": language in _RIGHT_TO_LEFT,
        "address": [clean(line) for line in letter.address],
        "title": clean(letter.title),
        "paragraphs": [clean(paragraph) for paragraph in letter.paragraphs],
        "code": letter.code,
        "code_label": clean(letter.code_label),
        "link": letter.link,
        "square": letter.square,
    }
