"""Hints name what is hard, double or leading, and leave plain questions alone."""

import pytest

from goldenthread.engagement.question_hints import question_hints


def sentences(text: str, *, is_open: bool = True) -> str:
    return " ".join(hint.sentence for hint in question_hints(text, is_open=is_open))


@pytest.mark.parametrize(
    "text",
    [
        "What should the borough be like in 10 years?",
        "What would you change about your street and park?",
        "What matters?",
        "ꠀꠙꠘꠣꠞ ꠇꠤ ꠝꠘꠦ ꠅꠄ ꠄꠁ ꠎꠣꠉꠣ ꠟꠁꠀ?",
        "",
    ],
)
def test_a_plain_question_has_no_hint(text: str) -> None:
    assert question_hints(text) == ()


def test_two_questions_in_one_are_pointed_out() -> None:
    asked = "What are the biggest obstacles here and how can we address them?"
    assert "asks two questions" in sentences(asked)
    assert "asks two questions" in sentences("What is good? What is bad?")


def test_only_a_closed_question_may_not_name_two_things() -> None:
    asked = "How clean and safe is your street?"
    assert "two things at once" in sentences(asked, is_open=False)
    assert sentences(asked) == ""


def test_a_hard_question_names_its_reading_age() -> None:
    hard = "How can we leverage organisational capabilities to facilitate collaborative governance?"
    assert "Hard to read: reading age" in sentences(hard)


def test_a_long_question_in_easy_words_is_called_long() -> None:
    assert (
        "Long: 30 words" in sentences("The " + "big red bus is late. " * 5 + "Is it not so?")[:200]
    )


def test_a_leading_question_is_pointed_out() -> None:
    assert "which answer you hope for" in sentences("Do you agree that parks are good?")


def test_a_double_not_is_pointed_out() -> None:
    assert "twice" in sentences("Should we not go on without a park?")
