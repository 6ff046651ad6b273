"""Whatever people answered: written as our own export, it is read back as it was."""

import csv
import json
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.engagement import find_layout, iterate_rows, iterate_table, suggest_mapping
from goldenthread.engagement.mending import escape_formula, undo_escape
from goldenthread.engagement.own_headers import ABOUT_HEADERS, own_header, written_header
from goldenthread.engagement.words import normal_text, one_line
from goldenthread.engagement.workbook_stream import Sheet, stream_workbook
from goldenthread.records.importing import ColumnUse, Use
from goldenthread.records.responses import ResponseRow

SIGNS = st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff")
WORDS = st.text(SIGNS | st.just("\n"), max_size=60).map(normal_text)
LINE = st.text(SIGNS, min_size=1, max_size=20).map(one_line).filter(bool)
COLUMNS = (
    ColumnUse("", Use.OPEN_QUESTION, "open", title="What matters?"),
    ColumnUse("", Use.ONE_CHOICE, "one", title="=Which one?"),
    ColumnUse("", Use.SEVERAL_CHOICES_IN_COLUMNS, "many", title="Which?", option="A | b"),
    ColumnUse("", Use.OTHER_WORDS, "many", title="Which?", option="Other"),
    ColumnUse("", Use.RATING, "rate", title="How is it?", option="1 5"),
    ColumnUse("", Use.RANKING_IN_COLUMNS, "rank", title="In order", option="First"),
    ColumnUse("", Use.MATRIX_ROW, "grid", title="How are these?", option="Bins"),
    ColumnUse("", Use.NUMBER, "number", title="How many?"),
    ColumnUse("", Use.DATE_ANSWER, "date", title="When?"),
    ColumnUse("", Use.AREA_ANSWER, "area", title="Where?", option="Wards"),
    ColumnUse("", Use.OWN_STATEMENT, "say", title="Do you agree?"),
    ColumnUse("", Use.VOTE, "say", title="Do you agree?", option="'Trees"),
)
ANSWERS = st.fixed_dictionaries(
    {
        "open": WORDS, "one": LINE | st.just(""), "many": st.booleans(), "other": WORDS,
        "rate": st.none() | st.integers(1, 5), "rank": st.none() | st.integers(1, 9),
        "grid": LINE | st.just(""),
        "number": st.none() | st.decimals(-(10**9), 10**9, places=4),
        "date": st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31)),
        "area": LINE | st.just(""), "say": LINE | st.just(""),
        "vote": st.sampled_from(["", "agree", "pass", "disagree"]),
    }
)  # fmt: skip


def cells_of(number: int, said: dict[str, Any]) -> list[Any]:
    about: list[Any] = [""] * len(ABOUT_HEADERS)
    about[0] = f"00000000-0000-4000-8000-{number:012d}"
    values = (
        said["open"], said["one"], "A | b" if said["many"] else "", said["other"], said["rate"],
        said["rank"], said["grid"], said["number"],
        said["date"].isoformat() if said["date"] else "", said["area"], said["say"], said["vote"],
    )  # fmt: skip
    return [
        *about, *(escape_formula(one) if isinstance(one, str) else one for one in values)
    ]  # fmt: skip


def write(path: Path, rows: list[list[Any]]) -> None:
    headers = [own_header(ColumnUse("", use)) for use in ABOUT_HEADERS]
    table = [[*headers, *(written_header(one) for one in COLUMNS)], *rows]
    if path.suffix == ".json":
        names, *lines = [
            ["" if one is None else undo_escape(str(one)) for one in row] for row in table
        ]
        told = [{name: one for name, one in zip(names, line, strict=True) if one} for line in lines]
        path.write_text(json.dumps({"title": "A", "columns": names, "responses": told}), "utf-8")
    elif path.suffix == ".xlsx":
        path.write_bytes(b"".join(stream_workbook([Sheet("Responses", table)])))
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(table)


def read(path: Path) -> list[ResponseRow]:
    layout = find_layout(path)
    table = iterate_table(path, layout=layout)
    mapping = suggest_mapping(table.headers, [], layout=layout)
    assert mapping.is_own_export
    rows = list(iterate_rows(path, mapping))
    assert all(isinstance(row, ResponseRow) for row in rows), rows
    return [row for row in rows if isinstance(row, ResponseRow)]


def answers_in(row: ResponseRow) -> dict[str, Any]:
    words = {(one.question, one.part.value): one.text for one in row.open_answers}
    chosen = {one.question: one.options for one in row.choices}
    numbers = {one.question: one.value for one in row.further.numbers}
    (ranked,) = (one.options for one in row.further.rankings) if row.further.rankings else [()]
    (grid,) = (one.choices for one in row.further.matrices) if row.further.matrices else [()]
    votes = {1: "agree", 0: "pass", -1: "disagree"}
    return {
        "open": words.get(("open", "answer"), ""),
        "one": "".join(chosen.get("one", ())),
        "many": chosen.get("many") == ("A | b",),
        "other": words.get(("many", "other"), ""),
        "rate": numbers.get("rate"),
        "rank": ranked[0][0] if ranked else None,
        "grid": grid[0][1] if grid else "",
        "number": numbers.get("number"),
        "date": row.further.dates[0].value if row.further.dates else None,
        "area": row.further.places[0].area if row.further.places else "",
        "say": words.get(("say", "statement"), ""),
        "vote": votes[row.further.votes[0].value] if row.further.votes else "",
    }


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ANSWERS, min_size=1, max_size=5))
def test_what_is_written_is_read_back(ending: str, said: list[dict[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"own.{ending}"
        write(path, [cells_of(number, one) for number, one in enumerate(said)])
        found = read(path)
    assert [answers_in(row) for row in found] == said
    numbers = [row.own.number for row in found if row.own]
    assert numbers == [f"00000000-0000-4000-8000-{number:012d}" for number in range(len(said))]
    assert len({row.identity for row in found}) == len(said)


def test_numbers_stay_what_they_are(tmp_path: Path) -> None:
    said = {
        "open": "1.0", "one": "2.0", "many": False, "other": "-", "rate": None, "rank": None,
        "grid": "n/a", "number": Decimal("-0.5"), "date": None, "area": "", "say": "", "vote": "",
    }  # fmt: skip
    path = tmp_path / "own.csv"
    write(path, [cells_of(1, said)])
    assert answers_in(read(path)[0]) == said
