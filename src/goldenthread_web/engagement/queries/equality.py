"""Equality answers: for many people together only, small numbers hidden."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from goldenthread.disclosure import show_counts
from goldenthread.records.disclosure import COUNCIL_DEFAULT, ShownCount
from goldenthread_web.engagement.models import Engagement, EqualityAnswer, EqualityOption
from goldenthread_web.engagement.queries.exercises import counted_responses

NOT_ANSWERED = "Did not answer"
OTHER_ANSWERS = "Other answers"


@dataclass(frozen=True, slots=True)
class EqualityCounts:
    """The answers to one question, as they may be shown together."""

    question: str
    rows: tuple[tuple[str, ShownCount], ...]
    total: ShownCount


def equality_counts(engagement: Engagement, *, today: date) -> list[EqualityCounts]:
    """Return counts for each question, in four queries, without answers whose time is over.

    Those who did not answer are a row of the same list, because the number of
    responses is known: leaving them out would give a hidden count away.
    """
    responses = counted_responses(engagement)
    chosen = EqualityAnswer.objects.filter(response__in=responses, delete_on__gte=today)
    counts = Counter(chosen.values_list("option_id", flat=True))
    total = responses.count()
    questions = engagement.equality_questions.prefetch_related("options")
    return [
        _counts_of(
            question.text,
            _named(question.options.all(), counts),
            total,
        )
        for question in questions
    ]


def _named(options: Iterable[EqualityOption], counts: Counter[int]) -> list[tuple[str, int]]:
    """Return options with counts; rare ones of a file stand together, in nobody's own words."""
    found: Counter[str] = Counter()
    for option in options:
        is_own_words = option.is_from_file and counts[option.pk] < COUNCIL_DEFAULT.threshold
        found[OTHER_ANSWERS if is_own_words else option.text] += counts[option.pk]
    return list(found.items())


def _counts_of(text: str, counted: list[tuple[str, int]], total: int) -> EqualityCounts:
    numbers = [count for _, count in counted]
    shown = show_counts([*numbers, total - sum(numbers)])
    labels = [*(label for label, _ in counted), NOT_ANSWERED]
    return EqualityCounts(text, tuple(zip(labels, shown.cells, strict=True)), shown.total)
