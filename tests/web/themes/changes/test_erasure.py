import numpy as np
import pytest
from django.conf import settings
from django.utils import timezone
from tests.web.builders import make_response

from goldenthread.text.encoders import choose_encoder
from goldenthread.text.vectors import VectorStore
from goldenthread_web.themes.changes.erasure import forget
from goldenthread_web.themes.changes.placing import move_contributions
from goldenthread_web.themes.models import (
    Campaign,
    Coding,
    DiscoveryRun,
    NearDuplicate,
    SuggestedTheme,
    Suggestion,
    ThemeTally,
)


@pytest.fixture
def run(engagement, said) -> DiscoveryRun:
    run = DiscoveryRun.objects.create(
        engagement=engagement, contribution_count=6, finished_at=timezone.now()
    )
    theme = SuggestedTheme.objects.create(
        run=run,
        position=1,
        name="buses, at night",
        phrases=["buses", "at night", "bus"],
        size=3,
        without_copies_count=3,
        people_count=2,
        stability=0.8,
        exemplar_ids=[said[0].pk, said[2].pk],
    )
    for contribution in said:
        place = theme if contribution in said[:3] else None
        Suggestion.objects.create(
            run=run, contribution=contribution, suggested_theme=place, confidence=0.5
        )
    return run


def test_nothing_of_an_erased_contribution_stays(analyst, theme, said, run) -> None:
    move_contributions(by=analyst, contribution_ids=[said[0].pk, said[2].pk], into=theme)
    forget(by=analyst, contribution_ids=[said[0].pk])
    assert not Coding.objects.filter(contribution=said[0]).exists()
    assert not Suggestion.objects.filter(contribution=said[0]).exists()
    assert ThemeTally.objects.get(theme=theme).contribution_count == 1
    suggested = run.suggested_themes.get()
    assert (suggested.size, suggested.exemplar_ids) == (2, [said[2].pk])
    run.refresh_from_db()
    assert run.contribution_count == 5


def test_phrases_that_only_the_erased_words_held_go_too(analyst, said, run) -> None:
    forget(by=analyst, contribution_ids=[said[0].pk])
    suggested = run.suggested_themes.get()
    assert suggested.phrases == ["bus"]
    assert "night" not in suggested.name


def test_the_next_copy_takes_the_place_of_an_erased_first(engagement, analyst, run) -> None:
    of = []
    for number in range(6):
        response = make_response(engagement, "Save the library now", people_count=1 + number)
        of.append(response.contributions.get())
    NearDuplicate.objects.bulk_create(
        NearDuplicate(run=run, contribution=copy, first=of[0]) for copy in of[1:]
    )
    Campaign.objects.create(
        run=run, first=of[0], contribution_count=6, people_count=21, own_words_count=0
    )
    forget(by=analyst, contribution_ids=[of[0].pk])
    campaign = run.campaigns.get()
    assert (campaign.first, campaign.contribution_count) == (of[1], 5)
    assert campaign.people_count == 20
    assert set(run.near_duplicates.values_list("first", flat=True)) == {of[1].pk}
    forget(by=analyst, contribution_ids=[of[5].pk])
    campaign.refresh_from_db()
    assert (campaign.contribution_count, campaign.people_count) == (4, 14)


def test_vectors_of_erased_words_are_forgotten(analyst, said) -> None:
    folder = settings.FOLDER / "vectors"
    store = VectorStore(choose_encoder().name, folder)
    store.add([said[0].text, said[2].text], np.ones((2, 4), np.float32))
    forget(by=analyst, contribution_ids=[said[0].pk])
    kept = VectorStore(choose_encoder().name, folder)
    assert kept.missing([said[0].text, said[2].text]) == [said[0].text]
