"""What a moderator decides about a picture or file."""

from django import forms


class FileDecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What do you decide?",
        choices=(
            ("release", "Release: everybody may see it"),
            ("withhold", "Withhold: nobody outside sees it"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether to release or to withhold it."},
    )
    alternative_text = forms.CharField(
        label="What it shows",
        help_text="Needed to release it. One or two sentences, for people who cannot see it.",
        max_length=300,
        required=False,
    )
    reason = forms.CharField(
        label="Why it is withheld",
        help_text="Needed to withhold it. For example: “It shows a child’s face”.",
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, str]:
        needed = {
            "release": ("alternative_text", "Say what it shows."),
            "withhold": ("reason", "Say why it is withheld."),
        }
        name, said = needed.get(self.cleaned_data.get("outcome", ""), ("", ""))
        if name and name not in self.errors and not self.cleaned_data.get(name, "").strip():
            self.add_error(name, said)
        return self.cleaned_data
