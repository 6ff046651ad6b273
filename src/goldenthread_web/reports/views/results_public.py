"""Results in public, from the day that an officer set: no filter, no script, small numbers hidden."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.people.audit import RESIDENT
from goldenthread_web.people.limits import limited
from goldenthread_web.people.permissions import open_to_all
from goldenthread_web.reports.queries.results.public import engagement_with_public_results
from goldenthread_web.reports.results_crossing import crossed_in_public
from goldenthread_web.reports.results_downloads import tables_csv
from goldenthread_web.reports.results_layout import say_notes_once
from goldenthread_web.reports.results_pages import public_page

CARDS_A_PAGE = 6


@open_to_all
def show_results(request: HttpRequest, slug: str) -> HttpResponse:
    engagement = _engagement(slug)
    results = public_page(RESIDENT, engagement)
    part = Paginator(results.questions, CARDS_A_PAGE).get_page(request.GET.get("page"))
    cards, notes = say_notes_once(results.cards(list(part)))
    context = {
        "engagement": engagement,
        "results": results,
        "page": part,
        "cards": cards,
        "notes": notes,
    }
    return render(request, "reports/results_public.html", context)


@open_to_all
@limited("60/h", method="GET")
def download_results(request: HttpRequest, slug: str) -> HttpResponse:
    engagement = _engagement(slug)
    results = public_page(RESIDENT, engagement)
    tables = [*(results.overview.all_tables if results.overview else ())]
    for card in results.cards(results.questions):
        tables += card.all_tables
    return tables_csv(
        tables,
        name=f"{engagement.slug}-results",
        sentence=results.sentence,
        is_invented=engagement.is_invented,
    )


@open_to_all
@limited("300/h", method="GET")
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    engagement = _engagement(slug)
    view = crossed_in_public(engagement, request.GET)
    context = {"engagement": engagement, "view": view}
    return render(request, "reports/results_public_compare.html", context)


@open_to_all
@limited("60/h", method="GET")
def download_comparison(request: HttpRequest, slug: str) -> HttpResponse:
    engagement = _engagement(slug)
    view = crossed_in_public(engagement, request.GET)
    if view.table is None:
        raise Http404
    return tables_csv(
        [view.table],
        name=f"{engagement.slug}-compared",
        sentence=view.sentence,
        is_invented=engagement.is_invented,
    )


def _engagement(slug: str) -> Engagement:
    return engagement_with_public_results(slug, today=timezone.localdate())
