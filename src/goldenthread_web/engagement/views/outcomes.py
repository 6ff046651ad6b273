"""We asked, you said, we did: for the office to write and publish."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread_web.engagement.changes import outcomes as changes
from goldenthread_web.engagement.forms.outcomes import OutcomeForm, WhyTakenBackForm
from goldenthread_web.engagement.permissions import MANAGE_ENGAGEMENTS
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.queries.outcomes import outcome_of
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest


@requires(MANAGE_ENGAGEMENTS)
def write(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    form = OutcomeForm(request.POST or None, instance=outcome_of(engagement))
    if request.method == "POST" and form.is_valid():
        changes.save_outcome(by=request.user, engagement=engagement, **form.cleaned_data)
        messages.success(request, "Saved.")
        return redirect("engagement:outcome", slug)
    today = timezone.localdate()
    context = {
        "engagement": engagement,
        "form": form,
        "outcome": outcome_of(engagement),
        "is_closed": engagement.is_published and engagement.closes_on < today,
        "today": today,
    }
    return render(request, "engagement/outcome_write.html", context)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def publish(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    changes.publish_outcome(by=request.user, engagement=engagement, today=timezone.localdate())
    messages.success(request, "Published. Anybody can now read what came of it.")
    return redirect("engagement:outcome", slug)


@requires(MANAGE_ENGAGEMENTS)
def take_back(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    form = WhyTakenBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        changes.take_back_outcome(by=request.user, engagement=engagement, why=why)
        messages.success(request, "Taken back. The public cannot read it any more.")
        return redirect("engagement:outcome", slug)
    context = {"engagement": engagement, "form": form}
    return render(request, "engagement/outcome_take_back.html", context)
