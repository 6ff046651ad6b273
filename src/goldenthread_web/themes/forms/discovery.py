"""Where to look for themes, and from which starting number."""

from typing import Any

from django import forms

from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.engagement.queries.contributions import questions_with_words
from goldenthread_web.themes.forms.shaping import why_field

HIGHEST_SEED = 2_147_483_647


class DiscoveryForm(forms.Form):
    """All questions or one; the seed is shown, so that a run can be repeated."""

    question = forms.ModelChoiceField(
        Question.objects.none(),
        label="Answers to",
        required=False,
        empty_label="All questions together",
    )
    seed = forms.IntegerField(
        label="Seed",
        min_value=0,
        max_value=HIGHEST_SEED,
        help_text="The number that chance starts from. The same seed finds the same themes "
        "again; another one shows how much was chance.",
    )

    def __init__(self, *given: Any, engagement: Engagement, **named: Any) -> None:
        super().__init__(*given, **named)
        questions = questions_with_words(engagement)
        self.fields["question"].queryset = questions  # type: ignore[attr-defined]


class LockForm(forms.Form):
    """Why the codebook is locked now."""

    why = why_field(
        is_required=True, help_text="Such as “As it stood for the board's meeting in March”."
    )
