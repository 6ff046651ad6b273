"""Setting up what is asked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from goldenthread_web.engagement.changes import questions as changes
from goldenthread_web.engagement.forms.exercises import EqualityQuestionsForm, QuestionForm
from goldenthread_web.engagement.models import Question
from goldenthread_web.engagement.permissions import MANAGE_ENGAGEMENTS
from goldenthread_web.engagement.queries import exercises as queries
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest


def _fetch(request: OfficeRequest, slug: str, question_id: int) -> Question:
    engagement = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    return get_object_or_404(queries.questions_of(engagement), pk=question_id)


@requires(MANAGE_ENGAGEMENTS)
def list_questions(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    context = {"engagement": engagement, "questions": queries.questions_of(engagement)}
    return render(request, "engagement/questions.html", context)


@requires(MANAGE_ENGAGEMENTS)
def add_question(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    form = QuestionForm(request.POST or None, initial={"kind": Question.Kind.OPEN})
    if request.method == "POST" and form.is_valid():
        changes.add_question(by=request.user, engagement=engagement, **form.cleaned_data)
        return redirect("engagement:questions", slug)
    context = {"engagement": engagement, "form": form}
    return render(request, "engagement/question.html", context)


@requires(MANAGE_ENGAGEMENTS)
def change_question(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    question = _fetch(request, slug, question_id)
    every = list(question.options.all())
    offered = [option for option in every if not option.is_from_file] or every
    kept = {
        "kind": question.kind,
        "text": question.text,
        "help_text": question.help_text,
        "is_required": question.is_required,
        "options": "\n".join(option.text for option in offered),
    }
    form = QuestionForm(request.POST or None, initial=kept)
    if queries.is_answered(question):
        # A disabled field keeps what was asked, whatever is sent.
        form.fields["kind"].disabled = form.fields["text"].disabled = True
    if request.method == "POST" and form.is_valid():
        changes.change_question(by=request.user, question=question, **form.cleaned_data)
        return redirect("engagement:questions", slug)
    context = {"engagement": question.engagement, "question": question, "form": form}
    context["from_file"] = [option for option in every if option.is_from_file]
    return render(request, "engagement/question.html", context)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def move_question(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    question = _fetch(request, slug, question_id)
    changes.move_question(by=request.user, question=question, is_up="up" in request.POST)
    return redirect("engagement:questions", slug)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def delete_question(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    changes.delete_question(by=request.user, question=_fetch(request, slug, question_id))
    messages.success(request, "The question is deleted.")
    return redirect("engagement:questions", slug)


@requires(MANAGE_ENGAGEMENTS)
def change_equality_questions(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    kept: dict[str, object] = {"kept_until": engagement.equality_kept_until}
    if engagement.equality_purpose:
        kept |= {"purpose": engagement.equality_purpose}
    form = EqualityQuestionsForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        changes.ask_equality_questions(by=request.user, engagement=engagement, **form.cleaned_data)
        return redirect("engagement:set-up", slug)
    context = {
        "engagement": engagement,
        "form": form,
        "questions": engagement.equality_questions.prefetch_related("options"),
        "ready_questions": changes.READY_EQUALITY_QUESTIONS,
    }
    return render(request, "engagement/equality_questions.html", context)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def stop_equality_questions(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = queries.fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    changes.stop_equality_questions(by=request.user, engagement=engagement)
    return redirect("engagement:set-up", slug)
