"""Names on maps."""

from goldenthread.publishing.map_frame import frame_of
from goldenthread.publishing.map_labels import break_lines, place_label
from goldenthread.records.indicators import AreaOutline


def strip(name: str, height: float) -> AreaOutline:
    ring = ((0.0, 51.0), (1.0, 51.0), (1.0, 51.0 + height), (0.0, 51.0 + height), (0.0, 51.0))
    return AreaOutline("E1", name, ((ring,),))


def test_a_name_stands_inside_its_area_and_only_where_it_fits() -> None:
    wide, thin = strip("Mile End", 0.6), strip("Mile End", 0.01)
    frame = frame_of([wide])
    label = place_label(wide, frame)
    assert label.lines == ("Mile End",)
    x, y = frame.project((0.5, 51.3))
    assert abs(label.x - x) < frame.width / 3
    assert abs(label.y - y) < frame.height / 3
    assert place_label(thin, frame).lines == ()


def test_long_names_are_broken_between_words() -> None:
    assert break_lines(["St.", "Katharine's", "&", "Wapping"]) == (
        "St.",
        "Katharine's",
        "& Wapping",
    )
    assert break_lines([]) == ("",)
