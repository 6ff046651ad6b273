"""The published edition of a plan as an accessible PDF (PDF/UA-1)."""

import json
import re
from collections.abc import Callable
from functools import partial

from goldenthread.publishing.font_coverage import read_coverage
from goldenthread.publishing.fonts_folder import require_fonts
from goldenthread.publishing.glyphs import replace_missing_glyphs
from goldenthread.publishing.typesetting import typeset_pdf
from goldenthread.records.publishing import PlanDocument, PlanElement, PlanQuote

# One file a family: a test holds that the other weights draw the same characters.
_FAMILY_FILES = (
    "AtkinsonHyperlegibleNext_400Regular.ttf",
    "NotoSansBengali_400Regular.ttf",
    "NotoSansArabic_400Regular.ttf",
)
_RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "ur", "yi"}
_TITLES = {
    "contents_title": "Contents",
    "introduction_title": "Introduction",
    "basis_title": "What this rests on",
    "no_basis": "Nothing is recorded yet that this rests on.",
    "quotes_title": "What people said",
    "method_title": "How this plan was made",
    "notes_title": "Notes of this edition",
    "digest_title": "Digest of this edition, to check that no word was changed since:",
    "page_word": "Page",
    "of_word": "of",
}

Clean = Callable[[str], str]


def plan_pdf(document: PlanDocument) -> bytes:
    """Return a tagged PDF/UA-1: the same bytes for the same document.

    Characters that our fonts lack are printed as "[emoji]" or "[character]".
    Raises MissingPartError without fonts.
    """
    folder = require_fonts()
    fonts = [read_coverage(folder / name) for name in _FAMILY_FILES]
    clean = partial(replace_missing_glyphs, fonts=fonts)
    plan = _describe_plan(document, clean)
    return typeset_pdf("plan.typ", {"plan": json.dumps(plan, ensure_ascii=False)})


def _describe_plan(document: PlanDocument, clean: Clean) -> dict[str, object]:
    day = document.published_on
    return {
        **_TITLES,
        "title": clean(document.title),
        "partnership": clean(document.partnership),
        "edition_line": f"Edition {clean(document.edition)}",
        "published_line": f"Published on {day.day} {day:%B %Y}",
        "date_parts": {"year": day.year, "month": day.month, "day": day.day},
        "digest": clean(document.digest),
        "stamp": clean(document.stamp),
        "language": _primary_language(document.language) or "en",
        "introduction": [clean(paragraph) for paragraph in document.introduction],
        "method": [clean(paragraph) for paragraph in document.method],
        "notes": [clean(note) for note in document.notes],
        "elements": [_describe_element(element, clean) for element in document.elements],
    }


def _describe_element(element: PlanElement, clean: Clean) -> dict[str, object]:
    paragraphs = [part.strip() for part in element.explanation.split("\n\n") if part.strip()]
    return {
        "label": clean(f"{element.kind} {element.number}".strip()),
        "text": clean(element.text),
        "explanation": [clean(paragraph) for paragraph in paragraphs],
        "basis": [clean(line) for line in element.basis],
        "quotes": [_describe_quote(said, clean) for said in element.quotes],
        "outcomes": [_describe_element(outcome, clean) for outcome in element.outcomes],
    }


def _describe_quote(said: PlanQuote, clean: Clean) -> dict[str, object]:
    language = _primary_language(said.language)
    return {
        "words": clean(said.words),
        "source": clean(". ".join(part for part in (said.source, said.marked) if part)),
        "language": language,
        "is_right_to_left": language in _RIGHT_TO_LEFT,
    }


def _primary_language(code: str) -> str:
    """Return "en" of "en-GB", and nothing for a code that typst would refuse."""
    primary = code.replace("_", "-").partition("-")[0].lower()
    return primary if re.fullmatch(r"[a-z]{2,3}", primary) else ""
