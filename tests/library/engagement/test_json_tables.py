"""JSON that survey tools hand out is read as a table, or refused with the place and what to do."""

import json
from pathlib import Path
from typing import Any

import pytest

from goldenthread.engagement import (
    find_layout,
    from_json,
    iterate_rows,
    iterate_table,
    json_tables,
    recognise_platform,
    suggest_mapping,
    to_json,
)
from goldenthread.engagement.layouts import read_head
from goldenthread.errors import InputError
from goldenthread.records.importing import ColumnMapping, Use
from goldenthread.records.responses import RejectedRow, ResponseRow
from goldenthread.records.tables import Table

# After the examples that Delib publishes for the Data API of Citizen Space.
NAME = "Name (opsuite.respondentmanagement.name_subquestion)"
STATE = "Survey State (__userinfo_state)"
BETTER = "What would make your street better? (question-2024-01-05.1-textfield)"
MATTERS = "Which of these matter? (question-2024-01-05.2-checkboxes)"
# As the sites of Commonplace publish comments.
FIELDS = [
    {"name": "whatIsTheIssueYouAreCommentingOn", "value": ["Speeding", "Parking"]},
    {"name": "anyOtherComments", "value": "Cars go too fast past the school gate."},
]


def citizen_space(number: int, *, completed: bool = True, deleted: bool = False) -> dict[str, Any]:
    return {
        "id": f"ANON-AAAA-BBB{number}-C", "completed": completed, "deleted": deleted,
        "answers": {
            NAME: f"Person {number}", BETTER: f"More trees beside the road, say {number} of us",
            MATTERS: ["Parks", "Buses"] if number % 2 else ["Buses"], STATE: "open",
            "Visited Pages (__userinfo_pages_visited)": ["intro"],
        },
    }  # fmt: skip


def written(folder: Path, content: object, encoding: str = "utf-8") -> Path:
    path = folder / "sent.json"
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    path.write_bytes(text.encode(encoding))
    return path


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def guessed(path: Path) -> ColumnMapping:
    layout = find_layout(path)
    table = iterate_table(path, layout=layout)
    return suggest_mapping(table.headers, cells(table), layout=layout, parts=table.parts)


def test_a_list_of_records_is_a_table(tmp_path: Path) -> None:
    path = written(tmp_path, [{"id": 1, "said": "Trees"}, {"id": 2, "ward": "Bow"}])
    table = iterate_table(path, layout=find_layout(path))
    assert table.headers == ("id", "ward", "said")
    assert cells(table) == [("1", "", "Trees"), ("2", "Bow", "")]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252"]
)
def test_in_whatever_encoding(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, [{"said": "A café – with “benches”"}], encoding)
    assert cells(iterate_table(path)) == [("A café – with “benches”",)]


def test_values_of_all_kinds_become_text(tmp_path: Path) -> None:
    record = {"a": True, "b": None, "c": 1.50, "d": 7, "e": ["x", "y"], "f": "n\u0000ul", "g": []}
    assert cells(iterate_table(written(tmp_path, [record]))) == [
        ("TRUE", "", "1.5", "7", "x;y", "nul", "")
    ]


def test_columns_stand_where_their_neighbours_are(tmp_path: Path) -> None:
    path = written(tmp_path, [{"a": 1, "d": 4}, {"a": 1, "b": 2}, {"b": 2, "c": 3, "d": 4}])
    assert iterate_table(path).headers == ("a", "b", "c", "d")


def test_names_within_answers_stand_alone_unless_two_are_the_same(tmp_path: Path) -> None:
    record = {"id": 1, "answers": {"id": 2, "Bus": {"often": "daily"}}}
    assert iterate_table(written(tmp_path, [record])).headers == (
        "id",
        "answers / id",
        "Bus / often",
    )


def test_responses_of_citizen_space_are_recognised(tmp_path: Path) -> None:
    told = {"batching": {"total": 3}, "responses": [citizen_space(n) for n in range(1, 4)]}
    path = written(tmp_path, told)
    platform = recognise_platform(iterate_table(path).headers)
    assert platform is not None
    assert platform.name == "Citizen Space"
    mapping = guessed(path)
    assert {one.header: one.use for one in mapping.columns} == {
        "id": Use.RESPONSE_ID, "completed": Use.IGNORED, "deleted": Use.IGNORED,
        NAME: Use.IGNORED, STATE: Use.IGNORED,
        "Visited Pages (__userinfo_pages_visited)": Use.IGNORED,
        BETTER: Use.OPEN_QUESTION, MATTERS: Use.SEVERAL_CHOICES_IN_ONE_CELL,
    }  # fmt: skip
    assert {one.title for one in mapping.columns} == {
        "", "What would make your street better?", "Which of these matter?"
    }  # fmt: skip
    rows = list(iterate_rows(path, mapping))
    assert [row.choices[0].options for row in rows if isinstance(row, ResponseRow)] == [
        ("Parks", "Buses"), ("Buses",), ("Parks", "Buses")
    ]  # fmt: skip


def test_what_was_deleted_or_never_sent_there_is_not_taken_here(tmp_path: Path) -> None:
    told = [citizen_space(1), citizen_space(2, deleted=True), citizen_space(3, completed=False)]
    path = written(tmp_path, {"responses": told})
    _, second, third = iterate_rows(path, guessed(path))
    assert isinstance(second, RejectedRow)
    assert (second.row_number, "was deleted" in second.reason) == (2, True)
    assert isinstance(third, RejectedRow)
    assert "never sent" in third.reason


def test_published_comments_of_commonplace_are_recognised(tmp_path: Path) -> None:
    comment = {
        "id": "5ec2", "shortUrl": "https://example.org/x", "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [-2.3, 53.4]},
        "properties": {"feeling": 25, "agree": {"number": 3}, "date": "5 days ago", "fields": FIELDS},
    }  # fmt: skip
    words = [
        FIELDS[1] | {"value": f"{said} Somebody will get hurt one of these days."} for said in "abc"
    ]
    comments = [
        comment
        | {
            "id": said["value"][0],
            "properties": comment["properties"] | {"fields": [FIELDS[0], said]},
        }
        for said in words
    ]
    path = written(tmp_path, comments)
    table = iterate_table(path)
    platform = recognise_platform(table.headers)
    assert platform is not None
    assert platform.name.startswith("Commonplace")
    uses = {one.header: one.use for one in guessed(path).columns}
    assert uses["id"] is Use.RESPONSE_ID
    assert {uses[one] for one in uses if one.startswith(("agree", "geometry", "short"))} == {
        Use.IGNORED
    }
    assert uses["What is the issue you are commenting on"] is Use.SEVERAL_CHOICES_IN_ONE_CELL
    assert uses["Any other comments"] is Use.OPEN_QUESTION


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ('[{"a": 1}, {"a": 2}, {"a"', "After record 2: .* breaks off"),
        ('[{"a": 1}] and more', "After record 1: .* not well formed"),
        ('{"a": 1}', "no list of responses"),
        ('{"a": [1, 2]}', "no list of responses"),
        ("[{}, {}]", "holds no responses"),
        ('[{"a": ' + "[" * 100_000, "nested too deeply"),
        ("[ " + "[" * 100_000, "nested too deeply"),
        ('{"a": NaN, "b": []}', "not well formed"),
        (json.dumps([{f"c{n}": 1 for n in range(1_001)}]), "1,001 columns"),
        (json.dumps([{f"c{m}{n}": 1 for n in range(100)} for m in range(60)]), "5,000 columns"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(tmp_path: Path, sent: str, said: str) -> None:
    path = written(tmp_path, sent)
    with pytest.raises(InputError, match=said):
        cells(iterate_table(path, layout=find_layout(path)))


def test_our_own_export_says_its_columns_and_a_record_says_no_others(tmp_path: Path) -> None:
    told = {
        "columns": ["Golden Thread response", "language", "Roads? [#roads words]"],
        "responses": [
            {"Golden Thread response": "1", "Roads? [#roads words]": "=1"},
            {"Golden Thread response": "2", "langauge": "so"},
        ],
    }
    table = iterate_table(written(tmp_path, told))
    assert table.headers == tuple(told["columns"])
    first, second = table.rows
    assert first.cells == ("1", "", "'=1")
    assert "“langauge”" in second.problem
    others = {"columns": ["a"], "rows": [{"a": 1, "b": 2}]}
    assert iterate_table(written(tmp_path, others)).headers == ("a", "b")


def test_the_columns_are_learned_once_and_kept_with_the_mapping(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, [{"id": n, "What matters to you?": f"Trees {n}"} for n in range(9)])
    mapping = from_json(to_json(guessed(path)))
    assert mapping.layout.columns == ("id", "What matters to you?")

    def read_to_the_end(_: Path) -> tuple[str, ...]:
        raise AssertionError("the columns are known")

    monkeypatch.setattr(json_tables, "columns_of_json", read_to_the_end)
    assert len(list(iterate_rows(path, mapping))) == 9
    assert read_head(path).rows_of("")[0].cells == mapping.layout.columns


def test_json_by_its_name_is_no_table_of_commas(tmp_path: Path) -> None:
    for sent in ("[null, null]", '[["a", "b"], [1, 2]]', "[1, 2]"):
        with pytest.raises(InputError, match="no list of responses"):
            find_layout(written(tmp_path, sent))


def test_a_record_that_is_none_is_refused_by_its_number(tmp_path: Path) -> None:
    rows = list(iterate_table(written(tmp_path, [{"a": 1}, "b", {"a": 2}])).rows)
    assert [row.number for row in rows] == [1, 2, 3]
    assert "Record 2" in rows[1].problem


def test_a_line_of_commas_that_begins_with_a_bracket_is_no_json(tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text("[Draft] What?,Ward\nTrees,Bow\n")
    assert iterate_table(path).headers == ("[Draft] What?", "Ward")
