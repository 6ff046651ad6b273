"""What to look at again in a question before it is asked: hints, never errors."""

import re

from goldenthread.records.questions import QuestionHint
from goldenthread.text.readability import measure_readability

OLDEST_READING_AGE = 11
MOST_WORDS = 25
_ASKS_AGAIN = re.compile(
    r"\b(?:and|or)\s+(?:how|what|why|when|who|whom|where|which|can|could|do|does|should|would)\b",
    re.IGNORECASE,
)
_JOINS = re.compile(r"\w\s+(?:and|or)\s+\w", re.IGNORECASE)
_LEADS = re.compile(
    r"\b(?:do(?:n't| not)? you agree|don't you|isn't it|wouldn't you|surely|of course)\b",
    re.IGNORECASE,
)
_TWICE_NOT = re.compile(
    r"\b(?:not|never|no|n't)\b.*\b(?:not|never|no|without|un\w+)\b", re.IGNORECASE
)


def question_hints(text: str, *, is_open: bool = True) -> tuple[QuestionHint, ...]:
    """Return what may be hard or unfair in a question, in sentences; English only.

    An open question may name two things, a closed one has one answer for both.

    >>> [hint.sentence for hint in question_hints("How safe and clean is it?", is_open=False)]
    ['It may ask two things at once (“and”, “or”): one answer cannot fit both.']
    """
    found = [_hard_to_read(text), _two_questions(text, is_open), _hint_if_leading(text)]
    if _TWICE_NOT.search(text):
        found.append("It says “not” twice. Turn it round.")
    return tuple(QuestionHint(sentence) for sentence in found if sentence)


def _hard_to_read(text: str) -> str:
    measured = measure_readability(text)
    if measured is None:
        return ""
    if measured.reading_age > OLDEST_READING_AGE:
        return f"Hard to read: reading age {measured.reading_age}. Use shorter words and sentences."
    if measured.word_count > MOST_WORDS:
        return f"Long: {measured.word_count} words. People read the start of it only."
    return ""


def _two_questions(text: str, is_open: bool) -> str:  # noqa: FBT001 - one of two kinds
    if text.count("?") > 1 or _ASKS_AGAIN.search(text):
        return "It asks two questions. People answer one of them, and you cannot tell which."
    if not is_open and _JOINS.search(text):
        return "It may ask two things at once (“and”, “or”): one answer cannot fit both."
    return ""


def _hint_if_leading(text: str) -> str:
    if _LEADS.search(text):
        return "It says which answer you hope for. Ask without it."
    return ""
