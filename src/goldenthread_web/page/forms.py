"""Who checked a language of the pages, and taking that back."""

from datetime import date

from django import forms
from django.utils import timezone

from goldenthread_web.people.audit import LONGEST_FACT


class CheckForm(forms.Form):
    checked_by = forms.CharField(
        label="Who checked it",
        max_length=LONGEST_FACT,
        help_text="As they want to be named. Residents read this on each page in the language.",
    )
    checked_on = forms.DateField(
        label="When", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    has_read_all = forms.BooleanField(
        label="They speak the language, and have read all the words",
        error_messages={"required": "Tick the box if they speak it and have read all the words."},
    )

    def clean_checked_on(self) -> date:
        day: date = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day is still to come.")
        return day


class TakeBackForm(forms.Form):
    why = forms.CharField(label="Why?", max_length=200)
