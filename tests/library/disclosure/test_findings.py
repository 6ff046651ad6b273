import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.disclosure.findings import find_personal_data
from goldenthread.records.disclosure import FindingKind

HOSTILE = (
    "a", "1 ", "0 ", "a@", "a.", "@a", "Mr ", "Mr A", "my son ", "my son A ", "flat ", "flat 1 ",
    "12 a ", "12 Aa ", "A b ", " ", "(0", "AB12", "E1", "x.com/", "My name is ", "আমার নাম ",
    "al-", "O'", "+44", "1-", "\t", "a a ", "12 of ", "Dr A. ", "\n",
)  # fmt: skip


def test_findings_come_in_order_and_none_lies_within_another() -> None:
    text = "Mrs Begum, flat 3, 12 Larch Lane, E1 6RF. Ring 07700 900123 or b@example.org"
    assert [(one.kind, text[one.start : one.end]) for one in find_personal_data(text)] == [
        (FindingKind.NAME, "Mrs Begum"),
        (FindingKind.ADDRESS, "flat 3"),
        (FindingKind.ADDRESS, "12 Larch Lane"),
        (FindingKind.POSTCODE, "E1 6RF"),
        (FindingKind.PHONE, "07700 900123"),
        (FindingKind.EMAIL, "b@example.org"),
    ]


def test_digits_in_bengali_are_read_as_digits_and_offsets_hold() -> None:
    text = "আমার ফোন ০৭৭০০ ৯০০১২৩ 😀 m@example.org"
    assert [text[one.start : one.end] for one in find_personal_data(text)] == [
        "০৭৭০০ ৯০০১২৩", "m@example.org",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "", "More trees and the 2 parks please.", "In 2023 we had 310,320 residents, 58% under 35.",
        "Buses 8, 25 and 205 are late; 4 in 10 of us wait 20 minutes.",
        "Housing, housing, housing. 3 bed flats!", "গাছ লাগান, রাস্তা পরিষ্কার করুন।",
        "The Mayor should listen. Doctors are hard to see.",
    ],
)  # fmt: skip
def test_ordinary_words_raise_no_alarm(text: str) -> None:
    assert find_personal_data(text) == ()


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    started = time.perf_counter()
    find_personal_data((piece * 100_000)[:100_000])
    assert time.perf_counter() - started < 5


@given(st.text(max_size=200))
def test_findings_lie_within_any_text_and_advance(text: str) -> None:
    findings = find_personal_data(text)
    assert all(0 <= one.start < one.end <= len(text) for one in findings)
    assert all(one.start < other.end and one.end < other.end for one, other in pairwise(findings))
