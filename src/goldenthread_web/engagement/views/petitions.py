"""Petitions that were handed in: for staff alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from goldenthread.errors import InputError
from goldenthread_web.engagement.changes import petitions as changes
from goldenthread_web.engagement.changes.looking import log_look
from goldenthread_web.engagement.entry_tokens import OLD_PAGE, given_token, sealed_token
from goldenthread_web.engagement.forms.petitions import PetitionForm, SignaturesForm
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.permissions import (
    ENTER_FOR_OTHERS,
    RELEASE_WORDS,
    SEE_HELD_WORDS,
)
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.queries.petitions import petitions_for
from goldenthread_web.engagement.views.assisted import ENTERED
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import allows, requires
from goldenthread_web.people.requests import OfficeRequest


@requires(SEE_HELD_WORDS)
@never_cache
def list_petitions(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_HELD_WORDS)
    page = page_of(request, petitions_for(request.user, engagement))
    if page.object_list:
        log_look(by=request.user, engagement=engagement, shown=len(page.object_list))
    context = {
        "engagement": engagement,
        "page": page,
        "can_release": allows(request.user, RELEASE_WORDS, on=engagement),
        "can_add": allows(request.user, ENTER_FOR_OTHERS, on=engagement),
    }
    return render(request, "engagement/petition_list.html", context)


@requires(ENTER_FOR_OTHERS)
@never_cache
def add_petition(request: OfficeRequest, slug: str) -> HttpResponse:
    """Take a petition, then show the receipt for whoever handed it in."""
    engagement = fetch_and_authorise(request.user, slug, ENTER_FOR_OTHERS)
    form = PetitionForm(
        engagement, timezone.localdate(), request.POST or None, initial={"capacity": "resident"}
    )
    token = given_token(request)
    if request.method == "POST" and form.is_valid():
        if token:
            _store(request, engagement, form, token)
            request.session[ENTERED] = f"{engagement.pk}:{token}"
            return redirect("engagement:entered", slug)
        form.add_error(None, OLD_PAGE)
    context = {
        "engagement": engagement,
        "form": form,
        "token": sealed_token(token),
    }
    return render(request, "engagement/petition_add.html", context)


def _store(request: OfficeRequest, engagement: Engagement, form: PetitionForm, token: str) -> None:
    told = form.cleaned_data
    changes.add_petition(
        by=request.user,
        engagement=engagement,
        token=token,
        petition=changes.PetitionText(
            words=told["words"],
            signature_count=told["signature_count"],
            received_on=told["received_on"],
            capacity=told["capacity"],
            organisation_name=told["organisation_name"],
            question=told["question"],
            may_publish_words=told["may_publish"] == "words",
        ),
        now=timezone.now(),
    )


@requires(ENTER_FOR_OTHERS)
@never_cache
def correct_signatures(request: OfficeRequest, slug: str, petition_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, ENTER_FOR_OTHERS)
    petition = get_object_or_404(petitions_for(request.user, engagement), pk=petition_id)
    form = SignaturesForm(
        request.POST or None, initial={"signature_count": petition.signature_count}
    )
    if request.method == "POST" and form.is_valid():
        try:
            changes.correct_signatures(by=request.user, petition=petition, **form.cleaned_data)
        except InputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The number of signatures is corrected.")
            return redirect("engagement:petitions", slug)
    context = {"engagement": engagement, "petition": petition, "form": form}
    return render(request, "engagement/petition_correct.html", context)
