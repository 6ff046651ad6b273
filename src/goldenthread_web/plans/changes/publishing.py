"""Publishing an edition: what the draft says now, sealed, in one transaction."""

from datetime import datetime

from django.db import transaction

from goldenthread.errors import ConflictError
from goldenthread.plans import seal_edition
from goldenthread.records.plans import Seal, SealedElement
from goldenthread_web.people.audit import By, person_of, record_event
from goldenthread_web.plans.models import (
    Edition,
    EditionBasis,
    EditionElement,
    EditionLink,
    EditionQuote,
    Plan,
)
from goldenthread_web.plans.queries.drafts import (
    Blocker,
    DraftBasis,
    DraftElement,
    DraftPlan,
    compose_draft,
)
from goldenthread_web.plans.queries.editions import next_number
from goldenthread_web.plans.queries.seals import (
    digest_of_quote,
    sealed_basis,
    sealed_edition,
    sealed_element,
    sealed_quote,
    words_key,
)

MOST_NAMED = 5
LONGEST_NAME = 60


@transaction.atomic
def publish_edition(*, by: By, plan: Plan, why: str, now: datetime) -> Edition:
    """Return the new edition: immutable from here on, with its digest.

    Raises:
        ConflictError: something blocks it, such as an element without a basis.
    """
    # All plans wait for each other: the numbers of editions run through all of them.
    plan = {one.pk: one for one in Plan.objects.select_for_update()}[plan.pk]
    draft = compose_draft(plan)
    if draft.blockers:
        raise ConflictError(_refusal(draft.blockers))
    edition = Edition(
        plan=plan,
        number=next_number(),
        title=plan.title,
        period=plan.period,
        introduction=plan.introduction,
        is_invented=draft.is_invented,
        published_at=now,
        published_by=person_of(by),
        why=why,
    )
    _seal_and_store(edition, draft)
    record_event(
        by=by,
        action="plans.edition-published",
        subject=edition,
        why=why,
        number=edition.number,
        digest=edition.digest,
    )
    return edition


def _refusal(blockers: tuple[Blocker, ...]) -> str:
    named = [
        f"“{one.element.text[:LONGEST_NAME]}”: {one.sentence}" if one.element else one.sentence
        for one in blockers[:MOST_NAMED]
    ]
    rest = len(blockers) - len(named)
    more = f" And {rest} more." if rest else ""
    return f"The plan cannot be published yet. {' '.join(named)}{more}"


class _Rows:
    """The rows of an edition before they are stored: a stored one cannot be changed."""

    def __init__(self, edition: Edition, draft: DraftPlan) -> None:
        self.elements: list[EditionElement] = []
        self.bases: list[EditionBasis] = []
        self.quotes: list[EditionQuote] = []
        self.sealed: list[SealedElement] = []
        labels = {one.element.pk: one.label for one in draft.elements()}
        for position, one in enumerate(draft.elements(), start=1):
            row = _element_row(edition, one, position)
            self.elements.append(row)
            serves = {labels[link.served.pk]: link.is_lead for link in one.serves}
            bases = [self._add_basis(row, basis) for basis in one.bases]
            sealed = tuple(
                sealed_basis(
                    basis, tuple(sealed_quote(q, q.contribution.reference) for q in quotes)
                )
                for basis, quotes in bases
            )
            self.sealed.append(sealed_element(row, serves, sealed))

    def _add_basis(
        self, row: EditionElement, draft: DraftBasis
    ) -> tuple[EditionBasis, list[EditionQuote]]:
        basis = _basis_row(row, draft)
        self.bases.append(basis)
        quotes = [_quote_row(basis, draft)] if draft.contribution else []
        self.quotes += quotes
        return basis, quotes


def _seal_and_store(edition: Edition, draft: DraftPlan) -> None:
    rows = _Rows(edition, draft)
    seal: Seal = seal_edition(sealed_edition(edition, tuple(rows.sealed)), words_key())
    edition.digest = seal.edition
    for element, digest in zip(rows.elements, seal.elements, strict=True):
        element.digest = digest
    edition.save(force_insert=True)
    EditionElement.objects.bulk_create(rows.elements)
    EditionLink.objects.bulk_create(_link_rows(rows.elements, draft))
    EditionBasis.objects.bulk_create(rows.bases)
    EditionQuote.objects.bulk_create(rows.quotes)


def _element_row(edition: Edition, one: DraftElement, position: int) -> EditionElement:
    return EditionElement(
        edition=edition,
        element=one.element,
        kind=one.element.kind,
        label=one.label,
        position=position,
        horizon=one.element.horizon,
        text=one.element.text,
        explanation=one.element.explanation,
    )


def _link_rows(elements: list[EditionElement], draft: DraftPlan) -> list[EditionLink]:
    row_of = {row.element_id: row for row in elements}
    return [
        EditionLink(
            element=row_of[one.element.pk], served=row_of[link.served.pk], is_lead=link.is_lead
        )
        for one in draft.elements()
        for link in one.serves
    ]


def _basis_row(row: EditionElement, draft: DraftBasis) -> EditionBasis:
    basis, figures = draft.basis, draft.figures
    return EditionBasis(
        element=row,
        kind=basis.kind,
        reason=basis.reason,
        theme=basis.theme,
        theme_name=basis.theme.name if basis.theme else "",
        contribution_count=figures.contribution_count if figures else None,
        answered_count=figures.answered_count if figures else None,
        people_count=figures.people_count if figures else None,
        source=basis.source,
        source_address=basis.source_address,
    )


def _quote_row(basis: EditionBasis, draft: DraftBasis) -> EditionQuote:
    contribution = draft.contribution
    if contribution is None:
        raise ConflictError("A quote needs released words.")
    return EditionQuote(
        basis=basis,
        contribution=contribution,
        parts=[[part.start, part.end, part.mark] for part in draft.parts],
        digest=digest_of_quote(contribution, draft.parts),
    )
