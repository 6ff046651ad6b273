"""Printed letters and sheets of codes: for who had them made, and gone after a day."""

import csv

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.engagement.mending import escape_formula
from goldenthread_web.engagement.changes.inviting_letters import delete_letters
from goldenthread_web.engagement.changes.inviting_looking import log_invited_look
from goldenthread_web.engagement.models import Engagement, Invitation, MessageWording
from goldenthread_web.engagement.permissions import TELL_PEOPLE
from goldenthread_web.engagement.queries import inviting_letters as queries
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.queries.inviting import code_of, groups_of, to_hand_out
from goldenthread_web.engagement.tasks.inviting_letters import start_letters
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest

Kind = MessageWording.Kind
KINDS = {"pdf": "application/pdf", "zip": "application/zip"}
HEADERS = ("name", "organisation", "postal address", "e-mail", "language", "code", "link")


def _fetch(request: OfficeRequest, slug: str) -> Engagement:
    return fetch_and_authorise(request.user, slug, TELL_PEOPLE)


@requires(TELL_PEOPLE)
def list_letters(request: OfficeRequest, slug: str) -> HttpResponse:
    """Choose what to print and for whom, and take what was printed; print when asked to."""
    engagement, kind = _fetch(request, slug), _kind(request)
    if request.method == "POST":
        job = start_letters(
            by=request.user,
            engagement=engagement,
            group=request.POST.get("group", ""),
            site=request.build_absolute_uri("/")[:-1],
            kind=kind,
        )
        return redirect("jobs:job", job.pk)
    context = _what_to_print(engagement, kind)
    context["files"] = queries.letters_of(request.user, engagement)
    return render(request, "engagement/inviting_letters.html", context)


def _what_to_print(engagement: Engagement, kind: Kind) -> dict[str, object]:
    """Return who would get a letter of this kind, by group, and the other kinds."""
    today = timezone.localdate()
    groups = [
        (one, queries.letters_to_print(engagement, one.value, kind, today=today).count())
        for one in groups_of(engagement)[:50]
        if one.is_list or kind == Kind.LETTER
    ]
    return {
        "engagement": engagement,
        "groups": groups,
        "kind": kind,
        "to_whom": queries.PRINTED[kind][1],
        "kinds": [(one, title) for one, (title, _) in queries.PRINTED.items()],
        "why_not": queries.why_not_printed(engagement, kind, today=today),
    }


def _kind(request: OfficeRequest) -> Kind:
    """Return what is to be printed: the letter with a code if nothing else is asked for."""
    asked = request.POST.get("kind") or request.GET.get("kind") or Kind.LETTER
    return next((one for one in queries.PRINTED if one == asked), Kind.LETTER)


@requires(TELL_PEOPLE)
def take_letters(request: OfficeRequest, slug: str, letters_id: int) -> FileResponse:
    engagement = _fetch(request, slug)
    letters = queries.fetch_letters(request.user, engagement, letters_id)
    log_invited_look(by=request.user, engagement=engagement, shown=letters.count, what="letters")
    name = f"letters-{engagement.slug}.{letters.ending}"
    return FileResponse(
        letters.file.open("rb"),
        as_attachment=True,
        filename=name,
        content_type=KINDS[letters.ending],
    )


@requires(TELL_PEOPLE)
@require_POST
def remove_letters(request: OfficeRequest, slug: str, letters_id: int) -> HttpResponse:
    engagement = _fetch(request, slug)
    letters = queries.fetch_letters(request.user, engagement, letters_id)
    delete_letters(by=request.user, letters=letters)
    messages.success(request, "The letters are deleted.")
    return redirect("engagement:letters", slug)


@requires(TELL_PEOPLE)
@require_POST
def download_codes(request: OfficeRequest, slug: str) -> HttpResponse:
    """Write the unused codes of a group for a mail merge: by POST, as it hands out codes."""
    engagement = _fetch(request, slug)
    found = list(to_hand_out(engagement, request.POST.get("group", "")))
    log_invited_look(by=request.user, engagement=engagement, shown=len(found), what="codes")
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="codes-{engagement.slug}.csv"'
    rows, site = csv.writer(response), request.build_absolute_uri("/")[:-1]
    rows.writerow(HEADERS)
    rows.writerows([escape_formula(cell) for cell in _cells(one, site)] for one in found)
    return response


def _cells(one: Invitation, site: str) -> tuple[str, ...]:
    code, invitee = code_of(one), one.invitee
    link = site + reverse("engagement:use-invitation", args=[code])
    if invitee is None:
        return "", "", "", "", "", code, link
    return (
        invitee.name,
        invitee.organisation_name,
        invitee.postal_address,
        invitee.email,
        invitee.language,
        code,
        link,
    )
