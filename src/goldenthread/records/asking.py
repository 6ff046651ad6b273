"""Which questions are asked, as far as earlier answers decide it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Comparison(StrEnum):
    """How an earlier answer is compared."""

    ANY_OF = "any of"
    NONE_OF = "none of"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Condition:
    """What an earlier answer must be; questions and options are told by their numbers."""

    depends_on: int
    comparison: Comparison
    options: frozenset[int] = frozenset()
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with all its conditions, those of its section among them. All must hold."""

    number: int
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """What conditions can see of an answer: ticked options, and the number if it is one.

    Of a ranking only the option put first counts, of a matrix those of any row.
    """

    options: frozenset[int] = frozenset()
    number: Decimal | None = None
