"""The code under which somebody put their answers away."""

from django import forms
from django.utils.translation import gettext_lazy

from goldenthread.engagement.receipts import ReceiptCodeError, parse_receipt_code
from goldenthread_web.engagement.code_words import with_code

EXAMPLE = with_code(gettext_lazy("It has 15 letters and digits, such as %(code)s."))
# What is wrong with a code that was typed, for each kind of code.
PROBLEMS = {
    "empty": gettext_lazy("Type the code that you were given."),
    "length": gettext_lazy("This code is too short or too long: it has 15 letters and digits."),
    "sign": gettext_lazy(
        "There is a sign in this code that no code has. Compare it with what you wrote down."
    ),
    "check": gettext_lazy(
        "One letter or digit of this code is wrong, or two are swapped. "
        "Compare it with what you wrote down."
    ),
}

RECEIPT_PROBLEMS = PROBLEMS | {"empty": gettext_lazy("Type the code that is on your receipt.")}


class ComeBackForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Your code to come back"),
        max_length=60,
        help_text=EXAMPLE,
        error_messages={"required": PROBLEMS["empty"]},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        ),
    )

    def clean_code(self) -> str:
        try:
            return parse_receipt_code(self.cleaned_data["code"])
        except ReceiptCodeError as error:
            raise forms.ValidationError(PROBLEMS[error.mistake.value]) from error
