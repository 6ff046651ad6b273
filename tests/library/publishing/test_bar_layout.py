import pytest

from goldenthread.publishing.bar_layout import (
    CHART_WIDTH,
    lay_out_bars,
    lay_out_groups,
    lay_out_splits,
)
from goldenthread.records.publishing import Bar, SplitBar


def test_a_bar_is_as_long_as_its_share_of_the_track() -> None:
    layout = lay_out_bars([Bar("Bus", "25%", 0.25)], full_length=1.0)
    assert layout.bars[0]["x2"] == float(layout.tracks[0]["x2"]) / 4


def test_the_longest_figure_stays_inside_the_chart() -> None:
    shown = "1,420 of 12,896 (under 1%)"
    layout = lay_out_bars([Bar("Bus", shown, 1)], full_length=1.0)
    start = next(float(text["x"]) for text in layout.texts if text["words"] == shown)
    assert start + 7.5 * len(shown) <= CHART_WIDTH


def test_a_long_option_is_wrapped_and_no_word_is_lost() -> None:
    option = "I drive because of the tools that I carry and cannot take on a bus at all"
    layout = lay_out_bars([Bar(option, "3%", 0.03)], full_length=1.0)
    lines = [str(text["words"]) for text in layout.texts if text["words"] != "3%"]
    assert len(lines) > 1
    assert " ".join(lines) == option


def test_what_is_too_few_to_show_has_a_track_and_no_bar() -> None:
    layout = lay_out_bars([Bar("Bus", "not shown", None)], full_length=1.0)
    assert layout.bars == []
    assert len(layout.tracks) == 1


def test_each_group_is_named_once_above_its_bars() -> None:
    bars = [Bar(name, "1%", 0.01, group=group) for group in ("Bus", "Walk") for name in "ab"]
    layout = lay_out_groups(bars, full_length=1.0)
    assert [heading["words"] for heading in layout.headings] == ["Bus", "Walk"]
    assert len(layout.bars) == 4


def test_bars_never_overlap() -> None:
    bars = [Bar("A rather long name of a capacity", "1%", 0.5, group="g"), Bar("b", "1%", 1.0)]
    for lay_out in (lay_out_bars, lay_out_groups):
        drawn = lay_out(bars, full_length=1.0).bars
        assert float(drawn[0]["y2"]) < float(drawn[1]["y"])


def test_no_bars_make_an_empty_chart_and_no_error() -> None:
    assert lay_out_bars([], full_length=1.0).height > 0


def test_the_parts_of_a_bar_follow_one_another_and_leave_the_rest_pale() -> None:
    layout = lay_out_splits([SplitBar("Trees", "50% agree, 25% disagree, 25% pass", 0.5, 0.25)])
    (first,), (second,), (track,) = layout.bars, layout.second_bars, layout.tracks
    assert (first["x"], first["x2"]) == (0, CHART_WIDTH / 2)
    assert float(first["x2"]) < float(second["x"]) < float(second["x2"])
    assert second["x2"] == CHART_WIDTH * 0.75
    assert (track["x"], track["x2"]) == (0, CHART_WIDTH)


@pytest.mark.parametrize(
    ("first", "second", "drawn"),
    [(None, None, (0, 0)), (None, 0.75, (0, 0)), (0.75, None, (1, 0)), (0.0, 1.0, (0, 1))],
)
def test_a_part_that_is_not_shown_is_not_drawn(first, second, drawn) -> None:
    layout = lay_out_splits([SplitBar("Trees", "not shown", first, second)])
    assert (len(layout.bars), len(layout.second_bars)) == drawn
    assert all(
        0 <= float(one["x"]) <= float(one["x2"]) <= CHART_WIDTH for one in layout.second_bars
    )


def test_a_split_bar_stands_between_its_label_and_its_parts_in_words() -> None:
    layout = lay_out_splits([SplitBar("Trees", "all agree", 1.0, 0.0)] * 2)
    label, parts, next_label, _ = layout.texts
    assert float(label["y"]) < float(layout.bars[0]["y"]) < float(parts["y"])
    assert float(parts["y"]) < float(next_label["y"]) < layout.height
