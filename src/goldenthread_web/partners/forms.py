"""What an administrator says about the partnership."""

from django import forms


class PartnershipForm(forms.Form):
    name = forms.CharField(label="Name of the partnership", max_length=160)
    place = forms.CharField(
        label="The place", max_length=120, help_text="As people say it, such as Tower Hamlets."
    )
    contact = forms.CharField(
        label="How to reach the partnership",
        help_text="For people without internet too: an address, a telephone number.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    languages = forms.CharField(
        label="Main languages of the place",
        help_text="Codes with commas between them, such as en, bn, so. They help to tell in "
        "which language somebody wrote.",
        max_length=80,
    )

    def clean_languages(self) -> list[str]:
        codes = [part.strip().lower() for part in self.cleaned_data["languages"].split(",")]
        for code in codes:
            if not code.replace("-", "").isalpha():
                raise forms.ValidationError(f"“{code}” is no language code. Write en, bn, so.")
        return codes


class OrganisationForm(forms.Form):
    name = forms.CharField(label="Name", max_length=160)
    kind = forms.CharField(
        label="Kind", max_length=80, help_text="Such as council, health service, charity."
    )
