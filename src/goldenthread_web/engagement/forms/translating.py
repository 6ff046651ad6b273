"""Languages of a form, and its texts side by side."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from goldenthread.errors import InputError
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.translating import TranslationRow
from goldenthread_web.engagement.tongues import NAMES, Tongue
from goldenthread_web.engagement.translation_files import LIMITS, TranslatedLine, read_texts


class LanguagesForm(forms.Form):
    """Which languages residents can choose from."""

    languages = forms.MultipleChoiceField(
        label="In which other languages is it asked?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Residents see a language as soon as you tick it. What is not translated stands "
        "in the language it was written in.",
    )

    def __init__(self, engagement: Engagement, typed: Any = None) -> None:
        super().__init__(typed, initial={"languages": engagement.languages[1:]})
        written_in = engagement.languages[0] if engagement.languages else "en"
        self.fields["languages"].choices = [  # type: ignore[attr-defined]
            (code, english if own in english else f"{english} – {own}")
            for code, (own, english) in NAMES.items()
            if code != written_in
        ]


class TextsForm(forms.Form):
    """Each text with a box for its translation, named by its place."""

    is_machine_made = forms.BooleanField(
        label="A computer translated what I change here",
        required=False,
        help_text="Residents are told so until somebody has checked the whole version.",
    )

    def __init__(self, rows: list[TranslationRow], tongue: Tongue, typed: Any = None) -> None:
        super().__init__(typed)
        self.rows = rows
        for row in rows:
            attributes = {"lang": tongue.html_lang, "dir": tongue.direction}
            attributes["rows"] = "5" if row.source.is_long else "2"
            self.fields[_field(row.source.place)] = forms.CharField(
                label=row.source.label,
                required=False,
                max_length=20_000,
                initial=row.translation.text if row.translation else "",
                widget=forms.Textarea(attributes),
            )

    @property
    def lines(self) -> list[tuple[TranslationRow, forms.BoundField]]:
        return [(row, self[_field(row.source.place)]) for row in self.rows]

    def texts(self) -> dict[str, str]:
        """Return what was typed in the boxes that were sent, by place."""
        return {
            row.source.place: self.cleaned_data[_field(row.source.place)].replace("\x00", "")
            for row in self.rows
            if _field(row.source.place) in self.data
        }


def _field(place: str) -> str:
    return "text-" + place.replace(".", "-")


class WhyForm(forms.Form):
    why = forms.CharField(
        label="Why do you change it?",
        max_length=300,
        required=False,
        help_text="People have answered, or are answering now. Everybody can read the reason.",
    )


class CheckForm(forms.Form):
    checked_by = forms.CharField(
        label="Who read the whole version and found it right?",
        max_length=160,
        help_text="As they want to be named: “Speak Up group, easy-read checkers”. "
        "Residents see the name.",
    )
    checked_on = forms.DateField(
        label="On which day?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_checked_on(self) -> object:
        day = self.cleaned_data["checked_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("This day has not come yet.")
        return day


class TranslationFileForm(forms.Form):
    file = forms.FileField(
        label="File from a translator",
        help_text="CSV or Excel, up to 2 MB: the file that you can download here, with the column "
        "“translation” filled in.",
    )
    is_machine_made = forms.BooleanField(label="A computer translated it", required=False)

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LIMITS.file_bytes:
            raise forms.ValidationError("This file is larger than 2 MB.")
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"texts{Path(file.name or '').suffix[:6]}"
            path.write_bytes(b"".join(file.chunks()))
            try:
                self.lines: tuple[TranslatedLine, ...] = read_texts(path)
            except InputError as error:
                raise forms.ValidationError(str(error)) from error
        return file
