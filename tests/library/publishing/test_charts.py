import subprocess
import sys

import pytest
from defusedxml import ElementTree

from goldenthread.publishing.charts import (
    BAR_COLOUR,
    grouped_share_chart,
    share_chart,
    size_chart,
)
from goldenthread.records.publishing import Bar, Chart, Table

TABLE = Table("Travel", ("Option", "People"), (("Walk", "3"), ("Bus", "1")))
BARS = [Bar("Walk & wheel", "75% (3)", 0.75, 0.3, 0.95), Bar("বাস", "25% (1)", 0.25, 0.05, 0.7)]


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module")
def chart() -> Chart:
    return share_chart("How do you travel?", "Most walk.", BARS, table=TABLE)


def test_every_label_and_figure_is_written_out(chart: Chart) -> None:
    words = "".join(ElementTree.fromstring(chart.svg).itertext())
    for bar in BARS:
        assert bar.label in words
        assert bar.shown in words


def test_a_strict_policy_has_nothing_to_block(chart: Chart) -> None:
    for element in ElementTree.fromstring(chart.svg).iter():
        assert element.tag.rsplit("}")[-1] not in {"style", "script", "foreignObject", "image"}
        for name in element.attrib:
            assert name != "style"
            assert not name.startswith("on")
            assert "href" not in name


def test_text_takes_the_colour_of_the_page(chart: Chart) -> None:
    root = ElementTree.fromstring(chart.svg)
    fills = {text.get("fill") for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert fills == {"currentColor"}


def test_bars_stand_out_on_light_and_dark_pages() -> None:
    assert contrast("#000000", "#ffffff") == 21
    for page in ("#ffffff", "#12181c", "#1d2a33"):
        assert contrast(BAR_COLOUR, page) >= 3


def test_words_of_an_option_cannot_become_markup() -> None:
    option = '<script>alert("x")</script>'
    drawn = share_chart(option, option, [Bar(option, "1", 1.0)], table=TABLE)
    assert "<script" not in drawn.svg
    assert option in "".join(ElementTree.fromstring(drawn.svg).itertext())


def test_the_same_figures_draw_the_same_chart(chart: Chart) -> None:
    assert share_chart("How do you travel?", "Most walk.", BARS, table=TABLE) == chart


def test_the_largest_size_fills_the_track() -> None:
    drawn = size_chart("Themes", "", [Bar("a", "8", 8), Bar("b", "4", 4)], table=TABLE)
    widths = [
        float(path.get("d", "").split("h")[1].split("v")[0])
        for path in ElementTree.fromstring(drawn.svg).iter("{http://www.w3.org/2000/svg}path")
        if path.get("fill") == BAR_COLOUR
    ]
    assert widths[0] == 2 * widths[1]


def test_a_split_names_its_groups() -> None:
    bars = [Bar("Resident", "40%", 0.4, group="Bus"), Bar("Business", "10%", 0.1, group="Bus")]
    words = "".join(
        ElementTree.fromstring(grouped_share_chart("t", "s", bars, table=TABLE).svg).itertext()
    )
    assert words.count("Bus") == 2
    assert "Resident" in words


def test_making_ready_loads_what_the_first_chart_would_wait_for() -> None:
    loading = (
        "import sys; from goldenthread.publishing.charts import make_ready;"
        "before = 'altair' in sys.modules; make_ready(); print(before, 'altair' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", loading], capture_output=True, check=True)
    assert done.stdout.split() == [b"False", b"True"]
