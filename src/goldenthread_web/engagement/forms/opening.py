"""The pages of the check before opening."""

from typing import Any

from django import forms

from goldenthread_web.engagement.models import OpeningCheck
from goldenthread_web.engagement.opening_words import LEVELS
from goldenthread_web.engagement.queries.opening import needs_reason_for_time

REFERENCE_HELP = "A number, a link or a file name, and who holds it."
LONGEST = 6_000


def _text_area(rows: int = 5) -> forms.Textarea:
    return forms.Textarea({"rows": rows, "maxlength": LONGEST})


class CheckForm(forms.ModelForm[OpeningCheck]):
    """Some answers of the check; whether they are needed, the check itself says."""

    class Meta:
        model = OpeningCheck
        fields: tuple[str, ...] = ()
        labels = {
            "extent": "How big is it?",
            "influence": "How much influence do people have?",
            "what_can_change": "What can still change?",
            "what_cannot_change": "What cannot change any more, and why?",
            "options_considered": "Which options are there?",
            "options_rejected": "Which options were turned down, and why?",
            "who_is_affected": "Who is affected, and how will they hear of it?",
            "why_enough_time": "Why is this enough time?",
            "equality_analysis": "Where is the equality analysis?",
            "data_protection": "Where is data protection written down?",
        }
        help_texts = {
            "extent": "A consultation needs the full check.",
            "what_can_change": "In plain words. Residents read this.",
            "what_cannot_change": "A law, a budget, an earlier decision. Nothing is fixed? Say so. "
            "Residents read this.",
            "options_considered": "With what each would mean. No options yet, because this is a "
            "first talk? Say so. Residents read this.",
            "options_rejected": "None was turned down? Say so. Residents read this.",
            "who_is_affected": "Name groups, not people.",
            "why_enough_time": "Think of who reads in another language, of groups that meet once a "
            "month, of holidays, and of what can be read before.",
            "equality_analysis": f"{REFERENCE_HELP} None is needed? Say who decided so, and why.",
            "data_protection": f"The privacy notice and the impact assessment. {REFERENCE_HELP}",
        }
        widgets = {
            "extent": forms.RadioSelect,
            "influence": forms.RadioSelect,
            "what_can_change": _text_area(),
            "what_cannot_change": _text_area(),
            "options_considered": _text_area(7),
            "options_rejected": _text_area(7),
            "who_is_affected": _text_area(),
            "why_enough_time": _text_area(),
            "equality_analysis": forms.TextInput,
            "data_protection": forms.TextInput,
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "influence" in self.fields:
            choices = [(level.value, f"{level.name}: {level.told}") for level in LEVELS]
            self.fields["influence"].choices = choices  # type: ignore[attr-defined]
        asks_why = needs_reason_for_time(self.instance.engagement)
        for name, field in self.fields.items():
            field.required = name != "why_enough_time" or asks_why


class ExtentForm(CheckForm):
    class Meta(CheckForm.Meta):
        fields = ("extent",)


class ShortForm(CheckForm):
    class Meta(CheckForm.Meta):
        fields = ("influence", "what_can_change", "data_protection")


class InfluenceForm(CheckForm):
    class Meta(CheckForm.Meta):
        fields = ("influence",)


class ChoicesForm(CheckForm):
    class Meta(CheckForm.Meta):
        fields = ("what_can_change", "what_cannot_change")


class OptionsForm(CheckForm):
    class Meta(CheckForm.Meta):
        fields = ("options_considered", "options_rejected")


class AffectedForm(CheckForm):
    class Meta(CheckForm.Meta):
        fields = ("who_is_affected",)


class TimeForm(CheckForm):
    class Meta(CheckForm.Meta):
        fields = ("why_enough_time",)


class ReferencesForm(CheckForm):
    class Meta(CheckForm.Meta):
        fields = ("equality_analysis", "data_protection")


PARTS: dict[str, tuple[str, type[CheckForm]]] = {
    "extent": ("How big is it?", ExtentForm),
    "short": ("The short check", ShortForm),
    "influence": ("How much influence people have", InfluenceForm),
    "choices": ("What can still change", ChoicesForm),
    "options": ("Options, and those turned down", OptionsForm),
    "affected": ("Who is affected", AffectedForm),
    "time": ("Enough time", TimeForm),
    "references": ("Equality and data protection", ReferencesForm),
}
