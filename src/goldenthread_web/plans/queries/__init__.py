"""Reading plans and their editions."""

from goldenthread_web.plans.queries.drafts import DraftPlan, compose_draft, plans_in_the_making
from goldenthread_web.plans.queries.editions import (
    PublishedEdition,
    PublishedElement,
    current_editions,
    edition_with_everything,
    editions_of,
    next_number,
    published_plans,
    quote_text,
    read_edition,
)
from goldenthread_web.plans.queries.examination import (
    EditionFinding,
    FindingState,
    check_edition,
    check_every_edition,
)
from goldenthread_web.plans.queries.gaps import PlanGaps, find_gaps
from goldenthread_web.plans.queries.resting import (
    elements_resting_on_contributions,
    elements_resting_on_theme,
    elements_resting_on_themes,
)

__all__ = [
    "DraftPlan",
    "EditionFinding",
    "FindingState",
    "PlanGaps",
    "PublishedEdition",
    "PublishedElement",
    "check_edition",
    "check_every_edition",
    "compose_draft",
    "current_editions",
    "edition_with_everything",
    "editions_of",
    "elements_resting_on_contributions",
    "elements_resting_on_theme",
    "elements_resting_on_themes",
    "find_gaps",
    "next_number",
    "plans_in_the_making",
    "published_plans",
    "quote_text",
    "read_edition",
]
