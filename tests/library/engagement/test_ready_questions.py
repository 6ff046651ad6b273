"""Ready questions quote their source, and the sets of equality questions hold one another."""

import pytest
from tests.shared_data import shared_data

from goldenthread.engagement.ready_questions import (
    EQUALITY_SET_SIZES,
    PREFER_NOT_TO_SAY,
    census_name,
    equality_questions,
    ready_set,
    ready_sets,
)
from goldenthread.errors import InputError

KINDS = {"open", "one choice", "several choices", "rating", "ranking", "matrix", "number", "date"}


def source(name: str) -> str:
    return (shared_data(".").parent / "source" / name).read_text(encoding="utf-8")


def test_the_workshop_questions_are_quoted_letter_by_letter() -> None:
    printed = source("strategic-vision-2035.txt")
    questions = ready_set("workshop-2035").questions
    assert len(questions) == 4
    assert all(f"{one.help_text}:** {one.text}" in printed for one in questions)


def test_the_question_of_2022_keeps_the_words_of_its_source() -> None:
    printed = source("partnership-plan-2023-2028.txt")
    first, second = ready_set("survey-2022").questions
    assert "what the borough should be like in 10 years" in printed
    assert first.text == "What should the borough be like in 10 years?"
    assert "ideas on how to make it happen together" in printed
    assert "ideas on how to make it happen together" in second.text


def test_every_set_names_its_source_and_known_kinds() -> None:
    assert all(one.source and one.title for one in ready_sets())
    assert {question.kind for one in ready_sets() for question in one.questions} <= KINDS


def test_an_unknown_set_is_refused() -> None:
    with pytest.raises(InputError, match="no ready set"):
        ready_set("nothing")


def test_each_equality_set_holds_the_smaller_ones() -> None:
    keys = [[one.key for one in equality_questions(size)] for size in EQUALITY_SET_SIZES]
    assert [len(set(found)) for found in keys] == [3, 6, 13]
    assert keys[1][:3] == keys[0]
    assert keys[2][:6] == keys[1]


def test_every_equality_question_can_be_declined_and_names_its_source() -> None:
    for question in equality_questions(13):
        assert question.options[-1] == PREFER_NOT_TO_SAY
        assert len(set(question.options)) == len(question.options)
        assert question.source


def test_what_the_census_asked_from_16_on_is_not_for_younger_people() -> None:
    older = {one.key for one in equality_questions(13) if one.is_for_16_and_over}
    assert {"sexual_orientation", "gender_identity"} <= older


def test_the_census_words_are_those_of_the_questionnaire_for_england() -> None:
    options = {one.key: one.options[:-1] for one in equality_questions(13)}
    assert options["ethnic_group"] == (
        "White",
        "Mixed or Multiple ethnic groups",
        "Asian or Asian British",
        "Black, Black British, Caribbean or African",
        "Other ethnic group",
    )
    assert options["sexual_orientation"][:2] == ("Straight or Heterosexual", "Gay or Lesbian")
    assert options["main_language"] == ("English", "Other, including British Sign Language")


def test_every_source_has_an_address_or_says_that_the_words_are_our_own() -> None:
    for question in equality_questions(13):
        assert ".uk/" in question.source or question.source.startswith("Our own words")
        assert len(question.source) <= 500


def test_a_category_is_found_under_the_name_that_the_census_publishes() -> None:
    assert census_name("disabled", "Yes") == "Disabled under the Equality Act"
    assert census_name("ethnic_group", "White") == "White"
    assert census_name("our-own", "Yes") == "Yes"


def test_a_set_of_another_size_is_refused() -> None:
    with pytest.raises(InputError, match="3, 6 or 13"):
        equality_questions(5)
