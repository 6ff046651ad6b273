"""Who changed what, when and why; and undoing it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import allows, requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.themes.changes.undoing import undo_change
from goldenthread_web.themes.forms.shaping import UndoForm
from goldenthread_web.themes.forms.trying import try_change
from goldenthread_web.themes.permissions import MAKE_SENSE, SEE_THEMES
from goldenthread_web.themes.queries import history as queries
from goldenthread_web.themes.queries.fetching import fetch_change, fetch_theme
from goldenthread_web.themes.views.looking import number_asked_for


@requires(SEE_THEMES)
def show_history(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_THEMES)
    asked = number_asked_for(request, "theme")
    theme = None if asked is None else fetch_theme(engagement, asked)
    page = page_of(request, queries.history(engagement, theme))
    context = {
        "engagement": engagement,
        "theme": theme,
        "page": page,
        "steps": [queries.described(change) for change in page],
        "may_shape": allows(request.user, MAKE_SENSE),
    }
    return render(request, "themes/history.html", context)


@requires(MAKE_SENSE)
def undo(request: OfficeRequest, slug: str, change_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MAKE_SENSE)
    change = fetch_change(engagement, change_id)
    form = UndoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = try_change(
            form,
            lambda: undo_change(by=request.user, change=change, why=form.cleaned_data["why"]),
        )
        if done is not None:
            messages.success(request, f"“{change.get_kind_display()}” is undone.")
            return redirect("themes:history", slug=slug)
    context = {"engagement": engagement, "form": form, "step": queries.described(change)}
    return render(request, "themes/undo.html", context)
