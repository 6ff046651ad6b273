import struct
from io import BytesIO

from PIL import Image

from goldenthread.publishing.charts import share_chart
from goldenthread.publishing.pictures import svg_to_png
from goldenthread.records.publishing import Bar, Table


def test_a_chart_becomes_a_png_three_times_as_wide() -> None:
    bars = [Bar("Walk", "75%", 0.75), Bar("#strong[বাস]", "25%", 0.25, group="Bus")]
    chart = share_chart("t", "s", bars, table=Table("", (), ()))
    png = svg_to_png(chart.svg)
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">L", png[16:20])[0] == 3 * 420


def test_the_same_chart_makes_the_same_picture() -> None:
    chart = share_chart("t", "s", [Bar("Walk", "75%", 0.75)], table=Table("", (), ()))
    assert svg_to_png(chart.svg) == svg_to_png(chart.svg)


def test_a_centred_line_stands_around_its_place_in_its_ink() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="20">'
        '<rect width="100" height="20" fill="#000000"/>'
        '<text {} fill="#ffffff" font-size="12px" transform="translate(50,14)">MMMM</text></svg>'
    )
    left, centred = (
        light_columns(svg_to_png(svg.format(anchor))) for anchor in ("", 'text-anchor="middle"')
    )
    assert min(left) >= 3 * 50
    assert min(centred) < 3 * 50 < max(centred)
    assert abs((min(centred) + max(centred)) / 2 - 3 * 50) < 6


def light_columns(png: bytes) -> list[int]:
    """Return the columns of a picture in which something is light."""
    picture = Image.open(BytesIO(png)).convert("L")
    width, height = picture.size
    return [x for x in range(width) if any(picture.getpixel((x, y)) > 128 for y in range(height))]
