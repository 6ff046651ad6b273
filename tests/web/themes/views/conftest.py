"""A board with everything on it: a run, suggestions, themes, a campaign and a queue."""

import pytest
from django.utils import timezone

from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.people.models import Person
from goldenthread_web.themes.changes.suggesting import accept_suggested_theme
from goldenthread_web.themes.models import (
    Campaign,
    DiscoveryRun,
    NearDuplicate,
    SuggestedTheme,
    Suggestion,
    Theme,
)


def suggest(run: DiscoveryRun, name: str, *contributions: Contribution) -> SuggestedTheme:
    place = run.suggested_themes.count() + 1
    theme = SuggestedTheme.objects.create(
        run=run,
        position=place,
        name=name,
        phrases=[name],
        size=len(contributions),
        without_copies_count=len(contributions),
        people_count=len(contributions),
        stability=0.9,
        exemplar_ids=[one.pk for one in contributions],
    )
    Suggestion.objects.bulk_create(
        Suggestion(run=run, contribution=one, suggested_theme=theme, confidence=0.9 - place / 100)
        for one in contributions
    )
    return theme


@pytest.fixture
def run(engagement: Engagement, said: list[Contribution]) -> DiscoveryRun:
    run = DiscoveryRun.objects.create(
        engagement=engagement, contribution_count=6, queue_count=2, finished_at=timezone.now()
    )
    suggest(run, "night buses", said[0], said[2])
    suggest(run, "more trees", said[3], said[4])
    for one in (said[1], said[5]):
        Suggestion.objects.create(run=run, contribution=one, confidence=0.1)
    NearDuplicate.objects.create(run=run, contribution=said[4], first=said[3])
    Campaign.objects.create(
        run=run, first=said[3], contribution_count=5, people_count=7, own_words_count=1
    )
    return run


@pytest.fixture
def accepted(run: DiscoveryRun, analyst: Person) -> Theme:
    suggested = run.suggested_themes.get(name="night buses")
    return accept_suggested_theme(by=analyst, suggested=suggested, name="Buses at night")
