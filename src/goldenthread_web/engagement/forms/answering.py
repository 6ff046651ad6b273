"""What a resident is asked about themselves, one thing per page.

Field names are unique over all pages: the answers so far are kept under them.
"""

from typing import Any

from django import forms

from goldenthread.records.engagement import Capacity
from goldenthread_web.engagement.forms.answering_fields import WordsField
from goldenthread_web.engagement.models import EqualityQuestion
from goldenthread_web.engagement.queries.answering_draft import (
    ANOTHER_LANGUAGE,
    Draft,
    field_of,
    offered,
)
from goldenthread_web.engagement.queries.answering_steps import Step

CAPACITY_WORDS = (
    (Capacity.RESIDENT.value, "I live here"),
    (Capacity.WORKS_OR_STUDIES_HERE.value, "I work or study here"),
    (Capacity.BUSINESS.value, "I run a business here"),
    (Capacity.ORGANISATION.value, "I answer for an organisation"),
    (Capacity.COUNCILLOR.value, "I am a councillor"),
    (Capacity.COUNCIL_STAFF.value, "I work for the council"),
    (Capacity.VISITOR.value, "I visit this place"),
    (Capacity.NOT_SAID.value, "I would rather not say"),
)
# A stated language always wins over a guess.
LANGUAGES = (
    ("en", "English"),
    ("ar", "Arabic – العربية"),
    ("bn", "Bengali – বাংলা"),
    ("zh", "Chinese – 中文"),
    ("fr", "French – Français"),
    ("it", "Italian – Italiano"),
    ("pl", "Polish – Polski"),
    ("pt", "Portuguese – Português"),
    ("ro", "Romanian – Română"),
    ("so", "Somali – Soomaali"),
    ("es", "Spanish – Español"),
    ("syl", "Sylheti – ꠍꠤꠟꠐꠤ"),
    ("tr", "Turkish – Türkçe"),
    ("ur", "Urdu – اردو"),
    ("vi", "Vietnamese – Tiếng Việt"),
    (ANOTHER_LANGUAGE, "Another language, or a mix"),
)


class AboutYouForm(forms.Form):
    capacity = forms.ChoiceField(
        label="How do you know this place?",
        choices=CAPACITY_WORDS,
        widget=forms.RadioSelect,
        help_text="Choose the one that fits best.",
        error_messages={"required": "Choose how you know this place, or “I would rather not say”."},
    )
    area = WordsField(
        label="Which part of it do you know best?",
        help_text="The name of a neighbourhood is enough. Please do not give your address.",
        required=False,
        longest=120,
    )
    is_young_person = forms.ChoiceField(
        label="Are you under 18?",
        choices=(("no", "No"), ("yes", "Yes")),
        widget=forms.RadioSelect,
        help_text="We take more care with the words of children and young people.",
        error_messages={"required": "Choose whether you are under 18."},
    )


class OrganisationForm(forms.Form):
    organisation_name = WordsField(
        label="What is your organisation called?",
        longest=160,
        error_messages={"required": "Write the name of your organisation."},
    )
    mandate = WordsField(
        label="For whom do you speak, and how do you know what they think?",
        help_text="For example: “our 60 members, after a meeting in May”.",
        required=False,
        longest=200,
    )


class YourWordsForm(forms.Form):
    may_publish = forms.ChoiceField(
        label="May we show your words to other people?",
        choices=(
            ("words", "Yes, you may show my words, without my name"),
            ("counted", "No, only count them"),
        ),
        widget=forms.RadioSelect,
        help_text=(
            "A person reads them first and takes out names and addresses. "
            "If you sent a picture, this goes for the picture too."
        ),
        error_messages={"required": "Choose whether we may show your words."},
    )
    language = forms.ChoiceField(
        label="Which language did you write in?",
        choices=LANGUAGES,
        required=False,
        initial="en",
    )


class StayingInTouchForm(forms.Form):
    how_to_reach = WordsField(
        label="E-mail address or phone number",
        help_text="Leave this empty if you do not want to hear from us.",
        required=False,
        longest=254,
    )


class EqualityForm(forms.Form):
    """The equality questions, each optional."""

    def __init__(self, questions: list[EqualityQuestion], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for question in questions:
            self.fields[field_of(question)] = forms.ChoiceField(
                label=question.text,
                choices=[(str(one.pk), one.text) for one in offered(question)],
                widget=forms.RadioSelect,
                required=False,
            )


FORMS: dict[str, type[forms.Form]] = {
    "about-you": AboutYouForm,
    "organisation": OrganisationForm,
    "your-words": YourWordsForm,
    "staying-in-touch": StayingInTouchForm,
}


def form_about(
    step: Step, draft: Draft, equality_questions: list[EqualityQuestion], typed: Any = None
) -> forms.Form:
    """Return the form of a page without questions, with what was typed now, or else what was kept."""
    given = {name: answer for name, answer in draft.answers.items() if answer not in (None, "")}
    if step.name == "equality":
        return EqualityForm(equality_questions, typed, initial=given)
    return FORMS[step.name](typed, initial=given)
