from dataclasses import replace

import docx
from docx.document import Document
from tests.library.reports.example_report import DAMP, PLACE

from goldenthread.publishing.word_styles import prepare_styles
from goldenthread.records.reports import Campaign, OpenQuestion, ReleasedQuote, ReportedTheme
from goldenthread.reports.open_questions import (
    add_open_question,
    say_campaign,
    say_quote_source,
    say_theme,
    say_theme_capacities,
    say_theme_size,
)


def written() -> Document:
    document = docx.Document()
    prepare_styles(document, language="en-GB")
    add_open_question(document, PLACE)
    return document


def test_a_theme_has_its_size_its_people_and_how_sure_we_are() -> None:
    assert say_theme_size(PLACE, DAMP) == (
        "88 of 702 contributions (13%), from 83 people. "
        "Coded by two people; agreement 0.71 (0.62 to 0.79)."
    )


def test_a_small_count_of_a_capacity_is_hidden_with_the_one_that_would_give_it_away() -> None:
    counts = (("Resident", 80), ("Business", 8), ("Councillor", 1))
    assert say_theme_capacities(replace(DAMP, by_capacity=counts)) == (
        "Contributions by capacity: Resident 80; others are not shown."
    )


def test_capacities_of_which_nothing_is_shown_are_not_told() -> None:
    counts = (("Resident", 12), ("Business", 2))
    assert say_theme_capacities(replace(DAMP, by_capacity=counts)) == ""


def sized(*counts: int, not_placed: int = 0) -> OpenQuestion:
    """Return a question with themes of so many contributions, each from one person."""
    themes = tuple(
        ReportedTheme(f"Theme {number}", "", count, count, how_sure="", nested=(("Within", 2),))
        for number, count in enumerate(counts)
    )
    return OpenQuestion("What?", sum(counts) + not_placed, 40, themes, not_placed_yet=not_placed)


def test_a_theme_of_few_is_hidden_with_another_that_would_give_it_away() -> None:
    question = sized(30, 9, 2, not_placed=12)
    assert [say_theme(question, theme) for theme in question.themes] == [
        (
            "30 of 53 contributions (57%), from 30 people.",
            "Within it: “Within” (fewer than 5).",
        ),
        ("not shown of 53 contributions, from not shown.",),
        ("fewer than 5 of 53 contributions, from fewer than 5 people.",),
    ]
    # 53 in all, less the 42 that are shown: 11 in two themes, and 2 is not told.
    document = docx.Document()
    prepare_styles(document, language="en-GB")
    add_open_question(document, question)
    table = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert table[1:] == [
        ["Theme 0", "30 of 53 (57%)", "30"],
        ["Theme 1", "not shown of 53", "not shown"],
        ["Theme 2", "fewer than 5 of 53", "fewer than 5"],
        ["Not placed in a theme yet", "12 of 53 (23%)", "–"],
    ]


def test_few_who_added_words_to_a_campaign_are_not_counted_out() -> None:
    said = say_campaign(Campaign("Save it.", 41, 1))
    assert said == "41 people sent this text, fewer than 5 added words of their own."


def test_a_campaign_counts_people_and_those_who_added_words() -> None:
    said = say_campaign(Campaign("Save it.", 41, 7))
    assert said == "41 people sent this text, 7 added words of their own."


def test_a_quote_says_in_what_capacity_and_how_it_is_marked() -> None:
    assert (
        say_quote_source(ReleasedQuote("x", "Resident", "Part removed")) == "Resident. Part removed"
    )
    assert say_quote_source(ReleasedQuote("x", "Resident")) == "Resident"


def test_themes_minority_views_and_campaigns_each_have_their_heading() -> None:
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in written().paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 2", "What would make this a better place?"),
        ("Heading 3", "Damp and repairs"),
        ("Heading 3", "Street lighting"),
        ("Heading 3", "Minority views"),
        ("Heading 4", "Boat dwellers"),
        ("Heading 3", "Texts that many people sent"),
    ]


def test_people_and_contributions_are_counted_apart() -> None:
    texts = [paragraph.text for paragraph in written().paragraphs]
    assert "702 contributions from 640 people. A count of contributions is not a vote." in texts
