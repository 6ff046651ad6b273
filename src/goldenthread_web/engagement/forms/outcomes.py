"""What an officer writes when it is decided."""

from django import forms

from goldenthread_web.engagement.models import EngagementOutcome

LONGEST = 6_000


def _text_area() -> forms.Textarea:
    return forms.Textarea({"rows": 6, "maxlength": LONGEST})


class OutcomeForm(forms.ModelForm[EngagementOutcome]):
    class Meta:
        model = EngagementOutcome
        fields = ("we_asked", "you_said", "we_did", "decided_on")
        labels = {
            "we_asked": "We asked",
            "you_said": "You said",
            "we_did": "We did",
            "decided_on": "When was it decided?",
        }
        help_texts = {
            "we_asked": "In one or two sentences.",
            "you_said": "In your own words, from “What we heard”. Quote nobody here: "
            "quotes stand where they can be followed to their source.",
            "we_did": "What changed, what did not, and why. Say what is not answered yet.",
            "decided_on": "The day of the decision.",
        }
        widgets = {
            "we_asked": _text_area(),
            "you_said": _text_area(),
            "we_did": _text_area(),
            "decided_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }


class WhyTakenBackForm(forms.Form):
    why = forms.CharField(
        label="Why is it taken back?",
        help_text="Kept with your name. The public is not shown it.",
        max_length=300,
    )
