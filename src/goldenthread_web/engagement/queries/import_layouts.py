"""Which row of an uploaded file names its columns, told in words and open to another choice."""

from dataclasses import dataclass, replace
from pathlib import Path

from goldenthread.engagement import iterate_table
from goldenthread.engagement.layouts import (
    find_long_layout,
    layout_of_sheet,
    read_head,
    with_long_form,
)
from goldenthread.engagement.long_tables import find_long_form
from goldenthread.engagement.platforms import GOLDEN_THREAD
from goldenthread.errors import GoldenThreadError, InputError
from goldenthread.records.importing import ColumnMapping, Use
from goldenthread.records.tables import HeaderStyle, LongForm, TableLayout
from goldenthread_web.engagement.queries.import_files import (
    FileSample,
    sample_file,
    upload_limits,
)
from goldenthread_web.engagement.queries.importing import known_tool

MOST_HEAD_ROWS = 15
LONGEST_SHOWN = 70
_STYLES = {
    HeaderStyle.OPTIONS_BELOW: "questions above their options",
    HeaderStyle.WORDING_BELOW: "short names above the wording",
    HeaderStyle.IDS_BELOW: "the wording above internal ids",
    HeaderStyle.WORDING_AND_IDS_BELOW: "short names, the wording, and internal ids",
}


@dataclass(frozen=True, slots=True)
class LayoutOffer:
    """What an officer may choose from: sheets, first rows with their number, columns."""

    sheets: tuple[str, ...]
    rows: tuple[tuple[int, str], ...]
    headers: tuple[str, ...]


def layout_sentences(sample: FileSample) -> list[str]:
    """Return how the file was understood, one thing a sentence."""
    layout = sample.layout
    said = [_say_platform(sample.platform)] if sample.platform else []
    sheet = f" of the sheet “{layout.sheet}”" if len(sample.sheets) > 1 else ""
    first, count = max(layout.header_row, 1), layout.header_style.rows
    if layout.columns:
        said.append("Each record is a row, with the number that it has in the file.")
    elif count == 1:
        said.append(f"Row {first}{sheet} names the columns.")
    else:
        rows = f"Rows {first} and {first + 1}" if count == 2 else f"Rows {first} to {first + 2}"  # noqa: PLR2004
        said.append(f"{rows}{sheet} name the columns: {_STYLES[layout.header_style]}.")
    if form := layout.long_form:
        said.append(
            f"Each row is one answer: “{form.question}” says to what, “{form.answer}” what was "
            f"answered. Rows with the same “{form.response_id}” are put together to one response."
        )
    return said


def _say_platform(name: str) -> str:
    if name == GOLDEN_THREAD.name:
        return "This is an export from Golden Thread: it says itself what its columns are."
    return f"This looks like an export from {name}."


def tool_sentences(mapping: ColumnMapping, sample: FileSample) -> list[str]:
    """Return which columns are read as somebody said of this tool before, if any are."""
    name, known = ("", ()) if sample.platform else known_tool(sample.headers)
    here = {column.header: column.use for column in mapping.columns}
    used = [one for one in known if here.get(one.header) is one.use]
    read = [f"“{one.header}” ({one.use.value})" for one in used if one.use is not Use.IGNORED]
    left_out = [f"“{one.header}”" for one in used if one.use is Use.IGNORED]
    if not read:
        return []
    more = f"; left out: {', '.join(left_out)}" if left_out else ""
    return [f"As in “{name}”, which was kept before: {', '.join(read)}{more}."]


def offer_layouts(path: Path, layout: TableLayout) -> LayoutOffer:
    """Return what may be chosen in place of this layout."""
    head = read_head(path, limits=upload_limits())
    rows = (
        (row.number, " · ".join(cell.strip() for cell in row.cells if cell.strip()))
        for row in head.rows_of(layout.sheet or (head.names[0] if head.names else ""))
    )
    shown = tuple((number, text[:LONGEST_SHOWN]) for number, text in rows)[:MOST_HEAD_ROWS]
    plain = iterate_table(path, limits=upload_limits(), layout=replace(layout, long_form=None))
    return LayoutOffer(head.names, shown, plain.headers)


def layout_on_sheet(path: Path, sheet: str) -> TableLayout:
    """Return the layout that fits this sheet. InputError if it cannot be read."""
    head = read_head(path, limits=upload_limits())
    return find_long_layout(path, layout_of_sheet(head, sheet), limits=upload_limits())


def layout_of_answers(
    path: Path, layout: TableLayout, columns: tuple[str, str, str]
) -> TableLayout:
    """Return the layout of a file with one row for each answer.

    `columns` hold the response, the question and the answer; "" where they
    should be found. InputError if they cannot be.
    """
    plain = replace(layout, long_form=None)
    table = iterate_table(path, limits=upload_limits(), layout=plain)
    if all(column in table.headers for column in columns):
        form: LongForm | None = LongForm(*columns)
    else:
        form = find_long_form(table.headers, [row for row in table.rows if not row.problem])
    if form is None:
        raise InputError(
            "Say which columns hold the response, the question and the answer: they could not be "
            "told from their names."
        )
    return with_long_form(path, plain, form, limits=upload_limits())


def sample_as_in(path: Path, mapping: ColumnMapping) -> FileSample:
    """Return the sample of a file read as a kept mapping reads it, if the file is of its kind."""
    found = sample_file(path)
    wanted = {column.header for column in mapping.columns}
    if wanted <= set(found.headers):
        return found
    try:
        layout = replace(mapping.layout, columns=found.layout.columns)
        if layout.long_form is not None:
            layout = with_long_form(path, layout, layout.long_form, limits=upload_limits())
        read_alike = sample_file(path, layout)
    except GoldenThreadError:
        return found
    fitting = [len(wanted & set(one.headers)) for one in (found, read_alike)]
    return read_alike if fitting[1] > fitting[0] else found
