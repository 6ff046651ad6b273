"""Maps: safe to write into a page, told in words, small on the wire."""

import gzip
import itertools
import re
import struct
from html import escape

import pytest
from defusedxml import ElementTree
from tests.library.publishing.test_charts import contrast
from tests.shared_data import shared_data

from goldenthread.indicators import read_areas
from goldenthread.publishing.maps import INK_ON_SHADE, SHADES, area_map, draw_picture, frame_of
from goldenthread.publishing.pictures import svg_to_png
from goldenthread.records.indicators import AreaOutline
from goldenthread.records.publishing import AreaShade, Chart, Table

TABLE = Table("Places", ("Area", "People"), (("East & West", "8"), ("North <b>", "fewer than 5")))


def box(code: str, name: str, west: float) -> AreaOutline:
    ring = ((west, 51.0), (west + 1, 51.0), (west + 1, 52.0), (west, 52.0), (west, 51.0))
    return AreaOutline(code, name, ((ring,),))


AREAS = (box("E1", "East & West", 0.0), box("E2", "North <b>", 1.0), box("E3", "South", 2.0))


@pytest.fixture(scope="module")
def chart() -> Chart:
    shades = (AreaShade("E1", 4, "8"), AreaShade("E2", None, "fewer than 5"))
    return area_map("Where?", "Most pins are in the east.", AREAS, shades, table=TABLE)


def test_every_figure_stands_in_words_and_the_map_has_its_name(chart: Chart) -> None:
    root = ElementTree.fromstring(chart.svg)
    words = "".join(root.itertext())
    for expected in ("Where?", "Most pins are in the east.", "East & West", "fewer than 5"):
        assert expected in words
    ids = {one.get("id") for one in root.iter() if one.get("id")}
    assert set(root.get("aria-labelledby").split()) <= ids


def test_each_area_has_its_name_and_figure_in_it_or_in_the_key_below() -> None:
    slit = AreaOutline("E4", "A slit", ((((3.0, 51.0), (3.02, 51.0), (3.02, 52.0), (3.0, 51.0)),),))
    shades = [AreaShade(area.code, 2, f"{at}0%") for at, area in enumerate((*AREAS, slit))]
    svg = area_map("Where?", "Here.", (*AREAS, slit), shades, table=TABLE).svg
    written = [escape(one) for one in ("East & West", "North <b>", "South")]
    figures = re.findall(r'class="map__figure"[^>]*>([^<]+)<', svg)
    assert [one for one in figures if not one.isdigit()] == [
        line for at, name in enumerate(written) for line in (name, f"{at}0%")
    ]
    assert "1" in figures
    assert re.findall(r'class="map__key"[^>]*>([^<]+)<', svg) == ["1  A slit: 30%"]


def test_the_key_says_what_hatching_means(chart: Chart) -> None:
    assert re.findall(r'class="map__key"[^>]*>([^<]+)<', chart.svg)[-1] == "Hatched: not shown"


def test_a_map_has_a_size_of_its_own_and_becomes_a_picture(chart: Chart) -> None:
    root = ElementTree.fromstring(chart.svg)
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"
    width, height = struct.unpack(">LL", svg_to_png(chart.svg)[16:24])
    assert width == 3 * 420
    assert height == pytest.approx(3 * float(root.get("height")), abs=3)


def test_what_is_too_few_or_not_known_is_hatched_and_not_shaded(chart: Chart) -> None:
    fills = re.findall(r'class="map__area ([^"]+)" fill="([^"]+)"', chart.svg)
    assert fills == [
        ("map__step-4", SHADES[4]),
        ("map__unknown", "url(#map-hatching)"),
        ("map__unknown", "url(#map-hatching)"),
    ]


def test_nothing_in_it_is_refused_by_a_strict_policy(chart: Chart) -> None:
    assert not re.search(r"<script|<style|style=|\son\w+=|href", chart.svg)


def test_each_shade_is_lighter_than_the_next() -> None:
    steps = [contrast(one, "#000000") for one in SHADES]
    assert steps == sorted(steps, reverse=True)
    assert all(a / b > 1.15 for a, b in itertools.pairwise(steps))


def test_figures_can_be_read_on_every_shade() -> None:
    for shade, ink in zip(SHADES, INK_ON_SHADE, strict=True):
        assert contrast(shade, ink) > 4.5


def test_a_picture_numbers_its_areas_in_the_order_of_the_list() -> None:
    svg = draw_picture(AREAS, frame=frame_of(AREAS), title="Our place", chosen="E3")
    assert re.findall(r'class="map__number[^>]*>(\d+)<', svg) == ["1", "2", "3"]
    assert svg.count("map__chosen") == 1 + svg.count(".map__chosen")
    assert ElementTree.fromstring(svg).findtext("{http://www.w3.org/2000/svg}title") == "Our place"


def test_neighbours_share_their_border_to_the_half_point() -> None:
    svg = draw_picture(AREAS[:2], frame=frame_of(AREAS[:2]), title="Our place")
    drawn = re.findall(r' d="M([\d.]+) ([\d.]+)l([\d.-]+) ', svg)
    (start, _, step), (neighbour, _, _) = drawn
    assert float(start) + float(step) == float(neighbour)


def test_the_wards_of_tower_hamlets_fit_a_phone_on_a_slow_line() -> None:
    wards = read_areas(shared_data("borough/tower_hamlets_wards_2022.geojson").read_bytes())
    svg = draw_picture(wards, frame=frame_of(wards), title="Wards")
    assert len(gzip.compress(svg.encode())) < 20_000
    assert all(ward.name.split()[0] in svg.replace("&#x27;", "'") for ward in wards)
