"""Signs of repeated or organised answering in an exercise, and what people concluded."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, QuerySet

from goldenthread.engagement.repeated import FEWEST_THE_SAME, find_bursts, find_same_answers
from goldenthread.text import group_near_duplicates
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    Engagement,
    NumberAnswer,
    Question,
    ResponsePattern,
)
from goldenthread_web.engagement.queries.contributions import counted
from goldenthread_web.engagement.queries.exercises import counted_responses

Kind = ResponsePattern.Kind
SHORTEST_TEXT = 40


@dataclass(frozen=True, slots=True)
class FoundPattern:
    """One sign: the responses that it was seen in, by id, and when they came."""

    kind: str
    key: str
    responses: tuple[int, ...]
    begins_at: datetime | None = None
    ends_at: datetime | None = None


def bursts(engagement: Engagement) -> list[FoundPattern]:
    """Return times when many were sent by people themselves; not of files and helpers."""
    sent = counted_responses(engagement).filter(response_import=None, entered_by=None)
    rows = list(sent.order_by("pk").values_list("pk", "received_at"))
    return [
        FoundPattern(
            Kind.BURST,
            f"{burst.begins_at:%Y-%m-%dT%H:%M}",
            tuple(rows[row][0] for row in burst.rows),
            burst.begins_at,
            burst.ends_at,
        )
        for burst in find_bursts([moment for _, moment in rows])
    ]


def same_texts(engagement: Engagement) -> list[FoundPattern]:
    """Return words that three or more responses share, all but a few characters."""
    said = counted(engagement).filter(part=Contribution.Part.ANSWER).order_by("pk")
    rows = [
        (response, text)
        for response, text in said.values_list("response", "text").iterator()
        if len(text) >= SHORTEST_TEXT
    ]
    groups: defaultdict[int, set[int]] = defaultdict(set)
    labels = group_near_duplicates([text for _, text in rows]) if rows else ()
    for (response, _), label in zip(rows, labels, strict=True):
        groups[int(label)].add(response)
    return [
        _of_group(Kind.SAME_TEXT, tuple(sorted(group)))
        for group in groups.values()
        if len(group) >= FEWEST_THE_SAME
    ]


def same_answers(engagement: Engagement) -> list[FoundPattern]:
    """Return responses with the same answers to all closed questions, eight of them or more."""
    found = find_same_answers(_closed_answers(engagement))
    return [_of_group(Kind.SAME_ANSWERS, group) for group in found]


def _of_group(kind: str, responses: tuple[int, ...]) -> FoundPattern:
    """Known by its first response: a digest of words would be a trace of them."""
    return FoundPattern(kind, str(responses[0]), responses)


def _closed_answers(engagement: Engagement) -> dict[int, dict[int, str]]:
    responses = counted_responses(engagement).values("pk")
    asked = Question.objects.filter(engagement=engagement).values("pk")
    ticks: defaultdict[int, defaultdict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    chosen = ChoiceAnswer.objects.filter(question__in=asked, response__in=responses)
    rows = chosen.order_by("response", "question", "row", "rank", "option")
    for response, question, *told in rows.values_list(
        "response", "question", "row", "rank", "option"
    ).iterator():
        ticks[response][question].append(":".join(map(str, told)))
    ratings = NumberAnswer.objects.filter(
        question__in=asked, question__kind=Question.Kind.RATING, response__in=responses
    )
    for response, question, value in ratings.values_list("response", "question", "value"):
        ticks[response][question].append(str(value))
    return {
        response: {question: " ".join(told) for question, told in given.items()}
        for response, given in ticks.items()
    }


def patterns_of(engagement: Engagement) -> QuerySet[ResponsePattern]:
    """Return what was found, what nobody has looked at first, then the largest."""
    found = ResponsePattern.objects.filter(engagement=engagement).select_related("concluded_by")
    return found.annotate(size=Count("members")).order_by(
        F("concluded_at").asc(nulls_first=True), "-size", "pk"
    )


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a person looks at to conclude."""

    moments: list[tuple[datetime, int]]
    channels: list[tuple[str, int]]
    capacities: list[tuple[str, int]]
    texts: list[Contribution]
    questions: int
    responses_in_all: int


MOST_TEXTS = 5


def evidence_of(pattern: ResponsePattern) -> Evidence:
    """Return when they came minute by minute, by which ways, and some of the words."""
    found = counted_responses(pattern.engagement).filter(patterns__pattern=pattern)
    minutes: defaultdict[datetime, int] = defaultdict(int)
    for moment in found.order_by("received_at").values_list("received_at", flat=True):
        minutes[moment.replace(second=0, microsecond=0)] += 1
    texts = counted(pattern.engagement).filter(response__patterns__pattern=pattern)
    first = found.order_by("pk").values_list("pk", flat=True).first()
    answered = ChoiceAnswer.objects.filter(response=first).values("question").distinct().count()
    rated = NumberAnswer.objects.filter(response=first).values("question").distinct().count()
    return Evidence(
        moments=list(minutes.items()),
        channels=_by(found, "channel"),
        capacities=_by(found, "capacity"),
        texts=list(texts.select_related("response").order_by("pk")[:MOST_TEXTS]),
        questions=answered + rated,
        responses_in_all=counted_responses(pattern.engagement).count(),
    )


def _by(found: "QuerySet[Any]", name: str) -> list[tuple[str, int]]:
    rows = found.order_by().values_list(name).annotate(n=Count("pk", distinct=True))
    return sorted(rows, key=lambda row: (-row[1], row[0]))
