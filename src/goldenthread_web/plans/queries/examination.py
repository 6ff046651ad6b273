"""Is every word of an edition as it was published? What `goldenthread doctor` asks."""

from dataclasses import dataclass
from enum import StrEnum

from goldenthread.plans import is_same_digest, seal_edition
from goldenthread.records.plans import SealedElement
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.plans.models import (
    Edition,
    EditionElement,
    EditionNote,
    EditionQuote,
)
from goldenthread_web.plans.queries.editions import elements_of, is_unaltered
from goldenthread_web.plans.queries.seals import (
    sealed_basis,
    sealed_edition,
    sealed_element,
    sealed_quote,
    words_key,
)
from goldenthread_web.plans.wording import label_words


class FindingState(StrEnum):
    """What the examination found."""

    INTACT = "intact"
    REMOVED = "removed lawfully"
    TAMPERED = "tampered"


@dataclass(frozen=True, slots=True)
class EditionFinding:
    """What was found of one quote, one element, or the edition as a whole. It holds no words."""

    state: FindingState
    where: str
    sentence: str

    @property
    def is_healthy(self) -> bool:
        return self.state is not FindingState.TAMPERED


def check_every_edition() -> list[EditionFinding]:
    """Return the findings of every edition, the first edition first."""
    found = Edition.objects.select_related("plan").order_by("number")
    return [finding for edition in found for finding in check_edition(edition)]


def check_edition(edition: Edition) -> list[EditionFinding]:
    """Return a finding for each quote, each altered element, and the edition, in order."""
    elements = elements_of(edition)
    noted = set(
        EditionNote.objects.filter(edition=edition, quote__isnull=False).values_list(
            "quote_id", flat=True
        )
    )
    quotes = [
        _check_quote(edition, element, quote, noted=quote.pk in noted)
        for element in elements
        for basis in element.bases.all()
        for quote in basis.quotes.all()
    ]
    return [*quotes, *_check_seal(edition, elements)]


def _check_quote(
    edition: Edition, element: EditionElement, quote: EditionQuote, *, noted: bool
) -> EditionFinding:
    contribution = quote.contribution
    where = (
        f"edition {edition.number}, {label_words(element.kind, element.label)}, "
        f"quote {quote.pk} of contribution {contribution.reference}"
    )
    if contribution.status != Contribution.Status.REMOVED:
        if is_unaltered(quote, contribution):
            return EditionFinding(FindingState.INTACT, where, "Each byte is as it was published.")
        return EditionFinding(
            FindingState.TAMPERED,
            where,
            "Its words are not those that were published, and nobody removed them. "
            "Compare the contribution with a backup from before.",
        )
    response = contribution.response
    if response.removed_at is None or not noted:
        return EditionFinding(
            FindingState.TAMPERED,
            where,
            "Its words are gone, but no record says who removed them and why.",
        )
    return EditionFinding(
        FindingState.REMOVED,
        where,
        f"Removed on {response.removed_at:%d %B %Y} by the {response.removed_by_role}, "
        "with a note on the edition.",
    )


def _check_seal(edition: Edition, elements: list[EditionElement]) -> list[EditionFinding]:
    sealed = sealed_edition(
        edition, tuple(_element_as_it_is_sealed(element) for element in elements)
    )
    seal = seal_edition(sealed, words_key())
    altered = [
        EditionFinding(
            FindingState.TAMPERED,
            f"edition {edition.number}, {label_words(element.kind, element.label)}",
            "Its text, its links or what it rests on is not what was published.",
        )
        for element, digest in zip(elements, seal.elements, strict=True)
        if not is_same_digest(element.digest, digest)
    ]
    where = f"edition {edition.number}"
    if is_same_digest(edition.digest, seal.edition):
        whole = EditionFinding(FindingState.INTACT, where, "Its digest fits all that it says.")
    else:
        whole = EditionFinding(
            FindingState.TAMPERED, where, "Its digest does not fit what it says now."
        )
    return [*altered, whole]


def _element_as_it_is_sealed(element: EditionElement) -> SealedElement:
    serves = {link.served.label: link.is_lead for link in element.serves.all()}
    bases = tuple(
        sealed_basis(
            basis,
            tuple(
                sealed_quote(quote, quote.contribution.reference) for quote in basis.quotes.all()
            ),
        )
        for basis in element.bases.all()
    )
    return sealed_element(element, serves, bases)
