"""How elements, bases and quotes are named to people."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from goldenthread.disclosure import show_count
from goldenthread.plans import quoted_words
from goldenthread.records.disclosure import FindingKind, Redaction
from goldenthread.records.engagement import Capacity
from goldenthread.records.plans import BasisKind, ElementKind, Horizon, QuotePart
from goldenthread_web.engagement.models import Contribution

KIND_WORDS = {
    ElementKind.VISION: "Vision",
    ElementKind.PRINCIPLE: "Principle",
    ElementKind.CALL_TO_ACTION: "Call to action",
    ElementKind.OUTCOME: "Outcome",
}
BASIS_WORDS = {
    BasisKind.THEME: "what people said",
    BasisKind.QUOTE: "what people said",
    BasisKind.DATA: "figures",
    BasisKind.STATUTORY_DUTY: "a duty in law",
    BasisKind.ADOPTED_POLICY: "a policy that was adopted before",
    BasisKind.PROFESSIONAL_JUDGEMENT: "professional judgement",
    BasisKind.CARRIED_OVER: "an earlier plan",
}
BASIS_TITLES = {
    BasisKind.THEME: "What people spoke of",
    BasisKind.QUOTE: "One thing that was said",
    BasisKind.DATA: "Figures",
    BasisKind.STATUTORY_DUTY: "A duty in law",
    BasisKind.ADOPTED_POLICY: "A policy that was adopted before",
    BasisKind.PROFESSIONAL_JUDGEMENT: "Professional judgement",
    BasisKind.CARRIED_OVER: "Carried over from an earlier plan",
}
HORIZON_WORDS = {
    Horizon.NOW: "Now",
    Horizon.PLAN_PERIOD: "During this plan",
    Horizon.VISION: "In the long run",
}
CAPACITY_WORDS = {
    Capacity.RESIDENT: "A resident",
    Capacity.WORKS_OR_STUDIES_HERE: "Somebody who works or studies here",
    Capacity.BUSINESS: "A business",
    Capacity.ORGANISATION: "An organisation",
    Capacity.COUNCILLOR: "A councillor",
    Capacity.COUNCIL_STAFF: "A member of council staff",
    Capacity.VISITOR: "A visitor",
    Capacity.NOT_SAID: "Somebody who did not say in what capacity",
}

SOMEBODY = "Somebody who took part"


@dataclass(frozen=True, slots=True)
class ShownQuote:
    """A quote as readers see it. `marked` says how it differs from what was said."""

    words: str
    about: str
    marked: str
    language: str
    is_invented: bool
    reference: str


def label_words(kind: str, label: str) -> str:
    """Return "Outcome 2.1", or "Vision" where the label has no number."""
    number = label.removeprefix("vision").lstrip("-p")
    return f"{KIND_WORDS[ElementKind(kind)]} {number}".strip()


def joined(parts: Sequence[str]) -> str:
    """Return "a, b and c"."""
    return " and ".join(", ".join(group) for group in (parts[:-1], parts[-1:]) if group)


def no_words_sentence(kinds: Iterable[str]) -> str:
    """Return the honest sentence for an element that rests on no words."""
    told = dict.fromkeys(BASIS_WORDS[BasisKind(kind)] for kind in kinds)
    return f"No resident raised this. It rests on {joined(list(told))}."


def count_sentence(contributions: int, answered: int, people: int) -> str:
    """Return "63 of 812 contributions, from 58 people", small counts hidden."""
    heard = show_count(contributions).text
    return f"{heard} of {answered:,} contributions, from {_people(people)}"


def _people(count: int) -> str:
    shown = show_count(count).text
    return f"{shown} {'person' if shown == '1' else 'people'}"


def library_redactions(contribution: Contribution) -> tuple[Redaction, ...]:
    """Return the redactions that stand now, as the library has them."""
    return tuple(
        Redaction(made.start, made.end, FindingKind(made.kind))
        for made in contribution.redactions.all()
    )


def show_quote(
    contribution: Contribution, parts: Sequence[QuotePart], *, told: Collection[int]
) -> ShownQuote:
    """Return the quote as readers see it; its words must be released.

    `told` has the ids of those whose capacity can be told: `with_capacity_told`.
    """
    response = contribution.response
    is_told = contribution.pk in told
    about = CAPACITY_WORDS[Capacity(response.capacity)] if is_told else SOMEBODY
    if response.people_count > 1:
        about = f"{about}, speaking for a group"
    return ShownQuote(
        words=quoted_words(contribution.text, parts).strip(),
        about=about,
        marked=_how_marked(contribution, parts),
        language=contribution.language,
        is_invented=response.is_invented,
        reference=contribution.reference,
    )


def _how_marked(contribution: Contribution, parts: Sequence[QuotePart]) -> str:
    is_excerpt = parts[0].start > 0 or parts[-1].end < len(contribution.text)
    told = (
        contribution.provenance,
        "From a longer answer" if is_excerpt else "",
        "Part removed to protect privacy" if any(part.mark for part in parts) else "",
    )
    return ". ".join(sentence for sentence in told if sentence)
