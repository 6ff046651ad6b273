"""Open data of an engagement: for everybody once its results are public."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.people.limits import limited
from goldenthread_web.people.permissions import open_to_all, requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.reports import changes
from goldenthread_web.reports.forms import LicenceForm
from goldenthread_web.reports.open_data import stream_package
from goldenthread_web.reports.permissions import PUBLISH_REPORTS
from goldenthread_web.reports.queries import published_report
from goldenthread_web.reports.queries.open_data import count_open_words, licence_of
from goldenthread_web.reports.queries.results.public import (
    are_results_public,
    engagement_with_public_results,
)

# A copy that a browser keeps would outlive words that are removed: ask again each time.
ASK_AGAIN = {"Cache-Control": "no-cache"}


@open_to_all
@limited("30/h", method="GET")
def download_package(request: HttpRequest, slug: str) -> StreamingHttpResponse:
    today = timezone.localdate()
    engagement = engagement_with_public_results(slug, today=today)
    site = request.build_absolute_uri("/")
    name = f"{engagement.slug}-open-data-{today:%Y-%m-%d}.zip"
    return StreamingHttpResponse(
        stream_package(engagement, site=site, today=today),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"', **ASK_AGAIN},
    )


@requires(PUBLISH_REPORTS)
def choose_licence(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, PUBLISH_REPORTS)
    form = LicenceForm(request.POST or None, initial={"licence": licence_of(engagement)})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["licence"]
        changes.choose_licence(by=request.user, engagement=engagement, licence=chosen)
        messages.success(request, "Saved. The package names this licence from now on.")
        return redirect("reports:open-data-terms", slug=slug)
    context = {
        "engagement": engagement,
        "form": form,
        "words": count_open_words(engagement),
        "has_themes": published_report(engagement) is not None,
        "is_public_now": are_results_public(engagement, today=timezone.localdate()),
    }
    return render(request, "reports/open_data.html", context)
