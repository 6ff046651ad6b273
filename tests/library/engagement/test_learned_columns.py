"""A tool is known by its own columns, never by a survey's questions."""

import pytest

from goldenthread.engagement.learned_columns import columns_of_tool, with_columns_of_tool
from goldenthread.records.importing import ColumnMapping, ColumnUse, Use

NUMBER = ColumnUse("Response number", Use.RESPONSE_ID)
SENT = ColumnUse("Sent", Use.DATE)
NOTES = ColumnUse("Analyst notes", Use.IGNORED)
ASKED = ColumnUse("What about parks?", Use.OPEN_QUESTION, "parks", "What about parks?")
KEPT = ColumnMapping((NUMBER, SENT, NOTES, ASKED))


def test_another_survey_of_the_same_tool_is_known_by_its_own_columns() -> None:
    headers = ["Response number", "Sent", "What about roads?", "Analyst notes"]
    assert columns_of_tool(KEPT, headers) == (NUMBER, SENT, NOTES)


@pytest.mark.parametrize(
    "headers",
    [
        ["Response number", "What about parks?"],
        ["What about parks?", "Analyst notes"],
        ["Sent", "What about parks?", "Analyst notes"],
        [],
    ],
)
def test_a_file_without_all_that_was_used_is_of_no_known_tool(headers: list[str]) -> None:
    assert columns_of_tool(KEPT, headers) == ()


def test_columns_without_an_id_or_a_date_tell_no_tool() -> None:
    area = ColumnUse("Ward", Use.AREA)
    kept = ColumnMapping((area, ColumnUse("Who", Use.CAPACITY), ASKED))
    assert columns_of_tool(kept, ["Ward", "Who"]) == ()


def test_questions_of_the_new_file_stay_as_suggested() -> None:
    roads = ColumnUse("What about roads?", Use.OPEN_QUESTION)
    guessed = ColumnMapping(
        (
            ColumnUse("Response number", Use.IGNORED),
            roads,
            ColumnUse("Analyst notes", Use.OPEN_QUESTION),
        )
    )
    assert with_columns_of_tool(guessed, (NUMBER, NOTES)) == (NUMBER, roads, NOTES)
