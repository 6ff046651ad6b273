"""Where the columns of a chart over time, or over numbers, stand: pixels from the top left."""

from collections.abc import Sequence
from math import ceil

from goldenthread.publishing.bar_layout import CHART_WIDTH, BarLayout, Columns

Column = tuple[str, int | None]  # its label below, and its count; None is not shown
_HEIGHT = 150
_TOP = 26
_PIXELS_A_CHARACTER = 8.5
_WIDEST = 64


def lay_out_columns(columns: Sequence[Column]) -> BarLayout:
    """Return columns from left to right, the highest one with its figure, and labels that fit."""
    layout = BarLayout(Columns(0, CHART_WIDTH), height=_TOP + _HEIGHT + 28)
    if not columns:
        return layout
    step = min(_WIDEST, CHART_WIDTH / len(columns))
    highest = max((count or 0 for _, count in columns), default=0)
    floor = _TOP + _HEIGHT
    layout.tracks.append({"x": 0, "x2": step * len(columns), "y": floor, "y2": floor + 1.5})
    for at, (_, count) in enumerate(columns):
        if count and highest:
            left = at * step
            right = left + max(step * 0.86, 1)
            top = floor - _HEIGHT * count / highest
            layout.bars.append({"x": left, "x2": right, "y": top, "y2": floor})
    _write_highest(layout, columns, step=step, highest=highest)
    _write_labels(layout, [label for label, _ in columns], step=step)
    return layout


def _write_highest(
    layout: BarLayout, columns: Sequence[Column], *, step: float, highest: int
) -> None:
    if not highest:
        return
    words = f"{highest:,}"
    at = next(place for place, (_, count) in enumerate(columns) if count == highest)
    left = min(at * step, CHART_WIDTH - len(words) * _PIXELS_A_CHARACTER)
    layout.texts.append({"x": left, "y": _TOP - 12, "words": words})


def _write_labels(layout: BarLayout, labels: list[str], *, step: float) -> None:
    """Write as many labels as fit beside one another, the first one always."""
    longest = max(len(label) for label in labels)
    every = ceil((longest + 1) * _PIXELS_A_CHARACTER / step)
    for at in range(0, len(labels), every):
        room = CHART_WIDTH - len(labels[at]) * _PIXELS_A_CHARACTER
        if at * step <= room or not at:
            layout.texts.append({"x": at * step, "y": _TOP + _HEIGHT + 16, "words": labels[at]})
