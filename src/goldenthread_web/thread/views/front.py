"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from goldenthread_web.engagement.queries.exercises import open_on
from goldenthread_web.partners.queries import partnership
from goldenthread_web.people.permissions import open_to_all
from goldenthread_web.plans.queries import current_edition


@open_to_all
def show_front(request: HttpRequest) -> HttpResponse:
    context = {
        "partnership": partnership(),
        "open_engagements": open_on(timezone.localdate()),
        "edition": current_edition(),
    }
    return render(request, "thread/front.html", context)
