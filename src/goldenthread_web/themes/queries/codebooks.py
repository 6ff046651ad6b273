"""Themes that stand now."""

from django.db.models import QuerySet

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.themes.models import SuggestedTheme, Theme


def standing_themes(engagement: Engagement) -> QuerySet[Theme]:
    """Return the themes of an engagement that have not ended, by name."""
    found = Theme.objects.filter(codebook__engagement=engagement, ended_at=None)
    return found.select_related("codebook__engagement", "parent").order_by("name")


def could_hold(theme: Theme) -> QuerySet[Theme]:
    """Return the themes in which this one could be nested: themes have two levels."""
    if Theme.objects.filter(parent=theme, ended_at=None).exists():
        return Theme.objects.none()
    others = standing_themes(theme.codebook.engagement).filter(parent=None)
    return others.exclude(pk=theme.pk)


def accepted_as(suggested_id: int) -> Theme | None:
    """Return the standing theme that a suggestion was accepted as."""
    return Theme.objects.filter(suggested_theme=suggested_id, ended_at=None).first()


def theme_of_suggestion(suggested: SuggestedTheme | None) -> Theme | None:
    """Return the theme that a suggestion points to by now, through any merge of it."""
    if suggested is None:
        return None
    found = Theme.objects.filter(suggested_theme=suggested).select_related("merged_into")
    theme = found.order_by("-pk").first()
    while theme is not None and theme.ended_at is not None:
        theme = theme.merged_into
    return theme
