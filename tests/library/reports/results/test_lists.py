"""Areas and months."""

from goldenthread.records.indicators import AreaOutline
from goldenthread.records.results import Line, ListedAnswers
from goldenthread.reports.results.lists import listed_chart, map_chart


def areas(*people: int) -> ListedAnswers:
    lines = tuple(Line(name, n) for name, n in zip(("North", "South", "West"), people, strict=True))
    return ListedAnswers("Where do you live?", "Area", lines)


def outline(code: str, name: str, west: float) -> AreaOutline:
    ring = ((west, 51.5), (west + 0.01, 51.5), (west + 0.01, 51.51), (west, 51.5))
    return AreaOutline(code, name, ((ring,),))


OUTLINES = tuple(
    outline(str(at), name, 0.01 * at) for at, name in enumerate(("North", "South", "West"))
)


def test_the_table_equals_the_count_by_hand() -> None:
    chart = listed_chart(areas(30, 20, 10))
    assert [row[:3] for row in chart.table.rows] == [
        ("North", "30", "50%"), ("South", "20", "33%"), ("West", "10", "17%"),
    ]  # fmt: skip
    assert chart.sentence == "“North” was given most: by 30 of 60 people (50%)."


def test_the_map_is_shaded_by_the_same_figures() -> None:
    chart = map_chart(areas(30, 20, 10), OUTLINES)
    assert "50%" in chart.svg
    assert "map__step-4" in chart.svg
    assert chart.table == listed_chart(areas(30, 20, 10)).table


def test_an_area_of_few_people_is_hatched_with_another() -> None:
    chart = map_chart(areas(30, 20, 2), OUTLINES)
    assert chart.svg.count("map__area map__unknown") == 2
    assert "4%" not in chart.svg


def test_many_months_are_columns() -> None:
    lines = tuple(Line(f"Month {number}", 10) for number in range(30))
    chart = listed_chart(ListedAnswers("When?", "Month", lines))
    assert len(chart.table.rows) == 30


def test_nobody_and_too_few_say_so() -> None:
    assert listed_chart(areas(0, 0, 0)).sentence == "Nobody answered this question."
    few = listed_chart(areas(1, 1, 1)).sentence
    assert few == "3 people answered. Too few gave the same answer to show any."
