"""Typing a code, making some, choosing whom to invite, and wording what they get."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from goldenthread.engagement import CodeMistake, ReceiptCodeError, parse_receipt_code
from goldenthread_web.engagement.changes.inviting import MOST_CODES
from goldenthread_web.engagement.code_words import with_code
from goldenthread_web.engagement.inviting_words import NEEDED, unknown_fields
from goldenthread_web.engagement.models import InvitationList, MessageWording
from goldenthread_web.engagement.queries.inviting_lists import lists

_MISTAKES = {
    CodeMistake.EMPTY: gettext_lazy("Type the code that is in your letter or mail."),
    CodeMistake.LENGTH: gettext_lazy(
        "A code has 15 letters and digits. Compare it with your letter or mail."
    ),
    CodeMistake.SIGN: gettext_lazy(
        "A code has only letters and digits, and never the letter U. "
        "Compare it with your letter or mail."
    ),
    CodeMistake.CHECK: gettext_lazy(
        "One letter or digit of this code is wrong, or two are swapped. "
        "Compare it with your letter or mail."
    ),
}


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Your code"),
        help_text=with_code(
            gettext_lazy(
                "15 letters and digits, such as %(code)s. "
                "Small or large letters, with or without dashes."
            )
        ),
        max_length=60,
        error_messages={"required": _MISTAKES[CodeMistake.EMPTY]},
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input--width-20",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )

    def clean_code(self) -> str:
        try:
            return parse_receipt_code(self.cleaned_data["code"])
        except ReceiptCodeError as reason:
            raise forms.ValidationError(_MISTAKES[reason.mistake]) from reason


class BatchForm(forms.Form):
    name = forms.CharField(
        label="Name of this batch",
        help_text="Where the codes go, such as “Library counters” or “Letters to Bow”.",
        max_length=120,
    )
    count = forms.IntegerField(
        label="How many codes?",
        min_value=1,
        max_value=MOST_CODES,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )


class ListsForm(forms.Form):
    """Whom to invite: one list or several."""

    lists = forms.ModelMultipleChoiceField(
        InvitationList.objects.none(),
        label="Which lists?",
        help_text="Everybody on them gets a code of their own, once: who was invited before, "
        "also through another list, is not invited again. Nothing is sent yet.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose a list."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = _ListsChoice(
            lists(),
            label=self.fields["lists"].label,
            help_text=self.fields["lists"].help_text,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose a list."},
        )
        self.fields["lists"] = field


class _ListsChoice(forms.ModelMultipleChoiceField[InvitationList]):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} ({obj.people:,})"


class WordingForm(forms.Form):
    subject = forms.CharField(label="Subject", max_length=160)
    body = forms.CharField(
        label="Text",
        max_length=4_000,
        help_text="A blank line begins a new paragraph. What stands in braces is filled in for "
        "each person.",
        widget=forms.Textarea({"rows": 18}),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kind = kind
        if kind == MessageWording.Kind.LETTER:
            self.fields["subject"].label = "Title of the letter"

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for name in ("subject", "body"):
            if unknown := unknown_fields(found.get(name, "")):
                self.add_error(name, f"{{{unknown[0]}}} is not known here. See the list below.")
        needed = NEEDED[MessageWording.Kind(self._kind)]
        body = found.get("body", "")
        if body and needed and not any(f"{{{one}}}" in body for one in needed):
            self.add_error("body", f"The text needs {{{needed[0]}}}: without it, it leads nowhere.")
        return found
