"""Degrees to points and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.errors import InputError
from goldenthread.publishing.map_frame import frame_of
from goldenthread.records.indicators import AreaOutline


def box(west: float, south: float, east: float, north: float) -> AreaOutline:
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return AreaOutline("E1", "North", ((ring,),))


@given(
    st.floats(-2, 1.5), st.floats(50, 58), st.floats(0.001, 1), st.floats(0.001, 1),
    st.floats(0, 600), st.floats(0, 600),
)  # fmt: skip
def test_a_point_of_the_drawing_comes_back_from_its_degrees(
    west: float, south: float, wide: float, high: float, x: float, y: float
) -> None:
    frame = frame_of([box(west, south, west + wide, south + high)])
    back = frame.project(frame.locate(x, y))
    assert back == pytest.approx((x, y), abs=1e-5)


@given(st.floats(-2, 1.5), st.floats(50, 58), st.floats(0.001, 1), st.floats(0.001, 1))
def test_all_of_the_place_is_in_the_frame(
    west: float, south: float, wide: float, high: float
) -> None:
    frame = frame_of([box(west, south, west + wide, south + high)], width=280)
    for corner in ((west, south), (west + wide, south + high)):
        x, y = frame.project(corner)
        assert 0 <= x <= 280
        assert 0 <= y <= frame.height


def test_a_square_kilometre_is_drawn_as_a_square() -> None:
    # At 51.5 degrees, a degree of longitude is 0.6225 of one of latitude.
    frame = frame_of([box(0, 51.4, 0.1, 51.6)])
    left, top = frame.project((0.05, 51.5))
    right, _ = frame.project((0.05 + 0.01 / 0.6225, 51.5))
    _, bottom = frame.project((0.05, 51.49))
    assert right - left == pytest.approx(bottom - top, rel=1e-3)


def test_no_areas_no_frame() -> None:
    with pytest.raises(InputError, match="no area to draw"):
        frame_of([])
