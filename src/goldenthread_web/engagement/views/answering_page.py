"""Taking what was posted from one page of answering: kept first, then where to go."""

import re
from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from goldenthread.errors import InputError
from goldenthread_web.engagement.asking import page_form
from goldenthread_web.engagement.changes import answering as changes
from goldenthread_web.engagement.changes.coming_back import put_answers_away
from goldenthread_web.engagement.forms.answering_questions import QuestionsForm
from goldenthread_web.engagement.models import Question
from goldenthread_web.engagement.queries.answering_draft import ASKED_IN, Answer, field_of
from goldenthread_web.engagement.queries.answering_steps import Step
from goldenthread_web.engagement.sitting import Sitting
from goldenthread_web.engagement.views.answering_map import pin_where_clicked

Answers = dict[str, Answer]
FIELD = re.compile(r"answer_(\d{1,18})(?:_.*)?", re.DOTALL)


def step_posted(request: HttpRequest, sitting: Sitting, name: str) -> Step:
    """Return the page that was posted, with every question that something was typed under.

    The officer moved a question, or an answer in another window took it away,
    while somebody was typing: that is kept all the same.
    """
    posted = (*request.POST, *request.FILES)
    numbers = {int(one[1]) for field in posted if (one := FIELD.fullmatch(field))}
    typed = [one for one in sitting.asked.questions if one.pk in numbers]
    here = next((one for one in sitting.steps if one.name == name), None)
    if here is not None:
        moved = [one for one in typed if one in sitting.questions and one not in here.questions]
        others = moved if here.questions else []
        return replace(here, questions=(*here.questions, *others)) if others else here
    if not typed:
        raise Http404
    home = next((one for one in sitting.steps if not set(typed).isdisjoint(one.questions)), None)
    return replace(home or sitting.steps[0], questions=tuple(typed))


class PostedPage:
    """One page that was posted: by "Continue", by "Back", or by a button that stays on it."""

    def __init__(self, request: HttpRequest, sitting: Sitting, step: Step) -> None:
        self.sitting, self.step, self.posted = sitting, step, request.POST
        self.is_change = "change" in request.GET
        self.is_back = "back" in request.POST
        self.is_saved = "save" in request.POST
        # The sitting speaks the language of this button already: the page is shown again in it.
        self.is_switched = request.POST.get("speak") == sitting.voice.tongue.code
        self.is_moved = step not in sitting.steps
        self.form = page_form(sitting, step, typed=request.POST, files=request.FILES)
        self.stays_at, self.added, self.refusal = self._done_on_page()
        if self.is_back or self.is_saved or self._stays:
            self._be_lenient()

    def take(self) -> HttpResponse | None:
        """Return where to go once all is kept, or nothing if the page must be shown again."""
        is_valid = self.form.is_valid()
        answers = self._files() | (self.added if not self.refusal else {})
        if self.stays_at is not None and self.refusal:
            self.form.add_error(_first_field(self.form, self.stays_at), self.refusal)
            is_valid = False
        if not is_valid:
            if answers:
                self._keep(answers)
            return None
        self._keep(_answers_in(self.form) | answers)
        if self.is_saved:
            put_answers_away(
                engagement=self.sitting.engagement,
                token=self.sitting.begin_if_new().token,
                now=self.sitting.now,
            )
        response = redirect(self._address())
        self.sitting.set_cookie(response)
        if self.is_switched:
            self.sitting.set_language(response)
        if self.step.name == "your-age":
            self.sitting.set_helper(response)
        return response

    @property
    def _stays(self) -> bool:
        """Whether the same page comes next: nothing on it has to be finished."""
        return self.is_switched or self.is_moved or self.stays_at is not None

    def _be_lenient(self) -> None:
        if isinstance(self.form, QuestionsForm):
            self.form.be_lenient()
        for field in self.form.fields.values():
            field.required = False

    def _done_on_page(self) -> tuple[Question | None, Answers, str]:
        """Return the question whose button was pressed, what that answers, and what was wrong."""
        for question in self.step.questions:
            try:
                pinned = pin_where_clicked(question, self.posted.dict())
            except InputError as error:
                return question, {}, str(error)
            if pinned is not None:
                return question, pinned, ""
            for button, answers in _buttons(question, self.posted).items():
                if self.posted.get(button) == str(question.pk):
                    return question, answers, ""
        return None, {}, ""

    def _files(self) -> Answers:
        if not isinstance(self.form, QuestionsForm):
            return {}
        return {
            field_of(question): changes.keep_file(
                sent=self.form.cleaned_data[field_of(question)][0],
                shown_name=self.form.cleaned_data[field_of(question)][1],
            ).as_answer()
            for question in self.form.files_sent()
        }

    def _keep(self, answers: Answers) -> None:
        self._shown_before = {one.pk for one in self.step.questions}
        answers = {**answers, ASKED_IN: self.sitting.voice.tongue.stated}
        self.sitting.go_on_with({**self.sitting.draft.answers, **answers})
        kept = changes.keep_answers(
            engagement=self.sitting.engagement,
            token=self.sitting.begin_if_new().token,
            answers=answers,
            now=self.sitting.now,
            next_step=self._next_name(),
            kept=self.sitting.kept,
        )
        self.sitting.go_on_with(kept.answers)

    def _new_on_page(self) -> Question | None:
        """Return the first question that an answer on this page has just brought onto it."""
        now = self.sitting.step(self.step.name).questions
        return next((one for one in now if one.pk not in self._shown_before), None)

    def _next_name(self) -> str:
        if self.is_saved or self._stays:
            return self.step.name
        if not self.is_back and self._new_on_page():
            return self.step.name
        other = self.sitting.neighbour(self.step.name, -1 if self.is_back else 1)
        return other.name if other else ("" if self.is_back else "check")

    def _address(self) -> str:
        slug = self.sitting.engagement.slug
        if self.is_saved:
            return reverse("engagement:saved", args=[slug])
        here = reverse("engagement:answer", args=[slug, self.step.name])
        suffix = "?change=yes" if self.is_change else ""
        if self._stays:
            return f"{here}{suffix}" + (f"#question-{self.stays_at.pk}" if self.stays_at else "")
        if not self.is_back and (new := self._new_on_page()):
            return f"{here}{suffix}#question-{new.pk}"
        if self.is_change:
            return reverse("engagement:check", args=[slug])
        name = self._next_name()
        if name in {"", "check"}:
            return self.sitting.path if self.is_back else reverse("engagement:check", args=[slug])
        return reverse("engagement:answer", args=[slug, name])


def _buttons(question: Question, posted: QueryDict) -> dict[str, Answers]:
    """Return what each button of a question answers."""
    # It goes into the draft as it is, where no form has looked at it.
    area = posted.get(field_of(question), "")
    is_number = area.isascii() and area.isdecimal() and len(area) < 19  # noqa: PLR2004
    return {
        "show_area": {field_of(question, "view"): area if is_number else ""},
        "whole_map": {field_of(question, "view"): ""},
        "drop_pin": {field_of(question, "pin"): ""},
        "drop_file": {field_of(question): None},
    }


def _answers_in(form: object) -> Answers:
    if isinstance(form, QuestionsForm):
        return form.answers()
    return dict(form.cleaned_data)  # type: ignore[attr-defined]


def _first_field(form: object, question: Question) -> str:
    names = [field_of(question), field_of(question, "words")]
    return next(name for name in names if name in form.fields)  # type: ignore[attr-defined]
