"""Files as councils have them, built on the spot: each is read right or refused by its row."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

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
