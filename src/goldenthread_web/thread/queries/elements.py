"""Which published elements rest on which themes and words."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q

from goldenthread_web.plans.models import Edition, EditionElement
from goldenthread_web.plans.queries import current_edition
from goldenthread_web.themes.models import Theme


class ElementsOfEdition:
    """The elements of one edition, by the themes and the contributions they rest on."""

    def __init__(self, edition: Edition | None) -> None:
        self.edition = edition
        self._by_theme: dict[int, list[EditionElement]] = defaultdict(list)
        self._by_contribution: dict[int, list[EditionElement]] = defaultdict(list)
        for element in self._elements():
            for basis in element.bases.all():
                if basis.theme_id:
                    self._by_theme[basis.theme_id].append(element)
                for quote in basis.quotes.all():
                    self._by_contribution[quote.contribution_id].append(element)

    def _elements(self) -> Iterable[EditionElement]:
        if self.edition is None:
            return ()
        elements = EditionElement.objects.filter(edition=self.edition)
        return elements.select_related("edition").prefetch_related("bases__quotes")

    def resting_on(
        self, *, themes: Iterable[Theme] = (), contribution_id: int | None = None
    ) -> list[EditionElement]:
        """Return the elements that rest on these themes (or their parents) or this quote."""
        found: dict[int, EditionElement] = {}
        for theme in themes:
            for number in (theme.pk, theme.parent_id):
                found |= {one.pk: one for one in self._by_theme.get(number or 0, [])}
        for one in self._by_contribution.get(contribution_id or 0, []):
            found[one.pk] = one
        return sorted(found.values(), key=lambda element: element.position)


def elements_in_force() -> ElementsOfEdition:
    """Return the elements of the edition that was published last, in three queries."""
    return ElementsOfEdition(current_edition())


def themes_in_public() -> Mapping[int, Theme]:
    """Return the themes that the public may see: those of published editions, and theirs nested."""
    published = Q(pk__in=_published_theme_ids())
    found = Theme.objects.filter(published | Q(parent_id__in=_published_theme_ids()), ended_at=None)
    return {theme.pk: theme for theme in found.select_related("codebook__engagement", "parent")}


def _published_theme_ids() -> list[int]:
    from_editions = EditionElement.objects.exclude(bases__theme=None)
    return [number for number in from_editions.values_list("bases__theme_id", flat=True) if number]
