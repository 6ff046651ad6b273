"""Ratings and numbers: how they are spread, with the mean and its interval."""

from collections.abc import Sequence
from math import floor, log10

from goldenthread.publishing.charts import column_chart, share_chart
from goldenthread.records.publishing import Chart, Table
from goldenthread.records.results import Bin, Numbers, Ratings
from goldenthread.reports.results.lists import SHARE_HEADERS, say_most
from goldenthread.reports.results.protecting import (
    is_mean_safe,
    protect_list,
    share_bar,
    share_cells,
)
from goldenthread.reports.wording import say_people
from goldenthread.uncertainty.means import mean_interval, quantile

# Below this, fewer than five people would lie in each quarter.
FEWEST_FOR_QUARTILES = 20
ABOUT_BINS = 10
NO_MEAN = "The mean is left out, because it could tell what a few people said."
STEPS = (1, 2, 2.5, 5, 10)


def ratings_chart(ratings: Ratings) -> Chart:
    """Return the distribution over the scale; its sentence says the mean and its interval."""
    base = sum(people for _, people in ratings.points)
    shown = protect_list(tuple(people for _, people in ratings.points))
    labels = [_label(ratings, value) for value, _ in ratings.points]
    pairs = list(zip(labels, shown, strict=True))
    rows = tuple((label, *share_cells(count, base)) for label, count in pairs)
    table = Table(
        f"{ratings.question} ({say_people(base)} answered)", ("Rating", *SHARE_HEADERS), rows
    )
    bars = [share_bar(label, count, base) for label, count in pairs]
    return share_chart(ratings.question, say_mean(ratings), bars, table=table)


def say_mean(ratings: Ratings) -> str:
    """Return the mean of a rating with its interval, where that gives nobody away.

    >>> say_mean(Ratings("How safe?", ((1, 10), (2, 10), (3, 20))))
    'The mean is 2.2 on a scale from 1 to 3 (95% interval 2.0 to 2.5). 40 people answered.'
    """
    base = sum(people for _, people in ratings.points)
    if not base:
        return "Nobody answered this question."
    answered = f"{say_people(base)} answered."
    shown = protect_list(tuple(people for _, people in ratings.points))
    if not is_mean_safe(base, shown):
        labels = [_label(ratings, value) for value, _ in ratings.points]
        return f"{say_most(list(zip(labels, shown, strict=True)), base)} {NO_MEAN}"
    mean = mean_interval(ratings.points)
    ends = f"on a scale from {ratings.points[0][0]} to {ratings.points[-1][0]}"
    bounds = mean.interval
    within = f" (95% interval {bounds.lower:.1f} to {bounds.upper:.1f})" if bounds else ""
    return f"The mean is {mean.value:.1f} {ends}{within}. {answered}"


def summarise_numbers(question: str, values: Sequence[tuple[float, int]]) -> Numbers:
    """Return counted numbers as mean, quartiles and histogram. Raises InputError for none."""
    mean = mean_interval(values)
    bounds = mean.interval
    return Numbers(
        question,
        base=sum(people for _, people in values),
        mean=mean.value,
        lower=bounds.lower if bounds else mean.value,
        upper=bounds.upper if bounds else mean.value,
        quartiles=(quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)),
        bins=make_bins(values),
    )


def make_bins(values: Sequence[tuple[float, int]]) -> tuple[Bin, ...]:
    """Return about ten bins of a round width that hold all values; few whole numbers one each.

    >>> [(one.lower, one.upper, one.people) for one in make_bins([(1, 4), (19, 6), (20, 1)])][-1]
    (20.0, 22.0, 1)
    """
    lowest, highest = min(value for value, _ in values), max(value for value, _ in values)
    width = _round_width((highest - lowest) / ABOUT_BINS)
    if all(value == floor(value) for value, _ in values):
        width = max(1.0, float(floor(width)))
        if width == 1:
            return _a_bin_each(values, floor(lowest), floor(highest))
    first, last = floor(lowest / width), floor(highest / width)
    people = dict.fromkeys(range(first, last + 1), 0)
    for value, count in values:
        people[floor(value / width)] += count
    return tuple(Bin(at * width, (at + 1) * width, count) for at, count in people.items())


def _a_bin_each(values: Sequence[tuple[float, int]], lowest: int, highest: int) -> tuple[Bin, ...]:
    people = dict.fromkeys(range(lowest, highest + 1), 0)
    for value, count in values:
        people[floor(value)] += count
    return tuple(Bin(float(at), float(at), count) for at, count in people.items())


def _round_width(width: float) -> float:
    if width <= 0:
        return 1.0
    scale = 10.0 ** floor(log10(width))
    return next(step * scale for step in STEPS if step * scale >= width * (1 - 1e-9))


def numbers_chart(numbers: Numbers) -> Chart:
    """Return the histogram; its sentence says the quartiles and the mean."""
    shown = protect_list(tuple(one.people for one in numbers.bins))
    labels = [_say_bin(one) for one in numbers.bins]
    pairs = list(zip(labels, shown, strict=True))
    rows = tuple((label, *share_cells(count, numbers.base)) for label, count in pairs)
    caption = f"{numbers.question} ({say_people(numbers.base)} answered)"
    table = Table(caption, ("From, to", *SHARE_HEADERS), rows)
    ticks = [(say_number(one.lower), count) for one, count in zip(numbers.bins, shown, strict=True)]
    return column_chart(numbers.question, say_numbers(numbers), ticks, table=table)


def _say_bin(one: Bin) -> str:
    if one.lower == one.upper:
        return say_number(one.lower)
    return f"{say_number(one.lower)} to under {say_number(one.upper)}"


def say_numbers(numbers: Numbers) -> str:
    """Return median, quartiles and mean, where enough people answered."""
    answered = f"{say_people(numbers.base)} answered."
    shown = protect_list(tuple(one.people for one in numbers.bins))
    if numbers.base < FEWEST_FOR_QUARTILES:
        return f"Too few people answered to give a middle. {answered}"
    if not is_mean_safe(numbers.base, shown):
        labels = map(_say_bin, numbers.bins)
        return f"{say_most(list(zip(labels, shown, strict=True)), numbers.base)} {NO_MEAN}"
    first, middle, third = (say_number(value) for value in numbers.quartiles)
    bounds = f"{say_number(numbers.lower)} to {say_number(numbers.upper)}"
    return (
        f"Half said {middle} or less; the middle half lies from {first} to {third}. "
        f"The mean is {say_number(numbers.mean)} (95% interval {bounds}). {answered}"
    )


def say_number(value: float) -> str:
    """Return a number with one decimal place at most.

    >>> say_number(1200.0), say_number(2.25)
    ('1,200', '2.2')
    """
    return f"{value:,.1f}".removesuffix(".0")


def _label(ratings: Ratings, value: int) -> str:
    ends = {
        ratings.points[0][0]: ratings.lowest_label,
        ratings.points[-1][0]: ratings.highest_label,
    }
    words = ends.get(value, "")
    return f"{value}: {words}" if words else f"{value}"
