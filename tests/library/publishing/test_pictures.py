import struct

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
