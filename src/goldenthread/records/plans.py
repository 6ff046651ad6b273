"""The words in which a plan is kept."""

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
