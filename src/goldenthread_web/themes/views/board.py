"""The theme board, the search for themes, and campaigns."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread_web.engagement.queries.contributions import visible_to
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.people.permissions import allows, requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.themes.forms.discovery import DiscoveryForm
from goldenthread_web.themes.forms.trying import try_change
from goldenthread_web.themes.permissions import MAKE_SENSE, SEE_THEMES
from goldenthread_web.themes.queries import campaigns
from goldenthread_web.themes.queries.board import board_of
from goldenthread_web.themes.queries.quotes import shown_words
from goldenthread_web.themes.tasks import start_discovery
from goldenthread_web.themes.views.looking import look, number_asked_for


@requires(SEE_THEMES)
def show_board(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_THEMES)
    board = board_of(engagement, request.user, number_asked_for(request, "run"))
    sees_held = look(request, engagement, board.quotes_shown)
    context = {
        "engagement": engagement,
        "board": board,
        "may_shape": allows(request.user, MAKE_SENSE),
        "sees_held": sees_held,
    }
    return render(request, "themes/board.html", context)


@requires(MAKE_SENSE)
def discover(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MAKE_SENSE)
    form = DiscoveryForm(request.POST or None, engagement=engagement, initial={"seed": 0})
    if request.method == "POST" and form.is_valid():
        job = try_change(
            form,
            lambda: start_discovery(by=request.user, engagement=engagement, **form.cleaned_data),
        )
        if job is not None:
            return redirect("jobs:job", job_id=job.pk)
    return render(request, "themes/discover.html", {"engagement": engagement, "form": form})


@requires(SEE_THEMES)
def show_copies(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_THEMES)
    lines = campaigns(engagement, visible_to(request.user, engagement))
    sees_held = look(request, engagement, len(lines))
    shown = [(line, shown_words(line.words, sees_held=sees_held)) for line in lines]
    return render(request, "themes/copies.html", {"engagement": engagement, "lines": shown})
