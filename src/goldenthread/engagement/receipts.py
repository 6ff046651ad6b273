"""Receipt codes: how a resident follows their own words without an account."""

import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Callable
from enum import StrEnum

from goldenthread.errors import InputError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_SIGNS = 14
CODE_SIGNS = RANDOM_SIGNS + 1
_GROUP = 5
_KEY_BYTES = 32
_LOOK_ALIKE = {"O": "0", "I": "1", "L": "1"}
_DASHES = frozenset("-‐‑‒–—−_.,·")
_LABEL = b"goldenthread receipt\x00"


class CodeMistake(StrEnum):
    """What is wrong with a receipt code that was typed."""

    EMPTY = "empty"
    LENGTH = "length"
    SIGN = "sign"
    CHECK = "check"


class ReceiptCodeError(InputError):
    """A receipt code was not typed as it was given; `mistake` says in which way."""

    def __init__(self, mistake: CodeMistake, message: str) -> None:
        super().__init__(message)
        self.mistake = mistake


def new_receipt_code(token_bytes: Callable[[int], bytes] | None = None) -> str:
    """Return a new code of 70 random bits and a check sign, such as 7K3QF-9X2MD-T4WHB.

    `token_bytes` returns that many random bytes; by default the system's own
    cryptographic source is asked.
    """
    draw = token_bytes or secrets.token_bytes
    number = int.from_bytes(draw(9), "big") >> 2
    values = [(number >> (5 * place)) & 31 for place in reversed(range(RANDOM_SIGNS))]
    values.append(_check_value(values))
    return _grouped("".join(ALPHABET[value] for value in values))


def parse_receipt_code(typed: str) -> str:
    """Return the code as it was given, whatever case, spaces or dashes it was typed with.

    O is read as 0, I and L as 1. Raises ReceiptCodeError. Any single wrong sign
    and any two signs swapped are noticed.

    >>> code = new_receipt_code(bytes)
    >>> parse_receipt_code(" ooooo ooooo 00000 ") == code
    True
    """
    signs = _plain_signs(typed)
    if not signs:
        raise ReceiptCodeError(CodeMistake.EMPTY, "Type the code that is on your receipt.")
    for sign in signs:
        if sign not in ALPHABET:
            raise ReceiptCodeError(CodeMistake.SIGN, _strange_sign_message(sign))
    if len(signs) != CODE_SIGNS:
        raise ReceiptCodeError(
            CodeMistake.LENGTH,
            f"A receipt code has {CODE_SIGNS} letters and digits; you typed {len(signs)}. Compare "
            "it with your receipt.",
        )
    values = [ALPHABET.index(sign) for sign in signs]
    if _check_value(values[:-1]) != values[-1]:
        raise ReceiptCodeError(
            CodeMistake.CHECK,
            "One letter or digit of this code is wrong, or two are swapped. Compare it with your "
            "receipt.",
        )
    return _grouped(signs)


def receipt_digest(code: str, key: bytes) -> str:
    """Return the keyed hash (64 hexadecimal digits) under which a receipt is looked up.

    `key` has at least 32 bytes and is kept outside the database, so that a copy
    of the database alone does not let anybody try codes.
    """
    if len(key) < _KEY_BYTES:
        raise InputError(f"The key for receipts needs at least {_KEY_BYTES} bytes.")
    plain = parse_receipt_code(code).replace("-", "")
    return hmac.new(key, _LABEL + plain.encode(), hashlib.sha256).hexdigest()


def _plain_signs(typed: str) -> str:
    wide = unicodedata.normalize("NFKC", typed).upper()
    kept = (sign for sign in wide if not sign.isspace() and sign not in _DASHES)
    digits = (str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in kept)
    return "".join(_LOOK_ALIKE.get(sign, sign) for sign in digits)


def _strange_sign_message(sign: str) -> str:
    hint = " It may be a V." if sign == "U" else ""
    return f"“{sign}” never stands in a receipt code.{hint} Compare it with your receipt."


def _grouped(signs: str) -> str:
    return "-".join(signs[at : at + _GROUP] for at in range(0, CODE_SIGNS, _GROUP))


def _check_value(values: list[int]) -> int:
    """Return the value that makes the weighted sum over the field of 32 elements zero.

    The weights are different powers of a generator, the check sign's is one.
    So one wrong sign changes the sum by a product of two numbers that are not
    zero, and so does a swap of two different signs, wherever they stand.
    """
    total = 0
    for value in values:
        total = _doubled(total ^ value)
    return total


def _doubled(value: int) -> int:
    """Return the value times x in GF(32) with the polynomial x⁵ + x² + 1."""
    return (value << 1) ^ 0b100101 if value & 16 else value << 1
