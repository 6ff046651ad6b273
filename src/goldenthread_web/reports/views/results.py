"""Results in the office: how it goes, each question, and two crossed."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.records.publishing import Table
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.people.permissions import allows, requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.reports import changes
from goldenthread_web.reports.forms import EarlierForm, ResultsDateForm
from goldenthread_web.reports.permissions import PUBLISH_REPORTS, SEE_REPORTS
from goldenthread_web.reports.queries.crossings import is_reported
from goldenthread_web.reports.queries.results.earlier import candidates_for, earlier_of
from goldenthread_web.reports.queries.results.filters import ResultFilter
from goldenthread_web.reports.queries.results.kept import waiting_for_public
from goldenthread_web.reports.queries.results.public import are_results_public
from goldenthread_web.reports.queries.results.reading import choices_of
from goldenthread_web.reports.results_crossing import crossed
from goldenthread_web.reports.results_downloads import tables_csv
from goldenthread_web.reports.results_equality import equality_charts_for
from goldenthread_web.reports.results_filters import FilterFields, fields_of
from goldenthread_web.reports.results_layout import say_notes_once
from goldenthread_web.reports.results_pages import ResultsPage, office_page
from goldenthread_web.reports.results_question import look_at
from goldenthread_web.reports.results_steps import steps_chart_of

CARDS_A_PAGE = 6


@requires(SEE_REPORTS)
def show_results(request: OfficeRequest, slug: str) -> HttpResponse:
    page = _results_page(request, slug)
    context = {
        **_context(request, page),
        "steps": steps_chart_of(page),
        "equality": equality_charts_for(request.user, page),
        "cards": page.lines(),
    }
    return render(request, "reports/results.html", context)


@requires(SEE_REPORTS)
def download_results(request: OfficeRequest, slug: str) -> HttpResponse:
    page = _results_page(request, slug)
    tables = [*(page.overview.all_tables if page.overview else ())]
    if steps := steps_chart_of(page):
        tables.append(steps.table)
    tables += [chart.table for chart in equality_charts_for(request.user, page)]
    for card in page.cards(page.questions):
        tables += card.all_tables
    return _send_tables(page, tables, "results")


@requires(SEE_REPORTS)
def show_questions(request: OfficeRequest, slug: str) -> HttpResponse:
    page = _results_page(request, slug)
    part = Paginator(page.questions, CARDS_A_PAGE).get_page(request.GET.get("page"))
    cards, notes = say_notes_once(page.cards(list(part)))
    context = {**_context(request, page), "page": part, "cards": cards, "notes": notes}
    return render(request, "reports/results_questions.html", context)


@requires(SEE_REPORTS)
def show_question(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_REPORTS)
    view = look_at(engagement, question_id, request.GET)
    context = {
        "engagement": engagement,
        "chosen": view.chosen,
        "fields": _filter_fields(request, engagement, view.questions, view.chosen),
        "view": view,
        "results_tab": "questions",
        "may_publish": allows(request.user, PUBLISH_REPORTS),
    }
    return render(request, "reports/results_question.html", context)


@requires(SEE_REPORTS)
def download_question(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_REPORTS)
    view = look_at(engagement, question_id, request.GET)
    name = f"{engagement.slug}-question-{view.card.question.position}"
    return tables_csv(
        view.all_tables, name=name, sentence=view.sentence, is_invented=engagement.is_invented
    )


@requires(SEE_REPORTS)
def compare(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_REPORTS)
    view = crossed(engagement, request.GET)
    context = {
        "engagement": engagement,
        "chosen": view.chosen,
        "fields": _filter_fields(request, engagement, view.questions, view.chosen),
        "view": view,
        "results_tab": "compare",
        "may_report": view.shown and allows(request.user, PUBLISH_REPORTS, on=engagement),
        "is_reported": view.rows
        and view.columns
        and is_reported(engagement, view.rows.name, view.columns.name),
    }
    return render(request, "reports/results_compare.html", context)


@requires(PUBLISH_REPORTS)
@require_POST
def report_comparison(request: OfficeRequest, slug: str) -> HttpResponse:
    """Put two things crossed into “What we heard”, or take them out."""
    engagement = fetch_and_authorise(request.user, slug, PUBLISH_REPORTS)
    view = crossed(engagement, request.POST)
    if view.rows is None or view.columns is None:
        raise Http404
    pair = {"rows": view.rows.name, "columns": view.columns.name}
    if request.POST.get("put") == "out":
        changes.leave_crossing_out(by=request.user, engagement=engagement, **pair)
        messages.success(request, "The table is no longer in “What we heard”.")
    else:
        changes.report_crossing(by=request.user, engagement=engagement, **pair)
        messages.success(request, "The table stands in “What we heard” now.")
    return redirect(f"{reverse('reports:results-compare', args=[slug])}?{urlencode(pair)}")


@requires(SEE_REPORTS)
def download_comparison(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_REPORTS)
    view = crossed(engagement, request.GET)
    if view.table is None:
        raise Http404
    return tables_csv(
        [view.table],
        name=f"{engagement.slug}-compared",
        sentence=view.sentence,
        is_invented=engagement.is_invented,
    )


@requires(PUBLISH_REPORTS)
def set_public_date(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, PUBLISH_REPORTS)
    initial = {"public_on": engagement.results_public_on}
    form = ResultsDateForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["public_on"]
        changes.set_results_date(by=request.user, engagement=engagement, public_on=day)
        messages.success(request, "Saved. The page of results says from when the public sees it.")
        return redirect("reports:results", slug=slug)
    return render(request, "reports/results_date.html", {"engagement": engagement, "form": form})


@requires(PUBLISH_REPORTS)
def choose_earlier(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, PUBLISH_REPORTS)
    question = _question(engagement, question_id)
    found = candidates_for(request.user, question)
    form = EarlierForm(request.POST or None, found=found, now=earlier_of(question))
    if request.method == "POST" and form.is_valid():
        earlier = form.chosen()
        changes.choose_earlier(by=request.user, question=question, earlier=earlier)
        messages.success(request, "Saved.")
        return redirect("reports:results-question", slug=slug, question_id=question.pk)
    context = {"engagement": engagement, "question": question, "form": form, "found": found}
    return render(request, "reports/results_earlier.html", context)


def _results_page(request: OfficeRequest, slug: str) -> ResultsPage:
    engagement = fetch_and_authorise(request.user, slug, SEE_REPORTS)
    return office_page(request.user, engagement, request.GET)


def _context(request: OfficeRequest, page: ResultsPage) -> dict[str, object]:
    is_public_now = are_results_public(page.engagement, today=timezone.localdate())
    return {
        "engagement": page.engagement,
        "results": page,
        "chosen": page.chosen,
        "fields": _filter_fields(request, page.engagement, page.questions, page.chosen),
        "results_tab": "questions" if request.path.endswith("/questions/") else "overview",
        "may_publish": allows(request.user, PUBLISH_REPORTS),
        "is_public_now": is_public_now,
        "waiting": waiting_for_public(page.engagement) if is_public_now else 0,
    }


def _filter_fields(
    request: OfficeRequest, engagement: Engagement, questions: list[Question], chosen: ResultFilter
) -> FilterFields:
    return fields_of(choices_of(engagement, questions), chosen, request.GET)


def _send_tables(page: ResultsPage, tables: Sequence[Table], name: str) -> HttpResponse:
    return tables_csv(
        tables,
        name=f"{page.engagement.slug}-{name}",
        sentence=page.sentence,
        is_invented=page.is_invented,
    )


def _question(engagement: Engagement, question_id: int) -> Question:
    for question in engagement.questions.all():
        if question.pk == question_id:
            return question
    raise Http404
