"""What was heard: for the office, for the public once published, and as a Word document."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from goldenthread.reports.what_we_heard import what_we_heard_docx
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise, published
from goldenthread_web.people.limits import limited
from goldenthread_web.people.permissions import allows, open_to_all, requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.reports import changes, queries
from goldenthread_web.reports.forms import WhyForm
from goldenthread_web.reports.layout import lay_out
from goldenthread_web.reports.permissions import PUBLISH_REPORTS, SEE_REPORTS
from goldenthread_web.reports.queries.results.kept import waiting_for_public
from goldenthread_web.reports.tasks import report_look

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires(SEE_REPORTS)
def show_in_office(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_REPORTS)
    published_report = queries.published_report(engagement)
    context = {
        "engagement": engagement,
        "page": _page_of(engagement),
        "published": published_report,
        "waiting": waiting_for_public(engagement) if published_report else 0,
        "may_publish": allows(request.user, PUBLISH_REPORTS),
        "is_over": engagement.is_over(timezone.localdate()),
    }
    return render(request, "reports/office.html", context)


@requires(SEE_REPORTS)
def download_in_office(request: OfficeRequest, slug: str) -> HttpResponse:
    return _word_document(fetch_and_authorise(request.user, slug, SEE_REPORTS))


@open_to_all
def show_public(request: HttpRequest, slug: str) -> HttpResponse:
    engagement = get_object_or_404(published(), slug=slug)
    if queries.published_report(engagement) is None:
        return render(request, "reports/not_yet.html", {"engagement": engagement})
    until = report_look(engagement=engagement, now=timezone.now())
    context = {"engagement": engagement, "page": _page_of(engagement, until=until)}
    return render(request, "reports/public.html", context)


@open_to_all
@limited("60/h", method="GET")
def download_public(request: HttpRequest, slug: str) -> HttpResponse:
    engagement = queries.public_engagement(slug)
    until = report_look(engagement=engagement, now=timezone.now())
    return _word_document(engagement, until=until)


@requires(PUBLISH_REPORTS)
def publish(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, PUBLISH_REPORTS)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        changes.publish_report(
            by=request.user, engagement=engagement, why=why, today=timezone.localdate()
        )
        messages.success(request, "Published. Anybody can now read what was heard.")
        return redirect("reports:office", slug=slug)
    return render(request, "reports/publish.html", {"engagement": engagement, "form": form})


@requires(PUBLISH_REPORTS)
def take_back(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, PUBLISH_REPORTS)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        changes.take_back_report(by=request.user, engagement=engagement, why=why)
        messages.success(request, "Taken back. The public cannot read it any more.")
        return redirect("reports:office", slug=slug)
    return render(request, "reports/take_back.html", {"engagement": engagement, "form": form})


def _page_of(engagement: Engagement, *, until: datetime | None = None) -> object:
    return lay_out(queries.what_we_heard(engagement, today=timezone.localdate(), until=until))


def _word_document(engagement: Engagement, *, until: datetime | None = None) -> HttpResponse:
    report = queries.what_we_heard(engagement, today=timezone.localdate(), until=until)
    response = HttpResponse(what_we_heard_docx(report), content_type=WORD)
    name = f"what-we-heard-{engagement.slug}.docx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
