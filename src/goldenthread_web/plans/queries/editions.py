"""Published editions with all that stands on their pages, in a constant number of queries."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Max, OuterRef, Prefetch, QuerySet, Subquery

from goldenthread.plans import has_words, hide_more, is_same_digest
from goldenthread.records.plans import BasisKind, ElementKind, Horizon, QuotePart
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.engagement.queries.contributions import released
from goldenthread_web.engagement.queries.crowds import with_capacity_told
from goldenthread_web.plans.models import (
    Edition,
    EditionBasis,
    EditionElement,
    EditionLink,
    EditionNote,
    EditionQuote,
    Plan,
)
from goldenthread_web.plans.queries.seals import digest_of_quote, parts_of
from goldenthread_web.plans.wording import (
    BASIS_TITLES,
    HORIZON_WORDS,
    ShownQuote,
    count_sentence,
    label_words,
    library_redactions,
    no_words_sentence,
    show_quote,
)

SALT_LETTERS = 32


class QuoteState(StrEnum):
    """What became of a published quote."""

    INTACT = "intact"
    REMOVED = "removed"
    NOT_PUBLIC = "not public any more"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class PublishedQuote:
    """A quote; `shown` only where it is released now and just as it was published."""

    quote: EditionQuote
    state: QuoteState
    shown: ShownQuote | None


@dataclass(frozen=True, slots=True)
class PublishedBasis:
    """What an element rests on, with its quotes."""

    basis: EditionBasis
    quotes: tuple[PublishedQuote, ...]

    @property
    def kind(self) -> BasisKind:
        return BasisKind(self.basis.kind)

    @property
    def title(self) -> str:
        return BASIS_TITLES[self.kind]

    @property
    def engagement_title(self) -> str:
        theme = self.basis.theme
        return theme.codebook.engagement.title if theme else ""

    @property
    def counts(self) -> str:
        """Return "63 of 812 contributions, from 58 people", empty for what has no counts."""
        basis = self.basis
        if basis.contribution_count is None:
            return ""
        return count_sentence(
            basis.contribution_count, basis.answered_count or 0, basis.people_count or 0
        )


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that an element rests on, as people read it.

    A theme that came up in several engagements is one, with counts for each.
    """

    bases: tuple[PublishedBasis, ...]

    @property
    def first(self) -> PublishedBasis:
        return self.bases[0]

    @property
    def title(self) -> str:
        return self.first.title

    @property
    def counts(self) -> list[str]:
        """Return "63 of 812 contributions, from 58 people", for each engagement by its name."""
        return [f"{one.engagement_title}: {one.counts}" for one in self.bases if one.counts]

    @property
    def quotes(self) -> list[PublishedQuote]:
        return [quote for one in self.bases for quote in one.quotes]


@dataclass(frozen=True, slots=True)
class PublishedElement:
    """An element with its bases and its links, the lead first; `outcomes` are those it leads."""

    element: EditionElement
    bases: tuple[PublishedBasis, ...]
    serves: tuple[EditionElement, ...]
    also_served_by: tuple[EditionElement, ...]
    outcomes: tuple["PublishedElement", ...]

    @property
    def name(self) -> str:
        return label_words(self.element.kind, self.element.label)

    @property
    def grounds(self) -> list[Ground]:
        """Return what it rests on, a theme of several engagements once, in order."""
        found: dict[object, list[PublishedBasis]] = {}
        for one in self.bases:
            row = one.basis
            same = (row.theme_name, row.reason) if row.theme_name else row.pk
            found.setdefault(same, []).append(one)
        return [Ground(tuple(bases)) for bases in found.values()]

    @property
    def when(self) -> str:
        """Return by when it is meant to be true, in words."""
        return HORIZON_WORDS[Horizon(self.element.horizon)]

    @property
    def rests_on_words(self) -> bool:
        return any(basis.kind.is_words for basis in self.bases)

    @property
    def no_words_sentence(self) -> str:
        """Return the honest sentence, empty where the element rests on words."""
        if self.rests_on_words:
            return ""
        return no_words_sentence(basis.kind for basis in self.bases)

    @property
    def quotes(self) -> list[ShownQuote]:
        """Return the quotes that can be shown."""
        return [one.shown for basis in self.bases for one in basis.quotes if one.shown]


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """An edition in its reading order, with its notes."""

    edition: Edition
    visions: tuple[PublishedElement, ...]
    principles: tuple[PublishedElement, ...]
    calls: tuple[PublishedElement, ...]
    notes: tuple[EditionNote, ...]

    @property
    def name(self) -> str:
        """Return "1", or "1.2" once it has two notes."""
        return (
            f"{self.edition.number}.{self.notes[-1].number}"
            if self.notes
            else str(self.edition.number)
        )

    @property
    def heads(self) -> tuple[PublishedElement, ...]:
        return (*self.visions, *self.principles, *self.calls)

    def elements(self) -> Iterator[PublishedElement]:
        """Yield every element in reading order."""
        for head in self.heads:
            yield head
            yield from head.outcomes

    def element(self, label: str) -> PublishedElement | None:
        """Return the element of this label."""
        return next((one for one in self.elements() if one.element.label == label), None)

    @property
    def is_invented(self) -> bool:
        """Return whether the stamp must stand on it: for itself or for a quote in it."""
        return self.edition.is_invented or any(
            quote.is_invented for element in self.elements() for quote in element.quotes
        )


def current_editions() -> QuerySet[Edition]:
    """Return the newest edition of each plan, the one that was published last first."""
    same_plan = Edition.objects.filter(plan=OuterRef("plan")).order_by("-number")
    newest = Edition.objects.filter(pk=Subquery(same_plan.values("pk")[:1]))
    return newest.select_related("plan").order_by("-number")


def editions_of(plan: Plan) -> QuerySet[Edition]:
    """Return every edition of a plan, the newest first."""
    return Edition.objects.filter(plan=plan).select_related("plan").order_by("-number")


def published_plans() -> dict[Edition, list[Edition]]:
    """Return the newest edition of each plan with the earlier ones, in one query."""
    by_plan: dict[int, list[Edition]] = {}
    for one in Edition.objects.select_related("plan").order_by("-number"):
        by_plan.setdefault(one.plan_id, []).append(one)
    return {newest: earlier for newest, *earlier in by_plan.values()}


def next_number() -> int:
    """Return the number of the next edition: they run through all plans, as addresses do."""
    last: int | None = Edition.objects.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def edition_with_everything(number: int) -> PublishedEdition | None:
    """Return the edition of this number, or None. Numbers run through all plans."""
    edition = Edition.objects.select_related("plan").filter(number=number).first()
    return read_edition(edition) if edition else None


def read_edition(edition: Edition) -> PublishedEdition:
    """Return the edition with everything on its pages, in seven queries."""
    return _in_reading_order(edition, elements_of(edition))


def elements_of(edition: Edition) -> list[EditionElement]:
    """Return the elements in order with links, bases and quotes, in four queries."""
    links = EditionLink.objects.select_related("served").order_by("-is_lead", "served__position")
    quotes = EditionQuote.objects.select_related("contribution__response")
    bases = EditionBasis.objects.select_related("theme__codebook__engagement").prefetch_related(
        Prefetch("quotes", queryset=quotes)
    )
    found = EditionElement.objects.filter(edition=edition).order_by("position")
    return list(
        found.prefetch_related(
            Prefetch("serves", queryset=links), Prefetch("bases", queryset=bases)
        )
    )


def _public_words(edition: Edition) -> dict[int, Contribution]:
    """Return the quoted contributions that are released now, by id: the one rule decides."""
    quoted = EditionQuote.objects.filter(basis__element__edition=edition).values("contribution_id")
    return {contribution.pk: contribution for contribution in released().filter(id__in=quoted)}


def _in_reading_order(edition: Edition, elements: list[EditionElement]) -> PublishedEdition:
    reader = _Reader(elements, _public_words(edition))
    return PublishedEdition(
        edition=edition,
        visions=reader.of_kind(ElementKind.VISION),
        principles=reader.of_kind(ElementKind.PRINCIPLE),
        calls=reader.of_kind(ElementKind.CALL_TO_ACTION),
        notes=tuple(edition.notes.order_by("number")),
    )


class _Reader:
    """Puts the rows of one edition together."""

    def __init__(self, elements: list[EditionElement], public: dict[int, Contribution]) -> None:
        self.elements = elements
        self.public = public
        self.told = with_capacity_told(public.values())

    def of_kind(self, kind: ElementKind) -> tuple[PublishedElement, ...]:
        return tuple(self._read(one) for one in self.elements if one.kind == kind)

    def _read(self, element: EditionElement) -> PublishedElement:
        led = [one for one in self.elements if self._leads(element, one, is_lead=True)]
        also = [one for one in self.elements if self._leads(element, one, is_lead=False)]
        return PublishedElement(
            element=element,
            bases=tuple(self._read_basis(basis) for basis in element.bases.all()),
            serves=tuple(link.served for link in element.serves.all()),
            also_served_by=tuple(also),
            outcomes=tuple(self._read(one) for one in led),
        )

    def _leads(self, element: EditionElement, other: EditionElement, *, is_lead: bool) -> bool:
        links = other.serves.all()
        return any(link.served_id == element.pk and link.is_lead is is_lead for link in links)

    def _read_basis(self, basis: EditionBasis) -> PublishedBasis:
        quotes = tuple(
            read_quote(quote, self.public.get(quote.contribution_id), told=self.told)
            for quote in basis.quotes.all()
        )
        return PublishedBasis(basis=basis, quotes=quotes)


def read_quote(
    quote: EditionQuote, public: Contribution | None, *, told: Collection[int] = ()
) -> PublishedQuote:
    """Return the quote with its words, if they are `public` and as they were published.

    Words that do not fit their digest are never shown: nobody said them.
    """
    if quote.contribution.status == Contribution.Status.REMOVED:
        return PublishedQuote(quote, QuoteState.REMOVED, None)
    if not is_unaltered(quote, quote.contribution):
        return PublishedQuote(quote, QuoteState.ALTERED, None)
    if public is None:
        return PublishedQuote(quote, QuoteState.NOT_PUBLIC, None)
    parts = _parts_for_readers(quote, public)
    if not has_words(public.text, parts):
        return PublishedQuote(quote, QuoteState.NOT_PUBLIC, None)
    return PublishedQuote(quote, QuoteState.INTACT, show_quote(public, parts, told=told))


def _parts_for_readers(quote: EditionQuote, public: Contribution) -> tuple[QuotePart, ...]:
    """Return what was published, less what has been redacted since."""
    return hide_more(public.text, parts_of(quote), library_redactions(public))


def is_unaltered(quote: EditionQuote, contribution: Contribution) -> bool:
    """Return whether each byte of the words is as it was published."""
    if len(contribution.salt) != SALT_LETTERS:
        return False
    return is_same_digest(digest_of_quote(contribution, parts_of(quote)), quote.digest)


def quote_text(quote: EditionQuote) -> str | None:
    """Return the words of a quote as readers see them; None where they are not shown."""
    public = released().filter(pk=quote.contribution_id).first()
    shown = read_quote(quote, public).shown
    return shown.words if shown else None
