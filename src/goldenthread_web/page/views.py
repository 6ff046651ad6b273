"""Pages that belong to no stage."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from goldenthread_web.people.permissions import WORK_IN_OFFICE, open_to_all, requires
from goldenthread_web.people.requests import OfficeRequest


@requires(WORK_IN_OFFICE)
def show_office(request: OfficeRequest) -> HttpResponse:
    return render(request, "page/office.html")


@open_to_all
def show_accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "page/accessibility.html")


@open_to_all
def show_privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "page/privacy.html")


@open_to_all
def show_health(request: HttpRequest) -> HttpResponse:
    """Answer only if the database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
