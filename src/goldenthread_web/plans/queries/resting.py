"""Up the thread: which published elements rest on a theme, or on somebody's words."""

from collections.abc import Collection, Iterable

from django.db.models import Prefetch, Q, QuerySet

from goldenthread_web.plans.models import EditionBasis, EditionElement
from goldenthread_web.plans.queries.editions import current_editions
from goldenthread_web.themes.models import Theme
from goldenthread_web.themes.queries import themes_of


def _elements_of_current() -> QuerySet[EditionElement]:
    """Return the elements of the newest edition of each plan, the plan published last first."""
    newest = current_editions().values("pk")
    found = EditionElement.objects.filter(edition__in=newest).select_related("edition")
    return found.order_by("-edition__number", "position")


def elements_resting_on_theme(theme: Theme) -> list[EditionElement]:
    """Return the elements of every plan's newest edition that rest on this theme."""
    return elements_resting_on_themes([theme.pk]).get(theme.pk, [])


def elements_resting_on_themes(theme_ids: Collection[int]) -> dict[int, list[EditionElement]]:
    """Return the elements of newest editions that rest on each theme, in two queries.

    An element rests on the theme into which its own theme was merged later, too.
    """
    resting = EditionBasis.objects.filter(
        Q(theme_id__in=theme_ids) | Q(theme__merged_into_id__in=theme_ids)
    ).select_related("theme")
    elements = _elements_of_current().filter(bases__in=resting).distinct()
    shown = elements.prefetch_related(Prefetch("bases", queryset=resting, to_attr="resting"))
    found: dict[int, list[EditionElement]] = {}
    for element in shown:
        for pk in _themes_under(element.resting) & set(theme_ids):
            found.setdefault(pk, []).append(element)
    return found


def _themes_under(bases: Iterable[EditionBasis]) -> set[int]:
    """Return the ids of the themes, and of those they were merged into."""
    themes = [basis.theme for basis in bases if basis.theme]
    return {pk for theme in themes for pk in (theme.pk, theme.merged_into_id) if pk}


def elements_resting_on_contributions(
    contribution_ids: Iterable[int],
) -> dict[int, list[EditionElement]]:
    """Return for each contribution the elements that quote it or rest on a theme of it.

    In a constant number of queries; elements of every plan's newest edition, in order.
    """
    ids = list(contribution_ids)
    placements = themes_of(ids)
    themes = {pk: {given.theme.pk for given in placements[pk].given} for pk in ids}
    by_theme = elements_resting_on_themes(set().union(*themes.values()))
    quoting = _elements_quoting(ids)
    return {
        pk: in_order([*quoting.get(pk, []), *(e for t in themes[pk] for e in by_theme.get(t, []))])
        for pk in ids
    }


def _elements_quoting(ids: list[int]) -> dict[int, list[EditionElement]]:
    found: dict[int, list[EditionElement]] = {}
    quoting = EditionBasis.objects.filter(quotes__contribution_id__in=ids)
    elements = _elements_of_current().filter(bases__in=quoting).distinct()
    for element in elements.prefetch_related("bases__quotes"):
        for basis in element.bases.all():
            for quote in basis.quotes.all():
                found.setdefault(quote.contribution_id, []).append(element)
    return found


def in_order(elements: Iterable[EditionElement]) -> list[EditionElement]:
    """Return the elements as their plans order them, each once, the newest plan first."""
    once = {element.pk: element for element in elements}
    return sorted(once.values(), key=lambda one: (-one.edition.number, one.position))
