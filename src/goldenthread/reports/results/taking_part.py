"""How an exercise goes: responses by day and kind, pages where people stop, and time taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from goldenthread.publishing.charts import column_chart, share_chart
from goldenthread.records.disclosure import COUNCIL_DEFAULT
from goldenthread.records.publishing import Chart, Table
from goldenthread.records.results import Line
from goldenthread.reports.results.lists import SHARE_HEADERS
from goldenthread.reports.results.protecting import protect_list, share_bar, share_cells
from goldenthread.reports.wording import (
    NOT_SHOWN,
    say_count,
    say_date,
    say_largest,
    say_part,
    say_percent,
)

MOST_DAYS_DRAWN = 120
FEWEST_DAYS_FOR_WEEKS = 21
QUIET_DAY = 2 * COUNCIL_DEFAULT.threshold  # responses a day on average; below, most are hidden
FEWEST_TIMES = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One page of a form: how many stopped there, and how many came so far."""

    title: str
    stopped: int
    reached: int


def days_chart(days: Sequence[tuple[date, int]]) -> Chart:
    """Return responses by day, days without any too, or by week where days are many or quiet.

    A day or week of few responses is not shown, nor another that would give it away.
    """
    filled = fill_days(days)
    unit = "day"
    if _are_weeks_clearer(filled):
        filled, unit = _by_week(filled), "week from"
    counts = protect_list(tuple(count for _, count in filled))
    named = [(say_date(day), count) for (day, _), count in zip(filled, counts, strict=True)]
    rows = tuple((label, NOT_SHOWN if count is None else f"{count:,}") for label, count in named)
    title = f"Responses by {unit.partition(' ')[0]}"
    table = Table(title, (unit.capitalize(), "Responses"), rows)
    short = [(f"{day:%-d %b}", count) for (day, _), count in zip(filled, counts, strict=True)]
    total = sum(count for _, count in filled)
    return column_chart(title, say_days(named, total, unit=unit), short, table=table)


def _are_weeks_clearer(filled: Sequence[tuple[date, int]]) -> bool:
    """Return whether days are too many to draw, or mostly too quiet to be shown."""
    each = sum(count for _, count in filled) / len(filled) if filled else 0
    is_quiet = len(filled) >= FEWEST_DAYS_FOR_WEEKS and each < QUIET_DAY
    return is_quiet or len(filled) > MOST_DAYS_DRAWN


def fill_days(days: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    """Return every day from the first to the last, those without a response as 0."""
    known = dict(days)
    if not known:
        return []
    first, last = min(known), max(known)
    every = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    return [(day, known.get(day, 0)) for day in every]


def _by_week(days: Sequence[tuple[date, int]]) -> list[tuple[date, int]]:
    weeks: dict[date, int] = {}
    for day, count in days:
        monday = day - timedelta(days=day.weekday())
        weeks[monday] = weeks.get(monday, 0) + count
    return list(weeks.items())


def say_days(named: Sequence[tuple[str, int | None]], total: int, *, unit: str = "day") -> str:
    """Return how many responses came, and when most did."""
    if not named:
        return "No response has come yet."
    came = say_count(total, "response", "responses")
    shown = [(count, label) for label, count in named if count]
    if not shown or len(named) == 1:
        return f"{came} came, from {named[0][0]} to {named[-1][0]}."
    most, label = max(shown, key=lambda pair: pair[0])
    on = "on" if unit == "day" else f"in the {unit}"
    return f"{came} came, from {named[0][0]} to {named[-1][0]}; most {on} {label} ({most:,})."


def kinds_chart(lines: Sequence[Line], *, counted_by: str) -> Chart:
    """Return people by channel, capacity, audience, area or language, largest first."""
    ranked = sorted(lines, key=lambda line: (-line.people, line.label))
    total = sum(line.people for line in ranked)
    counts = protect_list(tuple(line.people for line in ranked))
    pairs = [(line.label, count) for line, count in zip(ranked, counts, strict=True)]
    # What is hidden stands in the order of its names: that of its sizes would tell of them.
    pairs.sort(key=lambda pair: (0, -pair[1], "") if pair[1] is not None else (1, 0, pair[0]))
    title = f"Who took part, by {counted_by}"
    rows = tuple((label, *share_cells(count, total)) for label, count in pairs)
    # Of who took part nothing is estimated: they are all of them, so there is no interval.
    table = Table(
        title, (counted_by.capitalize(), *SHARE_HEADERS[:2]), tuple(row[:3] for row in rows)
    )
    bars = [share_bar(label, count, total) for label, count in pairs]
    plain = [type(bar)(bar.label, bar.shown, bar.length) for bar in bars]
    return share_chart(title, _say_largest(pairs, total), plain, table=table)


def _say_largest(pairs: Sequence[tuple[str, int | None]], total: int) -> str:
    shown = [(label, count) for label, count in pairs if count]
    if not shown:
        return "Too few people took part to show them apart."
    most = shown[0][1]
    names = [label for label, count in shown if count == most]
    return say_largest(names, say_part(most, total, "people"))


def steps_chart(steps: Sequence[Step]) -> Chart:
    """Return how many stopped at each page, of those who came so far. For the office only."""
    bars = [share_bar(step.title, step.stopped, step.reached) for step in steps]
    rows = tuple(
        (step.title, f"{step.reached:,}", f"{step.stopped:,}", _share(step)) for step in steps
    )
    headers = ("Page", "Came so far", "Stopped here", "Share")
    table = Table("Where people stopped", headers, rows)
    return share_chart("Where people stopped", say_steps(steps), bars, table=table)


def say_steps(steps: Sequence[Step]) -> str:
    """Return how many of those who started sent their answers, and where most stopped."""
    if not steps or not steps[0].reached:
        return "Nobody has started to answer yet."
    started = steps[0].reached
    sent = started - sum(step.stopped for step in steps)
    done = f"{say_part(sent, started, 'people')} who started sent their answers"
    worst = max(steps, key=lambda step: step.stopped)
    if not worst.stopped:
        return f"{done}."
    return f"{done}. Most of the others stopped at “{worst.title}” ({worst.stopped:,})."


def _share(step: Step) -> str:
    return say_percent(step.stopped / step.reached) if step.reached else "–"


def say_minutes(quartiles: tuple[float, float, float], *, known: int) -> str:
    """Return how long people took, where enough times are known.

    >>> say_minutes((4.0, 6.5, 11.0), known=120)
    'Half took 6.5 minutes or less; the middle half took 4 to 11 minutes (120 responses, as far as it is known).'
    """
    if known < FEWEST_TIMES:
        return "Of too few responses it is known how long they took."
    first, middle, third = (f"{value:.1f}".removesuffix(".0") for value in quartiles)
    return (
        f"Half took {middle} minutes or less; the middle half took {first} to {third} minutes "
        f"({say_count(known, 'response', 'responses')}, as far as it is known)."
    )
