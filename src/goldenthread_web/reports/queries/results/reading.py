"""Filters read from an address, and the choices that a filter has."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum
from django.http import QueryDict

from goldenthread.records.disclosure import COUNCIL_DEFAULT
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.engagement.queries.exercises import counted_responses
from goldenthread_web.reports.models import KeptResults
from goldenthread_web.reports.queries.results.counts import read_counts
from goldenthread_web.reports.queries.results.filters import ATTRIBUTES, AnswerFilter, ResultFilter

MOST_ANSWERS = 3
# Of these a response ticks an option once at most, so that ticks are responses.
TICKED_ONCE = (Question.Kind.ONE_CHOICE, Question.Kind.SEVERAL_CHOICES)
OTHERS = "others"
# What fewer people have is no filter: the name of an area can tell who lives there.
FEWEST_FITTING = COUNCIL_DEFAULT.threshold
LONGEST_VALUE = 160


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen: values of each attribute that somebody has, and options by question."""

    attributes: dict[str, list[str]]
    options: list[tuple[str, list[tuple[int, str]]]]


def read_filter(params: QueryDict, questions: Sequence[Question]) -> ResultFilter:
    """Return the filter of an address; what is not a filter of this engagement is left out."""
    known = {
        option.pk: AnswerFilter(option.pk, question.text, option.text)
        for question in questions
        if question.kind in TICKED_ONCE
        for option in question.options.all()
        # What somebody wrote into a file is offered to nobody, and told to nobody who guesses.
        if not option.is_from_file
    }
    numbers = [one for one in params.getlist("answer") if one.isdecimal() and len(one) < 19]  # noqa: PLR2004
    ticked = [int(one) for one in numbers]
    chosen = dict.fromkeys(option for option in ticked if option in known)
    return ResultFilter(
        **{name: params.get(name, "").replace("\0", "")[:LONGEST_VALUE] for name in ATTRIBUTES},
        began_on=_day(params.get("from", "")),
        ended_on=_day(params.get("to", "")),
        answers=tuple(known[option] for option in list(chosen)[:MOST_ANSWERS]),
    )


def choices_of(engagement: Engagement, questions: Sequence[Question]) -> Choices:
    """Return what the filters of an engagement offer, in two queries."""
    people: Counter[tuple[str, str]] = Counter()
    for name, value, count in _values_of(engagement):
        people[name, value] += count
    values = {
        name: sorted(
            value
            for (of, value), count in people.items()
            if of == name and value not in {"", OTHERS} and count >= FEWEST_FITTING
        )
        for name in ATTRIBUTES
    }
    options = [
        (
            one.text,
            [(option.pk, option.text) for option in one.options.all() if not option.is_from_file],
        )
        for one in questions
        if one.kind in TICKED_ONCE
    ]
    return Choices(values, options)


def _values_of(engagement: Engagement) -> Iterator[tuple[str, str, int]]:
    """Yield the people of every value of every attribute; from what is kept, if anything is."""
    kept = KeptResults.objects.filter(engagement=engagement, address="", is_for_public=False)
    counts = kept.values_list("counts", flat=True).first()
    if counts:
        groups = read_counts(counts).groups
        yield from ((one.counted_by, one.value, one.people) for one in groups)
        return
    found = counted_responses(engagement).order_by().values_list(*ATTRIBUTES)
    for *values, people in found.annotate(n=Sum("people_count")):
        yield from ((name, value, people) for name, value in zip(ATTRIBUTES, values, strict=True))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
