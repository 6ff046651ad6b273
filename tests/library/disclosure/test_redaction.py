import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.disclosure.redaction import (
    merge_redactions,
    redact,
    redaction_mark,
    released_spans,
)
from goldenthread.errors import InputError
from goldenthread.records.disclosure import FindingKind, Redaction, Span

NAME, PHONE, OTHER = FindingKind.NAME, FindingKind.PHONE, FindingKind.OTHER


@st.composite
def texts_with_redactions(draw: st.DrawFn) -> tuple[str, list[Redaction]]:
    text = draw(st.text(min_size=1, max_size=40))
    bounds = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = draw(st.lists(bounds.map(sorted).filter(lambda two: two[0] < two[1]), max_size=6))
    kinds = st.sampled_from(FindingKind)
    return text, [Redaction(start, end, draw(kinds)) for start, end in spans]


def test_marks_say_what_was_taken_out() -> None:
    text = "Ask Mrs Begum on 07700 900123."
    redactions = [Redaction(17, 29, PHONE), Redaction(4, 13, NAME)]
    assert redact(text, redactions) == "Ask [name removed] on [phone number removed]."
    assert released_spans(text, redactions) == (Span(0, 4), Span(13, 17), Span(29, 30))


def test_redactions_that_overlap_or_touch_become_one() -> None:
    assert redact("abcdef", [Redaction(1, 3, NAME), Redaction(2, 5, NAME)]) == "a[name removed]f"
    merged = merge_redactions("abcdef", [Redaction(1, 3, NAME), Redaction(3, 5, PHONE)])
    assert merged == (Redaction(1, 5, OTHER),)
    assert merge_redactions("abcdef", [Redaction(0, 6, NAME), Redaction(1, 2, NAME)]) == (
        Redaction(0, 6, NAME),
    )


def test_offsets_are_code_points_whatever_the_script() -> None:
    assert redact("😀 রহিমা 😀", [Redaction(2, 7, NAME)]) == "😀 [name removed] 😀"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 7)])
def test_a_redaction_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(InputError, match="Mark it again"):
        redact("abcdef", [Redaction(start, end, NAME)])


@given(texts_with_redactions())
def test_exactly_what_was_not_redacted_stays_byte_for_byte(
    case: tuple[str, list[Redaction]],
) -> None:
    text, redactions = case
    gone = {place for one in redactions for place in range(one.start, one.end)}
    kept = [
        place for span in released_spans(text, redactions) for place in range(span.start, span.end)
    ]
    assert kept == [place for place in range(len(text)) if place not in gone]


@given(texts_with_redactions())
def test_released_text_is_the_kept_spans_with_marks_between(
    case: tuple[str, list[Redaction]],
) -> None:
    text, redactions = case
    merged = merge_redactions(text, redactions)
    rest = redact(text, redactions)
    position = 0
    for one in merged:
        head = text[position : one.start] + redaction_mark(one.kind)
        assert rest.startswith(head)
        rest, position = rest[len(head) :], one.end
    assert rest == text[position:]
