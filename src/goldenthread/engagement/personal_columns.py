"""Columns that tell who somebody is, which are left out unless an officer says otherwise."""

import re
from collections.abc import Sequence

from goldenthread.engagement.platforms import plain_header_name

_OWN = r"(?:(?:what is|what's|please (?:give|enter|tell us)) )?(?:your |respondent'?s? |recipient |author |contact |respondent )?"
_PERSONAL_HEADERS = re.compile(
    rf"{_OWN}(?:"
    r"e-?mail(?: ?address)?|(?:first|last|full|family|given|sur|fore|middle|screen|user)?[ _]?name"
    r"|(?:full |first |last )?name and (?:address|e-?mail|surname|contact details)"
    r"|(?:contact |mobile |tele)?(?:phone|telephone|mobile)(?: ?number| no)?|contact(?: details)?"
    r"|(?:home |postal |street )?address(?: line \d)?|(?:date of birth|dob|birthday)"
    r"|ip(?: ?address| hash)?|user ?agent|log ?in|location ?(?:latitude|longitude)"
    r"|latitude|longitude|nhs number|national insurance number|signature"
    r")(?: \(.*\)| - .*)?"
)
# A question whose "options" are the lines of an address book.
_CONTACT = re.compile(
    r"\b(contact|your details|your information|about you|address)\b", re.IGNORECASE
)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s()-]{10,16}")
_IP_ADDRESS = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")
# "What should we address first?" asks for no address: what kind of one has to be said.
_ASKS_FOR_ADDRESS = re.compile(
    r"\b(?:your|home|street|postal|business|work|office|full|and/or) address\b|\baddress\)",
    re.IGNORECASE,
)
_STREETS = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|dr|way|court|ct|close|gardens|terrace|square|place"
    "|crescent|mews|row|walk|house|circle|cir|boulevard|blvd"
)
_ADDRESS = re.compile(rf"\d+[\w-]*\s+[\w'. ]+\b(?:{_STREETS})\b.*", re.IGNORECASE)
_PERSONAL_CELLS = (_EMAIL, _POSTCODE, _PHONE, _IP_ADDRESS, _ADDRESS)
_PHONE_STARTS = ("0", "+", "(", "44")


def is_personal(header: str, cells: Sequence[str]) -> bool:
    """Return whether a column tells who people are, by its header or by most of its cells.

    A full postcode counts, since it may stand for a handful of homes.

    >>> is_personal("Your e-mail address", []), is_personal("Postcode", ["E1 4NS", "E14 6AB"])
    (True, True)
    >>> is_personal("Where?", ["12 Oak Street, Bow", "3 Elm Road"])
    True
    """
    if _ASKS_FOR_ADDRESS.search(header):
        return True
    question, _, option = header.rpartition(" – ")
    is_of_contact = bool(question) and _CONTACT.search(question) is not None
    for name in (header, option) if is_of_contact else (header,):
        if _PERSONAL_HEADERS.fullmatch(plain_header_name(name)):
            return True
    said = [cell.strip() for cell in cells if cell.strip()]
    return any(
        2 * sum(1 for cell in said if _fits(pattern, cell)) > len(said)
        for pattern in _PERSONAL_CELLS
    )


def _fits(pattern: re.Pattern[str], cell: str) -> bool:
    if not pattern.fullmatch(cell):
        return False
    return pattern is not _PHONE or cell.startswith(_PHONE_STARTS)
