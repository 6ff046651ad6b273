"""Why a report is published or taken back."""

from django import forms


class WhyForm(forms.Form):
    """One sentence that the audit trail keeps."""

    why = forms.CharField(
        label="Why?",
        max_length=300,
        help_text="One sentence. It is kept with your name and the date, for colleagues only.",
    )
