"""What a resident is asked about themselves, one thing per page.

Field names are unique over all pages: the answers so far are kept under them.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from goldenthread.records.engagement import Capacity
from goldenthread_web.engagement.forms.answering_fields import WordsField, one_of
from goldenthread_web.engagement.forms.answering_young import AboutYoungPersonForm
from goldenthread_web.engagement.models import EqualityQuestion
from goldenthread_web.engagement.queries.answering_draft import (
    ANOTHER_LANGUAGE,
    ASKED_IN,
    Draft,
    field_of,
    offered,
)
from goldenthread_web.engagement.queries.answering_steps import Step
from goldenthread_web.engagement.speaking import marked

CAPACITY_WORDS = (
    (Capacity.RESIDENT.value, gettext_lazy("I live here")),
    (Capacity.WORKS_OR_STUDIES_HERE.value, gettext_lazy("I work or study here")),
    (Capacity.BUSINESS.value, gettext_lazy("I run a business here")),
    (Capacity.ORGANISATION.value, gettext_lazy("I answer for an organisation")),
    (Capacity.COUNCILLOR.value, gettext_lazy("I am a councillor")),
    (Capacity.COUNCIL_STAFF.value, gettext_lazy("I work for the council")),
    (Capacity.VISITOR.value, gettext_lazy("I visit this place")),
    (Capacity.NOT_SAID.value, gettext_lazy("I would rather not say")),
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
    (ANOTHER_LANGUAGE, gettext_lazy("Another language, or a mix")),
)


class AboutYouForm(forms.Form):
    capacity = forms.ChoiceField(
        label=gettext_lazy("How do you know this place?"),
        choices=CAPACITY_WORDS,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Choose the one that fits best."),
        error_messages={
            "required": gettext_lazy("Choose how you know this place, or “I would rather not say”.")
        },
    )
    area = WordsField(
        label=gettext_lazy("Which part of it do you know best?"),
        help_text=gettext_lazy(
            "The name of a neighbourhood is enough. Please do not give your address."
        ),
        required=False,
        longest=120,
    )
    is_young_person = forms.ChoiceField(
        label=gettext_lazy("Are you under 18?"),
        choices=(("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("We take more care with the words of children and young people."),
        error_messages={"required": gettext_lazy("Choose whether you are under 18.")},
    )


class OrganisationForm(forms.Form):
    organisation_name = WordsField(
        label=gettext_lazy("What is your organisation called?"),
        longest=160,
        error_messages={"required": gettext_lazy("Write the name of your organisation.")},
    )
    mandate = WordsField(
        label=gettext_lazy("For whom do you speak, and how do you know what they think?"),
        help_text=gettext_lazy("For example: “our 60 members, after a meeting in May”."),
        required=False,
        longest=200,
    )


class YourWordsForm(forms.Form):
    may_publish = forms.ChoiceField(
        label=gettext_lazy("May we show your words to other people?"),
        choices=(
            ("words", gettext_lazy("Yes, you may show my words, without my name")),
            ("counted", gettext_lazy("No, only count them")),
        ),
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "A person reads them first and takes out names and addresses. "
            "If you sent a picture, this goes for the picture too."
        ),
        error_messages={"required": gettext_lazy("Choose whether we may show your words.")},
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Which language did you write in?"),
        choices=LANGUAGES,
        required=False,
        initial="en",
    )


class StayingInTouchForm(forms.Form):
    how_to_reach = WordsField(
        label=gettext_lazy("E-mail address or phone number"),
        help_text=gettext_lazy("Leave this empty if you do not want to hear from us."),
        required=False,
        longest=254,
    )


class EqualityForm(forms.Form):
    """The equality questions, each optional."""

    def __init__(self, questions: list[EqualityQuestion], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for question in questions:
            choices = [(str(one.pk), marked(one)) for one in offered(question)]
            self.fields[field_of(question)] = one_of(
                choices, label=marked(question), required=False
            )


FORMS: dict[str, type[forms.Form]] = {
    "about-you": AboutYouForm,
    "your-age": AboutYoungPersonForm,
    "organisation": OrganisationForm,
    "your-words": YourWordsForm,
    "staying-in-touch": StayingInTouchForm,
}


def form_about(
    step: Step, draft: Draft, equality_questions: list[EqualityQuestion], typed: Any = None
) -> forms.Form:
    """Return the form of a page without questions, with what was typed now, or else what was kept."""
    given = {name: answer for name, answer in draft.answers.items() if answer not in (None, "")}
    given.setdefault("language", draft.text(ASKED_IN) or "en")
    if step.name == "equality":
        return EqualityForm(equality_questions, typed, initial=given)
    return FORMS[step.name](typed, initial=given)
