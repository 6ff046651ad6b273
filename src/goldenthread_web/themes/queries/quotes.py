"""Words of a theme that may be quoted."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from goldenthread_web.engagement.models import Contribution
from goldenthread_web.engagement.queries.contributions import released
from goldenthread_web.themes.models import Coding, SuggestedTheme, Theme

LAST = 1_000


def released_quotes(theme: Theme, limit: int) -> list[Contribution]:
    """Return released contributions of a theme, the most typical first, one a response.

    Show them with `engagement.wording.released_text`; their redactions are here.
    """
    coded = Coding.objects.filter(theme=theme, ended_at=None).values("contribution_id")
    typical = theme.suggested_theme.exemplar_ids if theme.suggested_theme else []
    found = in_order_of(released().filter(id__in=coded), typical)
    quotes: dict[int, Contribution] = {}
    for contribution in found[: limit * 4]:
        quotes.setdefault(contribution.response_id, contribution)
    return list(quotes.values())[:limit]


def exemplars_of(
    suggested: list[SuggestedTheme], visible: QuerySet[Contribution], limit: int
) -> dict[int, list[Contribution]]:
    """Return the typical contributions that a person may read, by suggested theme, in order.

    `visible` is what that person may read: `visible_to(person, engagement)`.
    """
    wanted = {pk for theme in suggested for pk in theme.exemplar_ids}
    found = {contribution.pk: contribution for contribution in visible.filter(id__in=wanted)}
    return {
        theme.pk: [found[pk] for pk in theme.exemplar_ids if pk in found][:limit]
        for theme in suggested
    }


def in_order_of(found: QuerySet[Contribution], first_ids: list[int]) -> QuerySet[Contribution]:
    """Return the contributions with these first, in this order, then by id."""
    places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(first_ids[:LAST])]
    if not places:
        return found.order_by("id")
    place = Case(*places, default=Value(LAST), output_field=IntegerField())
    return found.order_by(place, "id")
