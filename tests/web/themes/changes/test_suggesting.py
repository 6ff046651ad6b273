"""Accepting a suggested theme, while others decide too."""

import pytest

from goldenthread.errors import ConflictError
from goldenthread_web.themes.changes import suggesting
from goldenthread_web.themes.models import DiscoveryRun, SuggestedTheme, Suggestion, Theme


@pytest.fixture
def suggested(engagement, said, analyst) -> SuggestedTheme:
    return suggest(engagement, said[:2], analyst, "Buses at night")


def suggest(engagement, contributions, analyst, name: str) -> SuggestedTheme:
    run = DiscoveryRun.objects.filter(engagement=engagement).first() or (
        DiscoveryRun.objects.create(engagement=engagement, seed=0, made_by=analyst)
    )
    theme = SuggestedTheme.objects.create(
        run=run,
        position=run.suggested_themes.count(),
        name=name,
        size=len(contributions),
        people_count=len(contributions),
        stability=0.9,
    )
    for one in contributions:
        Suggestion.objects.create(run=run, contribution=one, suggested_theme=theme, confidence=0.9)
    return theme


def meanwhile(monkeypatch, act) -> None:
    """Let somebody act while the contributions are put into the theme, once."""
    fill, waiting = suggesting._fill, [act]

    def fill_and_act(*given: object) -> None:
        fill(*given)
        if waiting:
            waiting.pop()()

    monkeypatch.setattr(suggesting, "_fill", fill_and_act)


def test_what_is_set_aside_while_it_is_accepted_becomes_no_theme(
    suggested, analyst, monkeypatch
) -> None:
    def set_aside() -> None:
        suggesting.set_aside_suggested_theme(
            by=analyst, suggested=SuggestedTheme.objects.get(pk=suggested.pk), why="Too broad."
        )

    meanwhile(monkeypatch, set_aside)
    with pytest.raises(ConflictError, match="set aside"):
        suggesting.accept_suggested_theme(by=analyst, suggested=suggested)
    assert not Theme.objects.filter(ended_at=None).exists()


def test_two_suggestions_accepted_at_once_do_not_get_one_name(
    engagement, said, suggested, analyst, monkeypatch
) -> None:
    other = suggest(engagement, said[2:4], analyst, "Trees")

    def accept_the_other() -> None:
        suggesting.accept_suggested_theme(by=analyst, suggested=other, name="Streets")

    meanwhile(monkeypatch, accept_the_other)
    with pytest.raises(ConflictError, match="already"):
        suggesting.accept_suggested_theme(by=analyst, suggested=suggested, name="Streets")
    assert Theme.objects.filter(name="Streets", ended_at=None).count() == 1


def test_a_suggestion_that_is_a_theme_already_cannot_be_set_aside(suggested, analyst) -> None:
    suggesting.accept_suggested_theme(
        by=analyst, suggested=SuggestedTheme.objects.get(pk=suggested.pk)
    )
    with pytest.raises(ConflictError, match="accepted already"):
        suggesting.set_aside_suggested_theme(by=analyst, suggested=suggested, why="Too broad.")
