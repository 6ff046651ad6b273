"""Pages that belong to no stage."""

from django.contrib import messages
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from goldenthread_web.page import changes, queries
from goldenthread_web.page.forms import CheckForm, TakeBackForm
from goldenthread_web.page.languages import TRANSLATED, Language
from goldenthread_web.page.permissions import CHECK_LANGUAGES
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


@requires(CHECK_LANGUAGES)
def show_languages(request: OfficeRequest) -> HttpResponse:
    return render(
        request, "page/office_languages.html", {"found": queries.languages_of_interface()}
    )


@requires(CHECK_LANGUAGES)
def check_language(request: OfficeRequest, language: str) -> HttpResponse:
    spoken = _translated(language)
    form = CheckForm(request.POST or None, initial={"checked_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        changes.record_interface_check(
            by=request.user,
            language=spoken,
            checked_by=form.cleaned_data["checked_by"],
            checked_on=form.cleaned_data["checked_on"],
        )
        messages.success(request, f"{spoken.english_name} is not marked as a draft any more.")
        return redirect("page:languages")
    context = {"form": form, "language": spoken, "title": f"Who checked {spoken.english_name}"}
    return render(request, "page/office_language.html", context)


@requires(CHECK_LANGUAGES)
def take_check_back(request: OfficeRequest, language: str) -> HttpResponse:
    spoken = _translated(language)
    form = TakeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        changes.take_interface_check_back(by=request.user, language=spoken, why=why)
        messages.success(request, f"{spoken.english_name} is marked as a draft again.")
        return redirect("page:languages")
    title = f"Mark {spoken.english_name} as a draft again"
    context = {"form": form, "language": spoken, "title": title}
    return render(request, "page/office_language.html", context)


def _translated(code: str) -> Language:
    for language in TRANSLATED:
        if language.code == code:
            return language
    raise Http404
