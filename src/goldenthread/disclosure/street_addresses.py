"""Finding street addresses as people in the United Kingdom write them."""

import re
from collections.abc import Iterator

from goldenthread.records.disclosure import Finding, FindingKind

# "Road" says address in any case; "park" only where a name in capitals precedes it.
_SURE_TYPES = (
    "street|st|road|rd|lane|ln|avenue|ave|close|gardens|gdns|terrace|crescent|cres|grove|mews|drive"
)
_WEAK_TYPES = (
    "square|sq|court|place|pl|way|walk|hill|row|house|buildings|estate|wharf|quay|yard|park|green"
    "|view|tower|towers|point|mansions|heights|lodge|rise|gate|passage|parade|bank|dock|docks"
)
_GAP = r",?[ \t]{1,3}"
_NUMBER = r"(?<![\w.£$€/:-])(?P<number>\d{1,4})(?:[a-h])?(?:[-–/]\d{1,4}[a-h]?)?"
_CAPITAL = r"(?:[A-ZÀ-Þ][\w'’.-]{0,25}|of|the|de|la)"
_PLAIN = r"[a-z][a-z'’-]{1,25}"
_NAMED = re.compile(
    rf"{_NUMBER}{_GAP}(?:{_CAPITAL}[ \t]{{1,3}}){{1,4}}(?i:{_SURE_TYPES}|{_WEAK_TYPES})\b"
)
_LOWER = re.compile(
    rf"{_NUMBER}{_GAP}(?P<words>(?:{_PLAIN}[ \t]{{1,3}}){{1,3}})(?:{_SURE_TYPES})\b"
)
_FLAT = re.compile(
    r"(?i:\b(?:flat|apartment|apt\.?)[ \t]{1,3}(?:no\.?[ \t]{0,2}|number[ \t])?\d{1,4}[a-h]?\b)"
    rf"(?:{_GAP}(?:[A-ZÀ-Þ][\w'’.-]{{0,25}}[ \t]{{1,3}}){{1,3}}(?i:{_WEAK_TYPES})\b)?"
)
_WORDS_OF_SENTENCES = """
a an the my our your his her their this that these those every each some any no new more few
in on of off at to from by for with and or is are was were down up along across near per
people person persons cars car bikes buses trees shops houses homes flats kids children men
women families year years month months week weeks day days hour hours minute minutes min mins
second mile miles metre metres meter meters km pm am pounds times way different whole busy
main big small other local quiet dangerous cycle bus lovely
"""
_NOT_IN_A_STREET_NAME = frozenset(_WORDS_OF_SENTENCES.split())
_FIRST_YEAR, _LAST_YEAR = 1900, 2099


def find_street_addresses(text: str) -> Iterator[Finding]:
    """Yield what looks like a flat or a numbered house in a street."""
    for match in _FLAT.finditer(text):
        yield Finding(match.start(), match.end(), FindingKind.ADDRESS)
    for match in _NAMED.finditer(text):
        if not _is_year(match["number"]):
            yield Finding(match.start(), match.end(), FindingKind.ADDRESS)
    for match in _LOWER.finditer(text):
        is_plain = _NOT_IN_A_STREET_NAME.isdisjoint(match["words"].split())
        if is_plain and not _is_year(match["number"]):
            yield Finding(match.start(), match.end(), FindingKind.ADDRESS)


def _is_year(number: str) -> bool:
    return _FIRST_YEAR <= int(number) <= _LAST_YEAR
