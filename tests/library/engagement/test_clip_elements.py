"""WebM: elements that hold together, also of a recording that was never closed."""

import io

import pytest
from tests.clip_making import element, webm

from goldenthread.engagement.clip_elements import look_into_elements
from goldenthread.engagement.clip_files import blank_out
from goldenthread.errors import InputError


def test_a_recording_that_was_never_closed_is_read() -> None:
    found = look_into_elements(io.BytesIO(webm(is_open=True)))
    assert (found.has_film, found.has_sound) == (True, True)


def test_matroska_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match="MKV"):
        look_into_elements(io.BytesIO(webm(kind=b"matroska")))


@pytest.mark.parametrize(
    ("tracks", "said"),
    [
        ([(1, b"V_MPEG4/ISO/AVC")], "VP9"),
        ([(1, b"V_VP9"), (2, b"A_AC3")], "VP9"),
        ([(17, b"V_VP9")], "neither a film nor a sound"),
    ],
)
def test_what_browsers_do_not_play_is_refused(tracks: list[tuple[int, bytes]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        look_into_elements(io.BytesIO(webm(*tracks)))


@pytest.mark.parametrize(
    "ends",
    [
        b"\x1f\x43\xb6\x75" + (1 << 56 | 2_000_000_000).to_bytes(8, "big"),
        b"\xec",
        b"\x00\x00",
        b"\x12\x54\xc3\x67\x01" + b"\xff" * 7,
    ],
)
def test_an_element_that_claims_more_than_there_is_is_refused(ends: bytes) -> None:
    with pytest.raises(InputError, match="cut short"):
        look_into_elements(io.BytesIO(webm() + ends))


def test_emptied_elements_are_void_of_the_same_size() -> None:
    before = webm()
    file = io.BytesIO(before)
    blank_out(file, look_into_elements(file).blanks)
    assert b"\xec\x83\x00\x00\x00" in file.getvalue()
    assert b"\xec\x83\x00\x00\x00" not in before
    again = look_into_elements(file)
    assert (again.has_film, again.has_sound) == (True, True)


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.engagement.clip_elements.MOST_ELEMENTS", 50)
    with pytest.raises(InputError):
        look_into_elements(io.BytesIO(webm() + element(0xA3) * 51))
