"""The check before opening: one page that shows it, a page for each part, and passing it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread_web.engagement.changes import opening as changes
from goldenthread_web.engagement.forms.opening import PARTS
from goldenthread_web.engagement.opening_words import LEVELS_SOURCE, SOURCES
from goldenthread_web.engagement.permissions import MANAGE_ENGAGEMENTS, SEE_ENGAGEMENTS
from goldenthread_web.engagement.queries import opening as queries
from goldenthread_web.engagement.queries.calendar import clashes_of, periods_ahead
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.people.permissions import allows, requires
from goldenthread_web.people.requests import OfficeRequest


@requires(SEE_ENGAGEMENTS)
def show(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_ENGAGEMENTS)
    check = queries.opening_check_of(engagement)
    items = queries.items_of(engagement, check)
    missing = queries.missing_in(items)
    context = {
        "engagement": engagement,
        "check": check,
        "items": items,
        "missing": missing,
        "done": sum(not item.missing for item in items),
        "clashes": clashes_of(engagement),
        "history": queries.history_of(engagement),
        "sources": SOURCES,
        "may_change": allows(request.user, MANAGE_ENGAGEMENTS),
    }
    return render(request, "engagement/opening_show.html", context)


@requires(MANAGE_ENGAGEMENTS)
def change(request: OfficeRequest, slug: str, opening_part: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    if opening_part not in PARTS:
        raise Http404
    title, form_class = PARTS[opening_part]
    form = form_class(request.POST or None, instance=queries.opening_check_of(engagement))
    if request.method == "POST" and form.is_valid():
        fresh = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
        changes.save_opening_check(by=request.user, engagement=fresh, **form.cleaned_data)
        return redirect("engagement:opening", slug)
    context = {
        "engagement": engagement,
        "form": form,
        "part": opening_part,
        "part_title": title,
        "levels_source": LEVELS_SOURCE,
        "days": queries.days_open(engagement),
        "is_very_short": queries.is_very_short(engagement),
        "periods_ahead": periods_ahead(timezone.localdate()) if opening_part == "time" else (),
    }
    return render(request, "engagement/opening_part.html", context)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def pass_check(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    changes.pass_opening_check(by=request.user, engagement=engagement)
    messages.success(request, "The check is passed. Your name and the time are kept with it.")
    return redirect("engagement:set-up", slug)
