"""Where the bars, figures and labels of a chart stand, in pixels."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from textwrap import wrap

from goldenthread.records.publishing import Bar, SplitBar

CHART_WIDTH = 420
_PIXELS_A_CHARACTER = 8.0  # of our typeface at the size of the labels, generously
_LINE_HEIGHT = 20
_BAR_HEIGHT = 18
_GAP = 12
_GAP_OF_PARTS = 2

Row = dict[str, float | str]  # one drawn thing, as Vega-Lite takes its rows


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the pale track of each bar begins and how long it is; the figure follows it."""

    track_left: float
    track_width: float


_CHARACTERS_A_LINE = 49
_CHARACTERS_BESIDE = 21


@dataclass(slots=True)
class BarLayout:
    """What is drawn, in pixels from the top left, grown downwards bar by bar."""

    columns: Columns
    texts: list[Row] = field(default_factory=list)
    headings: list[Row] = field(default_factory=list)
    tracks: list[Row] = field(default_factory=list)
    bars: list[Row] = field(default_factory=list)
    second_bars: list[Row] = field(default_factory=list)
    intervals: list[Row] = field(default_factory=list)
    height: float = 0.0

    def write_lines(self, words: str, rows: list[Row], *, characters_a_line: int) -> None:
        """Write words at the left, as many lines as they need."""
        for line in wrap(words, characters_a_line) or ["(no label)"]:
            rows.append({"x": 0, "y": self.height + _LINE_HEIGHT / 2, "words": line})
            self.height += _LINE_HEIGHT

    def draw_bar(self, bar: Bar, *, top: float, full_length: float) -> None:
        """Draw one bar on its pale track, its interval, and its figure to the right."""
        left, scale = self.columns.track_left, self.columns.track_width / full_length
        middle, right = top + _BAR_HEIGHT / 2, left + self.columns.track_width
        across: Row = {"x": left, "y": top, "y2": top + _BAR_HEIGHT}
        self.tracks.append({**across, "x2": right})
        if bar.length:
            self.bars.append({**across, "x2": left + bar.length * scale})
        if bar.lower is not None and bar.upper is not None:
            ends: Row = {"x": left + bar.lower * scale, "x2": left + bar.upper * scale}
            self.intervals.append({**ends, "y": middle})
        self.texts.append({"x": right + 10, "y": middle, "words": bar.shown})

    def draw_split_bar(self, bar: SplitBar) -> None:
        """Draw the parts of a bar from the left, a thin gap between them; the rest stays pale."""
        across: Row = {"y": self.height, "y2": self.height + _BAR_HEIGHT}
        self.tracks.append({**across, "x": 0, "x2": CHART_WIDTH})
        if bar.first is not None:
            end = bar.first * CHART_WIDTH
            if bar.first:
                self.bars.append({**across, "x": 0, "x2": end})
            if bar.second:
                begin = end + _GAP_OF_PARTS if bar.first else 0
                second_end = (bar.first + bar.second) * CHART_WIDTH
                self.second_bars.append({**across, "x": begin, "x2": max(begin, second_end)})
        self.height += _BAR_HEIGHT

    def close(self) -> "BarLayout":
        """Return the layout without the gap after the last bar."""
        self.height = max(self.height - _GAP + 4, _LINE_HEIGHT)
        return self


def _fit_columns(bars: Sequence[Bar], *, track_left: float) -> Columns:
    """Return a track as long as the longest figure leaves room for."""
    figures = (max((len(bar.shown) for bar in bars), default=0) + 1) * _PIXELS_A_CHARACTER
    return Columns(track_left, max(60, CHART_WIDTH - track_left - _GAP - figures))


def lay_out_bars(bars: Sequence[Bar], *, full_length: float) -> BarLayout:
    """Return labels above their bars: long options stay whole, also on a narrow screen."""
    layout = BarLayout(_fit_columns(bars, track_left=0))
    for bar in bars:
        layout.write_lines(bar.label, layout.texts, characters_a_line=_CHARACTERS_A_LINE)
        layout.draw_bar(bar, top=layout.height + 2, full_length=full_length)
        layout.height += _BAR_HEIGHT + _GAP
    return layout.close()


def lay_out_groups(bars: Sequence[Bar], *, full_length: float) -> BarLayout:
    """Return a heading for each group and its bars close together, labels at their left."""
    layout, group = BarLayout(_fit_columns(bars, track_left=168)), ""
    for bar in bars:
        if bar.group != group:
            group = bar.group
            layout.height += _GAP if layout.height else 0
            layout.write_lines(group, layout.headings, characters_a_line=_CHARACTERS_A_LINE)
            layout.height += 2
        top = layout.height
        layout.write_lines(bar.label, layout.texts, characters_a_line=_CHARACTERS_BESIDE)
        layout.draw_bar(bar, top=top + 1, full_length=full_length)
        layout.height += 2
    layout.height += _GAP
    return layout.close()


def lay_out_splits(bars: Sequence[SplitBar]) -> BarLayout:
    """Return labels above their bars, each as wide as the chart, and the parts in words below."""
    layout = BarLayout(Columns(0, CHART_WIDTH))
    for bar in bars:
        layout.write_lines(bar.label, layout.texts, characters_a_line=_CHARACTERS_A_LINE)
        layout.height += 2
        layout.draw_split_bar(bar)
        layout.write_lines(bar.shown, layout.texts, characters_a_line=_CHARACTERS_A_LINE)
        layout.height += _GAP
    return layout.close()
