"""Contributions to read: of a theme, of a suggestion, or of the queue, filtered and sorted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from goldenthread_web.engagement.models import Contribution, Engagement, Question
from goldenthread_web.engagement.permissions import SEE_HELD_WORDS
from goldenthread_web.engagement.queries.contributions import visible_to
from goldenthread_web.engagement.queries.search import search, search_shown
from goldenthread_web.engagement.wording import released_text
from goldenthread_web.people.models import Person
from goldenthread_web.people.permissions import allows
from goldenthread_web.themes.models import Coding, SuggestedTheme, Suggestion, Theme
from goldenthread_web.themes.queries.among import among
from goldenthread_web.themes.queries.placements import (
    NOT_READ,
    Placement,
    codings_of_outer,
    themes_of,
)
from goldenthread_web.themes.queries.released_names import as_released
from goldenthread_web.themes.queries.runs import latest_run

Found = QuerySet[Contribution]
NO_SUGGESTION = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the reader asked for, from the address of the page.

    `state`: "" for what is in the theme, "read" or "accepted" for how it came
    there, "suggested" for what is only suggested for it. `sort`: "" for the
    order in which it came, "surest" or "least sure" by the method's confidence.
    """

    words: str = ""
    capacity: str = ""
    question: Question | None = None
    state: str = ""
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A contribution with the words that the reader may read, and where it stands."""

    contribution: Contribution
    words: str
    placement: Placement


def in_theme(person: Person, theme: Theme, wanted: Wanted) -> Found:
    """Return what is in a theme, or what is only suggested for it."""
    codings = Coding.objects.filter(theme=theme, ended_at=None)
    visible = _visible(person, theme.codebook.engagement)
    if wanted.state == "suggested":
        ids = Suggestion.objects.filter(
            suggested_theme=theme.suggested_theme_id or NO_SUGGESTION
        ).values("contribution")
        found = among(ids, visible).exclude(pk__in=codings.values("contribution"))
    else:
        codings = codings.filter(origin=wanted.state) if wanted.state else codings
        found = among(codings.values("contribution"), visible)
    return _narrow(person, found, theme.codebook.engagement, wanted)


def in_suggestion(person: Person, suggested: SuggestedTheme, wanted: Wanted) -> Found:
    """Return what a suggested theme would hold, the surest first unless asked otherwise."""
    engagement = suggested.run.engagement
    ids = suggested.suggestions.values("contribution")
    found = among(ids, _visible(person, engagement))
    return _narrow(person, found, engagement, wanted)


def in_queue(person: Person, engagement: Engagement, wanted: Wanted) -> Found:
    """Return what nobody has placed yet; "suggested" and "unsuggested" narrow it."""
    found = _visible(person, engagement).filter(~Exists(codings_of_outer()))
    if wanted.state:
        suggested = Suggestion.objects.filter(
            contribution=OuterRef("pk"),
            run=latest_run(engagement),
            suggested_theme__isnull=False,
            suggested_theme__set_aside_at=None,
        )
        asked = Exists(suggested)
        found = found.filter(asked if wanted.state == "suggested" else ~asked)
    return _narrow(person, found, engagement, wanted)


def lines_of(
    person: Person, engagement: Engagement, contributions: Sequence[Contribution]
) -> list[Line]:
    """Return a page of contributions with words and placements, in two queries more."""
    sees_held = allows(person, SEE_HELD_WORDS, on=engagement)
    placements = themes_of(contributions)
    if not sees_held:
        placements = _with_released_names(placements)
    return [
        Line(one, one.text if sees_held else released_text(one), placements[one.pk])
        for one in contributions
    ]


def _with_released_names(placements: Mapping[int, Placement]) -> Mapping[int, Placement]:
    suggested = {one.suggested.pk: one.suggested for one in placements.values() if one.suggested}
    named = as_released(suggested.values())
    return {
        pk: replace(one, suggested=named[one.suggested.pk]) if one.suggested else one
        for pk, one in placements.items()
    }


def _visible(person: Person, engagement: Engagement) -> Found:
    return visible_to(person, engagement).exclude(status__in=NOT_READ)


def _narrow(person: Person, found: Found, engagement: Engagement, wanted: Wanted) -> Found:
    if wanted.words:
        sees_held = allows(person, SEE_HELD_WORDS, on=engagement)
        found = search(found, wanted.words) if sees_held else search_shown(found, wanted.words)
    if wanted.capacity:
        found = found.filter(response__capacity=wanted.capacity)
    if wanted.question is not None:
        found = found.filter(question=wanted.question)
    if not wanted.sort:
        return found.order_by("pk")
    suggestion = Suggestion.objects.filter(contribution=OuterRef("pk"), run=latest_run(engagement))
    found = found.annotate(confidence=Subquery(suggestion.values("confidence")[:1]))
    surest = F("confidence").desc(nulls_last=True)
    least = F("confidence").asc(nulls_first=True)
    return found.order_by(surest if wanted.sort == "surest" else least, "pk")
