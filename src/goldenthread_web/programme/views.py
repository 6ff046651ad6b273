"""How the plan gets made."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread_web.partners.queries import partnership
from goldenthread_web.people.permissions import open_to_all
from goldenthread_web.programme.queries import programmes


@open_to_all
def show_programme(request: HttpRequest) -> HttpResponse:
    context = {"partnership": partnership(), "programmes": programmes()}
    return render(request, "programme/programme.html", context)
