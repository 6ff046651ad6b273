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
    """Return columns from left to right, with the figures and labels that fit.

    What is not shown is a pale column of full height, so that nobody takes it for nought.
    """
    layout = BarLayout(Columns(0, CHART_WIDTH), height=_TOP + _HEIGHT + 28)
    if not columns:
        return layout
    step = min(_WIDEST, CHART_WIDTH / len(columns))
    highest = max((count or 0 for _, count in columns), default=0)
    floor = _TOP + _HEIGHT
    layout.tracks.append({"x": 0, "x2": step * len(columns), "y": floor, "y2": floor + 1.5})
    for at, (_, count) in enumerate(columns):
        box = {"x": at * step, "x2": at * step + max(step * 0.86, 1), "y2": floor}
        if count is None:
            layout.tracks.append({**box, "y": _TOP})
        elif count and highest:
            layout.bars.append({**box, "y": floor - _HEIGHT * count / highest})
    _write_figures(layout, columns, step=step, highest=highest)
    _write_labels(layout, [label for label, _ in columns], step=step)
    return layout


def _write_figures(
    layout: BarLayout, columns: Sequence[Column], *, step: float, highest: int
) -> None:
    """Write how many stand in each column, or in the highest one only where there is no room."""
    if not highest:
        return
    is_roomy = len(f"{highest:,}") * _PIXELS_A_CHARACTER <= step
    first = next(place for place, (_, count) in enumerate(columns) if count == highest)
    for at, (_, count) in enumerate(columns):
        if count and (is_roomy or at == first):
            words = f"{count:,}"
            left = min(at * step, CHART_WIDTH - len(words) * _PIXELS_A_CHARACTER)
            top = _TOP + _HEIGHT * (1 - count / highest)
            layout.texts.append({"x": left, "y": top - 12, "words": words})


def _write_labels(layout: BarLayout, labels: list[str], *, step: float) -> None:
    """Write as many labels as fit beside one another, the first one always."""
    longest = max(len(label) for label in labels)
    every = ceil((longest + 1) * _PIXELS_A_CHARACTER / step)
    for at in range(0, len(labels), every):
        room = CHART_WIDTH - len(labels[at]) * _PIXELS_A_CHARACTER
        if at * step <= room or not at:
            layout.texts.append({"x": at * step, "y": _TOP + _HEIGHT + 16, "words": labels[at]})
