"""Where columns stand."""

import itertools

from goldenthread.publishing.bar_layout import CHART_WIDTH
from goldenthread.publishing.charts import column_chart
from goldenthread.publishing.column_layout import lay_out_columns
from goldenthread.records.publishing import Table


def test_columns_are_as_high_as_their_counts() -> None:
    layout = lay_out_columns([("1 Mar", 10), ("2 Mar", 20), ("3 Mar", None), ("4 Mar", 0)])
    heights = [float(bar["y2"]) - float(bar["y"]) for bar in layout.bars]
    assert heights == [75.0, 150.0]
    assert [text["words"] for text in layout.texts][:2] == ["10", "20"]


def test_what_is_not_shown_is_no_nought() -> None:
    layout = lay_out_columns([("1 Mar", 10), ("2 Mar", None), ("3 Mar", 0)])
    floor, hidden = layout.tracks
    assert float(hidden["y2"]) - float(hidden["y"]) == 150.0
    assert float(floor["x"]) < float(hidden["x"]) < float(hidden["x2"])


def test_only_the_highest_has_its_figure_where_there_is_no_room() -> None:
    layout = lay_out_columns([(str(day), 1000 + day) for day in range(60)])
    assert [text["words"] for text in layout.texts if "," in str(text["words"])] == ["1,059"]


def test_labels_never_run_into_one_another_or_off_the_chart() -> None:
    layout = lay_out_columns([(f"{day} March", 5) for day in range(1, 121)])
    labels = [text for text in layout.texts if "March" in str(text["words"])]
    places = [float(text["x"]) for text in labels]
    assert all(b - a >= 8 * 8.5 for a, b in itertools.pairwise(places))
    assert all(float(text["x"]) + len(str(text["words"])) * 8.5 <= CHART_WIDTH for text in labels)


def test_no_columns_are_an_empty_chart() -> None:
    assert lay_out_columns([]).bars == []
    assert "<svg" in column_chart("Days", "None.", [], table=Table("Days", ("Day",), ())).svg


def test_a_chart_with_hidden_columns_says_what_grey_is() -> None:
    table = Table("Days", ("Day",), ())
    assert column_chart("Days", "Ten.", [("1", 10)], table=table).sentence == "Ten."
    hidden = column_chart("Days", "Ten.", [("1", 10), ("2", None)], table=table)
    assert hidden.sentence == "Ten. Columns in grey are not shown."
