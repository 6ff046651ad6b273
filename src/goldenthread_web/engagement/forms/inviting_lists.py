"""Lists of organisations and people: what an officer types, and what somebody who asks types."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.translation import gettext_lazy

from goldenthread.errors import InputError
from goldenthread_web.engagement.forms.answering import LANGUAGES
from goldenthread_web.engagement.models import InvitationList, Invitee
from goldenthread_web.engagement.queries.answering_draft import ANOTHER_LANGUAGE
from goldenthread_web.engagement.queries.inviting_lists import open_lists
from goldenthread_web.engagement.queries.inviting_reading import (
    LIMITS,
    clean_address,
    clean_email,
    clean_name,
)
from goldenthread_web.page.languages import interface_now

WRITTEN = [(str(code), str(name)) for code, name in LANGUAGES if code != ANOTHER_LANGUAGE]
ONE_MEGABYTE = 1_000_000


class ListForm(forms.ModelForm[InvitationList]):
    class Meta:
        model = InvitationList
        fields = ("name", "purpose", "is_open_to_join")
        labels = {
            "name": "Name of the list",
            "purpose": "What it is for",
            "is_open_to_join": "Anybody can ask to be on this list",
        }
        help_texts = {
            "name": "Such as “Community groups” or “People who asked to hear from us”. "
            "If anybody can ask to be on it, residents read this name.",
            "purpose": "One sentence: what people on it will be written to about. "
            "They read this sentence too.",
            "is_open_to_join": "It then stands on the page “Ask to hear from us”.",
        }
        error_messages = {"name": {"unique": "There is a list of this name already."}}


class _Reachable(forms.ModelForm[Invitee]):
    """Somebody with an e-mail address, a postal address, or both."""

    class Meta:
        model = Invitee
        fields = ("name", "organisation_name", "email", "postal_address", "language")
        labels = {
            "organisation_name": gettext_lazy("Organisation"),
            "email": gettext_lazy("E-mail address"),
            "language": "Language to write to them in",
        }
        widgets = {"postal_address": forms.Textarea({"rows": 5})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.instance.language
        known = {code for code, _ in WRITTEN}
        choices = [*WRITTEN, *([] if kept in known else [(kept, kept)])]
        self.fields["language"] = forms.ChoiceField(
            label=self.fields["language"].label, choices=choices, initial="en"
        )
        for name in ("name", "organisation_name"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_name(self) -> str:
        return _or_beside(clean_name, self.cleaned_data["name"])

    def clean_organisation_name(self) -> str:
        return _or_beside(clean_name, self.cleaned_data["organisation_name"])

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        return _or_beside(clean_email, email) if email else ""

    def clean_postal_address(self) -> str:
        return _or_beside(clean_address, self.cleaned_data["postal_address"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors and not found.get("email") and not found.get("postal_address"):
            self.add_error(
                "email", gettext_lazy("Write an e-mail address, a postal address, or both.")
            )
        return found


def _or_beside(clean: Any, typed: str) -> str:
    try:
        return str(clean(typed))
    except InputError as reason:
        raise forms.ValidationError(str(reason)) from reason


class InviteeForm(_Reachable):
    def validate_unique(self) -> None:
        """Say beside the field that the address is on the list, or left it."""
        email = self.cleaned_data.get("email")
        same = self.instance.invitation_list.invitees.exclude(pk=self.instance.pk)
        there = same.filter(email=email).first() if email else None
        if there is not None:
            told = "has left this list. Only they can come back to it"
            self.add_error(
                "email",
                f"This address {told if there.left_at else 'is on the list already'}.",
            )


class JoinForm(_Reachable):
    """Ask to hear from us."""

    list = forms.ModelChoiceField(InvitationList.objects.none(), widget=forms.RadioSelect)

    class Meta(_Reachable.Meta):
        help_texts = {
            "organisation_name": gettext_lazy("If you speak for one."),
            "email": gettext_lazy("We need this, or your postal address."),
            "postal_address": gettext_lazy("If you have no e-mail, or would rather get letters."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["language"] = interface_now().code
        self.fields["name"].label = gettext_lazy("Your name")
        self.fields["language"].label = gettext_lazy("Which language should we write in?")
        self.fields["postal_address"].label = gettext_lazy("Postal address")
        self.fields["list"] = _ListChoice(
            open_lists(),
            label=gettext_lazy("What do you want to hear about?"),
            widget=forms.RadioSelect,
            empty_label=None,
            error_messages={"required": gettext_lazy("Choose what you want to hear about.")},
        )
        self.order_fields(["list"])
        if open_lists().count() == 1:
            self.fields["list"].initial = open_lists().first()

    def validate_unique(self) -> None:
        """Say nothing: a stranger is not told who is on a list."""


class _ListChoice(forms.ModelChoiceField[InvitationList]):
    def label_from_instance(self, obj: InvitationList) -> str:
        # What a council wrote keeps its own direction on a page in another language.
        return format_html("<bdi>{}: {}</bdi>", obj.name, obj.purpose)


class PeopleFileForm(forms.Form):
    file = forms.FileField(
        label="The file",
        help_text="CSV or Excel (.xlsx). Its first row names the columns: name, organisation, "
        "email, postal address, language. Only the ones you have.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={"required": "Choose a file.", "empty": "This file is empty."},
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        most = min(LIMITS.file_bytes, settings.UPLOAD_LIMIT_BYTES)
        if (file.size or 0) > most:
            raise forms.ValidationError(f"Up to {most // ONE_MEGABYTE:,} MB are taken.")
        return file
