"""Bulk release: draw a sample, read it, then let the rest of its kind go out."""

from random import SystemRandom

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread_web.engagement.changes import bulk_release as changes
from goldenthread_web.engagement.changes.looking import log_look
from goldenthread_web.engagement.forms.release_bulk import SampleForm
from goldenthread_web.engagement.models import Engagement, SampleReading
from goldenthread_web.engagement.permissions import RELEASE_WORDS
from goldenthread_web.engagement.queries import bulk_release as queries
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.tasks.release import (
    MOST_AT_ONCE,
    release_all,
    start_bulk_release,
)
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest


@requires(RELEASE_WORDS)
def show_bulk(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, RELEASE_WORDS)
    eligible_count = queries.eligible(engagement).count()
    context = {
        "engagement": engagement,
        "eligible_count": eligible_count,
        "size": queries.sample_size(engagement, eligible_count),
        "smallest": queries.SMALLEST_SAMPLE,
        "readings": queries.readings(engagement)[:20],
    }
    return render(request, "engagement/release_bulk.html", context)


@requires(RELEASE_WORDS)
@require_POST
def draw(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, RELEASE_WORDS)
    reading = changes.draw_sample(
        by=request.user, engagement=engagement, now=timezone.now(), chance=SystemRandom()
    )
    return redirect("engagement:bulk-sample", slug, reading.pk)


@requires(RELEASE_WORDS)
@require_http_methods(["GET", "POST"])
def read_sample(request: OfficeRequest, slug: str, reading_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, RELEASE_WORDS)
    reading = get_object_or_404(queries.readings(engagement), pk=reading_id)
    contributions = list(queries.sampled(reading))
    form = SampleForm(
        request.POST if request.method == "POST" else None, contributions=contributions
    )
    if request.method == "POST" and form.is_valid():
        return _answer(request, engagement, reading, form)
    log_look(by=request.user, engagement=engagement, shown=len(contributions))
    context = {
        "engagement": engagement,
        "reading": reading,
        "form": form,
        "contributions": contributions,
        "left": queries.stood_for(reading).count(),
        "is_own": reading.drawn_by_id == request.user.pk,
    }
    return render(request, "engagement/release_sample.html", context)


def _answer(
    request: OfficeRequest, engagement: Engagement, reading: SampleReading, form: SampleForm
) -> HttpResponse:
    unfit = form.unfit_contributions()
    if unfit or queries.count_not_fit(reading):
        changes.refuse_bulk(by=request.user, reading=reading, unfit=unfit, now=timezone.now())
        messages.warning(request, changes.NOT_FIT_ANY_MORE)
        return redirect("engagement:bulk-release", engagement.slug)
    return _release(request, engagement, reading)


def _release(
    request: OfficeRequest, engagement: Engagement, reading: SampleReading
) -> HttpResponse:
    # Confirmed before, and stopped half-way: it goes on where it stopped.
    if reading.released_count is None:
        reading = changes.confirm_read(by=request.user, reading=reading, now=timezone.now())
    if queries.stood_for(reading).count() > MOST_AT_ONCE:
        job = start_bulk_release(by=request.user, reading=reading)
        return redirect("jobs:job", job.pk)
    count = release_all(by=request.user, reading=reading, progress=lambda *_: None)
    messages.success(request, f"{count:,} contributions are released.")
    return redirect("engagement:release-list", engagement.slug)
