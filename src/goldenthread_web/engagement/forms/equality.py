"""What an officer fills in about equality questions."""

from collections.abc import Iterable
from typing import Any

from django import forms

from goldenthread.engagement.ready_questions import EQUALITY_SET_SIZES
from goldenthread_web.engagement.models import EqualityOption, EqualityQuestion

SET_NAMES = {
    3: "3: age, disability, ethnic group",
    6: "6: those, and sex, religion, sexual orientation",
    13: "13: those, and gender identity, marriage, care, health, language, home, pregnancy",
}


class EqualityQuestionsForm(forms.Form):
    set_size = forms.TypedChoiceField(
        label="Which questions?",
        help_text="Ask as few as you will use. Each set holds the smaller one.",
        choices=[(size, SET_NAMES[size]) for size in EQUALITY_SET_SIZES],
        coerce=int,
        widget=forms.RadioSelect,
        initial=EQUALITY_SET_SIZES[0],
        required=False,
    )
    purpose = forms.CharField(
        label="What are the answers used for?",
        help_text="Residents read this above the questions.",
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        initial="To see whether we have heard from all kinds of people who live here, and whom we "
        "should ask next.",
    )
    kept_until = forms.DateField(
        label="Until which day are they kept?",
        help_text="They are deleted after this day.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_set_size(self) -> int:
        """Who sends no size keeps to the smallest set."""
        return int(self.cleaned_data["set_size"] or EQUALITY_SET_SIZES[0])


class LocalCategoryForm(forms.Form):
    """A category of this place, and the one of the Census that it counts towards."""

    text = forms.CharField(
        label="A category of this place",
        help_text="In the words that people use of themselves, such as “Bangladeshi” or “Somali”.",
        max_length=200,
    )
    counts_towards = forms.ChoiceField(label="It counts towards")

    def __init__(self, questions: Iterable[EqualityQuestion], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.options = {
            str(one.pk): one
            for question in questions
            for one in question.options.all()
            if not one.rolls_up_to and not one.is_from_file and one.text != "Prefer not to say"
        }
        self.fields["counts_towards"].choices = _grouped(self.options)  # type: ignore[attr-defined]

    def clean_counts_towards(self) -> EqualityOption:
        return self.options[self.cleaned_data["counts_towards"]]


def _grouped(options: dict[str, EqualityOption]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for number, option in options.items():
        groups.setdefault(option.question.text, []).append((number, option.text))
    return list(groups.items())
