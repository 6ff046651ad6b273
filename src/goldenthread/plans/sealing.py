"""Sealing an edition: one digest for each element and one over them all.

An element's digest covers its text, its links, what it rests on with reasons
and counts, and the digests of its quotes. So a removed quote leaves every other
digest as it was, and an altered element can be named.
"""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import UTC, datetime

from goldenthread.plans.digests import SALT_BYTES, edition_digest, leaf_digest
from goldenthread.records.plans import Seal, SealedEdition, SealedElement

_HEADER = "header"


def seal_edition(edition: SealedEdition, key: bytes) -> Seal:
    """Return the digests of an edition and of each of its elements, in order."""
    header = leaf_digest(_written(replace(edition, elements=())), _salt(edition, _HEADER), key)
    elements = tuple(element_digest(edition, element, key) for element in edition.elements)
    return Seal(edition=edition_digest((header, *elements)), elements=elements)


def element_digest(edition: SealedEdition, element: SealedElement, key: bytes) -> str:
    """Return the digest of one element of this edition."""
    return leaf_digest(_written(element), _salt(edition, str(element.position)), key)


def _written(record: SealedEdition | SealedElement) -> str:
    return json.dumps(asdict(record), ensure_ascii=False, sort_keys=True, default=_written_time)


def _written_time(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a sealed edition.")


def _salt(edition: SealedEdition, place: str) -> bytes:
    """Return a salt that anybody could compute: what an element says is public for good."""
    told = f"{edition.plan}\x00{edition.number}\x00{place}".encode()
    return hashlib.sha256(told).digest()[:SALT_BYTES]
