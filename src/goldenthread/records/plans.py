"""The words in which a plan is kept."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ElementKind(StrEnum):
    """What an element of a plan is."""

    VISION = "vision"
    PRINCIPLE = "principle"
    CALL_TO_ACTION = "call to action"
    OUTCOME = "outcome"


class BasisKind(StrEnum):
    """What an element of a plan rests on."""

    THEME = "words: a theme"
    QUOTE = "words: a quote"
    DATA = "data"
    STATUTORY_DUTY = "statutory duty"
    ADOPTED_POLICY = "adopted policy or mandate"
    PROFESSIONAL_JUDGEMENT = "professional judgement"
    CARRIED_OVER = "carried over from an earlier plan"

    @property
    def is_words(self) -> bool:
        """Return whether this basis is what people said."""
        return self in {BasisKind.THEME, BasisKind.QUOTE}


class Horizon(StrEnum):
    """By when an element is meant to be true."""

    NOW = "now"
    PLAN_PERIOD = "plan period"
    VISION = "vision"


@dataclass(frozen=True, slots=True)
class QuotePart:
    """A piece of a quoted text: text[start:end], in code points.

    Its words are shown where `mark` is empty; else the mark stands in their place.
    """

    start: int
    end: int
    mark: str = ""


@dataclass(frozen=True, slots=True)
class SealedQuote:
    """A quote as it is sealed: whose words, which of them, and their own digest."""

    reference: str
    parts: tuple[QuotePart, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class SealedBasis:
    """A basis as it is sealed; of a theme with its counts on that day."""

    kind: str
    reason: str
    theme: int | None = None
    theme_name: str = ""
    contribution_count: int | None = None
    answered_count: int | None = None
    people_count: int | None = None
    source: str = ""
    source_address: str = ""
    quotes: tuple[SealedQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class SealedElement:
    """An element as it is sealed. `serves` has the label of each call and whether it leads."""

    label: str
    kind: str
    position: int
    horizon: str
    text: str
    explanation: str
    serves: tuple[tuple[str, bool], ...]
    bases: tuple[SealedBasis, ...]


@dataclass(frozen=True, slots=True)
class SealedEdition:
    """All that the digest of an edition vouches for. `published_at` is in UTC."""

    plan: str
    number: int
    title: str
    period: str
    introduction: str
    is_invented: bool
    published_at: datetime
    why: str
    elements: tuple[SealedElement, ...]


@dataclass(frozen=True, slots=True)
class Seal:
    """The digest of an edition, and of each of its elements in order."""

    edition: str
    elements: tuple[str, ...]
