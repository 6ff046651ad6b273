"""The builder: questions of a form, added, changed, moved, copied and retired."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from goldenthread.engagement.question_hints import question_hints
from goldenthread.errors import ConflictError, InputError
from goldenthread.reports.wording import say_list
from goldenthread_web.engagement.changes import building as order
from goldenthread_web.engagement.changes import questions as changes
from goldenthread_web.engagement.changes.library import copy_question as copy
from goldenthread_web.engagement.forms.building import PlaceForm
from goldenthread_web.engagement.forms.questions import (
    KIND_SENTENCES,
    QuestionForm,
    WhyForm,
    first_values,
)
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.engagement.permissions import MANAGE_ENGAGEMENTS
from goldenthread_web.engagement.queries import building as queries
from goldenthread_web.engagement.queries.clips import earlier_words_count
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.queries.library import heard_before
from goldenthread_web.engagement.queries.translating import progress_of
from goldenthread_web.engagement.queries.wordings import changes_while_open, is_asked, is_live
from goldenthread_web.engagement.tongues import Tongue
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest

LIST = "engagement:questions"
KINDS = [(kind.value, kind.label, sentence) for kind, sentence in KIND_SENTENCES.items()]


def _fetch(request: OfficeRequest, slug: str, question_id: int) -> Question:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    return queries.question_of(engagement, question_id)


def is_done(form: Any, change: Callable[[], object]) -> bool:
    """Make the change; what is refused stands above the form, and nothing typed is lost."""
    try:
        change()
    except (ConflictError, InputError) as error:
        form.add_error(None, str(error))
        return False
    return True


@requires(MANAGE_ENGAGEMENTS)
def list_questions(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    context = {
        "engagement": engagement,
        "form_as_built": queries.built_form(engagement),
        "is_live": is_live(engagement),
        "changes": changes_while_open(engagement),
        "earlier_words": earlier_words_count(engagement),
    }
    return render(request, "engagement/questions.html", context)


@requires(MANAGE_ENGAGEMENTS)
def add_question(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    if kind not in Question.Kind.values:
        context = {"engagement": engagement, "kinds": KINDS, "section": request.GET.get("section")}
        return render(request, "engagement/question_kind.html", context)
    form = _form_of(
        request, engagement, kind, first={"section": _wanted_section(request, engagement)}
    )
    if form.is_bound and form.is_valid():
        added = []

        def add() -> None:
            facts = form.cleaned_data
            added.append(
                changes.add_question(by=request.user, engagement=engagement, kind=kind, **facts)
            )

        if is_done(form, add):
            return _after_adding(request, added[0])
    return _question_page(request, engagement, form)


def _wanted_section(request: OfficeRequest, engagement: Engagement) -> str:
    """Return the section that was asked for, "0" for none, or else the last one."""
    asked = request.GET.get("section")
    if asked is not None:
        return asked
    last = queries.last_section(engagement)
    return str(last.pk) if last else ""


def _after_adding(request: OfficeRequest, question: Question) -> HttpResponse:
    """Go to the question in the list, or straight on to the next one."""
    slug = question.engagement.slug
    if "another" not in request.POST:
        return redirect(queries.address_of_list(slug, question))
    messages.success(request, f"Added: “{question.text}”")
    address = reverse("engagement:add-question", args=[slug])
    return redirect(f"{address}?section={question.section_id or 0}")


@requires(MANAGE_ENGAGEMENTS)
def change_question(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    question = _fetch(request, slug, question_id)
    asked = is_asked(question)
    wanted = request.POST.get("kind") or request.GET.get("kind", "")
    kind = wanted if wanted in Question.Kind.values and not asked else question.kind
    form = _form_of(request, question.engagement, kind, question=question, needs_why=asked)
    if form.is_bound and form.is_valid():

        def change() -> None:
            changes.change_question(
                by=request.user, question=question, kind=kind, **form.cleaned_data
            )

        if is_done(form, change):
            _tell_of_translations(request, question.engagement)
            return redirect(queries.address_of_list(slug, question))
    return _question_page(request, question.engagement, form, question=question)


def _tell_of_translations(request: OfficeRequest, engagement: Engagement) -> None:
    """Say which languages do not have the words as they are now: residents read others there."""
    behind = [one for one in progress_of(engagement) if one.out_of_date]
    if behind:
        names = say_list([Tongue(one.language).english_name for one in behind])
        messages.warning(request, f"Saved. Translate it again, under Languages: {names}.")


def _form_of(
    request: OfficeRequest,
    engagement: Engagement,
    kind: str,
    *,
    first: dict[str, Any] | None = None,
    question: Question | None = None,
    needs_why: bool | None = None,
) -> QuestionForm:
    """Return the form; whoever only looks up what was said keeps what they typed, unchecked."""
    initial = first_values(question) if question else {k: v for k, v in (first or {}).items() if v}
    if needs_why is None:
        needs_why = is_live(engagement)
    elif needs_why:
        initial |= {"options": "", "rows": "", "other_option": "", "none_option": ""}
    is_looking = "heard" in request.POST
    if is_looking:
        initial |= {name: request.POST.get(name) for name in request.POST}
    return QuestionForm(
        kind,
        request.POST if request.method == "POST" and not is_looking else None,
        engagement=engagement,
        question=question,
        needs_why=needs_why,
        initial=initial,
    )


def _question_page(
    request: OfficeRequest,
    engagement: Engagement,
    form: QuestionForm,
    *,
    question: Question | None = None,
) -> HttpResponse:
    typed: QueryDict = request.POST
    text = typed.get("text", question.text if question else "")
    context: dict[str, object] = {
        "engagement": engagement,
        "question": question,
        "form": form,
        "kind": form.kind,
        "kinds": KINDS,
        "hints": question_hints(text, is_open=form.kind == Question.Kind.OPEN) if text else (),
        "heard": heard_before(text, engagement) if "heard" in typed else None,
    }
    if question is not None:
        context["from_file"] = [one for one in question.options.all() if one.is_from_file]
    return render(request, "engagement/question.html", context)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def move_question(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    question = _fetch(request, slug, question_id)
    try:
        order.move_question(by=request.user, question=question, is_up="up" in request.POST)
    except ConflictError as error:
        messages.error(request, str(error))
    return redirect(queries.address_of_list(slug, question))


@requires(MANAGE_ENGAGEMENTS)
def place_question(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    """Put a question anywhere in the form, in one go."""
    question = _fetch(request, slug, question_id)
    engagement = question.engagement
    places = queries.places_for(queries.built_form(engagement), question)
    form = PlaceForm(places, request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind, _, number = form.cleaned_data["place"].partition("-")
        target: dict[str, Any] = {}
        if kind == "question":
            target["after"] = queries.question_of(engagement, int(number))
        elif number != "0":
            target["section"] = queries.section_of(engagement, int(number))
        if is_done(
            form, lambda: order.place_question(by=request.user, question=question, **target)
        ):
            return redirect(queries.address_of_list(slug, question))
    context = {"engagement": engagement, "question": question, "form": form}
    return render(request, "engagement/question_why.html", {**context, "action_title": "Move"})


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def delete_question(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    changes.delete_question(by=request.user, question=_fetch(request, slug, question_id))
    messages.success(request, "The question is deleted.")
    return redirect(LIST, slug)


@requires(MANAGE_ENGAGEMENTS)
def copy_question(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    """Copy at once, and open the copy; ask for a reason first if people have answered."""
    question = _fetch(request, slug, question_id)
    copies: list[Question] = []
    answer = _after_why(
        request,
        question,
        "Copy a question",
        lambda why: copies.append(copy(by=request.user, question=question, why=why)),
    )
    if not copies:
        return answer
    messages.success(request, "This is the copy. Change what is different in it, then save.")
    return redirect("engagement:question", slug, copies[0].pk)


@requires(MANAGE_ENGAGEMENTS)
def retire_question(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    """Ask a question no more, or again; its answers stay either way."""
    question = _fetch(request, slug, question_id)
    if question.retired_at:
        return _after_why(
            request,
            question,
            "Ask a question again",
            lambda why: changes.ask_again(by=request.user, question=question, why=why),
        )
    return _after_why(
        request,
        question,
        "Ask a question no more",
        lambda why: changes.retire_question(by=request.user, question=question, why=why),
    )


def _after_why(
    request: OfficeRequest, question: Question, title: str, change: Callable[[str], object]
) -> HttpResponse:
    is_sent = request.method == "POST"
    form = WhyForm(request.POST if is_sent else None, needs_why=is_asked(question))
    if is_sent and form.is_valid() and is_done(form, lambda: change(form.reason)):
        return redirect(LIST, question.engagement.slug)
    context = {"engagement": question.engagement, "question": question, "form": form}
    return render(request, "engagement/question_why.html", {**context, "action_title": title})
