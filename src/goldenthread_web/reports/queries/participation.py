"""Who took part and what became of their words, counted in the database."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Count, Q, QuerySet, Sum

from goldenthread.records.reports import Participation, ParticipationTable, SetAside
from goldenthread_web.engagement.models import Contribution, Engagement, EngagementResponse
from goldenthread_web.engagement.queries.contributions import PUBLIC_STATUSES, counted
from goldenthread_web.engagement.queries.exercises import counted_responses, there_by

FEWEST_PEOPLE_NAMED = 5
MOST_LISTED = 15
OTHER = "Others"
NOT_RECORDED = "Not recorded"
Status = Contribution.Status


@dataclass(frozen=True, slots=True)
class ResponseGroup:
    """Responses that share capacity, channel and audience."""

    capacity: str
    channel: str
    audience: str
    responses: int
    people: int
    invented: int


@dataclass(frozen=True, slots=True)
class ContributionGroup:
    """Contributions that share what a report counts them by."""

    question: int | None
    status: str
    may_publish: bool
    reason: str
    capacity: str
    channel: str
    audience: str
    language: str
    contributions: int

    @property
    def is_released(self) -> bool:
        return self.status in PUBLIC_STATUSES and self.may_publish


@dataclass
class Totals:
    """Everything that was counted once, to be added up in many ways."""

    responses: list[ResponseGroup]
    contributions: list[ContributionGroup]
    people_by_question: dict[int | None, int]

    @cached_property
    def people(self) -> int:
        return sum(group.people for group in self.responses)

    @cached_property
    def response_count(self) -> int:
        return sum(group.responses for group in self.responses)

    @cached_property
    def contribution_count(self) -> int:
        return sum(group.contributions for group in self.contributions)

    @cached_property
    def released_count(self) -> int:
        return sum(group.contributions for group in self.contributions if group.is_released)

    @cached_property
    def has_invented(self) -> bool:
        return any(group.invented for group in self.responses)

    def by_question(self) -> Counter[int | None]:
        """Return contributions by question."""
        found: Counter[int | None] = Counter()
        for group in self.contributions:
            found[group.question] += group.contributions
        return found

    def by_capacity_of(self, question: int | None) -> Counter[str]:
        """Return contributions to one question by capacity."""
        found: Counter[str] = Counter()
        for group in self.contributions:
            if group.question == question:
                found[group.capacity] += group.contributions
        return found

    def by_language(self) -> Counter[str]:
        """Return contributions by language code; empty where it is not known."""
        found: Counter[str] = Counter()
        for group in self.contributions:
            found[group.language] += group.contributions
        return found


def count_everything(engagement: Engagement, *, until: datetime | None = None) -> Totals:
    """Return the totals of an engagement, in three queries; of what was there by `until`."""
    said = counted(engagement).filter(there_by(until, "response__")).order_by()
    return Totals(
        responses=_response_groups(
            counted_responses(engagement).filter(there_by(until)).order_by()
        ),
        contributions=_contribution_groups(said),
        people_by_question=_people_by_question(said),
    )


def participation_tables(totals: Totals) -> tuple[ParticipationTable, ...]:
    """Return who took part by capacity, channel and audience, where there is something to tell."""
    tables = [
        ParticipationTable(name, _rows_by(totals, name))
        for name in ("capacity", "channel", "audience")
    ]
    is_told = {row.label for row in tables[2].rows} - {NOT_RECORDED}
    return tuple(table for table in tables[: 3 if is_told else 2] if table.rows)


def channels_of(totals: Totals) -> tuple[str, ...]:
    """Return the ways in which people took part, the most used first."""
    people: Counter[str] = Counter()
    for group in totals.responses:
        people[group.channel] += group.people
    return tuple(channel for channel, _ in people.most_common())


def set_aside(totals: Totals) -> tuple[tuple[SetAside, ...], int, int]:
    """Return what is withheld by reason, what is counted only, and what is not released yet."""
    reasons: Counter[str] = Counter()
    counted_only = held = 0
    for group in totals.contributions:
        if group.status == Status.WITHHELD:
            reasons[group.reason] += group.contributions
        elif not group.may_publish:
            counted_only += group.contributions
        elif not group.is_released:
            held += group.contributions
    withheld = tuple(SetAside(reason, count) for reason, count in reasons.most_common())
    return withheld, counted_only, held


def _response_groups(responses: QuerySet[EngagementResponse]) -> list[ResponseGroup]:
    grouped = responses.values_list("capacity", "channel", "audience").annotate(
        n=Count("id"),
        people=Sum("people_count"),
        invented=Count("id", filter=Q(is_invented=True)),
    )
    return [ResponseGroup(*row) for row in grouped]


def _contribution_groups(said: QuerySet[Contribution]) -> list[ContributionGroup]:
    grouped = said.values_list(
        "question",
        "status",
        "response__may_publish_words",
        "withheld_reason",
        "response__capacity",
        "response__channel",
        "response__audience",
        "language",
    )
    return [ContributionGroup(*row) for row in grouped.annotate(n=Count("id"))]


def _people_by_question(said: QuerySet[Contribution]) -> dict[int | None, int]:
    """Return people by question, each response once: grouped by its size, so SQL can add up."""
    grouped = said.values_list("question", "response__people_count").annotate(
        responses=Count("response", distinct=True)
    )
    people: defaultdict[int | None, int] = defaultdict(int)
    for question, size, responses in grouped:
        people[question] += size * responses
    return dict(people)


def _rows_by(totals: Totals, name: str) -> tuple[Participation, ...]:
    responses: Counter[str] = Counter()
    people: Counter[str] = Counter()
    contributions: Counter[str] = Counter()
    for group in totals.responses:
        label = _label(getattr(group, name))
        responses[label] += group.responses
        people[label] += group.people
    for said in totals.contributions:
        contributions[_label(getattr(said, name))] += said.contributions
    rows = [
        Participation(label, responses[label], count, contributions[label])
        for label, count in people.most_common()
    ]
    return tuple(_join_small(rows)) if name == "audience" else tuple(rows)


def _join_small(rows: list[Participation]) -> Iterable[Participation]:
    """Yield the rows, those of few people as one: an audience's name can tell who is in it."""
    small = [
        row for at, row in enumerate(rows) if row.people < FEWEST_PEOPLE_NAMED or at >= MOST_LISTED
    ]
    yield from (row for row in rows if row not in small)
    if small:
        yield Participation(
            OTHER,
            sum(row.responses for row in small),
            sum(row.people for row in small),
            sum(row.contributions for row in small),
        )


def _label(value: str) -> str:
    return f"{value[:1].upper()}{value[1:]}" if value else NOT_RECORDED
