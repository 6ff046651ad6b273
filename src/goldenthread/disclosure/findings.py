"""What in a text may tell readers who somebody is, by patterns of the United Kingdom.

Findings are suggestions for a moderator's eyes. They do not find a name that
stands alone, and nobody should release words unread because nothing was found.
"""

from itertools import chain

from goldenthread.disclosure.numbers_and_addresses import find_fixed_forms
from goldenthread.disclosure.personal_names import find_personal_names
from goldenthread.disclosure.street_addresses import find_street_addresses
from goldenthread.records.disclosure import Finding

# Digits of Bengali, Arabic and Persian, one code point for one, so that offsets hold.
_PLAIN_DIGITS = {
    first + digit: str(digit) for first in (0x09E6, 0x0660, 0x06F0) for digit in range(10)
} | {0xA0: " "}


def find_personal_data(text: str) -> tuple[Finding, ...]:
    """Return findings in order, in code points; one that lies within another is left out.

    >>> [finding.kind.value for finding in find_personal_data("Ask Mrs Begum, E1 4TT")]
    ['name', 'postcode']
    """
    plain = text.translate(_PLAIN_DIGITS)
    found = chain(find_fixed_forms(plain), find_personal_names(plain), find_street_addresses(plain))
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or finding.end > kept[-1].end:
            kept.append(finding)
    return tuple(kept)
