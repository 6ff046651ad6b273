from dataclasses import replace

import docx
from docx.document import Document
from tests.library.reports.example_report import DAMP, PLACE

from goldenthread.publishing.word_styles import prepare_styles
from goldenthread.records.reports import Campaign, ReleasedQuote
from goldenthread.reports.open_questions import (
    add_open_question,
    say_campaign,
    say_quote_source,
    say_theme_capacities,
    say_theme_size,
)


def written() -> Document:
    document = docx.Document()
    prepare_styles(document, language="en-GB")
    add_open_question(document, PLACE)
    return document


def test_a_theme_has_its_size_its_people_and_how_sure_we_are() -> None:
    assert say_theme_size(DAMP, 702) == (
        "88 of 702 contributions (13%), from 83 people. "
        "Coded by two people; agreement 0.71 (0.62 to 0.79)."
    )


def test_a_small_count_of_a_capacity_is_hidden_with_the_one_that_would_give_it_away() -> None:
    counts = (("Resident", 80), ("Business", 8), ("Councillor", 1))
    assert say_theme_capacities(replace(DAMP, by_capacity=counts)) == (
        "Contributions by capacity: Resident 80, Business not shown and Councillor not shown."
    )


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
