"""What people type to follow words, and to have them removed."""

from django import forms

from goldenthread.engagement.receipts import ReceiptCodeError, parse_receipt_code


class ReceiptForm(forms.Form):
    code = forms.CharField(
        label="Your receipt code",
        max_length=60,
        help_text="It has 15 letters and digits, such as 7K3QF-9X2MD-T4WHB.",
        error_messages={"required": "Type the code that is on your receipt."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        try:
            return parse_receipt_code(self.cleaned_data["code"])
        except ReceiptCodeError as error:
            raise forms.ValidationError(str(error)) from error


class OwnRemovalForm(forms.Form):
    is_sure = forms.BooleanField(
        label="Yes, remove what I said",
        error_messages={"required": "Tick the box if you want us to remove what you said."},
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
