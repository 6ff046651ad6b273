"""Setting up an engagement: a list of tasks, a page for each."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread_web.engagement.changes import exercises as changes
from goldenthread_web.engagement.forms.exercises import (
    PARTS,
    DocumentForm,
    DocumentsTextForm,
    MemberForm,
    NewEngagementForm,
)
from goldenthread_web.engagement.opening_drafts import DRAFTS
from goldenthread_web.engagement.permissions import MANAGE_ENGAGEMENTS
from goldenthread_web.engagement.public_page import shown_document
from goldenthread_web.engagement.queries import exercises as queries
from goldenthread_web.engagement.queries.calendar import clashes_of, not_allowed, periods_ahead
from goldenthread_web.engagement.queries.set_up import groups_of
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest


@requires(MANAGE_ENGAGEMENTS)
def add(request: OfficeRequest) -> HttpResponse:
    form = NewEngagementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        engagement = changes.add_engagement(by=request.user, **form.cleaned_data)
        return redirect("engagement:set-up", engagement.slug)
    context = {"form": form, "periods_ahead": periods_ahead(timezone.localdate())}
    return render(request, "engagement/add.html", context)


@requires(MANAGE_ENGAGEMENTS)
def show_tasks(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    groups = groups_of(engagement)
    missing = sum(len(group.missing) for group in groups)
    context: dict[str, object] = {"engagement": engagement, "groups": groups, "missing": missing}
    clashes = clashes_of(engagement)
    context["clashes"], context["refused"] = clashes, not_allowed(clashes)
    context["drafts"] = [(name, title) for name, (title, _) in DRAFTS.items()]
    context["has_answers"] = queries.has_responses(engagement)
    return render(request, "engagement/set_up.html", context)


@requires(MANAGE_ENGAGEMENTS)
def change(request: OfficeRequest, slug: str, part: str) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    if part not in PARTS:
        raise Http404
    title, form_class = PARTS[part]
    form = form_class(request.POST or None, instance=engagement)
    if request.method == "POST" and form.is_valid():
        fresh = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
        changes.change_engagement(by=request.user, engagement=fresh, **form.cleaned_data)
        return redirect("engagement:set-up", slug)
    context = {"engagement": engagement, "form": form, "part_title": title, "part": part}
    context["periods_ahead"] = periods_ahead(timezone.localdate()) if part == "about" else ()
    return render(request, "engagement/change.html", context)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def publish(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    changes.publish_engagement(by=request.user, engagement=engagement)
    messages.success(request, "It is published. Anybody can see it now.")
    return redirect("engagement:office", slug)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def hide(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    changes.hide_engagement(by=request.user, engagement=engagement)
    messages.success(request, "It is hidden from the public again.")
    return redirect("engagement:set-up", slug)


@requires(MANAGE_ENGAGEMENTS)
def change_documents(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    form = DocumentsTextForm(request.POST or None, instance=engagement)
    if request.method == "POST" and form.is_valid():
        fresh = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
        changes.change_engagement(by=request.user, engagement=fresh, **form.cleaned_data)
        return redirect("engagement:set-up", slug)
    return _documents_page(request, slug, form=form)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def add_document(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    form = DocumentForm(request.POST, request.FILES)
    if not form.is_valid():
        return _documents_page(request, slug, upload_form=form)
    changes.add_document(by=request.user, engagement=engagement, **form.cleaned_data)
    messages.success(request, "The document is added.")
    return redirect("engagement:documents", slug)


def _documents_page(
    request: OfficeRequest,
    slug: str,
    *,
    form: DocumentsTextForm | None = None,
    upload_form: DocumentForm | None = None,
) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    context = {
        "engagement": engagement,
        "text_form": form or DocumentsTextForm(instance=engagement),
        "form": upload_form or form,
        "upload_form": upload_form or DocumentForm(),
        "documents": [shown_document(one) for one in engagement.documents.all()],
    }
    return render(request, "engagement/documents.html", context)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def remove_document(request: OfficeRequest, slug: str, document_id: int) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    document = queries.document_of(engagement, document_id)
    changes.remove_document(by=request.user, document=document)
    return redirect("engagement:documents", slug)


@requires(MANAGE_ENGAGEMENTS)
def change_people(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    form = MemberForm(engagement, request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.add_member(
            by=request.user, engagement=engagement, person=form.cleaned_data["person"]
        )
        return redirect("engagement:people", slug)
    context = {
        "engagement": engagement,
        "form": form,
        "members": queries.members_of(engagement),
    }
    return render(request, "engagement/people.html", context)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def remove_person(request: OfficeRequest, slug: str, person_id: int) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    member = get_object_or_404(queries.members_of(engagement), person_id=person_id)
    changes.remove_member(by=request.user, engagement=engagement, person=member.person)
    messages.success(request, f"{member.person} is no longer on the list.")
    return redirect("engagement:people", slug)
