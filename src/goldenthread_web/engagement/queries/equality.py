"""Equality answers, added up: how many chose what, and which local answers count towards what."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import QuerySet, Subquery

from goldenthread.engagement.ready_questions import census_name
from goldenthread.records.disclosure import COUNCIL_DEFAULT
from goldenthread.records.results import EqualityCategory, EqualityCounts
from goldenthread_web.engagement.models import (
    Engagement,
    EngagementResponse,
    EqualityAnswer,
    EqualityOption,
    EqualityQuestion,
)
from goldenthread_web.engagement.queries.exercises import counted_responses

OTHER_ANSWERS = "Other answers"
AT_A_TIME = 5


def equality_counts(engagement: Engagement, *, today: date) -> list[EqualityCounts]:
    """Return counts for each question, in four queries, without answers whose time is over.

    They are as counted: they go out through `goldenthread.reports.results.equality`,
    which hides small ones. While people answer, whole fives are counted.
    """
    responses, total = _in_fives(engagement, today=today)
    chosen = EqualityAnswer.objects.filter(response__in=responses, delete_on__gte=today)
    counts = Counter(chosen.values_list("option_id", flat=True))
    questions = engagement.equality_questions.prefetch_related("options")
    return [_counts_of(question, counts, total) for question in questions]


def _in_fives(engagement: Engagement, *, today: date) -> tuple[QuerySet[EngagementResponse], int]:
    """Return responses in which nobody is the newest, and how many: two looks would tell who is."""
    responses = counted_responses(engagement)
    total = responses.count()
    if engagement.is_over(today):
        return responses, total
    whole = total // AT_A_TIME * AT_A_TIME
    if not whole:
        return responses.none(), 0
    last = responses.order_by("pk").values("pk")[whole - 1 : whole]
    return responses.filter(pk__lte=Subquery(last)), whole


def _counts_of(question: EqualityQuestion, counts: Counter[int], total: int) -> EqualityCounts:
    options = list(question.options.all())
    answered = sum(counts[option.pk] for option in options)
    categories = tuple(_categories(question.key, options, counts))
    return EqualityCounts(question.text, categories, total - answered)


def _categories(
    key: str, options: Iterable[EqualityOption], counts: Counter[int]
) -> Iterator[EqualityCategory]:
    """Yield what the Census counts, with the local answers; rare answers of a file have no name.

    They stand together, in nobody's own words: within the category that they
    count towards, or else under other answers.
    """
    tops = {one.text for one in options if not one.rolls_up_to}
    found: dict[str, dict[str, int]] = {}
    for option in options:
        top = option.rolls_up_to if option.rolls_up_to in tops else option.text
        name = option.text
        if option.is_from_file and counts[option.pk] < COUNCIL_DEFAULT.threshold:
            top = name = top if option.rolls_up_to in tops else OTHER_ANSWERS
        answers = found.setdefault(top, {top: 0})
        answers[name] = answers.get(name, 0) + counts[option.pk]
    for top, answers in found.items():
        published = census_name(key, top)
        local = tuple((name, count) for name, count in answers.items() if name != top)
        yield EqualityCategory(top, answers[top], local, published if published != top else "")
