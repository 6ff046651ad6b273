"""Lists of organisations and people: personal data, so each look is logged."""

import csv

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.engagement import one_line
from goldenthread.engagement.mending import escape_formula
from goldenthread.errors import GoldenThreadError
from goldenthread_web.engagement.changes import inviting_lists as changes
from goldenthread_web.engagement.changes.inviting_looking import log_list_look
from goldenthread_web.engagement.forms.inviting_lists import InviteeForm, ListForm, PeopleFileForm
from goldenthread_web.engagement.models import InvitationList, Invitee
from goldenthread_web.engagement.permissions import TELL_PEOPLE
from goldenthread_web.engagement.queries import inviting_lists as queries
from goldenthread_web.engagement.queries.import_files import path_of
from goldenthread_web.engagement.queries.inviting_reading import iterate_invitees
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest

WHICH = (("", "On the list"), ("waiting", "Waiting"), ("left", "Left"))
HEADERS = ("name", "organisation", "email", "postal address", "language")


@requires(TELL_PEOPLE)
def list_lists(request: OfficeRequest) -> HttpResponse:
    return render(
        request, "engagement/inviting_lists.html", {"page": page_of(request, queries.lists())}
    )


@requires(TELL_PEOPLE)
def add_list(request: OfficeRequest) -> HttpResponse:
    form = ListForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = changes.save_list(by=request.user, invitation_list=form.save(commit=False))
        return redirect("engagement:invitation-list", added.pk)
    return render(
        request, "engagement/inviting_list_form.html", {"form": form, "title": "Add a list"}
    )


@requires(TELL_PEOPLE)
def show_list(request: OfficeRequest, list_id: int) -> HttpResponse:
    """Show who is on it; what is searched for stands in the address of this page only."""
    found = queries.fetch_list(list_id)
    words, which = one_line(request.GET.get("words", ""))[:100], request.GET.get("which", "")
    page = page_of(request, queries.invitees_of(found, words=words, which=which), size=50)
    log_list_look(by=request.user, invitation_list=found, shown=len(page.object_list))
    context = {"list": found, "page": page, "words": words, "which": which, "choices": WHICH}
    return render(request, "engagement/inviting_list.html", context)


@requires(TELL_PEOPLE)
def download_list(request: OfficeRequest, list_id: int) -> HttpResponse:
    found = queries.fetch_list(list_id)
    words, which = one_line(request.GET.get("words", ""))[:100], request.GET.get("which", "")
    people = list(queries.invitees_of(found, words=words, which=which))
    log_list_look(by=request.user, invitation_list=found, shown=len(people))
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="list-{found.pk}.csv"'
    rows = csv.writer(response)
    rows.writerow(HEADERS)
    rows.writerows([escape_formula(cell) for cell in _cells(one)] for one in people)
    return response


def _cells(one: Invitee) -> tuple[str, ...]:
    return one.name, one.organisation_name, one.email, one.postal_address, one.language


@requires(TELL_PEOPLE)
def change_list(request: OfficeRequest, list_id: int) -> HttpResponse:
    found = queries.fetch_list(list_id)
    form = ListForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        changes.save_list(by=request.user, invitation_list=form.save(commit=False))
        messages.success(request, "Saved.")
        return redirect("engagement:invitation-list", list_id)
    context = {"form": form, "title": f"Change {found}", "list": found}
    return render(request, "engagement/inviting_list_form.html", context)


@requires(TELL_PEOPLE)
def remove_list(request: OfficeRequest, list_id: int) -> HttpResponse:
    found = queries.fetch_list(list_id)
    if request.method == "POST":
        changes.remove_list(by=request.user, invitation_list=found)
        messages.success(request, "The list and everybody on it are removed.")
        return redirect("engagement:invitation-lists")
    return render(request, "engagement/inviting_list_remove.html", {"list": found})


@requires(TELL_PEOPLE)
def add_invitee(request: OfficeRequest, list_id: int) -> HttpResponse:
    found = queries.fetch_list(list_id)
    form = InviteeForm(request.POST or None, instance=Invitee(invitation_list=found))
    if request.method == "POST" and form.is_valid():
        changes.add_invitee(by=request.user, invitee=form.save(commit=False))
        messages.success(request, "Added. Nobody was written to.")
        return redirect("engagement:invitation-list", list_id)
    return _show_invitee_form(request, found, form, "Add somebody")


@requires(TELL_PEOPLE)
def change_invitee(request: OfficeRequest, list_id: int, invitee_id: int) -> HttpResponse:
    invitee = queries.fetch_invitee(list_id, invitee_id)
    form = InviteeForm(request.POST or None, instance=invitee)
    if request.method == "POST" and form.is_valid():
        changes.change_invitee(by=request.user, invitee=form.save(commit=False))
        messages.success(request, "Saved.")
        return redirect("engagement:invitation-list", list_id)
    log_list_look(by=request.user, invitation_list=invitee.invitation_list, shown=1)
    return _show_invitee_form(request, invitee.invitation_list, form, "Change an entry", invitee)


def _show_invitee_form(
    request: OfficeRequest,
    found: InvitationList,
    form: InviteeForm,
    title: str,
    invitee: Invitee | None = None,
) -> HttpResponse:
    context = {"list": found, "form": form, "title": title, "invitee": invitee}
    return render(request, "engagement/inviting_invitee.html", context)


@requires(TELL_PEOPLE)
@require_POST
def remove_invitee(request: OfficeRequest, list_id: int, invitee_id: int) -> HttpResponse:
    invitee = queries.fetch_invitee(list_id, invitee_id)
    changes.remove_invitee(by=request.user, invitee=invitee)
    messages.success(request, "Removed. Nothing of them is kept.")
    return redirect("engagement:invitation-list", list_id)


@requires(TELL_PEOPLE)
@require_POST
def let_in(request: OfficeRequest, list_id: int, invitee_id: int) -> HttpResponse:
    """Where no mail can ask them, an officer who knows that they asked lets them in."""
    invitee = queries.fetch_invitee(list_id, invitee_id)
    changes.confirm_invitee(by=request.user, invitee=invitee, now=timezone.now())
    messages.success(request, "They are on the list now.")
    return redirect("engagement:invitation-list", list_id)


@requires(TELL_PEOPLE)
def bring_in(request: OfficeRequest, list_id: int) -> HttpResponse:
    """Bring a file in, and say at once what came of each row that was not taken."""
    found = queries.fetch_list(list_id)
    form = PeopleFileForm(request.POST or None, request.FILES or None)
    came = None
    if request.method == "POST" and form.is_valid():
        try:
            with path_of(form.cleaned_data["file"]) as path:
                came = changes.bring_in(
                    by=request.user, invitation_list=found, rows=iterate_invitees(path)
                )
        except GoldenThreadError as reason:
            form.add_error("file", str(reason))
    context = {"list": found, "form": form, "came": came}
    return render(request, "engagement/inviting_bring_in.html", context)
