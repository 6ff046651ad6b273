"""Bar and column charts as SVG, each with its sentence and its table.

Every bar carries its label and its figure in words, so colour says nothing
that the text does not. Text takes the colour of the page, and the bars stand
out from light and dark pages alike.
"""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

import vl_convert

from goldenthread.publishing.bar_layout import (
    CHART_WIDTH,
    BarLayout,
    Row,
    lay_out_bars,
    lay_out_groups,
    lay_out_splits,
)
from goldenthread.publishing.column_layout import Column, lay_out_columns
from goldenthread.publishing.vector_images import FONT_FAMILY, INK, name_and_clean_svg
from goldenthread.records.publishing import Bar, Chart, SplitBar, Table

BAR_COLOUR = "#a9770f"  # 3:1 or better on white and on near-black


def share_chart(title: str, sentence: str, bars: Sequence[Bar], *, table: Table) -> Chart:
    """Return a chart whose full width is everybody who answered; lengths are shares, 0 to 1."""
    layout = lay_out_bars(bars, full_length=1.0)
    return Chart(title, sentence, _draw(title, sentence, layout), table)


def grouped_share_chart(title: str, sentence: str, bars: Sequence[Bar], *, table: Table) -> Chart:
    """Return a chart of shares, 0 to 1, in which the bars of one group stand under its name."""
    layout = lay_out_groups(bars, full_length=1.0)
    return Chart(title, sentence, _draw(title, sentence, layout), table)


def split_chart(title: str, sentence: str, bars: Sequence[SplitBar], *, table: Table) -> Chart:
    """Return a chart in which each bar is everybody, in three parts that its words name in order."""
    return Chart(title, sentence, _draw(title, sentence, lay_out_splits(bars)), table)


def size_chart(title: str, sentence: str, bars: Sequence[Bar], *, table: Table) -> Chart:
    """Return a chart whose longest bar fills its width; lengths are counts."""
    longest = max((bar.upper or bar.length or 0.0 for bar in bars), default=0.0)
    layout = lay_out_bars(bars, full_length=longest or 1.0)
    return Chart(title, sentence, _draw(title, sentence, layout), table)


def column_chart(title: str, sentence: str, columns: Sequence[Column], *, table: Table) -> Chart:
    """Return counts from left to right, over days or numbers; the highest has its figure."""
    if any(count is None for _, count in columns):
        sentence = f"{sentence} Columns in grey are not shown."
    return Chart(title, sentence, _draw(title, sentence, lay_out_columns(columns)), table)


def make_ready() -> None:
    """Load what drawing needs, a second's work, so that the first chart is as quick as the next."""
    _draw("Nothing", "Nothing is drawn.", lay_out_bars([Bar("", "", 0.0)], full_length=1.0))


def _draw(title: str, sentence: str, layout: BarLayout) -> str:
    drawn = vl_convert.vegalite_to_svg(_specify(layout), show_warnings=False)
    return name_and_clean_svg(drawn, title=title, sentence=sentence)


def _specify(layout: BarLayout) -> str:
    """Return the Vega-Lite specification of one chart: the same marks, its own rows."""
    rows: dict[str, list[Row]] = {
        "tracks": layout.tracks,
        "bars": layout.bars,
        "second_bars": layout.second_bars,
        "intervals": layout.intervals,
        "texts": layout.texts,
        "headings": layout.headings,
    }
    return json.dumps({**_marks(), "height": layout.height, "datasets": rows})


@cache
def _marks() -> dict[str, Any]:
    """Return what all charts share, built once: checking it takes longer than drawing a chart.

    Positions are pixels already, so there is no scale and no axis.
    """
    import altair  # noqa: PLC0415 (half a second, which the site's start should not pay)

    across, down = (altair.X("x:Q", scale=None, axis=None), altair.Y("y:Q", scale=None, axis=None))
    far, bottom = altair.X2("x2:Q"), altair.Y2("y2:Q")
    box = {"x": across, "x2": far, "y": down, "y2": bottom}
    ink, words = altair.value(INK), altair.Text("words:N")
    start: dict[str, Any] = {"align": "left", "baseline": "middle", "font": FONT_FAMILY}

    def rows(name: str) -> altair.Chart:
        return altair.Chart(altair.NamedData(name))

    tracks = rows("tracks").mark_rect(fillOpacity=0.13)
    bars = rows("bars").mark_rect()
    second_bars = rows("second_bars").mark_rect(fillOpacity=0.75)
    rules = rows("intervals").mark_rule(strokeWidth=1.5)
    texts = rows("texts").mark_text(**start, fontSize=15)
    headings = rows("headings").mark_text(**start, fontSize=16, fontWeight=700)
    layered = altair.layer(
        tracks.encode(**box, fill=ink),
        bars.encode(**box, fill=altair.value(BAR_COLOUR)),
        second_bars.encode(**box, fill=ink),
        rules.encode(x=across, x2=far, y=down, stroke=ink),
        texts.encode(x=across, y=down, text=words, fill=ink),
        headings.encode(x=across, y=down, text=words, fill=ink),
    )
    sized = layered.properties(width=CHART_WIDTH, padding=0)
    bare = sized.configure(background="transparent", view=altair.ViewConfig(stroke=None))
    specification: dict[str, Any] = bare.to_dict()
    return specification
