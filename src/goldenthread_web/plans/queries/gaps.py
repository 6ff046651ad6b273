"""What people said strongly and no element answers; what the plan says and rests on nothing."""

from dataclasses import dataclass

from goldenthread_web.plans.models import Plan
from goldenthread_web.plans.queries.drafts import DraftElement, DraftPlan, compose_draft
from goldenthread_web.plans.queries.figures import ThemeFigures, themes_to_rest_on

STRONG_SHARE = 0.02
STRONG_THIRD = 3


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme with its figures and the elements that answer it."""

    figures: ThemeFigures
    is_strong: bool
    elements: tuple[DraftElement, ...]


@dataclass(frozen=True, slots=True)
class PlanGaps:
    """The gaps of a plan in the making."""

    draft: DraftPlan
    unanswered: tuple[ThemeLine, ...]
    answered: tuple[ThemeLine, ...]
    quiet_count: int
    orphans: tuple[DraftElement, ...]
    without_words: tuple[DraftElement, ...]

    @property
    def strong_count(self) -> int:
        return len(self.unanswered) + sum(line.is_strong for line in self.answered)


def find_gaps(plan: Plan) -> PlanGaps:
    """Return the gaps of the plan, in a constant number of queries.

    A theme is strong if at least 2 % of what was said in its engagement belongs
    to it, or if it is among the third of its engagement's themes with the most people.
    """
    draft = compose_draft(plan)
    lines = _theme_lines(draft)
    return PlanGaps(
        draft=draft,
        unanswered=tuple(line for line in lines if line.is_strong and not line.elements),
        answered=tuple(line for line in lines if line.elements),
        quiet_count=sum(not line.is_strong and not line.elements for line in lines),
        orphans=tuple(one for one in draft.elements() if one.is_orphan),
        without_words=tuple(one for one in draft.elements() if one.no_words_sentence),
    )


def _theme_lines(draft: DraftPlan) -> list[ThemeLine]:
    """Return every standing theme, the one with most people first."""
    figures = themes_to_rest_on()
    strong = _strong_ids(figures)
    answering = _elements_by_theme(draft)
    return [
        ThemeLine(
            figures=one,
            is_strong=one.theme.pk in strong,
            elements=_answering(one, answering),
        )
        for one in figures
    ]


def _strong_ids(figures: list[ThemeFigures]) -> set[int]:
    """Return the ids of strong themes; `figures` has those with most people first."""
    strong = {one.theme.pk for one in figures if one.share >= STRONG_SHARE}
    by_engagement: dict[int, list[int]] = {}
    for one in figures:
        if one.people_count:
            by_engagement.setdefault(one.theme.codebook.engagement_id, []).append(one.theme.pk)
    for ids in by_engagement.values():
        strong.update(ids[: len(ids) // STRONG_THIRD])
    return strong


def _elements_by_theme(draft: DraftPlan) -> dict[int, list[DraftElement]]:
    found: dict[int, list[DraftElement]] = {}
    for one in draft.elements():
        for basis in one.bases:
            if basis.basis.theme_id:
                found.setdefault(basis.basis.theme_id, []).append(one)
    return found


def _answering(
    figures: ThemeFigures, by_theme: dict[int, list[DraftElement]]
) -> tuple[DraftElement, ...]:
    """Return the elements that rest on the theme, or on the theme in which it is nested."""
    theme = figures.theme
    own = by_theme.get(theme.pk, [])
    wider = by_theme.get(theme.parent_id or 0, [])
    return tuple({one.element.pk: one for one in (*own, *wider)}.values())
