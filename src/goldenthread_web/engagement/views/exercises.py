"""The public pages of engagements, and their front pages in the office."""

from collections.abc import Iterable
from itertools import groupby

from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from goldenthread.reports.results.equality import equality_table
from goldenthread_web.engagement.admission import is_invited
from goldenthread_web.engagement.clips import allow_media
from goldenthread_web.engagement.documents import KINDS
from goldenthread_web.engagement.list_download import write_list, write_own_list
from goldenthread_web.engagement.models import Contribution, SupportingDocument
from goldenthread_web.engagement.office import groups_for, next_step_in
from goldenthread_web.engagement.permissions import (
    KEEP_SAFE,
    MANAGE_ENGAGEMENTS,
    SEE_ENGAGEMENTS,
    SEE_EQUALITY,
)
from goldenthread_web.engagement.public_page import describe_public_page
from goldenthread_web.engagement.queries import exercises as queries
from goldenthread_web.engagement.queries.equality import equality_counts
from goldenthread_web.engagement.queries.own_list import OWN_STATES, own_list
from goldenthread_web.engagement.queries.public_list import STATES, listed, state_of
from goldenthread_web.engagement.sitting import Sitting
from goldenthread_web.page.languages import ASKED_FOR
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import allows, open_to_all, requires
from goldenthread_web.people.requests import OfficeRequest

Status = Contribution.Status
CHOICES = (("", "All"), *STATES.items())
OWN_CHOICES = (("", "All"), *OWN_STATES.items())


@open_to_all
def list_published(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    which, words = _asked_for(request)
    page = page_of(request, listed(today, which=which, words=words), size=12)
    context = {
        "page": page,
        "groups": [(state, list(found)) for state, found in groupby(page, key=state_of)],
        "today": today,
        "which": which,
        "words": words,
        "choices": CHOICES,
        "has_invented": any(engagement.is_invented for engagement in page),
    }
    return render(request, "engagement/list.html", context)


@open_to_all
def download_published(request: HttpRequest) -> HttpResponseBase:
    """Give the list as it is shown, for a spreadsheet."""
    which, words = _asked_for(request)
    found = listed(timezone.localdate(), which=which, words=words)
    return _as_table(write_list(found.iterator(), request.build_absolute_uri("/")[:-1]))


@open_to_all
def show_published(request: HttpRequest, slug: str) -> HttpResponse:
    sitting = Sitting(request, slug)
    context = describe_public_page(
        sitting.engagement,
        is_open=sitting.may_answer,
        asked=sitting.asked,
        page=sitting.voice.tongue.code,
    )
    context["has_draft"] = sitting.has_draft
    context["is_invited"] = is_invited(request, sitting.engagement)
    response = render(request, "engagement/engagement.html", context)
    if ASKED_FOR in request.GET:
        sitting.set_language(response)
    if sitting.engagement.is_sensitive:
        add_never_cache_headers(response)
    return allow_media(response) if context["clips"] else response


@open_to_all
def get_document(request: HttpRequest, slug: str, document_id: int) -> HttpResponseBase:
    engagement = get_object_or_404(queries.published(), slug=slug)
    return _give(queries.document_of(engagement, document_id))


@requires(SEE_ENGAGEMENTS)
def get_own_document(request: OfficeRequest, slug: str, document_id: int) -> HttpResponseBase:
    engagement = queries.fetch_and_authorise(request.user, slug, SEE_ENGAGEMENTS)
    return _give(queries.document_of(engagement, document_id))


def _give(document: SupportingDocument) -> FileResponse:
    """Hand the file over to be saved, never to be shown as a page of ours."""
    kind = str(document.file.name).rpartition(".")[2]
    try:
        opened = document.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        opened,
        as_attachment=True,
        filename=f"{document.title}.{kind}",
        content_type=KINDS.get(kind, ("", "application/octet-stream"))[1],
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@requires(SEE_ENGAGEMENTS)
def list_own(request: OfficeRequest) -> HttpResponse:
    which, words = _asked_for(request)
    today = timezone.localdate()
    context = {
        "page": page_of(request, own_list(request.user, today, which=which, words=words)),
        "which": which,
        "words": words,
        "choices": OWN_CHOICES,
        "today": today,
        "may_add": allows(request.user, MANAGE_ENGAGEMENTS),
    }
    return render(request, "engagement/own.html", context)


@requires(SEE_ENGAGEMENTS)
def download_own(request: OfficeRequest) -> HttpResponseBase:
    which, words = _asked_for(request)
    found = own_list(request.user, timezone.localdate(), which=which, words=words)
    return _as_table(write_own_list(found.iterator(), request.build_absolute_uri("/")[:-1]))


def _asked_for(request: HttpRequest) -> tuple[str, str]:
    """Return which state is wanted, and the words that are looked for."""
    words = request.GET.get("words", "").replace("\x00", "")
    return request.GET.get("which", ""), words[:100]


def _as_table(lines: Iterable[str]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="engagements.csv"'
    return response


@requires(SEE_ENGAGEMENTS)
def show_own(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, SEE_ENGAGEMENTS)
    numbers, groups = queries.numbers_of(engagement), groups_for(request.user)
    context = {
        "engagement": engagement,
        "next_step": next_step_in(
            groups, is_published=engagement.is_published, responses=numbers["responses"]
        ),
        "shown_numbers": _shown(
            numbers,
            is_lead=engagement.safeguarding_lead_id == request.user.pk
            and allows(request.user, KEEP_SAFE),
        ),
        "groups": groups,
        "today": timezone.localdate(),
    }
    return render(request, "engagement/office.html", context)


def _shown(numbers: dict[str, int], *, is_lead: bool) -> list[tuple[int, str]]:
    """Return numbers with their words. How many are with the lead is for the lead."""
    released = numbers.get(Status.RELEASED, 0) + numbers.get(Status.REDACTED, 0)
    shown = [
        (numbers["responses"], "responses"),
        (numbers.get(Status.HELD, 0), "things said, not read yet"),
        (released, "released"),
        (numbers.get(Status.WITHHELD, 0), "withheld, with a reason"),
    ]
    if is_lead:
        shown.append((numbers.get(Status.SAFEGUARDING, 0), "with you, as safeguarding lead"))
    return shown


@requires(SEE_EQUALITY)
def show_equality(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, SEE_EQUALITY)
    today = timezone.localdate()
    context = {
        "engagement": engagement,
        "tables": [equality_table(one) for one in equality_counts(engagement, today=today)],
        "is_over": engagement.is_over(today),
    }
    return render(request, "engagement/equality.html", context)
