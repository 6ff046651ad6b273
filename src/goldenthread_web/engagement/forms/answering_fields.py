"""Fields of the answering pages: words, numbers and postcodes as people type them."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext

from goldenthread.engagement.number_columns import with_plain_commas
from goldenthread_web.engagement.changes.contributions import plain_words

Choices = Sequence[tuple[str, str]]
LONGEST_ANSWER = 10_000
LARGEST_NUMBER = 10**10
DECIMALS = 4
# The inward part is a digit and two letters; a sector ends with its digit.
POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9])([A-Z]{2})?")


class WordsField(forms.CharField):
    """Takes words as they were typed, whatever is in them, up to a length."""

    def __init__(self, *, rows: int = 1, **options: Any) -> None:
        attributes = {"dir": "auto", "autocomplete": "off"}
        widget = (
            forms.Textarea(attrs={**attributes, "rows": rows})
            if rows > 1
            else forms.TextInput(attrs=attributes)
        )
        # The length is checked here, not by the browser, which would cut a paste without a word.
        self.longest = options.pop("longest", LONGEST_ANSWER)
        super().__init__(strip=False, widget=widget, **options)

    def to_python(self, value: Any) -> str:
        # A database of text cannot hold the character NUL, and no word needs it.
        return str(super().to_python(value) or "").replace("\x00", "")

    def validate(self, value: str) -> None:
        super().validate(plain_words(value))
        length = len(plain_words(value))
        if length > self.longest:
            raise forms.ValidationError(
                gettext(
                    "Your answer has %(length)s characters, and %(longest)s fit. Make it shorter "
                    "here, or use another way to send us a long text."
                )
                % {"length": f"{length:,}", "longest": f"{self.longest:,}"}
            )


class OptionalRadios(forms.RadioSelect):
    """Radios of what can be left out: at first none is chosen, and the last takes an answer back."""

    def format_value(self, value: Any) -> list[str]:
        return [str(value)] if value not in (None, "") else []


def one_of(choices: Choices, *, required: bool, **options: Any) -> forms.ChoiceField:
    """Return a choice of one; a radio cannot be unticked, so there is one for "No answer"."""
    if required:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **options)
    with_none = [*choices, ("", gettext("No answer"))]
    return forms.ChoiceField(choices=with_none, widget=OptionalRadios, required=False, **options)


class NumberField(forms.CharField):
    """Takes a number in any digits, with or without commas; gives it back as plain text."""

    def __init__(self, *, lowest: int | None, highest: int | None, **options: Any) -> None:
        self.lowest, self.highest = lowest, highest
        attributes = {
            "inputmode": "decimal",
            "autocomplete": "off",
            "class": "govuk-input--width-10",
        }
        super().__init__(widget=forms.TextInput(attrs=attributes), **options)

    def to_python(self, value: Any) -> str:
        typed = with_plain_commas(re.sub(r"[\s_]", "", str(value or "")))
        if not typed:
            return ""
        try:
            number = Decimal(typed)
        except InvalidOperation as error:
            raise forms.ValidationError(gettext("Write a number, such as 12.")) from error
        if not number.is_finite() or abs(number) >= LARGEST_NUMBER:
            raise forms.ValidationError(gettext("Write a smaller number."))
        if round(number, DECIMALS) != number:
            raise forms.ValidationError(
                gettext("Write at most %(count)s digits after the point.") % {"count": DECIMALS}
            )
        return f"{number:f}"

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and self.lowest is not None and Decimal(value) < self.lowest:
            raise forms.ValidationError(
                gettext("Write a number that is %(lowest)s or more.") % {"lowest": self.lowest}
            )
        if value and self.highest is not None and Decimal(value) > self.highest:
            raise forms.ValidationError(
                gettext("Write a number that is %(highest)s or less.") % {"highest": self.highest}
            )


class PostcodeField(forms.CharField):
    """Takes a postcode or its sector in any spelling; gives back "E14AB" or "E1 4"."""

    def __init__(self, **options: Any) -> None:
        attributes = {"autocomplete": "postal-code", "class": "govuk-input--width-10"}
        super().__init__(widget=forms.TextInput(attrs=attributes), **options)

    def to_python(self, value: Any) -> str:
        typed = re.sub(r"[\s-]", "", str(value or "")).upper()
        if not typed:
            return ""
        if not (found := POSTCODE.fullmatch(typed)):
            raise forms.ValidationError(
                gettext("Write a postcode, such as E1 4AB, or its start, E1 4.")
            )
        return typed if found[3] else f"{found[1]} {found[2]}"


def sector_of(postcode: str) -> str:
    """Return the sector of a postcode: "E1 4" of "E14AB"."""
    found = POSTCODE.fullmatch(postcode.replace(" ", ""))
    return f"{found[1]} {found[2]}" if found else ""
