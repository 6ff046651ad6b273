"""What somebody fills in to bring in areas."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from goldenthread.errors import InputError
from goldenthread.indicators import LARGEST_FILE, read_areas, read_postcodes
from goldenthread.records.indicators import AreaOutline

# Some 2,500 postcodes, which are kept within a second.
LARGE_LOOK_UP = 50_000
LONGEST_CODE, LONGEST_NAME = 20, 120


class AreasForm(forms.Form):
    name = forms.CharField(
        label="What are they called?",
        help_text="Such as “Wards from 2022”.",
        max_length=120,
    )
    source = forms.CharField(
        label="Where do they come from?",
        help_text="Who publishes them, of which year, and under which licence. It stands under "
        "each map.",
        max_length=300,
    )
    file = forms.FileField(
        label="The outlines",
        help_text="A GeoJSON file in degrees (WGS 84), a feature for each area with its code and "
        "its name, up to 20 MB. The Open Geography Portal offers wards like that.",
        max_length=200,
    )
    is_schematic = forms.BooleanField(
        label="They are drawn roughly, to be read with ease",
        help_text="Each map then says so.",
        required=False,
    )

    def clean_file(self) -> tuple[AreaOutline, ...]:
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        if (sent.size or 0) > LARGEST_FILE:
            raise forms.ValidationError("This file is larger than 20 MB. Make it smaller.")
        try:
            areas = read_areas(sent.read())
        except InputError as error:
            raise forms.ValidationError(str(error)) from error
        for one in areas:
            if len(one.code) > LONGEST_CODE or len(one.name) > LONGEST_NAME:
                raise forms.ValidationError(
                    f"“{one.name[:40]}” ({one.code[:40]}): a code has {LONGEST_CODE} characters at "
                    f"most, and a name {LONGEST_NAME}."
                )
        return areas


class PostcodesForm(forms.Form):
    file = forms.FileField(
        label="The look-up table",
        help_text="A CSV file with a column “postcode” or “pcds” and one with the codes of these "
        "areas, up to 20 MB. The Open Geography Portal offers it for the whole country: keep the "
        "rows of your place and its neighbours.",
        max_length=200,
    )

    def __init__(self, codes: Collection[str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.codes = codes

    def clean_file(self) -> "dict[str, str] | UploadedFile[Any]":
        """Return what was found; a large file as it is, for a job to read."""
        sent: UploadedFile[Any] = self.cleaned_data["file"]
        if (sent.size or 0) > LARGEST_FILE:
            raise forms.ValidationError("This file is larger than 20 MB. Make it smaller.")
        if (sent.size or 0) > LARGE_LOOK_UP:
            return sent
        try:
            return read_postcodes(sent.read(), self.codes)
        except InputError as error:
            raise forms.ValidationError(str(error)) from error
