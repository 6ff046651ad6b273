"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from goldenthread_web.engagement.queries.exercises import open_on
from goldenthread_web.partners.queries import partnership
from goldenthread_web.people.permissions import open_to_all
from goldenthread_web.plans.queries import current_editions
from goldenthread_web.thread.queries.front import thread_in_figures


@open_to_all
def show_front(request: HttpRequest) -> HttpResponse:
    editions = list(current_editions())
    context = {
        "partnership": partnership(),
        "open_engagements": open_on(timezone.localdate()),
        "editions": editions,
        "is_invented": any(edition.is_invented for edition in editions),
        "figures": thread_in_figures(editions),
    }
    return render(request, "thread/front.html", context)
