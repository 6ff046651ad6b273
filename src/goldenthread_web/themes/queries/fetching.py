"""One row of an engagement's themes, or "not found": what another engagement has is not here."""

from django.shortcuts import get_object_or_404

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.themes.models import CodebookVersion, SuggestedTheme, Theme, ThemeChange
from goldenthread_web.themes.queries.runs import finished_runs


def fetch_theme(engagement: Engagement, theme_id: int) -> Theme:
    """Return a theme, ended ones too: their record can be read."""
    found = Theme.objects.filter(codebook__engagement=engagement)
    return get_object_or_404(
        found.select_related(
            "parent", "tally", "suggested_theme__run", "merged_into", "codebook__engagement"
        ),
        pk=theme_id,
    )


def fetch_suggested(engagement: Engagement, suggested_id: int) -> SuggestedTheme:
    """Return a suggested theme of a finished run."""
    found = SuggestedTheme.objects.filter(run__in=finished_runs(engagement).order_by())
    return get_object_or_404(
        found.select_related("run__engagement", "set_aside_by"), pk=suggested_id
    )


def fetch_change(engagement: Engagement, change_id: int) -> ThemeChange:
    """Return one change of the codebook."""
    found = ThemeChange.objects.filter(codebook__engagement=engagement)
    return get_object_or_404(found.select_related("by", "codebook__engagement"), pk=change_id)


def fetch_version(engagement: Engagement, number: int) -> CodebookVersion:
    """Return one locked version."""
    found = CodebookVersion.objects.filter(codebook__engagement=engagement)
    return get_object_or_404(found.select_related("locked_by"), number=number)
