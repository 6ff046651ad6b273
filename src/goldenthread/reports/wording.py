"""Figures as people read them, the same on the page, in charts and in Word."""

from collections.abc import Sequence
from datetime import date

NOT_SHOWN = "not shown"


def say_count(count: int, one: str, many: str) -> str:
    """Return the count with its noun.

    >>> say_count(1, "person", "people"), say_count(1200, "person", "people")
    ('1 person', '1,200 people')
    """
    return f"{count:,} {one if count == 1 else many}"


def say_people(count: int) -> str:
    """Return "1 person" or "1,200 people"."""
    return say_count(count, "person", "people")


def say_contributions(count: int) -> str:
    """Return "1 contribution" or "1,200 contributions"."""
    return say_count(count, "contribution", "contributions")


def say_percent(share: float) -> str:
    """Return a whole percentage that never turns some into none, or nearly all into all.

    >>> [say_percent(share) for share in (0, 0.001, 0.456, 0.999, 1)]
    ['0%', 'under 1%', '46%', 'over 99%', '100%']
    """
    if 0 < share < 0.005:  # noqa: PLR2004 (rounds to nought)
        return "under 1%"
    if 0.995 <= share < 1:  # noqa: PLR2004 (rounds to all)
        return "over 99%"
    return f"{share * 100:.0f}%"


def say_part(count: int, total: int, noun: str = "") -> str:
    """Return "n of N", with the percentage where there is one.

    >>> say_part(3, 12), say_part(0, 0, "people")
    ('3 of 12 (25%)', '0 of 0 people')
    """
    percent = f" ({say_percent(count / total)})" if total else ""
    return f"{count:,} of {total:,}{' ' if noun else ''}{noun}{percent}"


def say_range(lower: float | None, upper: float | None) -> str:
    """Return the interval of a share in whole percents, or a dash where there is none.

    >>> say_range(0.4212, 0.5049)
    '42% to 50%'
    """
    if lower is None or upper is None:
        return "–"
    return f"{say_percent(lower)} to {say_percent(upper)}"


def say_largest(names: Sequence[str], size: str) -> str:
    """Return which groups are the largest: one, or several of the same size.

    >>> say_largest(["Resident"], "9 of 12 people")
    '“Resident” is the largest: 9 of 12 people.'
    >>> say_largest(["Paper", "Stall"], "6 of 12 people")
    '“Paper” and “Stall” are the largest: 6 of 12 people each.'
    """
    quoted = say_list([f"“{name}”" for name in names])
    if len(names) == 1:
        return f"{quoted} is the largest: {size}."
    return f"{quoted} are the largest: {size} each."


def say_list(names: Sequence[str]) -> str:
    """Return names as a sentence lists them.

    >>> say_list(["survey", "stall", "letter"])
    'survey, stall and letter'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def say_date(day: date) -> str:
    """Return a day as people write it.

    >>> say_date(date(2024, 10, 1))
    '1 October 2024'
    """
    return f"{day.day} {day:%B %Y}"


def say_month(day: str) -> str:
    """Return the month of an ISO date.

    >>> say_month("2024-10-01")
    'October 2024'
    """
    return f"{date.fromisoformat(day):%B %Y}"


def say_dates(began_on: date | None, ended_on: date | None) -> str:
    """Return from when until when, as far as it is known."""
    if began_on and ended_on and began_on != ended_on:
        return f"{say_date(began_on)} to {say_date(ended_on)}"
    if began_on and not ended_on:
        return f"from {say_date(began_on)}"
    known = began_on or ended_on
    return say_date(known) if known else "not recorded"
