"""Reading what is in a theme, in a suggestion, and in the queue."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.permissions import SEE_HELD_WORDS
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import allows, requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.themes.forms.reading import IN_QUEUE, IN_THEME, ReadingForm
from goldenthread_web.themes.models import Theme
from goldenthread_web.themes.permissions import MAKE_SENSE, SEE_THEMES
from goldenthread_web.themes.queries.certainty import certainty_of
from goldenthread_web.themes.queries.codebooks import accepted_as, standing_themes
from goldenthread_web.themes.queries.counts import count_of_theme
from goldenthread_web.themes.queries.fetching import fetch_suggested, fetch_theme
from goldenthread_web.themes.queries.history import history
from goldenthread_web.themes.queries.reading import (
    Found,
    in_queue,
    in_suggestion,
    in_theme,
    lines_of,
)
from goldenthread_web.themes.queries.released_names import as_released
from goldenthread_web.themes.queries.suggested import overlaps, would_place
from goldenthread_web.themes.views.looking import look

PAGE_SIZE = 25


@dataclass(frozen=True)
class ContributionsToList:
    """What a list page needs besides its heading."""

    engagement: Engagement
    form: ReadingForm
    found: Found
    out_of: Theme | None = None


def show_list(
    request: OfficeRequest, template: str, listed: ContributionsToList, **more: object
) -> HttpResponse:
    """Answer with one page of contributions, and log the look at held words."""
    page = page_of(request, listed.found, size=PAGE_SIZE)
    lines = lines_of(request.user, listed.engagement, list(page))
    sees_held = look(request, listed.engagement, len(lines))
    context = {
        "engagement": listed.engagement,
        "filters": listed.form,
        "page": page,
        "lines": lines,
        "themes": standing_themes(listed.engagement),
        "out_of": listed.out_of,
        "may_shape": allows(request.user, MAKE_SENSE),
        "sees_held": sees_held,
        **more,
    }
    return render(request, template, context)


@requires(SEE_THEMES)
def show_theme(request: OfficeRequest, slug: str, theme_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_THEMES)
    theme = fetch_theme(engagement, theme_id)
    form = ReadingForm(request.GET, engagement=engagement, states=IN_THEME)
    count = count_of_theme(theme)
    listed = ContributionsToList(
        engagement, form, in_theme(request.user, theme, form.wanted), theme
    )
    return show_list(
        request,
        "themes/theme.html",
        listed,
        theme=theme,
        count=count,
        certainty=certainty_of(count.stability, count.contribution_count),
        changes=history(engagement, theme)[:3],
        nested=theme.nested.filter(ended_at=None),
    )


@requires(SEE_THEMES)
def show_suggested(request: OfficeRequest, slug: str, suggested_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_THEMES)
    theme = fetch_suggested(engagement, suggested_id)
    form = ReadingForm(request.GET, engagement=engagement, states=())
    found = in_suggestion(request.user, theme, form.wanted)
    if not allows(request.user, SEE_HELD_WORDS, on=engagement):
        theme = as_released([theme])[theme.pk]
    return show_list(
        request,
        "themes/suggested.html",
        ContributionsToList(engagement, form, found),
        theme=theme,
        accepted=accepted_as(theme.pk),
        certainty=certainty_of(theme.stability, theme.size),
        waiting_count=would_place(theme).count(),
        overlaps=overlaps(theme),
    )


@requires(SEE_THEMES)
def show_queue(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_THEMES)
    form = ReadingForm(request.GET, engagement=engagement, states=IN_QUEUE)
    found = in_queue(request.user, engagement, form.wanted)
    return show_list(request, "themes/queue.html", ContributionsToList(engagement, form, found))
