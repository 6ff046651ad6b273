"""Questions taken over: ready sets, the library, an earlier engagement."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from goldenthread.engagement.ready_questions import ready_set, ready_sets
from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.changes import library as changes
from goldenthread_web.engagement.forms.building import EarlierForm
from goldenthread_web.engagement.forms.questions import SaveForm
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.engagement.permissions import MANAGE_ENGAGEMENTS
from goldenthread_web.engagement.queries import building, exercises
from goldenthread_web.engagement.queries import library as queries
from goldenthread_web.engagement.queries.wordings import is_live
from goldenthread_web.engagement.views.questions import LIST, is_done
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest


@requires(MANAGE_ENGAGEMENTS)
def show_library(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = exercises.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    return _library_page(request, engagement, _earlier_form(request, engagement))


def _earlier_form(request: OfficeRequest, engagement: Engagement) -> EarlierForm:
    form = EarlierForm(request.POST or None)
    offered = building.copyable_engagements(exercises.visible_to(request.user), engagement)
    form.fields["earlier"].queryset = offered  # type: ignore[attr-defined]
    return form


def _library_page(
    request: OfficeRequest, engagement: Engagement, form: EarlierForm, *, status: int = 200
) -> HttpResponse:
    words = request.GET.get("words", "").replace("\x00", "")[:100]
    context = {
        "engagement": engagement,
        "ready_sets": ready_sets(),
        "saved": queries.saved_questions(words),
        "words": words,
        "form": form,
        "needs_why": is_live(engagement),
        "why": request.POST.get("why", ""),
    }
    return render(request, "engagement/questions_library.html", context, status=status)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def take_over(request: OfficeRequest, slug: str) -> HttpResponse:
    """Add a ready set, a kept question, or all questions of an earlier engagement."""
    engagement = exercises.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    form = _earlier_form(request, engagement)
    why = request.POST.get("why", "")[:300]
    try:
        count = _taken(request, engagement, form, why)
    except (ConflictError, InputError) as error:
        messages.error(request, str(error))
        return _library_page(request, engagement, form, status=400)
    if count is None:
        return _library_page(request, engagement, form)
    messages.success(request, f"Added: {count} question{'' if count == 1 else 's'}.")
    return redirect(LIST, slug)


def _taken(
    request: OfficeRequest, engagement: Engagement, form: EarlierForm, why: str
) -> int | None:
    """Return how many questions were added; None if no engagement was chosen."""
    if "set" in request.POST:
        ready = ready_set(request.POST["set"])
        return len(
            changes.add_ready_set(by=request.user, engagement=engagement, ready=ready, why=why)
        )
    number = request.POST.get("saved", "")
    if number.isdecimal():
        saved = queries.saved_question(int(number))
        changes.add_saved(by=request.user, engagement=engagement, saved=saved, why=why)
        return 1
    if not form.is_valid():
        return None
    earlier = form.cleaned_data["earlier"]
    return changes.copy_form(by=request.user, engagement=engagement, earlier=earlier, why=why)


@requires(MANAGE_ENGAGEMENTS)
def save_question(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    engagement = exercises.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    question = building.question_of(engagement, question_id)
    form = SaveForm(request.POST or None, initial={"title": question.text[:160]})
    if (
        request.method == "POST"
        and form.is_valid()
        and is_done(
            form,
            lambda: changes.save_to_library(
                by=request.user, question=question, title=form.cleaned_data["title"]
            ),
        )
    ):
        messages.success(request, "The question is in the library.")
        return redirect(LIST, slug)
    context = {"engagement": engagement, "question": question, "form": form}
    context["action_title"] = "Save to the library"
    return render(request, "engagement/question_why.html", context)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def remove_saved(request: OfficeRequest, slug: str, saved_id: int) -> HttpResponse:
    exercises.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    changes.remove_from_library(by=request.user, saved=queries.saved_question(saved_id))
    messages.success(request, "It is out of the library. Forms that use it keep their copy.")
    return redirect("engagement:questions-library", slug)


@requires(MANAGE_ENGAGEMENTS)
def show_heard(request: OfficeRequest, slug: str) -> HttpResponse:
    """Show for each open question what people said already elsewhere."""
    engagement = exercises.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    questions = [
        one
        for one in building.ordered_questions(engagement)
        if one.retired_at is None and one.kind == Question.Kind.OPEN
    ]
    heard = queries.heard_before_each([one.text for one in questions], engagement)
    context = {"engagement": engagement, "found": list(zip(questions, heard, strict=True))}
    return render(request, "engagement/building_heard_all.html", context)
