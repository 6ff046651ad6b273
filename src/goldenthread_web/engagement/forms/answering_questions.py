"""All questions of one page as one form: what is typed comes back, each error beside its field."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from django import forms

from goldenthread_web.engagement.forms.answering_checks import ALWAYS, CHECKS
from goldenthread_web.engagement.forms.answering_fields import NumberField, WordsField
from goldenthread_web.engagement.forms.answering_kinds import fields_of
from goldenthread_web.engagement.forms.answering_parts import QuestionPart
from goldenthread_web.engagement.forms.statements import statement_fields
from goldenthread_web.engagement.models import Question
from goldenthread_web.engagement.queries.answering_areas import NO_AREAS, OfferedAreas
from goldenthread_web.engagement.queries.answering_draft import Answer, Draft, KeptFile, field_of
from goldenthread_web.engagement.queries.statements import Statement

MOST_KEPT_AS_TYPED = 300


class QuestionsForm(forms.Form):
    """One page of questions.

    After `be_lenient()` it takes what is not finished: for "Back", and for what
    is done on the page, such as putting a pin on the map. The page before
    sending checks all again.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        draft: Draft,
        areas: Mapping[int, OfferedAreas],
        *,
        typed: Any = None,
        files: Any = None,
        statements: Mapping[int, Sequence[Statement]] | None = None,
    ) -> None:
        super().__init__(typed, files, initial=_given(draft))
        self.statements = statements or {}
        self.draft, self.areas, self.questions = draft, dict(areas), tuple(questions)
        self.is_lenient = False
        for question in questions:
            if question.kind == Question.Kind.STATEMENTS:
                put = self.statements.get(question.pk, ())
                self.fields.update(statement_fields(question, put))
                continue
            self.fields.update(fields_of(question, self.areas_of(question)))
            if question.kind == Question.Kind.FILE and draft.file(question):
                self.fields[field_of(question)].required = False

    def areas_of(self, question: Question) -> OfferedAreas:
        return self.areas.get(question.area_set_id or 0, NO_AREAS)

    def be_lenient(self) -> None:
        self.is_lenient = True
        for field in self.fields.values():
            field.required = False

    def clean(self) -> dict[str, Any]:
        for question in self.questions:
            check = CHECKS.get(question.kind)
            if check and (not self.is_lenient or question.kind in ALWAYS):
                check(self, question)
        return self.cleaned_data

    def _post_clean(self) -> None:
        """Keep what is half typed for when they come back; only too many words are refused."""
        if not self.is_lenient:
            return
        for name in [name for name in self.errors if not self._is_refused(name)]:
            del self.errors[name]
            self.cleaned_data[name] = self._as_typed(name)

    def _is_refused(self, name: str) -> bool:
        return isinstance(self.fields.get(name), WordsField | forms.FileField)

    def _as_typed(self, name: str) -> str:
        is_number = isinstance(self.fields[name], NumberField)
        typed = str(self.data.get(name) or "") if is_number else ""
        return typed.replace("\x00", "")[:MOST_KEPT_AS_TYPED]

    def answers(self) -> dict[str, Answer]:
        """Return what goes into the draft; files go there once they are stored."""
        sent = {field_of(question) for question in self.files_sent()}
        return {name: value for name, value in self.cleaned_data.items() if name not in sent}

    def files_sent(self) -> list[Question]:
        """Return the questions for which a new file was sent and could be written anew."""
        return [
            question
            for question in self.questions
            if question.kind == Question.Kind.FILE
            and isinstance(self.cleaned_data.get(field_of(question)), tuple)
        ]

    @cached_property
    def parts(self) -> list[QuestionPart]:
        return [QuestionPart(self, question) for question in self.questions]

    def kept_file(self, question: Question) -> KeptFile | None:
        return self.draft.file(question)


def _given(draft: Draft) -> dict[str, Answer]:
    return {name: answer for name, answer in draft.answers.items() if answer not in (None, "")}
