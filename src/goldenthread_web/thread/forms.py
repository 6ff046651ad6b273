"""What people type to follow words, and to have them removed."""

from django import forms
from django.utils.translation import gettext_lazy

from goldenthread.engagement.receipts import ReceiptCodeError, parse_receipt_code
from goldenthread_web.engagement.forms.coming_back import EXAMPLE, RECEIPT_PROBLEMS


class ReceiptForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Your receipt code"),
        max_length=60,
        help_text=EXAMPLE,
        error_messages={"required": RECEIPT_PROBLEMS["empty"]},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        try:
            return parse_receipt_code(self.cleaned_data["code"])
        except ReceiptCodeError as error:
            raise forms.ValidationError(RECEIPT_PROBLEMS[error.mistake.value]) from error


class OwnRemovalForm(forms.Form):
    is_sure = forms.BooleanField(
        label=gettext_lazy("Yes, remove what I said"),
        error_messages={
            "required": gettext_lazy("Tick the box if you want us to remove what you said.")
        },
    )


class FindResponseForm(forms.Form):
    asked = forms.CharField(
        label="What identifies it",
        max_length=80,
        help_text="The receipt code, the number of the response, or the last part of the address "
        "of one of its contributions (after /words/).",
    )


class RemovalForm(forms.Form):
    reason = forms.CharField(
        label="Why it is removed",
        max_length=200,
        help_text="This stays on record. Do not repeat what was said.",
    )
    is_sure = forms.BooleanField(label="Yes, remove this response everywhere")
