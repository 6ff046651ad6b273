"""A new theme out of what waits in the queue."""

from collections.abc import Collection

from django.db import transaction

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.people.audit import By
from goldenthread_web.themes.changes.placing import move_contributions
from goldenthread_web.themes.changes.shaping import add_theme
from goldenthread_web.themes.models import Theme


@transaction.atomic
def start_theme_with(
    *, by: By, engagement: Engagement, contribution_ids: Collection[int], name: str, why: str = ""
) -> Theme:
    """Return a theme added by hand, with these contributions of the queue in it."""
    theme = add_theme(by=by, engagement=engagement, name=name, why=why)
    move_contributions(by=by, contribution_ids=contribution_ids, into=theme, why=why)
    return theme
