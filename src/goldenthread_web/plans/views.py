"""The plan, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread_web.people.permissions import open_to_all
from goldenthread_web.plans.queries import current_edition


@open_to_all
def show_current(request: HttpRequest) -> HttpResponse:
    return render(request, "plans/current.html", {"edition": current_edition()})
