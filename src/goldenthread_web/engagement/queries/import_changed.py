"""Whether a row that is here already says the same as the last time it was brought in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Q

from goldenthread.records.responses import ResponseRow
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    DateAnswer,
    EngagementResponse,
    NumberAnswer,
    Question,
)
from goldenthread_web.engagement.queries.wordings import WordBook

Said = frozenset[tuple[str, ...]]
NO_WORDS = Q(status__in=[Contribution.Status.REMOVED, Contribution.Status.SAFEGUARDING])


def changed_rows(
    rows: Mapping[int, ResponseRow], questions: Sequence[str], book: WordBook
) -> list[int]:
    """Return the responses of which the file says something else now, by their id.

    `rows` are by the id of their response; `questions` are the keys that the file
    answers. What was removed here, or is with the safeguarding lead, is never
    compared: nothing tells of it.
    """
    kept = EngagementResponse.objects.filter(pk__in=list(rows), removed_at=None)
    versions = dict(kept.values_list("pk", "form_version"))
    hidden = Contribution.objects.filter(NO_WORDS, response__in=versions)
    for response in set(hidden.values_list("response", flat=True)):
        versions.pop(response, None)
    here = _said_here(versions, questions, book)
    return [pk for pk in versions if here[pk] != set(said_in(rows[pk]))]


def said_in(row: ResponseRow) -> Said:
    """Return what a row answers, in a form that can be compared. Places and votes are left out."""
    further = row.further
    found: list[tuple[str, ...]] = [
        (one.question, one.part.value, " ".join(one.text.split())) for one in row.open_answers
    ]
    found += [(one.question, "option", text) for one in row.choices for text in one.options]
    found += [
        (one.question, f"{rank}", text) for one in further.rankings for rank, text in one.options
    ]
    found += [(one.question, line, text) for one in further.matrices for line, text in one.choices]
    found += [(one.question, "number", _say_number(one.value)) for one in further.numbers]
    found += [(one.question, "date", one.value.isoformat()) for one in further.dates]
    return frozenset(found)


def _said_here(
    versions: Mapping[int, int], questions: Sequence[str], book: WordBook
) -> defaultdict[int, set[tuple[str, ...]]]:
    """Return the same of responses that are here, in four queries; options also as they are now."""
    found: defaultdict[int, set[tuple[str, ...]]] = defaultdict(set)
    which: dict[str, Any] = {"response__in": versions, "question__key__in": questions}
    words = Contribution.objects.filter(**which).order_by()
    for pk, key, part, text in words.values_list("response", "question__key", "part", "text"):
        found[pk].add((key, part, " ".join(text.split())))
    ticks = ChoiceAnswer.objects.filter(**which).order_by()
    fields = ("question__key", "question__kind", "question", "option", "option__text")
    rows: Iterable[tuple[Any, ...]] = ticks.values_list("response", *fields, "row__text", "rank")
    for pk, key, kind, question, option, text, line, rank in rows:
        # A column for an option is named as the option is now; a cell holds what was asked.
        is_named = kind in {Question.Kind.SEVERAL_CHOICES, Question.Kind.RANKING}
        asked = text if is_named else book.words(question, versions[pk]).options.get(option, text)
        found[pk].add((key, line or (str(rank) if rank else "option"), asked))
    numbers = NumberAnswer.objects.filter(**which).order_by()
    for pk, key, value in numbers.values_list("response", "question__key", "value"):
        found[pk].add((key, "number", _say_number(value)))
    dates = DateAnswer.objects.filter(**which).order_by()
    for pk, key, day in dates.values_list("response", "question__key", "value"):
        found[pk].add((key, "date", day.isoformat()))
    return found


def _say_number(value: Decimal) -> str:
    return f"{value:.4f}"
