from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.errors import InputError
from goldenthread.plans.quotes import (
    find_quote,
    has_words,
    hide_more,
    quote_digest,
    quote_parts,
    quoted_words,
    repeats_words,
)
from goldenthread.records.disclosure import FindingKind, Redaction, Span
from goldenthread.records.plans import QuotePart

SAID = "They say 28 days. It has been 28 weeks. Ask Mrs Begum at no 4."
NAME = Redaction(44, 53, FindingKind.NAME)
SALT, KEY = b"s" * 32, b"k" * 32
WORDS = st.text(min_size=1, max_size=60)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, Span, list[Redaction]]:
    text = draw(WORDS)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).filter(
        lambda pair: pair[0] != pair[1]
    )
    start, end = sorted(draw(places))
    kinds = st.sampled_from(FindingKind)
    pairs = draw(st.lists(st.tuples(places, kinds), max_size=4))
    return text, Span(start, end), [Redaction(*sorted(pair), kind) for pair, kind in pairs]


def test_a_quote_shows_its_words_and_marks_what_was_taken_out() -> None:
    parts = quote_parts(SAID, Span(18, 53), [NAME])
    assert parts == (QuotePart(18, 44), QuotePart(44, 53, "[name removed]"))
    assert quoted_words(SAID, parts) == "It has been 28 weeks. Ask [name removed]"


@pytest.mark.parametrize("span", [Span(3, 3), Span(5, 4), Span(0, 900), Span(-1, 4)])
def test_a_span_that_is_not_in_the_text_is_refused(span: Span) -> None:
    with pytest.raises(InputError, match="does not lie within"):
        quote_parts(SAID, span, [])


@given(texts_with_spans())
def test_parts_cover_the_span_without_gaps_and_show_nothing_redacted(made) -> None:
    text, span, redactions = made
    parts = quote_parts(text, span, redactions)
    assert (parts[0].start, parts[-1].end) == (span.start, span.end)
    assert all(one.end == other.start for one, other in pairwise(parts))
    hidden = {at for one in redactions for at in range(one.start, one.end)}
    for part in parts:
        assert part.start < part.end
        assert bool(part.mark) == (part.start in hidden)
        assert len({at in hidden for at in range(part.start, part.end)}) == 1


@given(texts_with_spans())
def test_without_redactions_the_quote_is_the_text_letter_by_letter(made) -> None:
    text, span, _ = made
    assert quoted_words(text, quote_parts(text, span, [])) == text[span.start : span.end]


@given(texts_with_spans())
def test_what_is_hidden_later_never_shows_more(made) -> None:
    text, span, redactions = made
    first, later = redactions[:2], redactions[2:]
    parts = hide_more(text, quote_parts(text, span, first), later)
    hidden = {at for one in redactions for at in range(one.start, one.end)}
    shown = {at for part in parts if not part.mark for at in range(part.start, part.end)}
    assert shown == set(range(span.start, span.end)) - hidden


def test_words_are_found_across_line_ends_and_kinds_of_quotation_marks() -> None:
    said = "We’re\n waiting. “Soon”, they say."
    span = find_quote(said, [], "We're waiting.")
    assert said[span.start : span.end] == "We’re\n waiting."


def test_words_are_found_as_readers_see_them() -> None:
    span = find_quote(SAID, [NAME], "Ask [name removed] at")
    assert SAID[span.start : span.end] == "Ask Mrs Begum at"


def test_what_is_redacted_cannot_be_found() -> None:
    with pytest.raises(InputError, match="not in what was said"):
        find_quote(SAID, [NAME], "Mrs Begum")


def test_words_that_stand_there_twice_need_a_neighbour() -> None:
    with pytest.raises(InputError, match="more than once"):
        find_quote(SAID, [], "28")
    assert find_quote(SAID, [], "28 days") == Span(9, 16)


def test_nothing_typed_finds_nothing() -> None:
    with pytest.raises(InputError, match="Type the words"):
        find_quote(SAID, [], " \n")


@given(texts_with_spans())
def test_any_letter_changed_changes_the_digest(made) -> None:
    text, span, redactions = made
    parts = quote_parts(text, span, redactions)
    digest = quote_digest(text, parts, SALT, KEY)
    assert digest == quote_digest(text, parts, SALT, KEY)
    for at in range(span.start, span.end):
        altered = text[:at] + ("b" if text[at] == "a" else "a") + text[at + 1 :]
        is_hidden = any(one.start <= at < one.end for one in redactions)
        assert (quote_digest(altered, parts, SALT, KEY) == digest) is is_hidden
    assert quote_digest(text, parts, b"t" * 32, KEY) != digest


def test_a_quote_of_marks_and_points_has_no_words() -> None:
    assert not has_words(
        "Mrs Begum.", quote_parts("Mrs Begum.", Span(0, 10), [Redaction(0, 9, FindingKind.NAME)])
    )
    assert has_words(SAID, quote_parts(SAID, Span(0, 4), [NAME]))


def test_a_reason_may_take_up_a_few_words_and_not_a_sentence() -> None:
    assert repeats_words("Says: it HAS been 28 weeks, ask!", SAID)
    assert not repeats_words("Shows that 28 days is not kept.", SAID)
    assert not repeats_words("Short", "Short")
