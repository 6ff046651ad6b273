"""What a moderator says after reading a sample."""

from typing import Any

from django import forms
from django.http import QueryDict

from goldenthread_web.engagement.models import Contribution


class SampleForm(forms.Form):
    """Ticks for what is not fit, and the sentence that it was read."""

    unfit = forms.MultipleChoiceField(required=False, label="Not fit to be released")
    is_read = forms.BooleanField(required=False)

    def __init__(self, data: QueryDict | None = None, *, contributions: list[Contribution]) -> None:
        super().__init__(data)
        self.contributions = contributions
        choices = [(one.reference, one.reference) for one in contributions]
        self.fields["unfit"].choices = choices  # type: ignore[attr-defined]
        self.fields["is_read"].label = f"I have read these {len(contributions)} contributions"

    def clean(self) -> dict[str, Any]:
        if not self.cleaned_data.get("unfit") and not self.cleaned_data.get("is_read"):
            self.add_error("is_read", "Say that you have read them all, or tick what is not fit.")
        return self.cleaned_data

    def unfit_contributions(self) -> list[Contribution]:
        """Return what was ticked as not fit."""
        wanted = set(self.cleaned_data["unfit"])
        return [one for one in self.contributions if one.reference in wanted]
