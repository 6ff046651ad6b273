"""The public page of an engagement, and its page in the office."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from goldenthread_web.engagement.office import sections_for
from goldenthread_web.engagement.permissions import SEE_ENGAGEMENTS
from goldenthread_web.engagement.queries import exercises as queries
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import open_to_all, requires
from goldenthread_web.people.requests import OfficeRequest


@open_to_all
def list_published(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "open": queries.open_on(today),
        "page": page_of(request, queries.published()),
        "today": today,
    }
    return render(request, "engagement/list.html", context)


@open_to_all
def show_published(request: HttpRequest, slug: str) -> HttpResponse:
    engagement = get_object_or_404(queries.published(), slug=slug)
    context = {"engagement": engagement, "is_open": engagement.is_open(timezone.localdate())}
    return render(request, "engagement/engagement.html", context)


@requires(SEE_ENGAGEMENTS)
def list_own(request: OfficeRequest) -> HttpResponse:
    page = page_of(request, queries.visible_to(request.user))
    return render(request, "engagement/own.html", {"page": page})


@requires(SEE_ENGAGEMENTS)
def show_own(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, SEE_ENGAGEMENTS)
    context = {
        "engagement": engagement,
        "numbers": queries.numbers_of(engagement),
        "sections": sections_for(request.user),
    }
    return render(request, "engagement/office.html", context)
