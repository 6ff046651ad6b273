from xml.sax.saxutils import escape

from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engagement.words import normal_text, one_line


def test_line_ends_of_every_kind_become_one() -> None:
    assert normal_text("a\rb\r\nc\x0bd\n") == "a\nb\nc\nd"
    assert one_line(" a\r\n  b\u00a0c ") == "a b c"


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_normal_words_stay_as_they_are(received: str) -> None:
    once = normal_text(received)
    assert normal_text(once) == once


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_what_is_kept_fits_into_a_document(received: str) -> None:
    kept = normal_text(received)
    assert (fromstring(f"<words>{escape(kept)}</words>").text or "") == kept
