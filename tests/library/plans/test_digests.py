import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.errors import InputError
from goldenthread.plans import edition_digest, is_same_digest, leaf_digest, new_salt

KEY, SALT = b"k" * 32, b"s" * 32
LEAVES = [leaf_digest(word, SALT, KEY) for word in ("one", "two", "three")]


@given(st.text(), st.text())
def test_one_changed_byte_changes_the_leaf(one: str, other: str) -> None:
    same = leaf_digest(one, SALT, KEY) == leaf_digest(other, SALT, KEY)
    assert same == (one.encode(errors="surrogatepass") == other.encode(errors="surrogatepass"))


def test_a_leaf_depends_on_its_salt_and_on_the_key() -> None:
    leaves = {
        leaf_digest("yes", salt, key) for salt in (SALT, b"t" * 32) for key in (KEY, b"l" * 32)
    }
    assert len(leaves) == 4


def test_without_its_salt_a_short_quote_cannot_be_guessed_even_with_the_key() -> None:
    published = leaf_digest("yes", new_salt(), KEY)
    guesses = {leaf_digest(word, bytes(32), KEY) for word in ("yes", "no", "Yes")}
    plain = {hmac.new(KEY, word.encode(), hashlib.sha256).hexdigest() for word in ("yes", "no")}
    assert published not in guesses | plain


def test_salts_are_never_the_same() -> None:
    assert len({new_salt() for _ in range(1000)}) == 1000
    assert len(new_salt()) == 32


def test_an_edition_depends_on_each_leaf_and_on_their_order() -> None:
    digest = edition_digest(LEAVES)
    assert digest == edition_digest(iter(LEAVES))
    assert len({digest, edition_digest(LEAVES[::-1]), edition_digest(LEAVES[:2])}) == 3


def test_an_edition_is_no_leaf_and_no_plain_hash() -> None:
    assert edition_digest(LEAVES[:1]) != LEAVES[0]
    assert edition_digest([]) != hashlib.sha256().hexdigest()


def test_the_digest_of_a_known_edition_never_changes() -> None:
    leaf = hmac.new(KEY, b"goldenthread leaf 1\x00" + SALT + b"one", hashlib.sha256).digest()
    by_hand = hashlib.sha256(b"goldenthread edition 1\x00" + leaf + (1).to_bytes(8, "big"))
    assert edition_digest(LEAVES[:1]) == by_hand.hexdigest()


def test_salts_keys_and_leaves_of_the_wrong_size_are_refused() -> None:
    with pytest.raises(InputError, match="salt"):
        leaf_digest("one", b"short", KEY)
    with pytest.raises(InputError, match="key"):
        leaf_digest("one", SALT, b"short")
    with pytest.raises(InputError, match="64 hexadecimal"):
        edition_digest(["abc"])
    with pytest.raises(InputError, match="64 hexadecimal"):
        edition_digest(["z" * 64])


def test_digests_are_compared_whatever_their_case() -> None:
    assert is_same_digest("AB", "ab")
    assert not is_same_digest("ab", "ac")
