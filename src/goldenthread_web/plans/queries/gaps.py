"""What people said strongly and no element answers; what the plan says and rests on nothing."""

from dataclasses import dataclass
from itertools import groupby

from goldenthread_web.plans.models import Plan
from goldenthread_web.plans.queries.drafts import DraftElement, DraftPlan, compose_draft
from goldenthread_web.plans.queries.figures import ThemeFigures, themes_to_rest_on

STRONG_SHARE = 0.02
FEWEST_CONTRIBUTIONS = 5


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme with its figures in each engagement, and the elements that answer it."""

    figures: tuple[ThemeFigures, ...]
    elements: tuple[DraftElement, ...]

    @property
    def name(self) -> str:
        return self.figures[0].theme.name

    @property
    def is_strong(self) -> bool:
        return any(is_strong(one) for one in self.figures)


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


def is_strong(figures: ThemeFigures) -> bool:
    """Return whether 2 % of what was said in its engagement belongs to it, and 5 contributions."""
    is_many = figures.contribution_count >= FEWEST_CONTRIBUTIONS
    return is_many and figures.share >= STRONG_SHARE


def find_gaps(plan: Plan) -> PlanGaps:
    """Return the gaps of the plan, in a constant number of queries.

    Themes of one name in several engagements are one line.
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
    """Return every standing theme, the one that most people spoke of first."""
    answering = _elements_by_theme(draft)
    return [
        ThemeLine(figures=tuple(alike), elements=_answering(alike, answering))
        for alike in _by_name(themes_to_rest_on())
    ]


def _by_name(figures: list[ThemeFigures]) -> list[list[ThemeFigures]]:
    return [list(alike) for _, alike in groupby(figures, key=lambda one: one.theme.name)]


def _elements_by_theme(draft: DraftPlan) -> dict[int, list[DraftElement]]:
    found: dict[int, list[DraftElement]] = {}
    for one in draft.elements():
        for basis in one.bases:
            if basis.basis.theme_id:
                found.setdefault(basis.basis.theme_id, []).append(one)
    return found


def _answering(
    alike: list[ThemeFigures], by_theme: dict[int, list[DraftElement]]
) -> tuple[DraftElement, ...]:
    """Return the elements that rest on the theme, or on the theme in which it is nested."""
    themes = [pk for one in alike for pk in (one.theme.pk, one.theme.parent_id or 0)]
    found = {one.element.pk: one for pk in themes for one in by_theme.get(pk, [])}
    return tuple(found.values())
