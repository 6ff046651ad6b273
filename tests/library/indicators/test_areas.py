"""Areas from GeoJSON, and the area in which a point lies."""

import itertools
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shared_data import shared_data

from goldenthread.errors import InputError
from goldenthread.indicators import area_at, geometry_of, outline_of, read_areas
from goldenthread.records.indicators import AreaOutline, Position


def square(west: float, south: float, size: float = 1.0) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(code: object, name: object, *rings: object, kind: str = "Polygon") -> dict[str, object]:
    geometry = {"type": kind, "coordinates": list(rings)}
    return {"type": "Feature", "properties": {"id": None, "WD22CD": code, "WD22NM": name},
            "geometry": geometry}  # fmt: skip


def file_of(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def test_code_and_name_are_found_in_the_usual_properties() -> None:
    areas = read_areas(file_of(feature("E1", "North", square(0, 51))))
    assert [(one.code, one.name) for one in areas] == [("E1", "North")]


def test_a_point_is_in_the_area_around_it_and_not_in_its_hole() -> None:
    ring = feature("E1", "Ring", square(0, 51, 3), square(1, 52))
    middle = feature("E2", "Middle", square(1, 52))
    areas = read_areas(file_of(ring, middle))
    assert area_at(areas, (0.5, 51.5)).name == "Ring"
    assert area_at(areas, (1.5, 52.5)).name == "Middle"
    assert area_at(areas[:1], (1.5, 52.5)) is None
    assert area_at(areas, (9.0, 51.5)) is None


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (b"not json", "not GeoJSON"),
        (b"[1]", "no feature"),
        (file_of(), "no feature"),
        (file_of({"type": "Feature"}), "Feature 1 has no properties"),
        (file_of(feature("E1", "A", square(0, 51)), feature("", "B", square(1, 51))), "Feature 2"),
        (
            file_of(feature("E1", "A", square(0, 51)), feature("E1", "B", square(1, 51))),
            "“A” has too",
        ),
        (file_of(feature("E1", "A", square(530_000, 180_000))), "not in degrees"),
        (file_of(feature("E1", "A", [[0, 51], [1, 51], [1, 52]])), "“A”.*not closed"),
        (file_of(feature("E1", "A", [0, 51], kind="Point")), "geometry is Point"),
        (file_of(feature("E1", "A", "words")), "two numbers"),
        (file_of({"properties": {"colour": "red"}, "geometry": None}), "looks like the code"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(broken: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_areas(broken)


@given(
    st.integers(-170, 170), st.integers(-80, 80), st.floats(0.001, 0.999), st.floats(0.001, 0.999)
)
def test_an_outline_comes_back_from_its_geometry(
    west: int, south: int, across: float, up: float
) -> None:
    area = outline_of({"type": "Polygon", "coordinates": [square(west, south)]}, code="E", name="N")
    assert outline_of(geometry_of(area), code="E", name="N") == area
    assert area_at([area], (west + across, south + up)) == area


def is_inside(area: AreaOutline, position: Position) -> bool:
    """Count the edges that a line to the east crosses: slow, and without a library."""
    x, y = position
    crossings = 0
    for rings in area.polygons:
        for ring in rings:
            for (x1, y1), (x2, y2) in itertools.pairwise(ring):
                if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                    crossings += 1
    return crossings % 2 == 1


def test_the_wards_of_tower_hamlets_agree_with_counting_crossings() -> None:
    wards = read_areas(
        shared_data("borough/tower_hamlets_wards_2022.geojson").read_bytes(),
        code_property="wardcode",
        name_property="name",
    )
    assert len(wards) == 20
    for across in range(20):
        for down in range(20):
            position = (-0.08 + across * 0.0042 + 1e-5, 51.484 + down * 0.0031 + 1e-5)
            slow = [one.name for one in wards if is_inside(one, position)]
            found = area_at(wards, position)
            assert [found.name] == slow[:1] if found else slow == []


def test_a_known_place_lies_in_its_ward() -> None:
    wards = read_areas(shared_data("borough/tower_hamlets_wards_2022.geojson").read_bytes())
    # One Canada Square, and the middle of Victoria Station, which is in another borough.
    assert area_at(wards, (-0.0196, 51.5049)).name == "Canary Wharf"
    assert area_at(wards, (-0.1439, 51.4952)) is None
