"""Changes of this stage, by topic. Each writes an audit event in the same transaction."""

from goldenthread_web.plans.changes.bases import (
    Source,
    end_basis,
    rest_on_quote,
    rest_on_source,
    rest_on_theme,
)
from goldenthread_web.plans.changes.drafting import (
    Serves,
    Wording,
    add_element,
    change_element,
    change_plan,
    end_element,
    make_plan,
    move_element,
)
from goldenthread_web.plans.changes.forgetting import forget
from goldenthread_web.plans.changes.outcomes import link_outcome, unlink_outcome
from goldenthread_web.plans.changes.publishing import publish_edition

__all__ = [
    "Serves",
    "Source",
    "Wording",
    "add_element",
    "change_element",
    "change_plan",
    "end_basis",
    "end_element",
    "forget",
    "link_outcome",
    "make_plan",
    "move_element",
    "publish_edition",
    "rest_on_quote",
    "rest_on_source",
    "rest_on_theme",
    "unlink_outcome",
]
