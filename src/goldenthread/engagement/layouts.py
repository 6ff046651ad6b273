"""Finding the table in a file: its sheet, its header rows, and whether a row is one answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from goldenthread.engagement.delimited import iterate_delimited
from goldenthread.engagement.file_kinds import FileKind, check_kind
from goldenthread.engagement.header_rows import filled_width, find_header
from goldenthread.engagement.json_tables import columns_of_json, read_json_head
from goldenthread.engagement.long_tables import describe_long_form, find_long_form
from goldenthread.engagement.mending import is_mended_file
from goldenthread.engagement.own_headers import is_own_export
from goldenthread.engagement.tables import iterate_table
from goldenthread.engagement.workbooks import read_sheet_heads
from goldenthread.records.tables import LongForm, TableLayout, TableLimits, TableRow

_STANDARD_LIMITS = TableLimits()
_HEAD_ROWS = 60
_MORE = 3


@dataclass(frozen=True, slots=True)
class FileHead:
    """The first rows of each sheet; a file without sheets has one called ""."""

    sheets: tuple[tuple[str, tuple[TableRow, ...]], ...]
    # Records name their columns themselves, so nothing stands above these.
    begins_with_header: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The sheets, in the order of the workbook."""
        return tuple(name for name, _ in self.sheets)

    def rows_of(self, sheet: str) -> tuple[TableRow, ...]:
        """Return the first rows of this sheet that are not blank."""
        return dict(self.sheets).get(sheet, ())


def read_head(path: Path | str, *, limits: TableLimits = _STANDARD_LIMITS) -> FileHead:
    """Return the first rows that are not blank, of each visible sheet."""
    path = Path(path)
    kind = check_kind(path, limits)
    if kind is FileKind.WORKBOOK:
        heads = read_sheet_heads(path, limits, _HEAD_ROWS)
    elif kind is FileKind.JSON:
        heads = {"": read_json_head(path, 2 * _HEAD_ROWS)}
    else:
        heads = {"": list(islice(iterate_delimited(path), 2 * _HEAD_ROWS))}
    return FileHead(
        tuple((name, _with_cells(rows)) for name, rows in heads.items()),
        begins_with_header=kind is FileKind.JSON,
    )


def _with_cells(rows: Sequence[TableRow]) -> tuple[TableRow, ...]:
    return tuple(row for row in rows if row.problem or filled_width(row.cells))[:_HEAD_ROWS]


def find_layout(path: Path | str, *, limits: TableLimits = _STANDARD_LIMITS) -> TableLayout:
    """Return where the table stands in a file, and how it is built.

    What it finds follows from the first rows alone, so that tomorrow's file with
    more rows is read as today's. A table with a row for each answer is read to
    its end, to learn its questions.
    """
    head = read_head(path, limits=limits)
    sheet = choose_sheet(head)
    layout = layout_of_sheet(head, sheet)
    return find_long_layout(path, layout, limits=limits)


def choose_sheet(head: FileHead) -> str:
    """Return the first sheet, unless a later one holds far more of a table."""
    if not head.sheets:
        return ""
    sizes = {name: sum(filled_width(row.cells) for row in rows) for name, rows in head.sheets}
    chosen = head.names[0]
    for name in head.names[1:]:
        if sizes[name] > _MORE * sizes[chosen]:
            chosen = name
    named = next((name for name in head.names if name.strip().casefold() == "responses"), "")
    return named or chosen


def layout_of_sheet(head: FileHead, sheet: str) -> TableLayout:
    """Return the layout of one sheet by its first rows."""
    rows = head.rows_of(sheet)
    if not rows or is_mended_file(rows[0].cells):
        return TableLayout(sheet)
    if head.begins_with_header or is_own_export(rows[0].cells):
        return TableLayout(sheet, rows[0].number)
    position, style = find_header(rows)
    return TableLayout(sheet, rows[position].number, style)


def find_long_layout(
    path: Path | str, layout: TableLayout, *, limits: TableLimits = _STANDARD_LIMITS
) -> TableLayout:
    """Return the layout with its long form, if its columns look like one.

    Those of JSON are in it too: the file is read to its end, to learn them.
    """
    if check_kind(Path(path), limits) is FileKind.JSON:
        layout = replace(layout, columns=columns_of_json(Path(path)))
    table = iterate_table(path, limits=limits, layout=layout)
    if is_own_export(table.headers):
        return layout
    form = find_long_form(
        table.headers, [row for row in islice(table.rows, 200) if not row.problem]
    )
    return layout if form is None else with_long_form(path, layout, form, limits=limits)


def with_long_form(
    path: Path | str,
    layout: TableLayout,
    form: LongForm,
    *,
    limits: TableLimits = _STANDARD_LIMITS,
) -> TableLayout:
    """Return the layout of a table with a row for each answer, in these columns."""
    plain = replace(layout, long_form=None)
    described = describe_long_form(
        lambda: iterate_table(path, limits=limits, layout=plain), form, limits
    )
    return replace(layout, long_form=described)
