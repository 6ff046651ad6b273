from dataclasses import replace
from datetime import date

import numpy as np
from tests.library.reports.example_discovery import COLUMN, DISCOVERY

from goldenthread.records.reports import CopiedText
from goldenthread.reports.analysis import QUOTES_A_THEME, describe_analysis

TODAY = date(2025, 1, 10)


def test_themes_stand_largest_first_and_quotes_say_each_thing_once() -> None:
    analysis = describe_analysis(COLUMN, DISCOVERY, made_on=TODAY)
    assert [theme.name for theme in analysis.themes] == ["=Buses", "Trees"]
    assert analysis.themes[0].quotes == ("The bus is late", "=HYPERLINK(bus) never comes")


def test_nothing_is_lost_between_themes_and_the_queue() -> None:
    analysis = describe_analysis(COLUMN, DISCOVERY, made_on=TODAY)
    placed = sum(theme.contributions for theme in analysis.themes)
    assert placed + analysis.not_placed_yet == analysis.contributions == 6


def test_copies_are_counted_with_their_text() -> None:
    analysis = describe_analysis(COLUMN, DISCOVERY, made_on=TODAY)
    assert analysis.copies == (CopiedText("The bus is late", 2),)


def test_a_theme_has_at_most_five_quotes() -> None:
    texts = tuple(f"text {number}" for number in range(20))
    many = replace(DISCOVERY.themes[0], exemplars=tuple(range(20)))
    discovery = replace(
        DISCOVERY, themes=(many,), labels=np.zeros(20, np.int64), duplicate_of=np.arange(20)
    )
    analysis = describe_analysis(replace(COLUMN, texts=texts), discovery, made_on=TODAY)
    assert len(analysis.themes[0].quotes) == QUOTES_A_THEME


def test_it_says_that_no_person_decided_and_how_it_was_done() -> None:
    analysis = describe_analysis(COLUMN, DISCOVERY, made_on=TODAY)
    assert analysis.method == (DISCOVERY.method,)
    assert any("No person" in limit for limit in analysis.limits)
