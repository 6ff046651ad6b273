"""What the safeguarding lead fills in."""

from typing import Any

from django import forms

from goldenthread_web.engagement.changes.release import Outcome, Verdict
from goldenthread_web.engagement.forms.release import WITHHOLD_REASONS


class CloseCaseForm(forms.Form):
    """What was done, and where the words go now."""

    what_was_done = forms.CharField(
        label="What was done",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Whom you told, when, and what you agreed. Only the named lead can read this.",
        error_messages={"required": "Say what was done."},
    )
    outcome = forms.ChoiceField(
        label="What happens to the words?",
        choices=[
            (Outcome.HOLD.value, "Back to the moderators; two of them decide"),
            (Outcome.WITHHOLD.value, "Withhold them"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens to the words."},
    )
    reason = forms.ChoiceField(
        label="If withheld, why?",
        choices=[(reason, reason) for reason in WITHHOLD_REASONS],
        widget=forms.RadioSelect,
        required=False,
        help_text="Whoever holds the receipt reads this reason. Choose one that puts nobody at risk.",
    )

    def clean(self) -> dict[str, Any]:
        is_withheld = self.cleaned_data.get("outcome") == Outcome.WITHHOLD
        if is_withheld and not self.cleaned_data.get("reason"):
            self.add_error("reason", "Choose why the words are withheld.")
        return self.cleaned_data

    def verdict(self) -> Verdict:
        """Return the decision about the words."""
        outcome = self.cleaned_data["outcome"]
        reason = self.cleaned_data["reason"] if outcome == Outcome.WITHHOLD else ""
        return Verdict(outcome, reason)
