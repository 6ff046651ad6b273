"""A petition that was handed in, and a new count of its signatures."""

from datetime import date
from typing import Any

from django import forms

from goldenthread_web.engagement.forms.answering import CAPACITY_WORDS
from goldenthread_web.engagement.forms.answering_fields import WordsField
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.engagement.queries.voices import open_questions

MOST_SIGNATURES = 100_000_000
LONGEST_PETITION = 20_000


class PetitionForm(forms.Form):
    words = WordsField(
        label="What does it ask for?",
        help_text="The words that people signed, as they stand on it. No names of those who signed.",
        rows=8,
        longest=LONGEST_PETITION,
        error_messages={"required": "Write what it asks for."},
    )
    signature_count = forms.IntegerField(
        label="How many people signed it?",
        help_text="As you counted them, without names that stand on it twice.",
        min_value=1,
        max_value=MOST_SIGNATURES,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
        error_messages={"required": "Give the number of signatures."},
    )
    received_on = forms.DateField(
        label="On which day was it handed in?",
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}),
        error_messages={"required": "Give the day."},
    )
    capacity = forms.ChoiceField(label="As whom was it handed in?", choices=CAPACITY_WORDS)
    organisation_name = forms.CharField(
        label="Name of the organisation",
        help_text="If one handed it in. No names of people.",
        max_length=160,
        required=False,
    )
    question = forms.ModelChoiceField(
        Question.objects.none(),
        label="Which question does it answer?",
        required=False,
        empty_label="No question",
    )
    may_publish = forms.ChoiceField(
        label="May its words be published?",
        choices=(("words", "Yes"), ("counted", "No, only count it")),
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether its words may be published."},
    )

    def __init__(self, engagement: Engagement, today: date, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["question"].queryset = open_questions(engagement)  # type: ignore[attr-defined]

    def clean_received_on(self) -> date:
        received_on: date = self.cleaned_data["received_on"]
        if received_on > self.today:
            raise forms.ValidationError("This day is still to come.")
        return received_on


class SignaturesForm(forms.Form):
    signature_count = forms.IntegerField(
        label="How many people signed it?",
        min_value=1,
        max_value=MOST_SIGNATURES,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )
    why = forms.CharField(
        label="Why does the number change?",
        help_text="One sentence, for the record. No names.",
        max_length=200,
        error_messages={"required": "Say why the number changes."},
    )
