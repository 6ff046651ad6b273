import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engagement.receipts import (
    ALPHABET,
    CodeMistake,
    ReceiptCodeError,
    new_receipt_code,
    parse_receipt_code,
    receipt_digest,
)
from goldenthread.errors import InputError

KEY = b"k" * 32
codes = st.binary(min_size=9, max_size=9).map(lambda drawn: new_receipt_code(lambda _: drawn))


def mistake_in(typed: str) -> CodeMistake:
    with pytest.raises(ReceiptCodeError) as caught:
        parse_receipt_code(typed)
    return caught.value.mistake


@given(codes)
def test_a_new_code_is_read_again_however_it_was_typed(code: str) -> None:
    assert parse_receipt_code(code) == code
    assert parse_receipt_code(f" {code.lower().replace('-', ' ')}\n") == code
    assert parse_receipt_code(code.replace("0", "o").replace("1", "l").replace("-", "")) == code
    assert parse_receipt_code(code.replace("1", "I").replace("-", "–")) == code


@given(codes, st.integers(0, 14), st.sampled_from(ALPHABET))
def test_any_single_wrong_sign_is_noticed(code: str, place: int, sign: str) -> None:
    signs = code.replace("-", "")
    typed = signs[:place] + sign + signs[place + 1 :]
    if typed != signs:
        assert mistake_in(typed) is CodeMistake.CHECK


@given(codes, st.integers(0, 14), st.integers(0, 14))
def test_any_two_signs_swapped_are_noticed(code: str, one: int, other: int) -> None:
    signs = list(code.replace("-", ""))
    signs[one], signs[other] = signs[other], signs[one]
    if "".join(signs) != code.replace("-", ""):
        assert mistake_in("".join(signs)) is CodeMistake.CHECK


def test_a_code_worked_out_by_hand() -> None:
    # 1 in the last place times x is 2; 16 times x is 32, less the polynomial 37, is 5.
    assert new_receipt_code(lambda _: (1 << 2).to_bytes(9, "big")) == "00000-00000-00012"
    assert new_receipt_code(lambda _: (16 << 2).to_bytes(9, "big")) == "00000-00000-000G5"


def test_a_code_carries_at_least_60_random_bits() -> None:
    drawn = {
        new_receipt_code(lambda _, bit=bit: (4 << bit).to_bytes(9, "big")) for bit in range(70)
    }
    assert len(drawn) == 70
    assert len({new_receipt_code() for _ in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("typed", "mistake"),
    [
        ("", CodeMistake.EMPTY),
        (" - ", CodeMistake.EMPTY),
        ("00000-00000", CodeMistake.LENGTH),
        ("00000-00000-00000-0", CodeMistake.LENGTH),
        ("0000U-00000-00000", CodeMistake.SIGN),
        ("0000!-00000-00000", CodeMistake.SIGN),
        ("00000-00000-00001", CodeMistake.CHECK),
    ],
)
def test_each_kind_of_mistake_is_named(typed: str, mistake: CodeMistake) -> None:
    assert mistake_in(typed) is mistake


def test_digits_of_other_scripts_are_read() -> None:
    assert parse_receipt_code("০০০০০ ٠٠٠٠٠ 00000") == "00000-00000-00000"


@given(st.text(max_size=30))
def test_no_typed_text_fails_in_another_way(typed: str) -> None:
    try:
        code = parse_receipt_code(typed)
    except ReceiptCodeError:
        return
    assert len(code) == 17


def test_the_digest_depends_on_code_and_key_and_not_on_how_it_was_typed() -> None:
    code, other = (new_receipt_code(lambda _, n=n: bytes([n] * 9)) for n in (1, 2))
    assert receipt_digest(code, KEY) == receipt_digest(code.lower(), KEY)
    assert receipt_digest(code, KEY) != receipt_digest(other, KEY)
    assert receipt_digest(code, KEY) != receipt_digest(code, b"l" * 32)
    assert len(receipt_digest(code, KEY)) == 64


def test_a_short_key_is_refused() -> None:
    with pytest.raises(InputError, match="32 bytes"):
        receipt_digest(new_receipt_code(), b"short")
