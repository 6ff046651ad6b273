"""From the rows of an edition to the record that its digest covers."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from django.conf import settings

from goldenthread.plans import quote_digest
from goldenthread.records.plans import (
    QuotePart,
    SealedBasis,
    SealedEdition,
    SealedElement,
    SealedQuote,
)
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.plans.models import Edition, EditionBasis, EditionElement, EditionQuote


def words_key() -> bytes:
    """Return the key of the digests: 32 bytes, however long the setting is."""
    return sha256(settings.WORDS_KEY.encode()).digest()


def parts_of(quote: EditionQuote) -> tuple[QuotePart, ...]:
    """Return the parts of a stored quote."""
    return tuple(QuotePart(start, end, mark) for start, end, mark in quote.parts)


def digest_of_quote(contribution: Contribution, parts: Sequence[QuotePart]) -> str:
    """Return the digest of a quote, salted by its contribution."""
    return quote_digest(contribution.text, parts, contribution.salt.encode(), words_key())


def sealed_quote(quote: EditionQuote, reference: str) -> SealedQuote:
    return SealedQuote(reference=reference, parts=parts_of(quote), digest=quote.digest)


def sealed_basis(basis: EditionBasis, quotes: tuple[SealedQuote, ...]) -> SealedBasis:
    return SealedBasis(
        kind=basis.kind,
        reason=basis.reason,
        theme=basis.theme_id,
        theme_name=basis.theme_name,
        contribution_count=basis.contribution_count,
        answered_count=basis.answered_count,
        people_count=basis.people_count,
        source=basis.source,
        source_address=basis.source_address,
        quotes=quotes,
    )


def sealed_element(
    element: EditionElement, serves: Mapping[str, bool], bases: tuple[SealedBasis, ...]
) -> SealedElement:
    """Return the element as its digest covers it; `serves` maps a label to "is the lead"."""
    return SealedElement(
        label=element.label,
        kind=element.kind,
        position=element.position,
        horizon=element.horizon,
        text=element.text,
        explanation=element.explanation,
        serves=tuple(sorted(serves.items())),
        bases=bases,
    )


def sealed_edition(edition: Edition, elements: tuple[SealedElement, ...]) -> SealedEdition:
    return SealedEdition(
        plan=edition.plan.slug,
        number=edition.number,
        title=edition.title,
        period=edition.period,
        introduction=edition.introduction,
        is_invented=edition.is_invented,
        published_at=edition.published_at,
        why=edition.why,
        elements=elements,
    )
