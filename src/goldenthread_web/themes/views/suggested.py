"""Deciding on a suggested theme."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.themes.changes import suggesting
from goldenthread_web.themes.forms.shaping import NameForm, ReasonForm
from goldenthread_web.themes.forms.trying import try_change
from goldenthread_web.themes.models import SuggestedTheme
from goldenthread_web.themes.permissions import MAKE_SENSE
from goldenthread_web.themes.queries.fetching import fetch_suggested
from goldenthread_web.themes.tasks import MOST_AT_ONCE, start_accepting


@requires(MAKE_SENSE)
def accept(request: OfficeRequest, slug: str, suggested_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MAKE_SENSE)
    suggested = fetch_suggested(engagement, suggested_id)
    form = NameForm(request.POST or None, initial={"name": suggested.name})
    if form.is_valid() and (went := _accept(request, suggested, form)):
        return went
    context = {"engagement": engagement, "form": form, "theme": suggested}
    return render(request, "themes/accept.html", context)


def _accept(
    request: OfficeRequest, suggested: SuggestedTheme, form: NameForm
) -> HttpResponse | None:
    """Return where to go once it is accepted or a job does it, or nothing if it cannot be."""
    wanted = {"by": request.user, "suggested": suggested, **form.cleaned_data}
    if suggested.size > MOST_AT_ONCE:
        job = try_change(form, lambda: start_accepting(**wanted))
        return redirect("jobs:job", job.pk) if job else None
    theme = try_change(form, lambda: suggesting.accept_suggested_theme(**wanted))
    if theme is None:
        return None
    messages.success(request, f"“{theme.name}” is a theme now.")
    return redirect("themes:board", slug=suggested.run.engagement.slug)


@requires(MAKE_SENSE)
def set_aside(request: OfficeRequest, slug: str, suggested_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MAKE_SENSE)
    suggested = fetch_suggested(engagement, suggested_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        done = try_change(
            form,
            lambda: suggesting.set_aside_suggested_theme(
                by=request.user, suggested=suggested, **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, f"“{done.name}” is set aside. Its contributions wait.")
            return redirect("themes:board", slug=slug)
    context = {"engagement": engagement, "form": form, "theme": suggested}
    return render(request, "themes/set_aside.html", context)


@requires(MAKE_SENSE)
@require_POST
def take_up(request: OfficeRequest, slug: str, suggested_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MAKE_SENSE)
    suggested = fetch_suggested(engagement, suggested_id)
    suggesting.take_up_suggested_theme(by=request.user, suggested=suggested)
    messages.success(request, f"“{suggested.name}” is a suggestion again.")
    return redirect("themes:board", slug=slug)
