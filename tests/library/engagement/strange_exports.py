"""Files as councils have them, built on the spot: each is read right or refused by its row."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HEAD = ("ID", "What would make your street better?", "Date", "Ward")
SAID = (
    ("1", "More trees", "2025-06-03", "Bow"),
    ("2", "A café – with “benches”", "2025-06-04", "Poplar"),
    ("3", "Fewer cars, please", "2025-06-05", "Bow"),
)
Build = Callable[[Path], object]
Rows = Iterable[Sequence[Any]]


def as_csv(rows: Rows, separator: str = ",", end: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    return out.getvalue()


def text(rows: Rows, encoding: str = "utf-8", separator: str = ",", end: str = "\r\n") -> Build:
    return lambda path: path.write_bytes(as_csv(rows, separator, end).encode(encoding))


def raw(content: bytes) -> Build:
    return lambda path: path.write_bytes(content)


def book(*sheets: tuple[str, Rows], hidden: str = "", merged: Sequence[str] = ()) -> Build:
    def build(path: Path) -> None:
        workbook = Workbook()
        workbook.remove(workbook.active)
        for name, rows in sheets:
            sheet = workbook.create_sheet(name)
            for row in rows:
                sheet.append(tuple(row))
            for cells in merged:
                sheet.merge_cells(cells)
            if name == hidden:
                sheet.sheet_state = "hidden"
        workbook.save(path)

    return build


def archive(**members: bytes) -> Build:
    def build(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in members.items():
                packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)

    return build


def rewritten(build: Build, part: str, change: Callable[[bytes], bytes]) -> Build:
    """Return what builds a workbook one part of which, or each if it is "", is changed."""

    def build_and_rewrite(path: Path) -> None:
        build(path)
        with zipfile.ZipFile(path) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            for name, content in parts.items():
                packed.writestr(name, change(content) if part in {"", name} else content)

    return build_and_rewrite


def of_1904(path: Path) -> None:
    """Write dates as Excel for Macs counted them, from 1904 on."""
    workbook = Workbook()
    workbook.epoch = CALENDAR_MAC_1904
    for row in EXCEL_DATES:
        workbook.active.append(tuple(row))
    workbook.save(path)


def with_hidden_column(path: Path) -> None:
    book(("Data", MERGED), merged=["C1:E1", "A1:A2", "B1:B2", "F1:F2"])(path)
    workbook = load_workbook(path)
    workbook.active.column_dimensions["D"].hidden = True
    workbook.active.row_dimensions[4].hidden = True
    workbook.save(path)


def in_bold_pieces(path: Path) -> None:
    workbook = Workbook()
    bold = InlineFont(b=True)
    for number, row in enumerate([HEAD, *SAID]):
        words = CellRichText(row[1][:4], TextBlock(bold, row[1][4:])) if number else row[1]
        workbook.active.append((row[0], words, *row[2:]))
    workbook.save(path)


TITLE: Rows = [("Our streets 2025",), ("Exported on", "3 June 2025"), ()]
SURVEY_MONKEY: Rows = [
    ("Respondent ID", "Collector ID", "End Date", HEAD[1], "Which matter?", "", "Ward"),
    ("", "", "", "Open-Ended Response", "Parks", "Buses", "Response"),
    *((one[0], "99", one[2], one[1], "Parks", "", one[3]) for one in SAID),
]
QUALTRICS: Rows = [
    ("ResponseId", "RecordedDate", "Q1", "Q2"),
    ("Response ID", "Recorded Date", HEAD[1], HEAD[3]),
    ('{"ImportId":"_recordId"}', '{"ImportId":"recordedDate"}', '{"ImportId":"QID1_TEXT"}',
     '{"ImportId":"QID2"}'),
    *((one[0], one[2], one[1], one[3]) for one in SAID),
]  # fmt: skip
LONG: Rows = [
    ("Response ID", "Submitted", "Question", "Answer"),
    *((one[0], one[2], HEAD[at], one[at]) for at in (1, 3) for one in SAID),
]
SERIALS: Rows = [HEAD, *((*one[:2], str(45811 + at), one[3]) for at, one in enumerate(SAID))]
MERGED: Rows = [
    ("ID", HEAD[1], "Which matter?", None, None, "Date"),
    (None, None, "Parks", "Buses", "Bins", None),
    *((one[0], one[1], "x", None, "x", one[2]) for one in SAID),
]
EXCEL_DATES: Rows = [
    HEAD,
    *((float(one[0]), one[1], datetime.fromisoformat(one[2]), one[3]) for one in SAID),
]
WITHOUT_DATE = [(row[0], row[1], row[3]) for row in (HEAD, *SAID)]
BENGALI: Rows = [("আইডি", "আপনার রাস্তা কেমন হবে?"), *((one[0], "আরও গাছ আর বেঞ্চ") for one in SAID)]
FORMATS = b'<cellXfs><xf numFmtId="0" fontId="0"/>' + b"<xf/>" * 500_000
RECORDS = [dict(zip(HEAD, one, strict=True)) for one in SAID]

RIGHT: dict[str, Build] = {
    "plain.csv": text([HEAD, *SAID]),
    "bom.csv": text([HEAD, *SAID], "utf-8-sig"),
    "utf-16-little.csv": lambda path: path.write_bytes(
        b"\xff\xfe" + as_csv([HEAD, *SAID], "\t").encode("utf-16-le")
    ),
    "utf-16-big.csv": lambda path: path.write_bytes(
        b"\xfe\xff" + as_csv([HEAD, *SAID], "\t").encode("utf-16-be")
    ),
    "utf-16-no-mark.csv": text([HEAD, *SAID], "utf-16-le"),
    "windows.csv": text([HEAD, *SAID], "cp1252"),
    "old-mac.csv": text([HEAD, *SAID], end="\r"),
    "semicolons.csv": text([HEAD, *SAID], separator=";"),
    "tabs.tsv": text([HEAD, *SAID], separator="\t"),
    "pipes.txt": text([HEAD, *SAID], separator="|"),
    "title-semicolons.csv": text([*TITLE, HEAD, *SAID], separator=";"),
    "title.csv": text([*TITLE, HEAD, *SAID]),
    "zero-bytes.csv": raw(as_csv([HEAD, *SAID]).replace("trees", "tr\x00ees").encode()),
    "empty-columns.csv": text([(*row, "", "") for row in (HEAD, *SAID)]),
    "short-rows.csv": text([(*HEAD, "Anything else?"), *SAID]),
    "two-header-rows.csv": text(SURVEY_MONKEY),
    "three-header-rows.csv": text(QUALTRICS),
    "long.csv": text(LONG),
    "floats.csv": text([HEAD, *((f"{one[0]}.0", *one[1:]) for one in SAID)]),
    "serial-dates.csv": text(SERIALS),
    "plain.xlsx": book(("Sheet1", [HEAD, *SAID])),
    "dates-and-floats.xlsx": book(("Sheet1", EXCEL_DATES)),
    "title.xlsx": book(("Data", [*TITLE, HEAD, *SAID])),
    "merged.xlsx": book(("Data", MERGED), merged=["C1:E1", "A1:A2", "B1:B2", "F1:F2"]),
    "cover-first.xlsx": book(("About", [("Our streets",), ("Made by us",)]), ("Data", [HEAD, *SAID])),
    "hidden-first.xlsx": book(("Old", [HEAD, *SAID, *SAID]), ("New", [HEAD, *SAID]), hidden="Old"),
    "renamed.csv": book(("Sheet1", [HEAD, *SAID])),
    "long.xlsx": book(("Answers", LONG)),
    "of-1904.xlsx": of_1904,
    "hidden-column.xlsx": with_hidden_column,
    "in-bold-pieces.xlsx": in_bold_pieces,
    "mark-in-the-middle.csv": raw(
        (as_csv([HEAD, SAID[0]]) + "\ufeff" + as_csv(SAID[1:])).encode("utf-8-sig")
    ),
    "three-line-ends.csv": raw(
        (as_csv([HEAD, SAID[0]]) + as_csv(SAID[1:2], end="\r") + as_csv(SAID[2:], end="\n")).encode()
    ),
    "comma-too-many.csv": raw(
        (as_csv([HEAD]) + as_csv(SAID).replace("\r\n", ",\r\n")).encode()
    ),
    "zero-byte-first.csv": raw(b"\0" + as_csv([HEAD, *SAID]).encode()),
    "list.json": raw(json.dumps(RECORDS).encode()),
    "within.json": raw(json.dumps({"count": 3, "data": {"rows": RECORDS}}).encode("utf-16")),
}  # fmt: skip

ROWS_REFUSED: dict[str, tuple[Build, int, str]] = {
    "too-many-cells.csv": (text([HEAD, SAID[0], (*SAID[1], "more")]), 3, "5 cells"),
    "stray-quote.csv": (
        raw(as_csv([HEAD, *SAID]).replace("More trees", '"More trees').encode()), 2, "quotation",
    ),
    "title-and-bad-date.csv": (
        text([*TITLE, HEAD, *SAID, ("4", "More light", "someday", "Bow")]), 8, "not a date",
    ),
    "excel-error.csv": (text([HEAD, SAID[0], ("2", "#NAME?", *SAID[1][2:])]), 3, "#NAME"),
    "header-again.csv": (text([*WITHOUT_DATE[:3], *WITHOUT_DATE]), 4, "names the columns"),
    "header-again.xlsx": (
        book(("Data", [*WITHOUT_DATE[:2], *WITHOUT_DATE])), 3, "names the columns",
    ),
    "put-together.csv": (
        raw(2 * as_csv(WITHOUT_DATE).encode("utf-8-sig")), 5, "names the columns",
    ),
    "total.csv": (text([HEAD, *SAID, ("Total", "3", "", "")]), 5, "adds up the others"),
    "total.xlsx": (
        book(("Data", [*WITHOUT_DATE, ("Grand total:", 3, None)])), 5, "adds up the others",
    ),
    "backslashes.csv": (
        raw(as_csv([HEAD, *SAID]).replace("More trees", r'"More \"big\", trees"').encode()), 2, "quotation",
    ),
    "end-of-file.csv": (raw(as_csv([HEAD, *SAID]).encode() + b"\x1a"), 5, "Nothing was answered"),
    "two-ways.csv": (
        text([(*HEAD, "How many cars?"), *((*one, many) for one, many in zip(SAID, ("1,5", "1,250", "1.234,56"), strict=True))]),
        4, "not a number",
    ),
    "formula.xlsx": (
        book(("Data", [HEAD, SAID[0], ("2", '=CONCAT("a","b")', *SAID[1][2:])])), 3, "B3",
    ),
}  # fmt: skip

REFUSED: dict[str, tuple[Build, str]] = {
    "empty.csv": (raw(b""), "empty"),
    "blank.csv": (raw(b"\r\n,,\r\n"), "empty"),
    "old.xls": (raw(b"\xd0\xcf\x11\xe0" + b"x" * 99), "old Excel"),
    "page.xls": (raw(b"<html><body><table><tr><th>ID</th></tr>"), "web page"),
    "sheet.ods": (archive(mimetype=b"application/x", content_xml=b"<a/>"), "OpenDocument"),
    "letter.docx": (archive(word__document_xml=b"<a/>"), "Word document"),
    "packed.zip": (archive(**{"answers.csv": b"a,b"}), "Unpack it"),
    "report.pdf": (raw(b"%PDF-1.7"), "PDF"),
    "cut-off.json": (raw(b'[{"id": 1}, {"id": 2}, {"id'), "After record 2: This JSON breaks off"),
    "deep.json": (raw(b'[{"id":' + b"[" * 9_999), "nested too deeply"),
    "settings.json": (raw(b'{"id": 1, "kinds": ["a", "b"]}'), "no list of responses"),
    "bomb.xlsx": (archive(xl__workbook_xml=b"<a/>", xl__big_xml=b" " * 30_000_000), "unpacks to"),
    "entities.xlsx": (archive(xl__workbook_xml=b'<!DOCTYPE a [<!ENTITY b "c">]>'), "entities"),
    "strict.xlsx": (
        rewritten(
            book(("Data", [HEAD, *SAID])), "",
            lambda part: part.replace(
                b"schemas.openxmlformats.org/spreadsheetml/2006", b"purl.oclc.org/ooxml/spreadsheetml"
            ),
        ),
        "Strict Open XML",
    ),
    "formats.xlsx": (
        rewritten(
            book(("Data", [HEAD, *SAID])), "xl/styles.xml",
            lambda part: part.replace(b"<cellXfs", FORMATS + b"</cellXfs><cellXfs"),
        ),
        "more formats",
    ),
    "two-halves.csv": (
        raw(as_csv([HEAD, SAID[0]]).encode().replace(b"trees", b"\xed\xa0\xbc\xed\xbc\xb3")), "UTF-8",
    ),
    "utf-16-bengali.csv": (text(BENGALI, "utf-16-le"), "not a table of text"),
    "utf-16-cut.csv": (
        raw(as_csv([HEAD, *SAID]).encode("utf-16") + b"a"), "encoding that it starts with",
    ),
    "utf-32.csv": (text([HEAD, *SAID], "utf-32-le"), "not a table of text"),
    "a-million-columns.ods": (
        archive(content_xml=b'<table-cell number-columns-repeated="1000000"/>'), "OpenDocument",
    ),
    "twice.json": (raw(b'[{"ID": "1", "answers": {"q": "a", "q": "b"}}]'), "Record 1 says .q. twice"),
    "deep-record.json": (
        raw(b'[{"ID": "1", "q": ' + b'{"a":' * 9_999 + b"1" + b"}" * 9_999 + b"}]"), "nested too deeply",
    ),
    "columns.json": (
        raw(json.dumps([{f"k{at}": "x" for at in range(6_000)}]).encode()), "5,000 columns",
    ),
    "cut-off.xlsx": (raw(b"PK\x03\x04 and no more"), "damaged"),
    "mixed.csv": (
        raw(as_csv([HEAD, *SAID * 9]).encode() + "9,caf\xe9,,".encode("latin-1")), "UTF-8",
    ),
    "wide.csv": (text([[f"c{number}" for number in range(1_001)]]), "Row 1 has 1,001 columns"),
    "long-without-id.csv": (
        text([*LONG, ("", "2025-06-03", HEAD[1], "Trees")]), "Row 8 has nothing",
    ),
    "long-broken-row.csv": (text([*LONG, ("3", "2025-06-03", HEAD[1], "Trees", "x")]), "Row 8: "),
}  # fmt: skip
