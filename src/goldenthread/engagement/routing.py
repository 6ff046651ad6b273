"""Which statements somebody is asked to vote on next."""

from collections.abc import Mapping, Set
from hashlib import sha256


def choose_statements(
    votes: Mapping[int, int], *, voted: Set[int] = frozenset(), seed: str, limit: int
) -> tuple[int, ...]:
    """Return up to `limit` statements, those with the fewest votes first.

    `votes` says how many votes each statement has, `voted` which ones this person
    has voted on: never asked twice. Among statements with as many votes, the order
    is one of chance, the same again for the same `seed` (the person).

    A new statement stands on nought, so it comes next to everybody: late ones
    catch up. Polis, too, prefers what few have seen, by a chance that also
    depends on how the votes fall; here it does not, so that no opinion is put
    before people more often than another.

    >>> choose_statements({1: 4, 2: 0, 3: 2}, voted={2}, seed="a person", limit=2)
    (3, 1)
    """
    left = [statement for statement in votes if statement not in voted]
    left.sort(key=lambda one: (votes[one], _by_chance(seed, one)))
    return tuple(left[:limit])


def _by_chance(seed: str, statement: int) -> bytes:
    return sha256(f"{seed}\x00{statement}".encode()).digest()
