"""Digests by which a published edition proves its words and can forget them.

Each leaf (an element's text, a quote) has a salt of its own, kept beside the
words. When words are erased their salt goes too. What remains is a number that
still adds up to the edition's digest, and from which not even a short quote
can be guessed, with the key or without it.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Iterable

from goldenthread.errors import InputError

SALT_BYTES = 32
_KEY_BYTES = 32
_DIGEST = re.compile("[0-9a-fA-F]{64}")
_LEAF_LABEL = b"goldenthread leaf 1\x00"
_EDITION_LABEL = b"goldenthread edition 1\x00"


def new_salt() -> bytes:
    """Return 32 random bytes for one leaf."""
    return secrets.token_bytes(SALT_BYTES)


def leaf_digest(text: str, salt: bytes, key: bytes) -> str:
    """Return the keyed digest (64 hexadecimal digits) of one text with its salt.

    Raises InputError if the salt has not 32 bytes or the key fewer than 32.
    """
    if len(salt) != SALT_BYTES:
        raise InputError(f"The salt of a leaf has {SALT_BYTES} bytes, not {len(salt)}.")
    if len(key) < _KEY_BYTES:
        raise InputError(f"The key for digests needs at least {_KEY_BYTES} bytes.")
    return hmac.new(key, _LEAF_LABEL + salt + text.encode(), hashlib.sha256).hexdigest()


def edition_digest(leaves: Iterable[str]) -> str:
    """Return the digest (64 hexadecimal digits) of an edition from its leaf digests.

    The order counts: pass the leaves in the order in which they are published.
    """
    digest, count = hashlib.sha256(_EDITION_LABEL), 0
    for leaf in leaves:
        if not _DIGEST.fullmatch(leaf):
            raise InputError("A leaf of an edition is a digest of 64 hexadecimal digits.")
        digest.update(bytes.fromhex(leaf))
        count += 1
    digest.update(count.to_bytes(8, "big"))
    return digest.hexdigest()


def is_same_digest(one: str, other: str) -> bool:
    """Return whether two digests are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.casefold(), other.casefold())
