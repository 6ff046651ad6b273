"""Words of a theme that may be quoted."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, IntegerField, QuerySet, Value, When

from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.engagement.permissions import SEE_HELD_WORDS
from goldenthread_web.engagement.queries.contributions import released, visible_to
from goldenthread_web.engagement.wording import released_text
from goldenthread_web.people.models import Person
from goldenthread_web.people.permissions import allows
from goldenthread_web.themes.models import Coding, SuggestedTheme, Theme
from goldenthread_web.themes.queries.among import among
from goldenthread_web.themes.queries.placements import NOT_READ

LAST = 1_000
QUOTES_A_THEME = 3


def released_quotes(theme: Theme, limit: int) -> list[Contribution]:
    """Return released contributions of a theme, the most typical first, one a response.

    Show them with `engagement.wording.released_text`; their redactions are here.
    """
    coded = Coding.objects.filter(theme=theme, ended_at=None).values("contribution_id")
    typical = theme.suggested_theme.exemplar_ids if theme.suggested_theme else []
    found = in_order_of(among(coded, released()), typical)
    quotes: dict[int, Contribution] = {}
    for contribution in found[: limit * 4]:
        quotes.setdefault(contribution.response_id, contribution)
    return list(quotes.values())[:limit]


@dataclass(frozen=True, slots=True)
class Quote:
    """A contribution with its words as the reader may read them."""

    contribution: Contribution
    words: str


@dataclass(frozen=True, slots=True)
class TypicalQuotes:
    """The most typical words that a reader may read, by suggestion and by theme."""

    of_suggested: dict[int, list[Quote]]
    of_theme: dict[int, list[Quote]]


def typical_quotes(
    person: Person,
    engagement: Engagement,
    *,
    suggested: Sequence[SuggestedTheme],
    themes: Sequence[Theme],
) -> TypicalQuotes:
    """Return a few quotes each. A theme shows what is in it still, as far as it was suggested."""
    typical_of = {theme.pk: theme.suggested_theme for theme in themes if theme.suggested_theme}
    wanted = {pk for one in [*suggested, *typical_of.values()] for pk in one.exemplar_ids}
    quotes = _quotes_by_id(person, engagement, wanted)
    codings = Coding.objects.filter(theme__in=typical_of, contribution__in=wanted, ended_at=None)
    still = set(codings.values_list("theme", "contribution"))
    return TypicalQuotes(
        of_suggested={one.pk: _first(one.exemplar_ids, quotes) for one in suggested},
        of_theme={
            pk: _first([one for one in typical.exemplar_ids if (pk, one) in still], quotes)
            for pk, typical in typical_of.items()
        },
    )


def _quotes_by_id(person: Person, engagement: Engagement, wanted: set[int]) -> dict[int, Quote]:
    sees_held = allows(person, SEE_HELD_WORDS, on=engagement)
    visible = visible_to(person, engagement).exclude(status__in=NOT_READ)
    found = among(wanted, visible)
    return {one.pk: Quote(one, shown_words(one, sees_held=sees_held)) for one in found}


def _first(ids: Sequence[int], quotes: dict[int, Quote]) -> list[Quote]:
    return [quotes[pk] for pk in ids if pk in quotes][:QUOTES_A_THEME]


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
