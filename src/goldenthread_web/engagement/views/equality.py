"""Which equality questions are asked, and the categories of the place."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from goldenthread.engagement.ready_questions import EQUALITY_SET_SIZES, equality_questions
from goldenthread_web.engagement.changes import equality_questions as changes
from goldenthread_web.engagement.forms.equality import (
    SET_NAMES,
    EqualityQuestionsForm,
    LocalCategoryForm,
)
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.permissions import MANAGE_ENGAGEMENTS
from goldenthread_web.engagement.queries import equality_questions as queries
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.views.questions import is_done
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest

PAGE = "engagement:equality-questions"


@requires(MANAGE_ENGAGEMENTS)
def change_equality_questions(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    form = EqualityQuestionsForm(request.POST or None, initial=_kept(engagement))
    if request.method == "POST" and form.is_valid():
        changes.ask_equality_questions(by=request.user, engagement=engagement, **form.cleaned_data)
        return redirect("engagement:set-up", slug)
    return _page(request, engagement, form=form)


def _kept(engagement: Engagement) -> dict[str, object]:
    """Return what is set: the largest set that is asked whole, the purpose and the day."""
    asked = queries.keys_asked(engagement)
    sizes = [n for n in EQUALITY_SET_SIZES if {q.key for q in equality_questions(n)} <= asked]
    kept: dict[str, object] = {"kept_until": engagement.equality_kept_until}
    if sizes:
        kept["set_size"] = sizes[-1]
    if engagement.equality_purpose:
        kept["purpose"] = engagement.equality_purpose
    return kept


def _page(
    request: OfficeRequest,
    engagement: Engagement,
    *,
    form: EqualityQuestionsForm | None = None,
    local_form: LocalCategoryForm | None = None,
) -> HttpResponse:
    questions = list(queries.questions_with_options(engagement))
    context = {
        "engagement": engagement,
        "set_form": form or EqualityQuestionsForm(initial=_kept(engagement)),
        "local_form": local_form or LocalCategoryForm(questions),
        "form": local_form or form,
        "questions": questions,
        "ready_sets": [(SET_NAMES[size], equality_questions(size)) for size in EQUALITY_SET_SIZES],
    }
    return render(request, "engagement/equality_questions.html", context)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def add_local_category(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    form = LocalCategoryForm(list(queries.questions_with_options(engagement)), request.POST)
    if form.is_valid() and is_done(
        form, lambda: changes.add_local_category(by=request.user, **form.cleaned_data)
    ):
        messages.success(request, f"“{form.cleaned_data['text']}” is offered now.")
        return redirect(PAGE, slug)
    return _page(request, engagement, local_form=form)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def remove_local_category(request: OfficeRequest, slug: str, option_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    changes.remove_local_category(by=request.user, option=queries.option_of(engagement, option_id))
    return redirect(PAGE, slug)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def remove_equality_question(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    changes.remove_equality_question(
        by=request.user, question=queries.equality_question_of(engagement, question_id)
    )
    return redirect(PAGE, slug)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def stop_equality_questions(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    changes.stop_equality_questions(by=request.user, engagement=engagement)
    return redirect("engagement:set-up", slug)
