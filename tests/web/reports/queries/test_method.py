from django.utils import timezone

from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.reports.queries.what_we_heard import what_we_heard
from goldenthread_web.themes.models import (
    Codebook,
    CodebookVersion,
    DiscoveryRun,
    ThemeChange,
)


def told(engagement: Engagement) -> str:
    return " ".join(what_we_heard(engagement, today=timezone.localdate()).method)


def test_the_method_names_how_themes_were_made_and_their_version(coded: Engagement) -> None:
    DiscoveryRun.objects.create(
        engagement=coded, method="Similar words were grouped.", finished_at=timezone.now()
    )
    assert "Similar words were grouped. The themes are not locked" in told(coded)
    codebook = Codebook.objects.get()
    CodebookVersion.objects.create(codebook=codebook, number=2, content={}, digest="d", why="Done")
    today = timezone.localdate()
    assert f"version 2 on {today.day} {today:%B %Y}." in told(coded)
    ThemeChange.objects.create(codebook=codebook, kind="renamed")
    assert "have changed since" in told(coded)


def test_languages_are_listed_with_small_numbers_hidden(heard: Engagement) -> None:
    Contribution.objects.update(language="en")
    for pk in Contribution.objects.values_list("pk", flat=True)[:2]:
        Contribution.objects.filter(pk=pk).update(language="so")
    assert "English (not shown) and Somali (fewer than 5)" in told(heard)


def test_limits_are_always_told(heard: Engagement) -> None:
    limits = " ".join(what_we_heard(heard, today=timezone.localdate()).limits)
    assert "not a sample" in limits
    assert "not a vote" in limits
    assert "speak for a group" in limits
