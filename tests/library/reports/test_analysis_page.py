import re
from dataclasses import replace
from datetime import date

import pytest
from tests.library.reports.example_discovery import COLUMN, DISCOVERY

from goldenthread.reports.analysis import describe_analysis
from goldenthread.reports.analysis_page import analysis_html, draw_theme_sizes, say_result

ANALYSIS = describe_analysis(COLUMN, DISCOVERY, made_on=date(2025, 1, 10))


@pytest.fixture(scope="module")
def page() -> str:
    return analysis_html(ANALYSIS)


def test_it_fetches_nothing_and_runs_nothing(page: str) -> None:
    assert "default-src 'none'" in page
    assert "<script" not in page
    addresses = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?([^"')>\s]+)""", page)
    assert addresses
    assert all(address.startswith("#") for address in addresses)


def test_words_of_the_file_are_text_and_never_markup(page: str) -> None:
    assert "More trees please &lt;b&gt;now&lt;/b&gt;" in page
    assert "<b>now" not in page


def test_the_chart_stands_with_its_sentence_and_its_table(page: str) -> None:
    chart = draw_theme_sizes(ANALYSIS)
    assert chart.svg in page
    assert "2 themes were found. The largest is “=Buses”: 3 of 6 contributions (50%)." in page
    for row in chart.table.rows:
        assert f'<th scope="row">{row[0]}</th><td>{row[1]}</td><td>{row[2]}</td>' in page


def test_the_queue_has_its_number_and_says_that_nothing_is_thrown_away(page: str) -> None:
    assert "1 of 6 contributions (17%) fit no theme well enough." in page


def test_it_reads_in_the_dark_on_paper_and_from_the_right(page: str) -> None:
    for needed in ("prefers-color-scheme: dark", "@media print", 'dir="auto"', 'lang="en"'):
        assert needed in page


def test_rows_that_could_not_be_read_are_listed() -> None:
    page = analysis_html(replace(ANALYSIS, unreadable=("Row 9: too many cells",)))
    assert "Row 9: too many cells" in page
    assert "1 row has no words in this column, and 1 row could not be read" in " ".join(
        re.sub(r"<[^>]+>", "", page).split()
    )


def test_no_theme_is_an_answer() -> None:
    nothing = replace(ANALYSIS, themes=(), not_placed_yet=6)
    said = "No stable theme was found. 6 of 6 contributions (100%) are not placed yet."
    assert say_result(nothing) == said
    assert said in analysis_html(nothing)
