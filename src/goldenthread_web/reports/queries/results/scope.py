"""Which answers are counted, with as few rows read as the question allows.

Answers of one question are those of one engagement, and those of removed
responses are deleted. So where no import is under way, the indexes of answers
say all: no row of a response has to be read.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Count, Model, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, TruncDate

from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Engagement,
    EngagementResponse,
    ResponseImport,
    ResponseInPattern,
    ResponsePattern,
)
from goldenthread_web.engagement.queries.exercises import counted_responses, there_by
from goldenthread_web.reports.queries.results.filters import EVERYTHING, ResultFilter

Answers = TypeVar("Answers", bound=Model)


@dataclass(frozen=True, slots=True)
class Scope:
    """An engagement under a filter, and what is known of its responses.

    `has_waiting` says that not every response counts: an import is not complete, or
    only what was there `until` a time is counted. `has_groups` says that some
    response speaks for more than one person. `is_without_apart` leaves out what a
    person concluded to show apart.
    """

    engagement: Engagement
    chosen: ResultFilter
    has_waiting: bool
    has_groups: bool
    until: datetime | None = None
    is_without_apart: bool = False

    def without_apart(self) -> "Scope":
        """Return the same without the responses that are shown apart: not all count."""
        return replace(self, has_waiting=True, is_without_apart=True)

    @property
    def reads_answers_only(self) -> bool:
        """Whether answers alone say all: no response has to be read."""
        return self.chosen.is_answers_only and not (self.has_waiting or self.has_groups)

    def responses(self) -> "QuerySet[EngagementResponse]":
        """Return the responses that count and fit."""
        chosen = self.chosen
        found = counted_responses(self.engagement).filter(there_by(self.until)).order_by()
        for name in ("capacity", "channel", "language", "area"):
            if value := getattr(chosen, name):
                found = found.filter(**{name: value})
        if chosen.began_on or chosen.ended_on:
            found = found.annotate(day=Coalesce("said_on", TruncDate("received_at")))
            found = found.filter(day__gte=chosen.began_on) if chosen.began_on else found
            found = found.filter(day__lte=chosen.ended_on) if chosen.ended_on else found
        for one in chosen.answers:
            found = found.filter(pk__in=_who_ticked(one.option))
        if self.is_without_apart:
            found = found.exclude(pk__in=_shown_apart(self.engagement))
        return found

    def within(self, answers: "QuerySet[Answers]") -> "QuerySet[Answers]":
        """Return those of these answers that count and fit; they are of this engagement already."""
        answers = answers.order_by()
        if self.has_waiting or not self.chosen.is_answers_only:
            return answers.filter(response__in=self.responses().values("pk"))
        for one in self.chosen.answers:
            answers = answers.filter(response__in=_who_ticked(one.option))
        return answers

    def sum_of_people(self) -> Combinable | Any:
        """Return what adds up people over answers, each response standing there once."""
        return Sum("response__people_count") if self.has_groups else Count("*")

    def count_people(self) -> int:
        """Return how many people count and fit."""
        if not self.has_groups:
            return self.count_responses()
        total: int = self.responses().aggregate(n=Sum("people_count"))["n"] or 0
        return total

    def count_responses(self) -> int:
        """Return how many responses count and fit."""
        answers = self.chosen.answers
        if answers and self.chosen.is_answers_only and not self.has_waiting:
            first, *others = answers
            found = ChoiceAnswer.objects.filter(option=first.option)
            for one in others:
                found = found.filter(response__in=_who_ticked(one.option))
            return found.count()
        return self.responses().count()


def scope_of(
    engagement: Engagement, chosen: ResultFilter = EVERYTHING, *, until: datetime | None = None
) -> Scope:
    """Return the scope of an engagement under a filter, in two short queries."""
    waiting = ResponseImport.objects.filter(
        ~Q(state=ResponseImport.State.COMPLETE), engagement=engagement
    )
    groups = EngagementResponse.objects.filter(engagement=engagement, people_count__gt=1)
    has_waiting = until is not None or waiting.exists()
    return Scope(engagement, chosen, has_waiting, groups.exists(), until)


def reasons_apart(engagement: Engagement) -> list[str]:
    """Return why a person concluded to show some responses apart, one reason a pattern."""
    found = ResponsePattern.objects.filter(
        engagement=engagement, conclusion=ResponsePattern.Conclusion.SHOWN_APART
    )
    return [f"{one.get_kind_display()}: {one.reason}" for one in found]


def _shown_apart(engagement: Engagement) -> "QuerySet[ResponseInPattern, Any]":
    found = ResponseInPattern.objects.filter(
        pattern__engagement=engagement,
        pattern__conclusion=ResponsePattern.Conclusion.SHOWN_APART,
    )
    return found.order_by().values("response")


def _who_ticked(option: int) -> "QuerySet[ChoiceAnswer, Any]":
    return ChoiceAnswer.objects.filter(option=option).order_by().values("response")
