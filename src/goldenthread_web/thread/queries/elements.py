"""Which published elements rest on which themes, and which themes the public may see."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from goldenthread_web.plans.models import EditionBasis, EditionElement
from goldenthread_web.plans.queries import elements_resting_on_themes
from goldenthread_web.plans.queries.resting import in_order
from goldenthread_web.themes.models import Theme


def elements_by_theme(themes: Iterable[Theme]) -> Mapping[int, list[EditionElement]]:
    """Return for each theme the elements that rest on it or on the theme it is nested in."""
    known = list(themes)
    wanted = {theme.pk for theme in known} | {t.parent_id for t in known if t.parent_id}
    resting = elements_resting_on_themes(wanted)
    return {
        theme.pk: in_order([*resting.get(theme.pk, []), *resting.get(theme.parent_id or 0, [])])
        for theme in known
    }


def themes_in_public() -> Mapping[int, Theme]:
    """Return the themes that the public may see: those of published editions, and theirs nested."""
    published = EditionBasis.objects.exclude(theme=None).values("theme_id")
    found = Theme.objects.filter(
        Q(pk__in=published) | Q(parent_id__in=published), ended_at=None
    ).select_related("codebook__engagement", "parent", "suggested_theme")
    return {theme.pk: theme for theme in found}
