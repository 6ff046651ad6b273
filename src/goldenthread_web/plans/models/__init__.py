"""A plan in the making, and its published editions."""

from goldenthread_web.plans.models.drafting import Basis, Element, ElementLink, Plan
from goldenthread_web.plans.models.editions import (
    Edition,
    EditionBasis,
    EditionElement,
    EditionLink,
    EditionNote,
    EditionQuote,
)
from goldenthread_web.plans.models.outcomes import OutcomeElement

__all__ = [
    "Basis",
    "Edition",
    "EditionBasis",
    "EditionElement",
    "EditionLink",
    "EditionNote",
    "EditionQuote",
    "Element",
    "ElementLink",
    "OutcomeElement",
    "Plan",
]
