"""What a monitoring officer fills in to keep the calendar."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from goldenthread.errors import InputError
from goldenthread_web.engagement.models import BlockedPeriod
from goldenthread_web.engagement.queries.calendar_files import LIMITS, PeriodRow, read_periods

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
FIRST_YEAR, LAST_YEAR = 2000, 2199


class PeriodForm(forms.ModelForm[BlockedPeriod]):
    class Meta:
        model = BlockedPeriod
        fields = ("name", "kind", "begins_on", "ends_on", "source")
        labels = {
            "name": "What is it called?",
            "kind": "What kind of days are they?",
            "begins_on": "First day",
            "ends_on": "Last day",
            "source": "Where do the days come from?",
        }
        help_texts = {
            "name": "As colleagues know it, with the year.",
            "source": "The notice, the law or the calendar that sets them, so that somebody "
            "else can check.",
        }
        widgets = {"begins_on": DAY, "ends_on": DAY, "kind": forms.RadioSelect}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = BlockedPeriod.Kind.choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        begins, ends = cleaned.get("begins_on"), cleaned.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", "The last day is before the first. Choose a later one.")
        return cleaned

    def filled_in_period(self) -> PeriodRow:
        """Return what was filled in."""
        return PeriodRow(**self.cleaned_data)


class PeriodsFileForm(forms.Form):
    file = forms.FileField(
        label="File",
        help_text="CSV or Excel, up to 1 MB. The first row names the columns: name, kind, "
        "first day, last day, source.",
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LIMITS.file_bytes:
            raise forms.ValidationError("This file is larger than 1 MB. Send the calendar only.")
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"calendar{Path(file.name or '').suffix[:6]}"
            path.write_bytes(b"".join(file.chunks()))
            try:
                self.rows: tuple[PeriodRow, ...] = read_periods(path)
            except InputError as error:
                raise forms.ValidationError(str(error)) from error
        return file


class YearForm(forms.Form):
    year = forms.IntegerField(label="Year", min_value=FIRST_YEAR, max_value=LAST_YEAR)


class AllowForm(forms.Form):
    reason = forms.CharField(
        label="Why may it run in this period?",
        help_text="Colleagues on its list read this, with your name and the day.",
        max_length=2_000,
        widget=forms.Textarea({"rows": 5}),
    )


def year_asked(text: str, otherwise: int) -> int:
    """Return the year in an address, or another one where it names none that is drawn."""
    is_year = text.isascii() and text.isdigit() and len(text) == len("2000")
    return int(text) if is_year and FIRST_YEAR <= int(text) <= LAST_YEAR else otherwise
