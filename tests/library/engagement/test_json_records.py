"""Records come out of JSON one after the other, whatever stands around them."""

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engagement.json_records import (
    LONGEST_RECORD,
    iterate_lists,
    iterate_records,
    told_strings,
)
from goldenthread.errors import InputError

ROWS = [{"id": "1"}, {"id": "2"}]


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "sent.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def records(folder: Path, content: str | bytes) -> list[Any]:
    return list(iterate_records(written(folder, content)))


@pytest.mark.parametrize(
    "content",
    [
        ROWS,
        {"responses": ROWS},
        {"count": 2, "data": {"rows": ROWS}, "next": None},
        {"questions": [{"text": "What?"}] * 3, "responses": ROWS},
        {"settings": [{"a": 1}], "people": ROWS, "pages": []},
        {"kinds": [["a"], "b"], "list": ROWS},
    ],
)
def test_the_list_of_responses_is_found(tmp_path: Path, content: object) -> None:
    assert records(tmp_path, json.dumps(content)) == ROWS


def test_json_lines_are_records_whatever_lists_they_hold(tmp_path: Path) -> None:
    lines = [{"id": "1", "answers": [{"name": "a", "value": "b"}]}, {"id": "2"}]
    text = "\r\n".join(json.dumps(line) for line in lines)
    assert records(tmp_path, text) == lines
    assert records(tmp_path, text + "\r\n\r\n") == lines


def test_what_is_no_object_is_passed_on_in_its_place(tmp_path: Path) -> None:
    assert records(tmp_path, '["a", [1], {"id": 1}, 5, null]') == [
        None,
        None,
        {"id": "1"},
        "5",
        None,
    ]


def test_lists_are_told_by_name_and_need_not_be_read(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps({"a": [{}, {}], "b": {"c": [1, {"d": [{}]}]}, "e": [1]}))
    assert [found.name for found in iterate_lists(path)] == ["a", "c"]
    assert [len(list(found.records)) for found in iterate_lists(path)] == [2, 2]


def test_numbers_stay_what_was_written(tmp_path: Path) -> None:
    big = "9" * 9_999
    found = records(tmp_path, f'[{{"a": {big}, "b": 1.50, "c": 1e999, "d": -0, "e": 12e2}}]')
    assert found == [{"a": big, "b": "1.5", "c": "1e999", "d": "-0", "e": "1200"}]


def test_what_cannot_be_stored_is_no_error(tmp_path: Path) -> None:
    sent = (
        r'[{"a\ud800": "half \udc00", "b": ["\u0000x"], "c": "\ud83c\udf33", "d": {"e": "\udfff"}}]'
    )
    assert records(tmp_path, sent) == [
        {"a\ufffd": "half \ufffd", "b": ["x"], "c": "🌳", "d": {"e": "\ufffd"}}
    ]


def test_line_ends_within_words_are_taken_though_json_wants_them_written_otherwise(
    tmp_path: Path,
) -> None:
    assert records(tmp_path, '[{"said": "one\ntwo\x0b"}]') == [{"said": "one\ntwo\x0b"}]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ('[{"a": 1}, {"a": 1, "b": 2, "a": 3}]', "Record 2 says “a” twice"),
        ('[{"a": 1}, {"a": {"b": 1, "b": 1}}]', "Record 2 says “b” twice"),
        ('[{"a": 1}, {"a": NaN}]', "Record 2 says NaN"),
        ('[{"a": -Infinity}]', "Record 1 says -Infinity"),
        (
            '[{"a": 1}, {"a": "' + "x" * 9_000_000 + '"}]',
            "Record 2 is longer than 4,000,000",
        ),
        ('{"' + "x" * 9_000_000 + '": [{"a": 1}]}', "longer than 4,000,000"),
        ('[{"a": 1}, {"a": ' + "[" * 99_999, "After record 1: .* nested too deeply"),
        ('{"a": ' + "[" * 99_999, "nested too deeply"),
        ('[{"a": 1}] and more', "After record 1: .* not well formed"),
        ('{"a": [{"b": 1}]', "not well formed"),
        ('{"a": [{"b": 1}], "c"}', "not well formed"),
        ('{a: [{"b": 1}]}', "not well formed"),
        ('[{"a": 1},]', "After record 1: .* not well formed"),
        ('{"a": 1}\n{"a": 2}\n{"a"', "After record 2: .* not well formed"),
        ("[]", "no list of responses"),
        ('{"a": [], "b": {}}', "no list of responses"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_place(tmp_path: Path, sent: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        records(tmp_path, sent)


def test_a_sixteen_bit_text_that_ends_within_a_character_is_refused(tmp_path: Path) -> None:
    sent = json.dumps([{"said": "x" * 90_000}] * 9).encode("utf-16")
    with pytest.raises(InputError, match=r"After record 8: .* breaks off"):
        records(tmp_path, sent[:-9] + b"\xd8")


def test_strings_at_the_beginning_are_told_and_no_more_than_are_wanted(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps({"title": "T", "columns": ["a", "b", "c", 4], "x": [{}]}))
    assert told_strings(path, "columns", 9) == ["a", "b", "c"]
    assert told_strings(path, "columns", 1) == ["a", "b"]
    assert told_strings(path, "x", 9) == []
    assert told_strings(written(tmp_path, "[{}]"), "columns", 9) == []


def test_of_a_long_file_little_is_held_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps([{"said": "word " * 200}] * 20_000))
    tracemalloc.start()
    try:
        assert sum(1 for _ in iterate_records(path)) == 20_000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 5_000_000 < path.stat().st_size


def test_a_record_just_long_enough_is_read(tmp_path: Path) -> None:
    said = "x" * (LONGEST_RECORD - 100)
    assert records(tmp_path, json.dumps([{"said": said}, {"said": "y"}])) == [
        {"said": said}, {"said": "y"},
    ]  # fmt: skip


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)
values = st.none() | st.booleans() | texts | st.lists(texts, max_size=3)
rows = st.lists(st.dictionaries(texts, values, max_size=5), min_size=1, max_size=8)


@given(rows, st.booleans(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_records_come_back(
    tmp_path_factory: pytest.TempPathFactory, sent: list[Any], is_ascii: bool, encoding: str
) -> None:
    told = json.dumps({"responses": sent}, ensure_ascii=is_ascii)
    folder = tmp_path_factory.mktemp("records")
    assert records(folder, told.encode(encoding)) == sent
