"""What an officer fills in for sections, conditions, and questions taken over from elsewhere."""

from typing import Any

from django import forms

from goldenthread_web.engagement.models import Engagement, Question, Section, ShowCondition
from goldenthread_web.engagement.queries.building import Places
from goldenthread_web.engagement.queries.building_conditions import comparisons_for

Comparison = ShowCondition.Comparison
WITH_OPTIONS = {Comparison.ANY_OF, Comparison.NONE_OF}
WITH_NUMBER = {Comparison.AT_LEAST, Comparison.AT_MOST}


class SectionForm(forms.ModelForm[Section]):
    class Meta:
        model = Section
        fields = ("title", "text")
        labels = {"title": "What is this section about?", "text": "Text above its questions"}
        help_texts = {
            "title": "A few words that residents read above each of its questions.",
            "text": "What people should know before they answer. Leave it empty if they need "
            "nothing.",
        }
        widgets = {"text": forms.Textarea({"rows": 4})}


class ConditionForm(forms.Form):
    """What the answer to one earlier question has to be."""

    def __init__(
        self, asked: Question, *args: Any, needs_why: bool = False, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.asked = asked
        possible = comparisons_for(asked)
        self.fields["comparison"] = forms.ChoiceField(
            label=f"Their answer to “{asked.text}”",
            choices=[(one.value, one.label) for one in possible],
            widget=forms.RadioSelect,
            initial=possible[0].value,
            error_messages={"required": "Choose how to compare the answer."},
        )
        if WITH_OPTIONS & {*possible}:
            self.fields["options"] = forms.MultipleChoiceField(
                label="Options",
                help_text="Tick all that count.",
                choices=[
                    (str(one.pk), one.text)
                    for one in asked.options.all()
                    if one.retired_at is None and not one.is_from_file
                ],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        if WITH_NUMBER & {*possible}:
            self.fields["number"] = forms.IntegerField(label="Number", required=False)
        if needs_why:
            self.fields["why"] = forms.CharField(
                label="Why do you change who is asked?",
                help_text="People have answered, or are answering now. They can read this reason "
                "on the public page.",
                max_length=300,
                error_messages={"required": "Say why. Residents can read it."},
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        comparison = cleaned.get("comparison")
        if comparison in WITH_OPTIONS and not cleaned.get("options"):
            self.add_error("options", "Tick at least one option.")
        if comparison in WITH_NUMBER and cleaned.get("number") is None:
            self.add_error("number", "Give the number to compare with.")
        chosen = {int(one) for one in cleaned.get("options") or []}
        cleaned["options"] = [one for one in self.asked.options.all() if one.pk in chosen]
        return cleaned


class PlaceForm(forms.Form):
    """Where a question goes, of all places that there are."""

    place = forms.ChoiceField(
        label="Where does it go?",
        error_messages={
            "required": "Choose a place.",
            "invalid_choice": "This place is gone. Choose another one.",
        },
    )

    def __init__(self, places: Places, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            ("", "Choose a place"),
            *((group, list(choices)) for group, choices in places),
        ]


class EarlierForm(forms.Form):
    """Take over all questions of an earlier engagement."""

    earlier = forms.ModelChoiceField(
        label="Engagement",
        queryset=Engagement.objects.none(),
        to_field_name="slug",
        empty_label="Choose an engagement",
        error_messages={"required": "Choose an engagement."},
    )
