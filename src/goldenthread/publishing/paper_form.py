"""A form to be filled in by hand, as an accessible PDF (PDF/UA-1)."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count

from goldenthread.publishing.font_coverage import read_coverage
from goldenthread.publishing.fonts_folder import require_fonts
from goldenthread.publishing.glyphs import replace_missing_glyphs
from goldenthread.publishing.typesetting import typeset_pdf
from goldenthread.records.paper import PaperForm, PaperPart, PaperQuestion

_FAMILY_FILES = (
    "AtkinsonHyperlegibleNext_400Regular.ttf",
    "NotoSansBengali_400Regular.ttf",
    "NotoSansArabic_400Regular.ttf",
)
_CODE = re.compile(r"[a-z]{2,3}")
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "ur", "yi"}

Clean = Callable[[str], str]


def paper_form_pdf(form: PaperForm) -> bytes:
    """Return a tagged PDF on A4: the same bytes for the same form.

    Questions are numbered through all parts. Raises MissingPartError without fonts.
    """
    folder = require_fonts()
    fonts = [read_coverage(folder / name) for name in _FAMILY_FILES]
    clean = partial(replace_missing_glyphs, fonts=fonts)
    language = form.language.partition("-")[0].lower()
    numbers = count(1)
    described = {
        "title": clean(form.title),
        "partnership": clean(form.partnership),
        "paragraphs": [clean(one) for one in form.paragraphs],
        "parts": [_describe_part(part, clean, numbers) for part in form.parts],
        # typst refuses what is no code of a language.
        "language": language if _CODE.fullmatch(language) else "en",
        "is_right_to_left": language in _RIGHT_TO_LEFT,
        "page_word": clean(form.page_word),
        "stamp": clean(form.stamp),
    }
    return typeset_pdf("paper_form.typ", {"form": json.dumps(described, ensure_ascii=False)})


def _describe_part(part: PaperPart, clean: Clean, numbers: Iterator[int]) -> dict[str, object]:
    return {
        "title": clean(part.title),
        "text": clean(part.text),
        "is_apart": part.is_apart,
        "questions": [
            _describe_question(question, clean, next(numbers)) for question in part.questions
        ],
    }


def _describe_question(question: PaperQuestion, clean: Clean, number: int) -> dict[str, object]:
    return {
        "text": f"{number}. {clean(question.text)}",
        "kind": question.kind.value,
        "hint": clean(question.hint),
        "options": [clean(option) for option in question.options],
        "rows": [clean(row) for row in question.rows],
        "ends": [clean(end) for end in question.ends],
    }
