"""What a resident types to follow their words."""

from django import forms

from goldenthread.engagement.receipts import ReceiptCodeError, parse_receipt_code


class ReceiptForm(forms.Form):
    code = forms.CharField(
        label="Your receipt code",
        max_length=60,
        help_text="It has 15 letters and digits, such as 7K3QF-9X2MD-T4WHB.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        try:
            return parse_receipt_code(self.cleaned_data["code"])
        except ReceiptCodeError as error:
            raise forms.ValidationError(str(error)) from error
