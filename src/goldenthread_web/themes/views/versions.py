"""Locked versions of the codebook."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import allows, requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.themes.changes.versions import lock_version
from goldenthread_web.themes.forms.discovery import LockForm
from goldenthread_web.themes.forms.trying import try_change
from goldenthread_web.themes.permissions import MAKE_SENSE, SEE_THEMES
from goldenthread_web.themes.queries import versions as queries
from goldenthread_web.themes.queries.fetching import fetch_version
from goldenthread_web.themes.views.looking import number_asked_for


@requires(SEE_THEMES)
def list_versions(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_THEMES)
    context = {
        "engagement": engagement,
        "page": page_of(request, queries.versions(engagement)),
        "may_shape": allows(request.user, MAKE_SENSE),
    }
    return render(request, "themes/versions.html", context)


@requires(MAKE_SENSE)
def lock(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MAKE_SENSE)
    form = LockForm(request.POST or None)
    if form.is_valid():
        version = try_change(
            form,
            lambda: lock_version(by=request.user, engagement=engagement, **form.cleaned_data),
        )
        if version is not None:
            messages.success(request, f"Version {version.number} is locked.")
            return redirect("themes:version", slug=slug, number=version.number)
    return render(request, "themes/lock.html", {"engagement": engagement, "form": form})


@requires(SEE_THEMES)
def show_version(request: OfficeRequest, slug: str, number: int) -> HttpResponse:
    """Show a version, and what has changed since: until now, or until another version."""
    engagement = fetch_and_authorise(request.user, slug, SEE_THEMES)
    version = fetch_version(engagement, number)
    asked = number_asked_for(request, "with")
    other = None if asked is None else fetch_version(engagement, asked)
    now = other.content if other else queries.snapshot(engagement)
    context = {
        "engagement": engagement,
        "version": version,
        "other": other,
        "others": queries.versions(engagement).exclude(pk=version.pk),
        "differences": queries.compare(version.content, now),
    }
    return render(request, "themes/version.html", context)
