"""Words of a theme that may be quoted."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When

from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.engagement.permissions import SEE_HELD_WORDS
from goldenthread_web.engagement.queries.contributions import released, visible_to
from goldenthread_web.engagement.wording import released_text
from goldenthread_web.people.models import Person
from goldenthread_web.people.permissions import allows
from goldenthread_web.themes.models import Coding, SuggestedTheme, Theme
from goldenthread_web.themes.queries.placements import NOT_READ

LAST = 1_000
QUOTES_A_THEME = 3


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


@dataclass(frozen=True, slots=True)
class Quote:
    """A contribution with its words as the reader may read them."""

    contribution: Contribution
    words: str


def exemplars_for(
    person: Person, engagement: Engagement, suggested: list[SuggestedTheme]
) -> dict[int, list[Quote]]:
    """Return the typical contributions that a person may read, by suggested theme, in order."""
    sees_held = allows(person, SEE_HELD_WORDS, on=engagement)
    visible = visible_to(person, engagement).exclude(status__in=NOT_READ)
    wanted = {pk for theme in suggested for pk in theme.exemplar_ids}
    found = {contribution.pk: contribution for contribution in visible.filter(id__in=wanted)}
    return {
        theme.pk: [
            Quote(found[pk], shown_words(found[pk], sees_held=sees_held))
            for pk in theme.exemplar_ids
            if pk in found
        ][:QUOTES_A_THEME]
        for theme in suggested
    }


def in_order_of(found: QuerySet[Contribution], first_ids: list[int]) -> QuerySet[Contribution]:
    """Return the contributions with these first, in this order, then by id."""
    places = [When(pk=pk, then=Value(place)) for place, pk in enumerate(first_ids[:LAST])]
    if not places:
        return found.order_by("id")
    place = Case(*places, default=Value(LAST), output_field=IntegerField())
    return found.order_by(place, "id")


def shown_words(contribution: Contribution | None, *, sees_held: bool) -> str:
    """Return the words of a contribution as this reader may read them."""
    if contribution is None:
        return ""
    return contribution.text if sees_held else released_text(contribution)
