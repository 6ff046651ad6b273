"""Counting again what is in a theme: part of every change that moves contributions."""

from collections.abc import Iterable

from django.db import transaction

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.themes.models import Theme, ThemeTally
from goldenthread_web.themes.queries.counts import tally_of


@transaction.atomic
def count_again(*, themes: Iterable[Theme]) -> None:
    """Store the tallies of these themes, and of those that they are nested in."""
    wanted = {theme.pk for theme in themes}
    wanted |= {
        pk for pk in Theme.objects.filter(pk__in=wanted).values_list("parent", flat=True) if pk
    }
    for theme in Theme.objects.filter(pk__in=wanted).select_related("codebook__engagement"):
        tally = tally_of(theme)
        tally.save(force_insert=not ThemeTally.objects.filter(pk=theme.pk).exists())


def count_all_again(*, engagement: Engagement) -> None:
    """Store the tallies of every theme that stands: a new run knows new copies."""
    count_again(themes=Theme.objects.filter(codebook__engagement=engagement, ended_at=None))
