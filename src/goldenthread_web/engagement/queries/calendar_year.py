"""A year as twelve months, with the days that are blocked and what runs."""

from calendar import month_name, monthrange
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread_web.engagement.models import BlockedPeriod, Engagement

DAY_WIDTH = 10  # of the drawing, in its own units


@dataclass(frozen=True, slots=True)
class Span:
    """One drawn run of days in a month: where it begins and how wide it is."""

    left: int
    width: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A blocked period as one month lists it."""

    period: BlockedPeriod
    begins_here: bool


@dataclass(frozen=True, slots=True)
class Month:
    """One row of the year."""

    name: str
    width: int
    blocked: tuple[Span, ...]
    running: tuple[Span, ...]
    entries: tuple[Entry, ...]
    opening: tuple[Engagement, ...]

    @property
    def sentence(self) -> str:
        """Return what the drawing shows, for who does not see it."""
        count = sum(span.width for span in self.blocked) // DAY_WIDTH
        days = "1 day is" if count == 1 else f"{count} days are"
        return f"{self.name}: {days} blocked" if count else f"{self.name}: nothing is blocked"


def months_of(
    year: int, periods: Sequence[BlockedPeriod], engagements: Sequence[Engagement]
) -> list[Month]:
    """Return the twelve months with what falls into each."""
    return [_month(year, number, periods, engagements) for number in range(1, 13)]


def _month(
    year: int, number: int, periods: Sequence[BlockedPeriod], engagements: Sequence[Engagement]
) -> Month:
    first, last = date(year, number, 1), date(year, number, monthrange(year, number)[1])
    here = [one for one in periods if one.begins_on <= last and one.ends_on >= first]
    run = [one for one in engagements if one.opens_on <= last and one.closes_on >= first]
    return Month(
        name=month_name[number],
        width=last.day * DAY_WIDTH,
        blocked=_blocked_spans(here, first, last),
        running=_merged(run, first, last),
        entries=tuple(Entry(one, one.begins_on >= first) for one in here),
        opening=tuple(one for one in run if one.opens_on >= first),
    )


def _blocked_spans(periods: Iterable[BlockedPeriod], first: date, last: date) -> tuple[Span, ...]:
    """Return each blocked day once, drawn as the first kind that blocks it."""
    kinds: dict[int, str] = {}
    for one in periods:
        for day in range(max(one.begins_on, first).day, min(one.ends_on, last).day + 1):
            kinds.setdefault(day, one.kind)
    return _spans(last.day, lambda day: kinds.get(day, ""))


def _merged(engagements: Iterable[Engagement], first: date, last: date) -> tuple[Span, ...]:
    days = {
        day
        for one in engagements
        for day in range(max(one.opens_on, first).day, min(one.closes_on, last).day + 1)
    }
    return _spans(last.day, lambda day: "running" if day in days else "")


def _spans(last_day: int, kind_of: Callable[[int], str]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for day in range(1, last_day + 1):
        kind = kind_of(day)
        if not kind:
            continue
        left = (day - 1) * DAY_WIDTH
        if spans and spans[-1].kind == kind and spans[-1].left + spans[-1].width == left:
            spans[-1] = Span(spans[-1].left, spans[-1].width + DAY_WIDTH, kind)
        else:
            spans.append(Span(left, DAY_WIDTH, kind))
    return tuple(spans)
