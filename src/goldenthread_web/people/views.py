"""Pages for administrators and information governance officers."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread_web.people import changes, queries
from goldenthread_web.people.adapters import sign_in
from goldenthread_web.people.forms import AuditFilterForm, PersonForm, RolesForm
from goldenthread_web.people.limits import limited
from goldenthread_web.people.models import Person
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import MANAGE_PEOPLE, READ_AUDIT, open_to_all, requires
from goldenthread_web.people.requests import OfficeRequest


@open_to_all
@limited("20/h")
@never_cache
@require_http_methods(["GET", "POST"])
def use_link(request: HttpRequest, token: str) -> HttpResponse:
    """Ask first, so that a mail scanner that opens the link does not use it up."""
    if request.method == "GET":
        return render(request, "people/use_link.html")
    person = changes.use_sign_in_link(token=token, now=timezone.now())
    logout(request)
    if not person.has_usable_password():
        messages.info(
            request,
            format_html(
                '<a class="govuk-link" href="{}">Set a password</a> or '
                '<a class="govuk-link" href="{}">a passkey</a> now, so that you can come back.',
                reverse("account_set_password"),
                reverse("mfa_index"),
            ),
        )
    return sign_in(request, person)


@requires(MANAGE_PEOPLE)
def list_people(request: OfficeRequest) -> HttpResponse:
    search = request.GET.get("search", "")
    page = page_of(request, queries.people(search=search))
    return render(request, "people/list.html", {"page": page, "search": search})


@requires(MANAGE_PEOPLE)
def add_person(request: OfficeRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = changes.add_person(by=request.user, **form.cleaned_data)
        return redirect("people:person", person_id=person.pk)
    return render(request, "people/add.html", {"form": form})


@requires(MANAGE_PEOPLE)
def show_person(request: OfficeRequest, person_id: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=person_id)
    form = RolesForm(request.POST or None, initial={"roles": sorted(person.role_names)})
    if request.method == "POST" and form.is_valid():
        changes.change_roles(
            by=request.user, person=person, roles=form.cleaned_data["roles"], now=timezone.now()
        )
        messages.success(request, f"The roles of {person} are changed.")
        return redirect("people:person", person_id=person.pk)
    context = {
        "person": person,
        "form": form,
        "can_forget": person != request.user and queries.has_second_step(person),
    }
    return render(request, "people/person.html", context)


@requires(MANAGE_PEOPLE)
@require_POST
def make_link(request: OfficeRequest, person_id: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=person_id)
    token = changes.make_sign_in_link(by=request.user, person=person, now=timezone.now())
    return render(request, "people/link.html", {"person": person, "token": token})


@requires(MANAGE_PEOPLE)
@require_POST
def forget_second_step(request: OfficeRequest, person_id: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=person_id)
    changes.forget_second_step(by=request.user, person=person)
    messages.success(request, f"The second step of {person} is forgotten. They can set up another.")
    return redirect("people:person", person_id=person.pk)


@requires(MANAGE_PEOPLE)
@require_POST
def change_access(request: OfficeRequest, person_id: int) -> HttpResponse:
    person = get_object_or_404(Person, pk=person_id)
    changes.set_active(by=request.user, person=person, is_active=not person.is_active)
    return redirect("people:person", person_id=person.pk)


@requires(READ_AUDIT)
def read_audit(request: OfficeRequest) -> HttpResponse:
    form = AuditFilterForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = page_of(request, queries.audit_events(**wanted), size=50)
    return render(
        request,
        "people/audit.html",
        {"page": page, "form": form, "actions": queries.audit_actions()},
    )
