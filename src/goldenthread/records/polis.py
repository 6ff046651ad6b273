"""Statements and votes of a Polis conversation."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PolisFile(StrEnum):
    """The kinds of file in a Polis export that hold what people said and how they voted."""

    STATEMENTS = "comments.csv"
    VOTES = "votes.csv"
    PARTICIPANTS = "participants-votes.csv"


class Moderation(StrEnum):
    """What the moderators of the conversation decided; rejected ones may be abusive."""

    ACCEPTED = "accepted"
    NOT_LOOKED_AT = "not looked at"
    REJECTED = "rejected"


class VoteValue(StrEnum):
    """What somebody said to a statement."""

    AGREE = "agree"
    DISAGREE = "disagree"
    PASS = "pass"  # noqa: S105 - a vote, not a password


@dataclass(frozen=True, slots=True)
class Statement:
    """A short statement put to others; `is_seed` if it came from the organisers."""

    id: str
    author: str
    text: str
    agrees: int
    disagrees: int
    moderation: Moderation
    at: datetime | None
    is_seed: bool = False


@dataclass(frozen=True, slots=True)
class Vote:
    """The last thing that one voter said to one statement."""

    voter: str
    statement: str
    value: VoteValue


@dataclass(frozen=True, slots=True)
class TallyDifference:
    """A statement whose votes, counted, are not what the export says they are."""

    statement: str
    stated_agrees: int
    counted_agrees: int
    stated_disagrees: int
    counted_disagrees: int
