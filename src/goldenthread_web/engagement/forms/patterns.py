"""What a person concludes about a sign of repeated answering."""

from django import forms

from goldenthread_web.engagement.models import ResponsePattern

Conclusion = ResponsePattern.Conclusion


class ConclusionForm(forms.Form):
    conclusion = forms.ChoiceField(
        label="What do you conclude?",
        choices=(
            (Conclusion.ORDINARY.value, "Ordinary: they count like all others"),
            (
                Conclusion.SHOWN_APART.value,
                "Show them apart: results count them, and also say what they are without them",
            ),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you conclude."},
    )
    reason = forms.CharField(
        label="Why?",
        help_text=(
            "Results show this reason wherever they say “with and without”. Name nobody. For "
            "example: “A class filled it in together”."
        ),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why."},
    )
