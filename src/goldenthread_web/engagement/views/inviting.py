"""Inviting people to one engagement: whom, how many, and what was sent."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from goldenthread.errors import GoldenThreadError
from goldenthread_web.engagement.changes import inviting as changes
from goldenthread_web.engagement.changes.inviting_looking import log_invited_look
from goldenthread_web.engagement.forms.inviting import BatchForm, ListsForm
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.permissions import TELL_PEOPLE
from goldenthread_web.engagement.queries import inviting as queries
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.queries.inviting_messages import (
    STEPS,
    contacts_without_mail,
    counts_by_step,
    failed_messages,
    new_contacts,
    new_recipients,
    why_not_now,
)
from goldenthread_web.page.templatetags.page import plural
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest


def _fetch(request: OfficeRequest, slug: str) -> Engagement:
    return fetch_and_authorise(request.user, slug, TELL_PEOPLE)


@requires(TELL_PEOPLE)
def show(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = _fetch(request, slug)
    counts, today = counts_by_step(engagement), timezone.localdate()
    rounds = [
        {
            "step": step,
            "counts": counts.get((step.kind, step.number), {}),
            "new": new_recipients(engagement, step).count()
            + new_contacts(engagement, step).count(),
            "why_not": why_not_now(engagement, step, today=today),
        }
        for step in STEPS
    ]
    context = {
        "engagement": engagement,
        "groups": queries.groups_of(engagement),
        "rounds": rounds,
        "failed": failed_messages(engagement, now=timezone.now()).count(),
        "without_mail": contacts_without_mail(engagement),
        "has_mail": settings.HAS_MAIL,
        "fewest": queries.FEWEST_CODES_SHOWN,
    }
    return render(request, "engagement/inviting.html", context)


@requires(TELL_PEOPLE)
def invite_lists(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = _fetch(request, slug)
    form = ListsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        count = sum(
            changes.invite_list(by=request.user, engagement=engagement, invitation_list=one)
            for one in form.cleaned_data["lists"]
        )
        messages.success(
            request,
            f"{plural(count, 'is,are')} invited now who {'was' if count == 1 else 'were'} not before.",
        )
        return redirect("engagement:inviting", slug)
    return _form(request, engagement, form, "Invite the people on a list", "Invite")


@requires(TELL_PEOPLE)
def add_batch(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = _fetch(request, slug)
    form = BatchForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = changes.add_batch(by=request.user, engagement=engagement, **form.cleaned_data)
        except GoldenThreadError as reason:
            form.add_error("name", str(reason))
        else:
            messages.success(request, f"{plural(count, 'code is,codes are')} made.")
            return redirect("engagement:inviting", slug)
    return _form(request, engagement, form, "Make codes to hand out", "Make codes")


def _form(
    request: OfficeRequest, engagement: Engagement, form: object, title: str, button: str
) -> HttpResponse:
    context = {"engagement": engagement, "form": form, "title": title, "button": button}
    return render(request, "engagement/inviting_form.html", context)


@requires(TELL_PEOPLE)
def show_group(request: OfficeRequest, slug: str) -> HttpResponse:
    """Show a list's people with whether they answered; of a batch only its numbers."""
    engagement = _fetch(request, slug)
    name = request.GET.get("group", "")
    invitations = queries.invited_of(engagement, name)
    group = next(one for one in queries.groups_of(engagement) if one.value == name)
    page = page_of(request, invitations, size=50) if group.is_list else None
    today = timezone.localdate()
    people = [(one, queries.has_answered(one, today=today)) for one in page or ()]
    if page:
        log_invited_look(by=request.user, engagement=engagement, shown=len(people), what="people")
    context = {"engagement": engagement, "group": group, "page": page, "people": people}
    return render(request, "engagement/inviting_group.html", context)


@requires(TELL_PEOPLE)
def withdraw(request: OfficeRequest, slug: str) -> HttpResponse:
    """Ask, then take back the unused codes of a group."""
    engagement = _fetch(request, slug)
    name = request.GET.get("group", "")
    invitations = queries.invited_of(engagement, name)
    group = next(one for one in queries.groups_of(engagement) if one.value == name)
    if request.method == "POST":
        changes.withdraw(by=request.user, engagement=engagement, invitations=invitations)
        messages.success(request, "The codes that were not used work no more.")
        return redirect("engagement:inviting", slug)
    context = {"engagement": engagement, "group": group}
    return render(request, "engagement/inviting_withdraw.html", context)
