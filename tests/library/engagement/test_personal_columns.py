import pytest

from goldenthread.engagement.personal_columns import is_personal


@pytest.mark.parametrize(
    "header",
    [
        "Email", "E-mail address", "Your name", "What is your name?", "First Name", "IP Address",
        "E-mail (work)", "Telephone number", "Date of birth", "Address",
        "IP hash", "Login (screen name)", "Author name",
        "What is your email address?", "Name and address", "Location Latitude",
        "Where do you work (business address)?", "Where do you live (neighborhood and/or address)?",
    ],
)  # fmt: skip
def test_headers_that_tell_who_somebody_is(header: str) -> None:
    assert is_personal(header, [])


@pytest.mark.parametrize(
    "header",
    [
        "Name one thing that you would change", "What is the name of your street?", "Ward",
        "Should the mayor be addressed?", "Organisation name", "Phone box: keep it?", "Comment",
        "What should we address first?", "Which problems does the plan not address?",
    ],
)  # fmt: skip
def test_questions_that_only_sound_like_it(header: str) -> None:
    assert not is_personal(header, [])


@pytest.mark.parametrize(
    "cells",
    [
        ["a@example.org", "b@example.org", ""],
        ["E1 4NS", "e14 6ab"],
        ["020 7946 0000"],
        ["10.0.0.1"],
        ["12 Oak Street, Bow", "3a Elm Rd", "the corner"],
    ],
)
def test_cells_that_tell_who_somebody_is(cells: list[str]) -> None:
    assert is_personal("Q7", cells)


@pytest.mark.parametrize("cells", [["E1", "E14"], ["1234567890"], ["Trees", "a@example.org"], []])
def test_cells_that_do_not(cells: list[str]) -> None:
    assert not is_personal("Q7", cells)
