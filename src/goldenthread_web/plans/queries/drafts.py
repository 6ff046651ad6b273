"""A plan in the making with everything on its pages, in a constant number of queries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Count, Min, Prefetch, QuerySet
from django.shortcuts import get_object_or_404

from goldenthread.plans import has_words, quote_parts
from goldenthread.records.disclosure import Span
from goldenthread.records.plans import BasisKind, ElementKind, Horizon, QuotePart
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.engagement.queries.contributions import released
from goldenthread_web.engagement.queries.crowds import with_capacity_told
from goldenthread_web.engagement.queries.search import search_shown
from goldenthread_web.plans.models import Basis, Element, ElementLink, Plan
from goldenthread_web.plans.queries.figures import ThemeFigures, figures_of
from goldenthread_web.plans.wording import (
    BASIS_TITLES,
    HORIZON_WORDS,
    ShownQuote,
    label_words,
    library_redactions,
    no_words_sentence,
    show_quote,
)

NO_LONGER_RELEASED = "It quotes words that are not released any more."


@dataclass(frozen=True, slots=True)
class DraftBasis:
    """A basis with its counts or its quote as they are now; `problem` says what blocks it."""

    basis: Basis
    figures: ThemeFigures | None = None
    contribution: Contribution | None = None
    parts: tuple[QuotePart, ...] = ()
    shown: ShownQuote | None = None
    problem: str = ""

    @property
    def kind(self) -> BasisKind:
        return BasisKind(self.basis.kind)

    @property
    def title(self) -> str:
        return BASIS_TITLES[self.kind]


@dataclass(frozen=True, slots=True)
class DraftGround:
    """One thing that an element rests on; a theme of several engagements is one."""

    bases: tuple[DraftBasis, ...]

    @property
    def first(self) -> DraftBasis:
        return self.bases[0]


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A call to action that an element serves."""

    served: Element
    is_lead: bool


@dataclass(frozen=True, slots=True)
class DraftElement:
    """An element in the making, with the label that it would be published under."""

    element: Element
    label: str
    bases: tuple[DraftBasis, ...]
    serves: tuple[DraftLink, ...]
    outcomes: tuple["DraftElement", ...] = ()

    @property
    def name(self) -> str:
        return label_words(self.element.kind, self.label)

    @property
    def when(self) -> str:
        """Return by when it is meant to be true, in words."""
        return HORIZON_WORDS[Horizon(self.element.horizon)]

    @property
    def grounds(self) -> list[DraftGround]:
        """Return what it rests on, a theme of several engagements once, in order."""
        found: dict[object, list[DraftBasis]] = {}
        for one in self.bases:
            row = one.basis
            same = (row.theme.name, row.reason) if row.theme else row.pk
            found.setdefault(same, []).append(one)
        return [DraftGround(tuple(bases)) for bases in found.values()]

    @property
    def is_orphan(self) -> bool:
        return not self.bases

    @property
    def also_serves(self) -> list[Element]:
        return [link.served for link in self.serves if not link.is_lead]

    @property
    def no_words_sentence(self) -> str:
        """Return the honest sentence, empty where there are words or no basis at all."""
        if self.is_orphan or any(basis.kind.is_words for basis in self.bases):
            return ""
        return no_words_sentence(basis.kind for basis in self.bases)


@dataclass(frozen=True, slots=True)
class Blocker:
    """Why the plan cannot be published yet, in a sentence; about one element, if any."""

    sentence: str
    element: Element | None = None


@dataclass(frozen=True, slots=True)
class DraftPlan:
    """A plan in its reading order. `unplaced` are outcomes that serve no call as their lead."""

    plan: Plan
    visions: tuple[DraftElement, ...]
    principles: tuple[DraftElement, ...]
    calls: tuple[DraftElement, ...]
    unplaced: tuple[DraftElement, ...]
    blockers: tuple[Blocker, ...] = field(default=())

    @property
    def heads(self) -> tuple[DraftElement, ...]:
        return (*self.visions, *self.principles, *self.calls)

    def elements(self) -> Iterator[DraftElement]:
        """Yield every element in reading order, those without a place last."""
        for head in self.heads:
            yield head
            yield from head.outcomes
        yield from self.unplaced

    @property
    def is_invented(self) -> bool:
        return self.plan.is_invented or any(
            basis.shown and basis.shown.is_invented
            for one in self.elements()
            for basis in one.bases
        )


def plans_in_the_making() -> QuerySet[Plan]:
    """Return every plan, the newest first, with its editions."""
    return Plan.objects.prefetch_related("editions")


def fetch_plan(slug: str) -> Plan:
    """Return the plan of this address, else answer "not found"."""
    return get_object_or_404(Plan, slug=slug)


def standing_elements(plan: Plan) -> QuerySet[Element]:
    """Return the elements of a plan that are not ended."""
    return plan.elements.filter(ended_at=None).order_by("position", "id")


def calls_of(plan: Plan) -> QuerySet[Element]:
    """Return the calls to action of a plan."""
    return standing_elements(plan).filter(kind=ElementKind.CALL_TO_ACTION)


def fetch_element(slug: str, pk: int) -> Element:
    """Return a standing element of the plan, else answer "not found"."""
    found = Element.objects.select_related("plan").prefetch_related("serves")
    return get_object_or_404(found, plan__slug=slug, pk=pk, ended_at=None)


def fetch_basis(slug: str, pk: int) -> Basis:
    """Return a standing basis of the plan, else answer "not found"."""
    found = Basis.objects.select_related("element__plan")
    return get_object_or_404(found, element__plan__slug=slug, pk=pk, ended_at=None)


def find_released(words: str) -> QuerySet[Contribution]:
    """Return the released contributions that hold all these words, the newest first.

    Of copies of one text only the first is there: see `copies_of`.
    """
    if not words:
        return released().order_by("-id")
    found = search_shown(released(), words).order_by().prefetch_related(None)
    firsts = found.values("text").annotate(first=Min("id")).values("first")
    return released().filter(id__in=firsts).order_by("-id")


def copies_of(words: str, shown: Iterable[Contribution]) -> dict[str, int]:
    """Return how often each of the texts was sent, by the text; found with the same words."""
    if not words:
        return {}
    texts = {one.text for one in shown}
    found = search_shown(released(), words).filter(text__in=texts).order_by()
    counts: dict[str, int] = dict(found.values_list("text").annotate(n=Count("id")))
    return counts


def fetch_released(reference: str) -> Contribution:
    """Return a released contribution, else answer "not found"."""
    return get_object_or_404(released(), reference=reference)


def compose_draft(plan: Plan) -> DraftPlan:
    """Return the plan as it would be published now, and what blocks that."""
    composed = _Composer(plan).compose()
    return DraftPlan(
        plan=composed.plan,
        visions=composed.visions,
        principles=composed.principles,
        calls=composed.calls,
        unplaced=composed.unplaced,
        blockers=tuple(_blockers(composed)),
    )


def compose_element(element: Element) -> DraftElement:
    """Return one element with its bases as they are now; its label may not be final."""
    draft = compose_draft(element.plan)
    return next(one for one in draft.elements() if one.element.pk == element.pk)


class _Composer:
    """Puts the rows of one plan together."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.rows = list(standing_elements(plan).prefetch_related(_links(), _bases()))
        bases = [basis for row in self.rows for basis in row.bases.all()]
        quoted = [basis.contribution_id for basis in bases if basis.contribution_id]
        self.public = {one.pk: one for one in released().filter(id__in=quoted)}
        self.told = with_capacity_told(self.public.values())
        self.figures = figures_of([basis.theme for basis in bases if basis.theme])

    def compose(self) -> DraftPlan:
        visions = self._of_kind(ElementKind.VISION)
        principles = self._of_kind(ElementKind.PRINCIPLE)
        calls = self._of_kind(ElementKind.CALL_TO_ACTION)
        outcomes = self._of_kind(ElementKind.OUTCOME)
        return DraftPlan(
            plan=self.plan,
            visions=tuple(
                self._draft(row, f"vision-{at}" if at > 1 else "vision")
                for at, row in enumerate(visions, start=1)
            ),
            principles=tuple(
                self._draft(row, f"p{at}") for at, row in enumerate(principles, start=1)
            ),
            calls=tuple(
                self._draft_call(row, str(at), outcomes) for at, row in enumerate(calls, start=1)
            ),
            unplaced=tuple(self._draft(row, "") for row in outcomes if not _lead_of(row)),
        )

    def _of_kind(self, kind: ElementKind) -> list[Element]:
        return [row for row in self.rows if row.kind == kind]

    def _draft_call(self, row: Element, label: str, outcomes: list[Element]) -> DraftElement:
        led = [outcome for outcome in outcomes if _lead_of(outcome) == row.pk]
        nested = tuple(self._draft(one, f"{label}.{at}") for at, one in enumerate(led, start=1))
        return self._draft(row, label, nested)

    def _draft(
        self, row: Element, label: str, outcomes: tuple[DraftElement, ...] = ()
    ) -> DraftElement:
        return DraftElement(
            element=row,
            label=label,
            bases=tuple(self._draft_basis(basis) for basis in row.bases.all()),
            serves=tuple(DraftLink(link.served, link.is_lead) for link in row.serves.all()),
            outcomes=outcomes,
        )

    def _draft_basis(self, basis: Basis) -> DraftBasis:
        if basis.theme:
            problem = _problem_of_theme(basis)
            return DraftBasis(basis, figures=self.figures[basis.theme.pk], problem=problem)
        if basis.contribution_id is None:
            return DraftBasis(basis)
        return _draft_quote(basis, self.public.get(basis.contribution_id), self.told)


def _links() -> "Prefetch[str, QuerySet[ElementLink], str]":
    standing = ElementLink.objects.filter(served__ended_at=None).select_related("served")
    return Prefetch("serves", queryset=standing.order_by("-is_lead", "served__position"))


def _bases() -> "Prefetch[str, QuerySet[Basis], str]":
    standing = Basis.objects.filter(ended_at=None).order_by("id")
    related = standing.select_related(
        "theme__tally", "theme__codebook__engagement", "theme__merged_into"
    )
    return Prefetch("bases", queryset=related)


def _lead_of(row: Element) -> int | None:
    return next((link.served_id for link in row.serves.all() if link.is_lead), None)


def _problem_of_theme(basis: Basis) -> str:
    theme = basis.theme
    if theme is None or theme.ended_at is None:
        return ""
    told = f"It rests on the theme “{theme.name}”, which has ended."
    return f"{told} It is part of “{theme.merged_into.name}” now." if theme.merged_into else told


def _draft_quote(basis: Basis, public: Contribution | None, told: frozenset[int]) -> DraftBasis:
    if public is None or basis.start is None or basis.end is None:
        return DraftBasis(basis, problem=NO_LONGER_RELEASED)
    parts = quote_parts(public.text, Span(basis.start, basis.end), library_redactions(public))
    if not has_words(public.text, parts):
        return DraftBasis(basis, problem=NO_LONGER_RELEASED)
    shown = show_quote(public, parts, told=told)
    return DraftBasis(basis, contribution=public, parts=parts, shown=shown)


def _blockers(draft: DraftPlan) -> Iterable[Blocker]:
    if not draft.heads:
        yield Blocker("The plan has no vision, principle or call to action yet.")
    for one in draft.elements():
        if one.is_orphan:
            yield Blocker("It has no basis. Say what it rests on.", one.element)
        for basis in one.bases:
            if basis.problem:
                yield Blocker(basis.problem, one.element)
    for one in draft.unplaced:
        yield Blocker("It serves no call to action as its lead.", one.element)
