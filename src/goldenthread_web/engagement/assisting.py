"""One page on which a member of staff enters what somebody else answered: all questions at once.

It is never a sitting of that person: it has no cookie of theirs, and the
response says who entered it, how, and in what role.
"""

from collections.abc import Iterator
from datetime import date
from secrets import token_urlsafe
from typing import Any

from django import forms

from goldenthread.records.engagement import Capacity
from goldenthread_web.engagement.forms.answering import (
    AboutYouForm,
    EqualityForm,
    OrganisationForm,
    StayingInTouchForm,
    YourWordsForm,
)
from goldenthread_web.engagement.forms.answering_questions import QuestionsForm
from goldenthread_web.engagement.forms.answering_young import AboutYoungPersonForm
from goldenthread_web.engagement.forms.assisted import HelpForm
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.previewing import PreviewSitting
from goldenthread_web.engagement.queries.answering_areas import offered_areas
from goldenthread_web.engagement.queries.answering_draft import Draft
from goldenthread_web.engagement.queries.statements import put_to

NOTHING = "Nothing is answered yet. Fill in one question or more."


class AssistedEntry:
    """The forms of the page, and the answers in them."""

    def __init__(
        self,
        engagement: Engagement,
        today: date,
        *,
        typed: Any = None,
        files: Any = None,
        first: dict[str, str] | None = None,
    ) -> None:
        sitting = PreviewSitting(engagement)
        self.engagement = engagement
        self.questions = sitting.asked.questions
        for question in self.questions:
            # On paper and on the telephone people leave out what they like: we take what there is.
            question.is_required = False
        nothing = Draft({})
        self.help = HelpForm(engagement.opens_on, today, typed, initial=first)
        self.asked = QuestionsForm(
            self.questions,
            nothing,
            offered_areas(self.questions),
            typed=typed,
            files=files,
            statements=put_to(self.questions, nothing, seed=token_urlsafe(9), typed=typed),
        )
        self.about_you = self._about_them(typed)
        self.organisation = OrganisationForm(typed)
        self.words = YourWordsForm(typed)
        self.contact = StayingInTouchForm(typed)
        self.equality = EqualityForm(sitting.equality_questions, typed)
        self._let_out_what_does_not_apply(typed)

    @property
    def forms(self) -> tuple[forms.Form, ...]:
        return (
            self.help,
            self.asked,
            self.about_you,
            self.organisation,
            self.words,
            self.contact,
            self.equality,
        )

    def _about_them(self, typed: Any) -> AboutYouForm | AboutYoungPersonForm:
        """Return what is asked about them; of under-18s how old they are, as on paper."""
        if not self.engagement.is_for_under_18:
            return AboutYouForm(typed)
        form = AboutYoungPersonForm(typed)
        del form.fields["helper_role"], form.fields["helper_organisation"]
        form.fields["age_band"].required = False
        return form

    def _let_out_what_does_not_apply(self, typed: Any) -> None:
        is_organisation = typed is not None and typed.get("capacity") == Capacity.ORGANISATION.value
        self.organisation.fields["organisation_name"].required = is_organisation
        has_words = typed is not None and self.asked.is_valid() and self._has_words()
        self.words.fields["may_publish"].required = has_words
        if self.engagement.is_for_under_18:
            self.organisation.fields.clear()
            self.contact.fields.clear()

    def _has_words(self) -> bool:
        draft = Draft(self.asked.answers())
        return any(draft.has_words(one) for one in self.questions) or bool(self.asked.files_sent())

    def is_valid(self) -> bool:
        """Return whether all can be stored; one answer at least is needed."""
        wrong = [form for form in self.forms if not form.is_valid()]
        if not wrong and not self.has_answers:
            self.help.add_error(None, NOTHING)
            return False
        return not wrong

    @property
    def has_answers(self) -> bool:
        draft = Draft(self.answers)
        return any(draft.has_answer(one) for one in self.questions) or bool(self.asked.files_sent())

    @property
    def answers(self) -> dict[str, Any]:
        """Return what was answered, as a draft holds it; files go there once they are stored."""
        found = self.asked.answers()
        for form in self.forms[2:]:
            found |= form.cleaned_data
        if self.engagement.is_for_under_18:
            found["is_young_person"] = "yes"
        return found

    def errors(self) -> Iterator[tuple[str, str]]:
        """Yield each error with the id of its field, in the order of the page."""
        for form in self.forms:
            for error in form.non_field_errors():
                yield "", str(error)
            for field in form:
                suffix = "_0" if field.use_fieldset else ""
                for error in field.errors:
                    yield f"{field.auto_id}{suffix}", str(error)
