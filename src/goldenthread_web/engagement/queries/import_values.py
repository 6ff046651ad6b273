"""What the cells of a column may be said to mean."""

from collections.abc import Sequence

from goldenthread.engagement.meanings import (
    find_capacity,
    find_channel,
    find_permission,
    find_yes_or_no,
    is_under_18,
)
from goldenthread.records.engagement import Capacity, Channel
from goldenthread.records.importing import Use

MOST_VALUES = 20
Choices = list[tuple[str, str]]
_ASK: Choices = [("", "Choose …")]
_READERS = {
    Use.CAPACITY: find_capacity,
    Use.CHANNEL: find_channel,
    Use.MAY_PUBLISH: find_permission,
    Use.AGE: is_under_18,
    Use.YOUNG_PERSON: find_yes_or_no,
}
MEANING_CHOICES: dict[Use, Choices] = {
    Use.CAPACITY: _ASK + [(one.value, one.value.capitalize()) for one in Capacity],
    Use.CHANNEL: _ASK + [(one.value, one.value.capitalize()) for one in Channel],
    Use.MAY_PUBLISH: [*_ASK, ("yes", "May be published"), ("no", "Counted only")],
    Use.AGE: [*_ASK, ("under 18", "Under 18"), ("18 and over", "18 or over")],
    Use.YOUNG_PERSON: [*_ASK, ("yes", "Under 18"), ("no", "18 or over")],
}


def unknown_values(use: Use, cells: Sequence[str]) -> list[str]:
    """Return the first values of a column that are not understood without being told."""
    find = _READERS.get(use)
    if find is None:
        return []
    different = dict.fromkeys(cell.strip() for cell in cells)
    return [cell for cell in different if cell and find(cell) is None][:MOST_VALUES]
