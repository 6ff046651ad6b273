from pathlib import Path

import pytest

from goldenthread.cli.text_column import read_text_column
from goldenthread.errors import InputError


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    path = tmp_path / "survey.csv"
    path.write_text("Id,What to change?\n1,Buses\n2,  \n3,Trees\n4,Too,many\n", encoding="utf-8")
    return path


def test_words_come_with_the_row_numbers_of_the_file(survey: Path) -> None:
    column = read_text_column(survey, "What to change?")
    assert column.texts == ("Buses", "Trees")
    assert column.rows == (2, 4)
    assert column.empty_rows == 1


def test_a_row_that_cannot_be_read_is_said_and_not_dropped(survey: Path) -> None:
    (problem,) = read_text_column(survey, "What to change?").unreadable
    assert problem.startswith("Row 5: ")


def test_the_name_of_a_column_may_be_in_any_case(survey: Path) -> None:
    assert read_text_column(survey, "what TO change?").column == "What to change?"


def test_a_missing_column_lists_those_there_are(survey: Path) -> None:
    with pytest.raises(InputError, match=r"no column “Why”(?s:.*)  Id\n  What to change\?"):
        read_text_column(survey, "Why")


def test_a_column_without_words_is_said(tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("a,b\n1,\n2, \n", encoding="utf-8")
    with pytest.raises(InputError, match=r"column “b” of empty\.csv holds no words"):
        read_text_column(path, "b")
