"""Putting contributions into themes: many at once from a list, or one by one by keys."""

from collections.abc import Callable
from string import ascii_lowercase, digits
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.people.models import Person
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.themes.changes.placing import move_contributions
from goldenthread_web.themes.changes.shaping import split_theme
from goldenthread_web.themes.changes.splitting import start_theme_with
from goldenthread_web.themes.forms.reading import IN_QUEUE, IN_THEME, ReadingForm
from goldenthread_web.themes.forms.shaping import PlaceForm
from goldenthread_web.themes.forms.trying import try_change
from goldenthread_web.themes.models import Theme
from goldenthread_web.themes.permissions import MAKE_SENSE
from goldenthread_web.themes.queries.codebooks import standing_themes, theme_of_suggestion
from goldenthread_web.themes.queries.fetching import fetch_theme
from goldenthread_web.themes.queries.placements import not_placed
from goldenthread_web.themes.queries.reading import Found, in_queue, in_theme, lines_of
from goldenthread_web.themes.views.looking import look, number_asked_for

# "s" skips and "y" follows the suggestion.
KEYS = digits[1:] + "".join(letter for letter in ascii_lowercase if letter not in "sy")


@requires(MAKE_SENSE)
@require_POST
def place_from_theme(request: OfficeRequest, slug: str, theme_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MAKE_SENSE)
    theme = fetch_theme(engagement, theme_id)

    def everything() -> Found:
        form = ReadingForm(_filters(request), engagement=engagement, states=IN_THEME)
        return in_theme(request.user, theme, form.wanted)

    return _place(request, engagement, theme, everything)


@requires(MAKE_SENSE)
@require_POST
def place_from_queue(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MAKE_SENSE)

    def everything() -> Found:
        form = ReadingForm(_filters(request), engagement=engagement, states=IN_QUEUE)
        return in_queue(request.user, engagement, form.wanted)

    return _place(request, engagement, None, everything)


@requires(MAKE_SENSE)
def show_one(request: OfficeRequest, slug: str) -> HttpResponse:
    """Show the next contribution of the queue after the one in the address."""
    engagement = fetch_and_authorise(request.user, slug, MAKE_SENSE)
    form = ReadingForm(request.GET, engagement=engagement, states=IN_QUEUE)
    found = in_queue(request.user, engagement, form.wanted).order_by("pk")
    found = found.filter(pk__gt=number_asked_for(request, "after") or 0)
    lines = lines_of(request.user, engagement, list(found[:1]))
    look(request, engagement, len(lines))
    line = lines[0] if lines else None
    themes = list(standing_themes(engagement))
    context = {
        "engagement": engagement,
        "line": line,
        "left": not_placed(engagement).count(),
        "suggested": theme_of_suggestion(line.placement.suggested) if line else None,
        "choices": list(zip(themes, [*KEYS, *[""] * len(themes)], strict=False)),
        "filters": form,
        "next": f"{reverse('themes:one', args=[slug])}?{_next_query(request, line)}",
    }
    return render(request, "themes/one.html", context)


def _next_query(request: OfficeRequest, line: Any) -> str:
    query = request.GET.copy()
    if line is not None:
        query["after"] = str(line.contribution.pk)
    return query.urlencode()


def _filters(request: OfficeRequest) -> QueryDict:
    """Return the filters of the list that was acted on, as its address had them."""
    return QueryDict(request.POST.get("filters", "").lstrip("?"))


def _place(
    request: OfficeRequest,
    engagement: Engagement,
    out_of: Theme | None,
    everything: Callable[[], Found],
) -> HttpResponse:
    form = PlaceForm(request.POST, engagement=engagement, out_of=out_of)
    if form.is_valid():
        said = form.cleaned_data
        ids = said["contribution"]
        if said["everything"]:
            ids = list(everything().order_by().values_list("pk", flat=True))
        done = try_change(form, lambda: _act(request.user, engagement, out_of, said, ids))
        if done is not None:
            messages.success(request, done)
            return redirect(_back(request, engagement, out_of))
    context = {
        "engagement": engagement,
        "form": form,
        "out_of": out_of,
        "filters_kept": request.POST.get("filters", ""),
        "next": request.POST.get("next", ""),
    }
    return render(request, "themes/place.html", context)


def _act(
    by: Person, engagement: Engagement, out_of: Theme | None, said: dict[str, Any], ids: list[int]
) -> str:
    """Return what was done, in a sentence."""
    why = said["why"]
    if said["action"] == "split" and out_of is not None:
        made = split_theme(by=by, theme=out_of, contribution_ids=ids, name=said["name"], why=why)
        return f"“{made.name}” is a theme of its own now."
    if said["action"] == "split":
        made = start_theme_with(
            by=by, engagement=engagement, contribution_ids=ids, name=said["name"], why=why
        )
        return f"“{made.name}” is a theme now."
    into = None if said["action"] == "remove" else said["into"]
    leaves = None if said["action"] == "add" else out_of
    change = move_contributions(by=by, contribution_ids=ids, into=into, out_of=leaves, why=why)
    placed = max(change.codings_made.count(), change.codings_ended.count())
    where = f"in “{into.name}” now" if into else f"out of “{out_of}” now"
    return f"{placed:,} {'contribution is' if placed == 1 else 'contributions are'} {where}."


def _back(request: OfficeRequest, engagement: Engagement, out_of: Theme | None) -> str:
    """Return the page that the person came from, if it is one of ours."""
    asked = request.POST.get("next", "")
    if asked and url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}):
        return asked
    if out_of is not None:
        return reverse("themes:theme", args=[engagement.slug, out_of.pk])
    return reverse("themes:queue", args=[engagement.slug])
