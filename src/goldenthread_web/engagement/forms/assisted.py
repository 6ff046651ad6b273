"""Who helped somebody to answer, how, and what they were told."""

from datetime import date
from typing import Any

from django import forms

from goldenthread.records.engagement import Channel

HOW = (
    (Channel.STALL.value, "At a stall"),
    (Channel.TELEPHONE.value, "On the telephone"),
    (Channel.PAPER.value, "From a paper form"),
    (Channel.LETTER.value, "From a letter"),
    (Channel.EMAIL.value, "From an e-mail"),
    (Channel.COMMUNITY_MEETING.value, "At a community meeting"),
    (Channel.WORKSHOP.value, "At a workshop"),
    (Channel.YOUTH_CLUB.value, "At a youth club"),
)


class HelpForm(forms.Form):
    """How it was said and who helped; kept for the next one."""

    channel = forms.ChoiceField(
        label="How did they answer?",
        choices=HOW,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how they answered."},
    )
    said_on = forms.DateField(
        label="On which day?",
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}),
        error_messages={"required": "Give the day.", "invalid": "Write the day like 27/03/2026."},
    )
    role = forms.CharField(
        label="In what role do you help?",
        help_text="For example, “library assistant”. Never your name.",
        max_length=80,
        error_messages={"required": "Say in what role you help."},
    )
    organisation = forms.CharField(
        label="For which organisation?",
        max_length=160,
        required=False,
    )
    agreed = forms.BooleanField(
        label="They know what this is about, who decides, and that they may stop or leave out any "
        "question. They want you to send this for them.",
        help_text=(
            "Say it aloud. For a paper form, tick this if the form said so and they handed it in."
        ),
        error_messages={"required": "Send it only if they know and want this."},
    )

    def __init__(self, opens_on: date, today: date, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.opens_on, self.today = opens_on, today

    def clean_said_on(self) -> date:
        said_on: date = self.cleaned_data["said_on"]
        if said_on > self.today:
            raise forms.ValidationError("This day is still to come.")
        if said_on < self.opens_on:
            raise forms.ValidationError(
                f"It opened on {self.opens_on.day} {self.opens_on:%B %Y}. Give a day since then."
            )
        return said_on
