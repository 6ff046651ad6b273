"""What an officer said once of a tool's own columns, for other exports of the same tool."""

from collections.abc import Sequence

from goldenthread.records.importing import (
    BESIDE_USES,
    EQUALITY_USES,
    QUESTION_USES,
    ColumnMapping,
    ColumnUse,
    Use,
)

# By these a response is told from others or put in time: no tool's export is without either.
_TELLS_A_TOOL = frozenset({Use.RESPONSE_ID, Use.DATE})
_OF_THE_SURVEY = QUESTION_USES | BESIDE_USES | EQUALITY_USES
FEWEST_COLUMNS = 2


def columns_of_tool(kept: ColumnMapping, headers: Sequence[str]) -> tuple[ColumnUse, ...]:
    """Return the columns of a file that a kept mapping knows, other than a survey's questions.

    They are the tool's own: each that the mapping uses has to be in the file, at
    least two of them, with one that is an id or a date. Otherwise the file is not
    of that tool, and nothing is returned.
    """
    own = [column for column in kept.columns if column.use not in _OF_THE_SURVEY]
    here = frozenset(headers)
    used = [column for column in own if column.use is not Use.IGNORED]
    known = tuple(column for column in own if column.header in here)
    is_of_tool = (
        len(known) >= FEWEST_COLUMNS
        and any(column.use in _TELLS_A_TOOL for column in used)
        and all(column.header in here for column in used)
    )
    return known if is_of_tool else ()


def with_columns_of_tool(
    suggested: ColumnMapping, known: Sequence[ColumnUse]
) -> tuple[ColumnUse, ...]:
    """Return the columns of a mapping, those of the tool used as was said before."""
    said = {column.header: column for column in known}
    return tuple(said.get(column.header, column) for column in suggested.columns)
