"""The builder: sections, and who is asked what."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.changes import building as changes
from goldenthread_web.engagement.changes import building_conditions as conditions
from goldenthread_web.engagement.forms.building import ConditionForm, SectionForm
from goldenthread_web.engagement.forms.questions import WhyForm
from goldenthread_web.engagement.models import Engagement, Question, Section
from goldenthread_web.engagement.permissions import MANAGE_ENGAGEMENTS
from goldenthread_web.engagement.queries import building as queries
from goldenthread_web.engagement.queries.building_conditions import (
    condition_in_words,
    condition_of,
    earlier_questions,
)
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.queries.wordings import is_live
from goldenthread_web.engagement.views.questions import LIST, is_done
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest


@requires(MANAGE_ENGAGEMENTS)
def add_section(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    form = SectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.add_section(by=request.user, engagement=engagement, **form.cleaned_data)
        return redirect(LIST, slug)
    return render(
        request, "engagement/building_section.html", {"engagement": engagement, "form": form}
    )


@requires(MANAGE_ENGAGEMENTS)
def change_section(request: OfficeRequest, slug: str, section_id: int) -> HttpResponse:
    engagement, section = _fetch_section(request, slug, section_id)
    form = SectionForm(request.POST or None, initial={"title": section.title, "text": section.text})
    if request.method == "POST" and form.is_valid():
        changes.change_section(by=request.user, section=section, **form.cleaned_data)
        return redirect(LIST, slug)
    context = {"engagement": engagement, "section": section, "form": form}
    return render(request, "engagement/building_section.html", context)


def _fetch_section(
    request: OfficeRequest, slug: str, section_id: int
) -> tuple[Engagement, Section]:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    return engagement, queries.section_of(engagement, section_id)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def move_section(request: OfficeRequest, slug: str, section_id: int) -> HttpResponse:
    _, section = _fetch_section(request, slug, section_id)
    try:
        changes.move_section(by=request.user, section=section, is_up="up" in request.POST)
    except ConflictError as error:
        messages.error(request, str(error))
    return redirect(f"{queries.address_of_list(slug)}#section-{section_id}")


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def delete_section(request: OfficeRequest, slug: str, section_id: int) -> HttpResponse:
    _, section = _fetch_section(request, slug, section_id)
    try:
        changes.delete_section(by=request.user, section=section)
    except ConflictError as error:
        messages.error(request, str(error))
    return redirect(LIST, slug)


@requires(MANAGE_ENGAGEMENTS)
def question_conditions(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    return _conditions_page(request, engagement, queries.question_of(engagement, question_id))


@requires(MANAGE_ENGAGEMENTS)
def section_conditions(request: OfficeRequest, slug: str, section_id: int) -> HttpResponse:
    return _conditions_page(request, *_fetch_section(request, slug, section_id))


def _conditions_page(
    request: OfficeRequest, engagement: Engagement, thing: Question | Section
) -> HttpResponse:
    """List what decides whether this is shown; add to it: first which question, then how."""
    earlier = earlier_questions(queries.ordered_questions(engagement), thing)
    asked = _chosen(earlier, request.POST.get("on") or request.GET.get("on", ""))
    needs_why = is_live(engagement)
    form = ConditionForm(asked, request.POST or None, needs_why=needs_why) if asked else None
    if request.method == "POST" and asked and form and form.is_valid():
        wanted = conditions.Wanted(
            asked,
            form.cleaned_data["comparison"],
            form.cleaned_data["options"],
            form.cleaned_data.get("number"),
        )
        why = form.cleaned_data.get("why", "")
        if is_done(
            form,
            lambda: conditions.add_condition(by=request.user, thing=thing, wanted=wanted, why=why),
        ):
            return redirect(LIST, engagement.slug)
    context = {
        "engagement": engagement,
        "thing": thing,
        "is_section": isinstance(thing, Section),
        "conditions": [(one, condition_in_words(one)) for one in thing.conditions.all()],
        "earlier": earlier,
        "asked": asked,
        "form": form,
        "needs_why": needs_why,
    }
    return render(request, "engagement/building_conditions.html", context)


def _chosen(earlier: list[Question], number: str) -> Question | None:
    return next((one for one in earlier if str(one.pk) == number), None)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def remove_condition(request: OfficeRequest, slug: str, condition_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    condition = condition_of(engagement, condition_id)
    thing = condition.question or condition.section
    if thing is None:
        raise Http404
    form = WhyForm(request.POST, needs_why=is_live(engagement))
    if form.is_valid() and is_done(
        form,
        lambda: conditions.remove_condition(by=request.user, condition=condition, why=form.reason),
    ):
        return redirect(LIST, slug)
    context: dict[str, object] = {"engagement": engagement, "question": thing, "form": form}
    context["action_title"] = "Take a condition off"
    return render(request, "engagement/question_why.html", context)
