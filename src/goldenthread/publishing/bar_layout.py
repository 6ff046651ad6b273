"""Where the bars, figures and labels of a chart stand, in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from goldenthread.records.publishing import Bar

CHART_WIDTH = 480
_TRACK_WIDTH = 310
_LINE_HEIGHT = 20
_BAR_HEIGHT = 18
_CHARACTERS_A_LINE = 56
_GAP = 12

Row = dict[str, float | str]  # one drawn thing, as Vega-Lite takes its rows


@dataclass(slots=True)
class BarLayout:
    """What is drawn, in pixels from the top left, grown downwards bar by bar."""

    texts: list[Row] = field(default_factory=list)
    headings: list[Row] = field(default_factory=list)
    tracks: list[Row] = field(default_factory=list)
    bars: list[Row] = field(default_factory=list)
    intervals: list[Row] = field(default_factory=list)
    height: float = 0.0

    def write_lines(self, words: str, rows: list[Row]) -> None:
        """Write words at the left, as many lines as they need."""
        for line in wrap(words, _CHARACTERS_A_LINE) or ["(no label)"]:
            rows.append({"x": 0, "y": self.height + _LINE_HEIGHT / 2, "words": line})
            self.height += _LINE_HEIGHT

    def draw_bar(self, bar: Bar, *, pixels_per_unit: float) -> None:
        """Draw one bar on its pale track, its interval and its figure to the right."""
        top, middle = self.height + 2, self.height + 2 + _BAR_HEIGHT / 2
        across: Row = {"x": 0, "y": top, "y2": top + _BAR_HEIGHT}
        self.tracks.append({**across, "x2": _TRACK_WIDTH})
        if bar.length:
            self.bars.append({**across, "x2": bar.length * pixels_per_unit})
        if bar.lower is not None and bar.upper is not None:
            ends: Row = {"x": bar.lower * pixels_per_unit, "x2": bar.upper * pixels_per_unit}
            self.intervals.append({**ends, "y": middle})
        self.texts.append({"x": _TRACK_WIDTH + 10, "y": middle, "words": bar.shown})
        self.height += _BAR_HEIGHT + _GAP


def lay_out_bars(bars: Sequence[Bar], *, full_length: float) -> BarLayout:
    """Return labels above their bars: long options stay whole, also on a narrow screen."""
    layout, group = BarLayout(), ""
    for bar in bars:
        if bar.group != group:
            group = bar.group
            layout.height += _GAP if layout.height else 0
            layout.write_lines(group, layout.headings)
        layout.write_lines(bar.label, layout.texts)
        layout.draw_bar(bar, pixels_per_unit=_TRACK_WIDTH / full_length)
    layout.height = max(layout.height - _GAP + 4, _LINE_HEIGHT)
    return layout
