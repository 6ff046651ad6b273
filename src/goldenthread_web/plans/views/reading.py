"""The plan, for everybody: to read, to ask why, to take along."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render

from goldenthread_web.people.limits import limited
from goldenthread_web.people.permissions import open_to_all
from goldenthread_web.plans.edition_document import describe_document
from goldenthread_web.plans.edition_files import pdf_of
from goldenthread_web.plans.open_data import describe_edition
from goldenthread_web.plans.queries import (
    PublishedEdition,
    current_editions,
    edition_with_everything,
    editions_of,
    published_plans,
    read_edition,
)
from goldenthread_web.plans.queries.reasons import find_reasons

# A copy that a browser keeps would outlive words that are removed: ask again each time.
ASK_AGAIN = {"Cache-Control": "no-cache"}


@open_to_all
def show_current(request: HttpRequest) -> HttpResponse:
    """Show the only published plan, or the list of all where there are several."""
    plans = published_plans()
    if not plans:
        return render(request, "plans/no_edition.html")
    if len(plans) == 1:
        return _show(request, read_edition(next(iter(plans))))
    context = {"plans": plans, "is_invented": any(newest.is_invented for newest in plans)}
    return render(request, "plans/published.html", context)


@open_to_all
def show_newest(request: HttpRequest, slug: str) -> HttpResponse:
    edition = get_object_or_404(current_editions(), plan__slug=slug)
    return _show(request, read_edition(edition))


@open_to_all
def show_edition(request: HttpRequest, number: int) -> HttpResponse:
    return _show(request, _fetch(number))


def _fetch(number: int) -> PublishedEdition:
    reading = edition_with_everything(number)
    if reading is None:
        raise Http404
    return reading


def _show(request: HttpRequest, reading: PublishedEdition) -> HttpResponse:
    every = list(editions_of(reading.edition.plan))
    others = current_editions().exclude(plan=reading.edition.plan)
    context = {"reading": reading, "editions": every, "latest": every[0], "others": others}
    return render(request, "plans/edition.html", context)


@open_to_all
def show_why(request: HttpRequest, number: int, label: str) -> HttpResponse:
    found = find_reasons(number, label)
    if found is None:
        raise Http404
    return render(request, "plans/why.html", {"found": found})


@open_to_all
@limited("60/h", method="GET")
def download_pdf(request: HttpRequest, number: int) -> HttpResponse:
    reading = _fetch(number)
    made = pdf_of(reading.edition, describe_document(reading))
    name = f"plan-edition-{reading.name}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **ASK_AGAIN}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@open_to_all
def download_open_data(request: HttpRequest, number: int) -> HttpResponse:
    reading = _fetch(number)
    name = f"plan-edition-{reading.name}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', **ASK_AGAIN}
    options = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(describe_edition(reading), json_dumps_params=options, headers=headers)
