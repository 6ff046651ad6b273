"""Spans in code points, and quotes checked byte for byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.errors import InputError
from goldenthread.text import Span, find_spans, is_verbatim, quote_at

TEXT = "রাস্তায় আলো নেই. It’s dark 🌙 at night."


@given(st.text(min_size=1), st.data())
def test_a_span_that_was_cut_out_is_found_verbatim(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = quote_at(text, start, end)
    assert is_verbatim([quote], text, [Span(start, end)])
    assert find_spans([quote], text) is not None
    assert not is_verbatim([quote + "."], text, [Span(start, end)])


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 10_000)])
def test_a_span_outside_its_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(InputError, match="does not lie within"):
        quote_at(TEXT, start, end)
    assert not is_verbatim([TEXT[start:end]], TEXT, [Span(start, end)])


def test_pieces_may_leave_words_out_and_not_turn_them_round() -> None:
    first, second = Span(0, 4), Span(11, 17)
    assert is_verbatim(["More", "please"], "More trees please", [first, second])
    assert not is_verbatim(["please", "More"], "More trees please", [second, first])
    assert not is_verbatim(["More", "More"], "More trees please", [first, first])


def test_the_same_letters_in_other_code_points_are_another_quote() -> None:
    assert not is_verbatim(["cafe\u0301"], "café", [Span(0, 4)])


def test_a_quote_that_is_not_there_has_no_spans() -> None:
    assert find_spans(["Fewer"], "More trees") is None
    assert find_spans([""], "More trees") is None
    assert not is_verbatim([], "More trees", [])
