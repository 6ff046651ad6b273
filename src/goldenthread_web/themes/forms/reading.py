"""What to read: filters that live in the address."""

from typing import Any

from django import forms

from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.engagement.models.responses import CAPACITIES
from goldenthread_web.engagement.queries.contributions import questions_with_words
from goldenthread_web.themes.queries.reading import Wanted

IN_THEME = (
    ("", "In this theme"),
    ("read", "Read and placed by an analyst"),
    ("accepted", "Accepted with its theme"),
    ("suggested", "Only suggested for it"),
)
IN_QUEUE = (("", "All"), ("suggested", "With a suggestion"), ("unsuggested", "Without one"))
SORTS = (("", "As they came in"), ("surest", "Surest first"), ("least sure", "Least sure first"))


class ReadingForm(forms.Form):
    """Search, capacity, question, state and order."""

    words = forms.CharField(
        label="Words", required=False, max_length=200, widget=forms.TextInput({"type": "search"})
    )
    capacity = forms.ChoiceField(required=False)
    question = forms.ModelChoiceField(
        Question.objects.none(), required=False, empty_label="All questions"
    )
    state = forms.ChoiceField(label="Show", required=False)
    sort = forms.ChoiceField(label="Order", choices=SORTS, required=False)

    def __init__(
        self, *given: Any, engagement: Engagement, states: tuple[tuple[str, str], ...], **named: Any
    ) -> None:
        super().__init__(*given, **named)
        questions = questions_with_words(engagement)
        self.fields["question"].queryset = questions  # type: ignore[attr-defined]
        self.fields["capacity"].choices = [("", "Everybody"), *CAPACITIES]  # type: ignore[attr-defined]
        self.fields["state"].choices = states  # type: ignore[attr-defined]
        if not states:
            del self.fields["state"]

    @property
    def wanted(self) -> Wanted:
        """What was asked for; what cannot be understood is left out."""
        self.is_valid()
        return Wanted(**self.cleaned_data)
