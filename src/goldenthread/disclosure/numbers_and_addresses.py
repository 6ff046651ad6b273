"""Finding what has a fixed form: postcodes, phones, e-mails, numbers of the state."""

import re
from collections.abc import Iterator

from goldenthread.records.disclosure import Finding, FindingKind

# The grammar of BS 7666: area, district, sector, unit, with the letters that are never used.
_POSTCODE = re.compile(
    r"(?<![A-Z0-9])(?:GIR[ ]?0AA|(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]"
    r"|[A-HK-Y]\d[ABEHMNPRVWXY]))[ \t]{0,2}\d[ABD-HJLNP-UW-Z]{2})(?![A-Z0-9])",
    re.I | re.A,
)
_PHONE = re.compile(
    r"(?<![\w+])(?:(?:\+|00)44[ \t.()-]{0,3}(?:0[ \t.)-]{0,2})?|\(?0)[1-37-9]"
    r"(?:[ \t.()\-]{0,2}\d){8,9}(?!\d)"
)
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%'-]{1,64}+@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?![\w-])")
_NATIONAL_INSURANCE = re.compile(
    r"(?<!\w)(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ \t-]?"
    r"\d{2}[ \t-]?\d{2}[ \t-]?\d{2}[ \t-]?[A-D](?!\w)",
    re.I | re.A,
)
_TEN_DIGITS = re.compile(r"(?<![\d+])\d{3}[ \t-]?\d{3}[ \t-]?\d{4}(?!\d)")
_HANDLE = re.compile(
    r"(?<![\w@./])@(?!work\b|home\b|school\b|the\b)[A-Za-z_][A-Za-z0-9_.]{2,29}\b(?!@)"
)
_PROFILE = re.compile(
    r"(?<![\w.])(?:https?://)?(?:www\.|m\.)?(?:facebook|instagram|twitter|x|tiktok|linkedin"
    r"|snapchat|threads|youtube)\.(?:com|net)/[^\s<>\"')\]]{1,150}",
    re.I,
)
_PLAIN_PATTERNS = (
    (_POSTCODE, FindingKind.POSTCODE),
    (_PHONE, FindingKind.PHONE),
    (_EMAIL, FindingKind.EMAIL),
    (_NATIONAL_INSURANCE, FindingKind.NATIONAL_INSURANCE),
    (_HANDLE, FindingKind.ONLINE_PROFILE),
    (_PROFILE, FindingKind.ONLINE_PROFILE),
)


def find_fixed_forms(text: str) -> Iterator[Finding]:
    """Yield everything in the text that has the form of a number or address of a person."""
    for pattern, kind in _PLAIN_PATTERNS:
        for match in pattern.finditer(text):
            yield Finding(match.start(), match.end(), kind)
    for match in _TEN_DIGITS.finditer(text):
        if is_nhs_number(match[0]):
            yield Finding(match.start(), match.end(), FindingKind.NHS_NUMBER)


def is_nhs_number(text: str) -> bool:
    """Return whether ten digits, perhaps spaced, pass the modulus 11 check of NHS numbers.

    >>> is_nhs_number("943 476 5919"), is_nhs_number("943 476 5918")
    (True, False)
    """
    digits = [int(sign) for sign in text if sign.isdigit()]
    if len(digits) != len("4505577104") or len(set(digits)) == 1:
        return False
    weighted = sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - weighted % 11) % 11 == digits[-1]
