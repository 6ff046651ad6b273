"""Whose results the public may see: one rule for page, chart and download."""

from datetime import date

from django.shortcuts import get_object_or_404

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.exercises import published


def engagement_with_public_results(slug: str, *, today: date) -> Engagement:
    """Return a public engagement whose results are public today; anything else is not found."""
    return get_object_or_404(published(), slug=slug, results_public_on__lte=today)


def are_results_public(engagement: Engagement, *, today: date) -> bool:
    """Return the same of an engagement that is known."""
    on = engagement.results_public_on
    return engagement.is_published and on is not None and on <= today
