"""Gaps of a plan, and publishing it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from goldenthread_web.people.permissions import allows, requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.plans import changes
from goldenthread_web.plans.forms import PublishForm
from goldenthread_web.plans.permissions import PUBLISH_EDITIONS, SEE_DRAFTS, WRITE_PLANS
from goldenthread_web.plans.queries import compose_draft, find_gaps, next_number
from goldenthread_web.plans.queries.drafts import fetch_plan
from goldenthread_web.plans.views.applying import is_applied


@requires(SEE_DRAFTS)
def show_gaps(request: OfficeRequest, slug: str) -> HttpResponse:
    plan = fetch_plan(slug)
    context = {
        "plan": plan,
        "gaps": find_gaps(plan),
        "can_write": allows(request.user, WRITE_PLANS),
    }
    return render(request, "plans/gaps.html", context)


@requires(PUBLISH_EDITIONS)
def publish(request: OfficeRequest, slug: str) -> HttpResponse:
    plan = fetch_plan(slug)
    form = PublishForm(request.POST or None)

    def change() -> None:
        why = form.cleaned_data["why"]
        changes.publish_edition(by=request.user, plan=plan, why=why, now=timezone.now())

    if is_applied(form, change):
        return redirect("plans:newest", plan.slug)
    context = {"form": form, "plan": plan, "draft": compose_draft(plan), "number": next_number()}
    return render(request, "plans/publish.html", context)
