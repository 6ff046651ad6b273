"""What a child or young person is asked about themselves: an age band, and who helped them.

No name, no contact, no neighbourhood: none of it is needed, and together they tell who it is.
"""

from django import forms
from django.utils.translation import gettext_lazy

from goldenthread_web.engagement.forms.answering_fields import WordsField
from goldenthread_web.engagement.queries.answering_draft import AGE_BANDS


class AboutYoungPersonForm(forms.Form):
    age_band = forms.ChoiceField(
        label=gettext_lazy("How old are you?"),
        choices=AGE_BANDS,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how old you are.")},
    )
    helper_role = WordsField(
        label=gettext_lazy("Is somebody from a school or club helping you? What do they do there?"),
        help_text=gettext_lazy("For example: “youth worker”. Please do not write their name."),
        required=False,
        longest=80,
    )
    helper_organisation = WordsField(
        label=gettext_lazy("What is the school or club called?"),
        required=False,
        longest=160,
    )
