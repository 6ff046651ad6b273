"""Taking out what came in: all responses as a file, for those who may read held words."""

from collections.abc import Iterable

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from goldenthread_web.engagement.changes.looking import log_export
from goldenthread_web.engagement.exporting import (
    code_book_csv,
    package,
    responses_csv,
    responses_json,
    votes_csv,
    workbook,
)
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.permissions import SEE_HELD_WORDS
from goldenthread_web.engagement.queries.exercises import counted_responses, fetch_and_authorise
from goldenthread_web.engagement.queries.export import ResponseRows, has_votes, statement_words
from goldenthread_web.engagement.queries.export_columns import layout_of
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"


@requires(SEE_HELD_WORDS)
def show_export(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_HELD_WORDS)
    layout = layout_of(engagement)
    context = {
        "engagement": engagement,
        "responses": counted_responses(engagement).count(),
        "columns": len(layout.columns),
        "questions": len(layout.questions),
        "has_votes": has_votes(engagement),
        "has_votes_apart": layout.has_votes_apart,
    }
    return render(request, "engagement/export.html", context)


@requires(SEE_HELD_WORDS)
def download_csv(request: OfficeRequest, slug: str) -> StreamingHttpResponse:
    engagement = _fetch_and_log_export(request, slug, "csv")
    layout = layout_of(engagement)
    rows = ResponseRows(request.user, engagement, layout)
    has_mark = request.GET.get("mark") != "no"
    return _send_as_download(
        responses_csv(rows, layout, has_mark=has_mark), engagement, "responses.csv", CSV
    )


@requires(SEE_HELD_WORDS)
def download_workbook(request: OfficeRequest, slug: str) -> StreamingHttpResponse:
    engagement = _fetch_and_log_export(request, slug, "xlsx")
    layout = layout_of(engagement)
    rows = ResponseRows(request.user, engagement, layout)
    return _send_as_download(workbook(engagement, rows, layout), engagement, "responses.xlsx", XLSX)


@requires(SEE_HELD_WORDS)
def download_json(request: OfficeRequest, slug: str) -> StreamingHttpResponse:
    engagement = _fetch_and_log_export(request, slug, "json")
    layout = layout_of(engagement)
    rows = ResponseRows(request.user, engagement, layout)
    lines = responses_json(engagement, rows, layout)
    return _send_as_download(lines, engagement, "responses.json", "application/json")


@requires(SEE_HELD_WORDS)
def download_package(request: OfficeRequest, slug: str) -> StreamingHttpResponse:
    engagement = _fetch_and_log_export(request, slug, "zip")
    layout = layout_of(engagement)
    content = package(request.user, engagement, layout, today=timezone.localdate())
    return _send_as_download(content, engagement, "everything.zip", "application/zip")


@requires(SEE_HELD_WORDS)
def download_code_book(request: OfficeRequest, slug: str) -> StreamingHttpResponse:
    engagement = _fetch_and_log_export(request, slug, "code book")
    return _send_as_download(
        code_book_csv(engagement, layout_of(engagement)), engagement, "code-book.csv", CSV
    )


@requires(SEE_HELD_WORDS)
def download_votes(request: OfficeRequest, slug: str) -> StreamingHttpResponse:
    engagement = _fetch_and_log_export(request, slug, "votes")
    statements = statement_words(request.user, engagement)
    return _send_as_download(votes_csv(engagement, statements), engagement, "votes.csv", CSV)


def _fetch_and_log_export(request: OfficeRequest, slug: str, form: str) -> Engagement:
    """Return the engagement once it is written down who takes its words out: before any leaves."""
    engagement = fetch_and_authorise(request.user, slug, SEE_HELD_WORDS)
    shown = counted_responses(engagement).count()
    log_export(by=request.user, engagement=engagement, form=form, shown=shown)
    return engagement


def _send_as_download(
    content: Iterable[str] | Iterable[bytes], engagement: Engagement, name: str, kind: str
) -> StreamingHttpResponse:
    file_name = f"{engagement.slug}-{timezone.localdate():%Y-%m-%d}-{name}"
    return StreamingHttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )
