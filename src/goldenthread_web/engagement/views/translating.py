"""Languages of an engagement: choose them, translate side by side, bring in, say who checked."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render

from goldenthread.errors import InputError
from goldenthread_web.engagement.changes import translating as changes
from goldenthread_web.engagement.forms.translating import (
    CheckForm,
    LanguagesForm,
    TextsForm,
    TranslationFileForm,
    WhyForm,
)
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.permissions import MANAGE_ENGAGEMENTS
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.queries.translating import (
    check_of,
    progress_of,
    rows_of,
    texts_of,
)
from goldenthread_web.engagement.queries.wordings import is_live
from goldenthread_web.engagement.tongues import Tongue
from goldenthread_web.engagement.translation_files import write_texts
from goldenthread_web.engagement.views.questions import is_done
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest


@requires(MANAGE_ENGAGEMENTS)
def show_languages(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    form = LanguagesForm(engagement, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["languages"]
        changes.choose_languages(by=request.user, engagement=engagement, languages=chosen)
        messages.success(request, "Saved.")
        return redirect("engagement:languages", slug)
    found = [(Tongue(one.language), one) for one in progress_of(engagement)]
    context = {"engagement": engagement, "form": form, "found": found}
    return render(request, "engagement/translating_languages.html", context)


@requires(MANAGE_ENGAGEMENTS)
def translate(request: OfficeRequest, slug: str, language: str) -> HttpResponse:
    """Show each text beside its translation; what was typed stays if something is wrong."""
    engagement, tongue = _asked_in(request, slug, language)
    rows = rows_of(engagement, language)
    typed = request.POST or None
    form, why = TextsForm(rows, tongue, typed), WhyForm(typed)
    if typed is not None and form.is_valid() and why.is_valid():
        try:
            count = changes.write_translations(
                made=changes.Maker(request.user, is_machine=form.cleaned_data["is_machine_made"]),
                engagement=engagement,
                language=language,
                texts=form.texts(),
                why=why.cleaned_data["why"],
            )
        except InputError as error:
            why.add_error("why", str(error))
        else:
            messages.success(request, f"Texts changed: {count}.")
            return redirect("engagement:translate", slug, language)
    context = {**_context(engagement, tongue), "form": form, "why": why}
    return render(request, "engagement/translating_texts.html", context)


@requires(MANAGE_ENGAGEMENTS)
def download_texts(request: OfficeRequest, slug: str, language: str) -> HttpResponseBase:
    engagement, _ = _asked_in(request, slug, language)
    lines = write_texts(rows_of(engagement, language))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"{engagement.slug}-{language}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires(MANAGE_ENGAGEMENTS)
def bring_in_texts(request: OfficeRequest, slug: str, language: str) -> HttpResponse:
    """Take a translator's file; lines whose source changed meanwhile are left out and counted."""
    engagement, tongue = _asked_in(request, slug, language)
    typed = request.POST if request.method == "POST" else None
    form, why = TranslationFileForm(typed, request.FILES), WhyForm(typed)
    if form.is_valid() and why.is_valid():
        sources = {one.place: one.text for one in texts_of(engagement)}
        fitting = [one for one in form.lines if _same(one.source, sources.get(one.place, ""))]
        try:
            count = changes.write_translations(
                made=changes.Maker(request.user, is_machine=form.cleaned_data["is_machine_made"]),
                engagement=engagement,
                language=language,
                texts={one.place: one.translation for one in fitting},
                why=why.cleaned_data["why"],
            )
        except InputError as error:
            why.add_error("why", str(error))
        else:
            left = len(form.lines) - len(fitting)
            messages.success(
                request,
                f"Texts changed: {count}."
                + (f" Left out, because the text was changed since: {left}." if left else ""),
            )
            return redirect("engagement:translate", slug, language)
    context = {**_context(engagement, tongue), "form": form, "why": why}
    return render(request, "engagement/translating_file.html", context)


@requires(MANAGE_ENGAGEMENTS)
def check_language(request: OfficeRequest, slug: str, language: str) -> HttpResponse:
    engagement, tongue = _asked_in(request, slug, language)
    form = CheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def check() -> None:
            told = form.cleaned_data
            changes.record_check(by=request.user, engagement=engagement, language=language, **told)

        if is_done(form, check):
            messages.success(request, "It is recorded. Residents see who checked it.")
            return redirect("engagement:translate", slug, language)
    context = {**_context(engagement, tongue), "form": form}
    return render(request, "engagement/translating_check.html", context)


def _asked_in(request: OfficeRequest, slug: str, language: str) -> tuple[Engagement, Tongue]:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    if language not in engagement.languages[1:]:
        raise Http404
    return engagement, Tongue(language)


def _context(engagement: Engagement, tongue: Tongue) -> dict[str, object]:
    return {
        "engagement": engagement,
        "tongue": tongue,
        "is_live": is_live(engagement),
        "check": check_of(engagement, tongue.code),
    }


def _same(told: str, source: str) -> bool:
    """Spreadsheets change line ends and spaces at the ends, which is no change of the text."""
    return bool(source) and told.split() == source.split()
