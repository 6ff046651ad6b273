"""Why a report is published or taken back, and what an officer decides about results."""

from collections.abc import Iterable
from typing import cast

from django import forms
from django.http import QueryDict

from goldenthread_web.engagement.models import Question
from goldenthread_web.reports.models import Licence

NOTHING = "nothing"


class WhyForm(forms.Form):
    """One sentence that the audit trail keeps."""

    why = forms.CharField(
        label="Why?",
        max_length=300,
        help_text="One sentence. It is kept with your name and the date, for colleagues only.",
    )


class ResultsDateForm(forms.Form):
    """From which day the public sees the results."""

    public_on = forms.DateField(
        label="From which day can the public see the results?",
        required=False,
        help_text="For example 2027-03-01. Leave it empty to show them to nobody outside.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )


class LicenceForm(forms.Form):
    """Under which terms the open data may be used."""

    licence = forms.ChoiceField(
        label="Under which licence may people use it?",
        choices=Licence.choices,
        widget=forms.RadioSelect,
    )


class EarlierForm(forms.Form):
    """Which question of an earlier exercise a question is compared with."""

    earlier = forms.ChoiceField(
        label="Compare with", widget=forms.RadioSelect, help_text="Of published exercises only."
    )

    def __init__(
        self, data: QueryDict | None, *, found: Iterable[Question], now: Question | None
    ) -> None:
        super().__init__(data, initial={"earlier": str(now.pk) if now else NOTHING})
        self._found = {str(one.pk): one for one in found}
        choices = [(pk, f"{one.text} ({one.engagement.title})") for pk, one in self._found.items()]
        field = cast("forms.ChoiceField", self.fields["earlier"])
        field.choices = [*choices, (NOTHING, "Do not compare")]

    def chosen(self) -> Question | None:
        return self._found.get(self.cleaned_data["earlier"])
