"""Captions are read from what caption programs write, and written plainly."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engagement.captions import (
    Cue,
    read_captions,
    words_of_captions,
    write_captions,
)
from goldenthread.errors import InputError

WEBVTT = """\ufeffWEBVTT - Signed by Jo

STYLE
::cue { background: url(https://example.org/) }

NOTE made on a Tuesday

first
00:01.000 --> 00:02.500 align:start position:10%
<v Jo>What is <b>good</b> here?</v>

00:00:03.000 --> 00:00:04.000
Trees &amp; parks
<img src=x onerror=alert(1)>
"""
SUBRIP = "1\r\n00:00:01,000 --> 00:00:02,500\r\nWhat is good here?\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nTrees\r\n"


def test_webvtt_is_read_without_styles_notes_and_tags() -> None:
    assert read_captions(WEBVTT) == (
        Cue(1000, 2500, "Jo: What is good here?"),
        Cue(3000, 4000, "Trees & parks"),
    )


def test_subrip_is_read_too() -> None:
    assert words_of_captions(read_captions(SUBRIP)) == "What is good here?\nTrees"


def test_what_is_written_has_no_tags_left() -> None:
    written = write_captions(read_captions(WEBVTT))
    assert written.startswith("WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nJo: What is good here?\n")
    assert "<" not in written
    assert "url(" not in written
    assert "Trees &amp; parks" in written


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no caption"),
        ("WEBVTT\n\nNOTE nothing", "no caption"),
        ("WEBVTT\n\nJust words\n", "Line 3: a time is missing"),
        ("WEBVTT\n\n1\n0:1 --> 0:2\nwords", "Line 4: this time cannot be read"),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nwords", "Line 3: this caption ends before"),
        (
            "00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb",
            "Line 4: this caption begins before",
        ),
        ("<html><script>alert(1)</script>", "Line 1: a time is missing"),
        ("x" * 200_001, "longer than 200,000"),
        ("\n\n".join(["00:01.000 --> 00:02.000\nx"] * 3_001), "more than 3,000"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(content: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_captions(content)


def test_tags_that_never_end_take_no_time() -> None:
    begun = time.perf_counter()
    with pytest.raises(InputError, match="longer than"):
        read_captions("00:01.000 --> 00:02.000\nx " + "<a" * 99_000)
    assert time.perf_counter() - begun < 2


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1)


@given(st.lists(st.tuples(st.integers(0, 10_000_000), st.integers(1, 9_000), WORDS), min_size=1))
def test_written_captions_read_the_same_again(made: list[tuple[int, int, str]]) -> None:
    written = "\n\n".join(
        write_captions((Cue(at, at + length, text),)).removeprefix("WEBVTT\n\n").strip()
        for at, length, text in sorted(made)
    )
    try:
        once = read_captions(written)
    except InputError:
        return
    assert read_captions(write_captions(once)) == once


@pytest.mark.parametrize("text", ["Here&#10;&#10;there", "a&#13;&#8232;&#10;b", "&#11;&#10;\nb"])
def test_an_empty_line_in_letters_of_html_ends_no_caption(text: str) -> None:
    once = read_captions(f"00:01.000 --> 00:02.000\n{text}")
    assert read_captions(write_captions(once)) == once


def test_a_caption_of_letters_that_nobody_sees_is_none() -> None:
    with pytest.raises(InputError, match="no caption"):
        read_captions("00:01.000 --> 00:02.000\n&#1;&#2;")


def test_captions_that_become_too_long_when_they_are_written_are_refused() -> None:
    many = "\n\n".join(
        f"{at // 60:02}:{at % 60:02}.000 --> {at // 60:02}:{at % 60:02}.900\n{'&' * 90}"
        for at in range(1_500)
    )
    with pytest.raises(InputError, match="longer than"):
        read_captions(many)
