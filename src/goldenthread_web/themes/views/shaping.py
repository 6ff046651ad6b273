"""Adding, editing, merging, nesting and ending themes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.people.models import Person
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.themes.changes import shaping
from goldenthread_web.themes.forms.shaping import (
    MergeForm,
    NestForm,
    NewThemeForm,
    ReasonForm,
    ThemeForm,
)
from goldenthread_web.themes.forms.trying import try_change
from goldenthread_web.themes.models import Theme
from goldenthread_web.themes.permissions import MAKE_SENSE
from goldenthread_web.themes.queries.fetching import fetch_theme
from goldenthread_web.themes.tasks import MOST_AT_ONCE, start_merging

DEFINED_BY = ("definition", "includes", "excludes")


def _open(request: OfficeRequest, slug: str, theme_id: int) -> tuple[Engagement, Theme]:
    engagement = fetch_and_authorise(request.user, slug, MAKE_SENSE)
    return engagement, fetch_theme(engagement, theme_id)


def _ask(
    request: OfficeRequest, form: Form, engagement: Engagement, theme: Theme, kind: str
) -> HttpResponse:
    context = {"engagement": engagement, "theme": theme, "form": form}
    return render(request, f"themes/{kind}.html", context)


def _is_done(form: Form, change: Callable[[], Theme]) -> bool:
    return try_change(form, change) is not None


@requires(MAKE_SENSE)
def add(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MAKE_SENSE)
    form = NewThemeForm(request.POST or None)
    if form.is_valid():
        made = try_change(
            form,
            lambda: shaping.add_theme(by=request.user, engagement=engagement, **form.cleaned_data),
        )
        if made is not None:
            messages.success(request, f"“{made.name}” is added. Nothing is in it yet.")
            return redirect("themes:theme", slug=slug, theme_id=made.pk)
    return render(request, "themes/add.html", {"engagement": engagement, "form": form})


@requires(MAKE_SENSE)
def edit(request: OfficeRequest, slug: str, theme_id: int) -> HttpResponse:
    engagement, theme = _open(request, slug, theme_id)
    initial = {field: getattr(theme, field) for field in ("name", *DEFINED_BY)}
    form = ThemeForm(request.POST or None, initial=initial)
    if form.is_valid() and _is_done(form, lambda: _save(request.user, theme, form.cleaned_data)):
        messages.success(request, f"“{theme.name}” is saved.")
        return redirect("themes:theme", slug=slug, theme_id=theme.pk)
    return _ask(request, form, engagement, theme, "edit")


def _save(by: Person, theme: Theme, said: dict[str, Any]) -> Theme:
    """Rename and define, each only if it changed: two lines of history for two changes."""
    if said["name"] != theme.name:
        shaping.rename_theme(by=by, theme=theme, name=said["name"], why=said["why"])
    definition = {field: said[field] for field in DEFINED_BY}
    if definition != {field: getattr(theme, field) for field in DEFINED_BY}:
        shaping.define_theme(by=by, theme=theme, why=said["why"], **definition)
    return theme


@requires(MAKE_SENSE)
def merge(request: OfficeRequest, slug: str, theme_id: int) -> HttpResponse:
    engagement, theme = _open(request, slug, theme_id)
    form = MergeForm(request.POST or None, theme=theme)
    if form.is_valid():
        went = _merge(request, form, theme, form.cleaned_data["into"], form.cleaned_data["why"])
        if went is not None:
            return went
    return _ask(request, form, engagement, theme, "merge")


def _merge(
    request: OfficeRequest, form: MergeForm, source: Theme, target: Theme, why: str
) -> HttpResponse | None:
    """Return where to go once they are merged or a job does it, or nothing if they cannot be."""
    by = request.user
    if source.codings.count() > MOST_AT_ONCE:
        job = try_change(form, lambda: start_merging(by=by, source=source, target=target, why=why))
        return redirect("jobs:job", job.pk) if job else None
    done = try_change(
        form, lambda: shaping.merge_themes(by=by, source=source, target=target, why=why)
    )
    if done is None:
        return None
    messages.success(
        request, f"“{source.name}” is merged into “{done.name}”. The history can undo it."
    )
    slug = source.codebook.engagement.slug
    return redirect("themes:theme", slug=slug, theme_id=done.pk)


@requires(MAKE_SENSE)
def nest(request: OfficeRequest, slug: str, theme_id: int) -> HttpResponse:
    engagement, theme = _open(request, slug, theme_id)
    form = NestForm(request.POST or None, theme=theme, initial={"parent": theme.parent})
    if request.method == "POST" and form.is_valid():
        done = try_change(
            form, lambda: shaping.nest_theme(by=request.user, theme=theme, **form.cleaned_data)
        )
        if done is not None:
            where = f"nested in “{done.parent}”" if done.parent else "standing alone"
            messages.success(request, f"“{done.name}” is {where} now.")
            return redirect("themes:board", slug=slug)
    return _ask(request, form, engagement, theme, "nest")


@requires(MAKE_SENSE)
def end(request: OfficeRequest, slug: str, theme_id: int) -> HttpResponse:
    engagement, theme = _open(request, slug, theme_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and _is_done(
        form, lambda: shaping.end_theme(by=request.user, theme=theme, **form.cleaned_data)
    ):
        messages.success(request, f"“{theme.name}” has ended. The history can bring it back.")
        return redirect("themes:board", slug=slug)
    return _ask(request, form, engagement, theme, "end")
