"""Sending a file, and what holds for a Polis export."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from goldenthread.engagement import check_mapping
from goldenthread.errors import GoldenThreadError
from goldenthread.records.importing import ColumnMapping, ColumnUse, Use
from goldenthread_web.engagement.changes.import_questions import with_keys
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.engagement.queries.exercises import questions_of
from goldenthread_web.engagement.queries.import_files import (
    FileSample,
    is_large,
    path_of,
    sample_file,
    table_in,
)
from goldenthread_web.engagement.queries.importing import PolisChoices

ONE_MEGABYTE = 1_000_000
LONGEST_SHOWN = 80


class UploadForm(forms.Form):
    """A file with what people said: its first rows are read before it is taken.

    Of a large one they are read later, in a job: then there is no sample.
    """

    may_wait = True

    file = forms.FileField(
        label="The file",
        help_text="CSV, TSV, Excel (.xlsx) or JSON, just as your survey tool exports it; or "
        "Everything (zip) from Golden Thread.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.json,.zip"}),
        error_messages={
            "required": "Choose a file.",
            "empty": "This file is empty. Send a table whose first row names the columns.",
        },
    )
    sample: FileSample | None = None

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_LIMIT_BYTES:
            raise forms.ValidationError(
                f"This file has {(file.size or 0) / ONE_MEGABYTE:,.1f} MB; up to "
                f"{settings.UPLOAD_LIMIT_BYTES // ONE_MEGABYTE:,} MB are taken. Split it into "
                "several files with the same header row."
            )
        if self.may_wait and is_large(file):
            return file
        try:
            with path_of(file) as path, table_in(path) as table:
                self.sample = sample_file(table)
        except GoldenThreadError as reason:
            raise forms.ValidationError(str(reason)) from reason
        return file


class MendedForm(UploadForm):
    """The list of rejected rows, mended: it is read with the mapping of the first file."""

    may_wait = False

    def __init__(self, *args: Any, mapping: ColumnMapping, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._mapping = mapping
        self.fields["file"].label = "The mended file"
        self.fields["file"].help_text = "It is read with the same mapping and brought in at once."

    def clean_file(self) -> "UploadedFile[bytes]":
        file = super().clean_file()
        if self.sample is None:
            return file
        if self.sample.polis:
            raise forms.ValidationError("This is a Polis export. Send it as a new file.")
        try:
            check_mapping(self._mapping, self.sample.headers)
        except GoldenThreadError as reason:
            raise forms.ValidationError(str(reason)) from reason
        return file


class PolisForm(forms.Form):
    """What holds for the statements of a Polis conversation."""

    question = forms.ChoiceField(label="They answer", required=False)
    title = forms.CharField(
        label="Words of the new question", required=False, max_length=400,
        help_text="What the conversation asked people to write about.",
    )  # fmt: skip
    audience = forms.CharField(label="Audience", required=False, max_length=160)
    language = forms.CharField(
        label="Language", required=False, max_length=12, help_text="As a code, such as en or de."
    )
    accepted_only = forms.BooleanField(
        label="Take only statements that its moderators accepted", required=False,
        help_text="Otherwise those that they rejected come in as withheld, and the rest is held.",
    )  # fmt: skip
    may_publish_words = forms.BooleanField(
        label="People were told that their words may be published", required=False,
        help_text="If not, what they said is counted but never quoted.",
    )  # fmt: skip

    def __init__(self, data: Any, *, choices: PolisChoices, engagement: Engagement) -> None:
        self._open = [one for one in questions_of(engagement) if one.kind == Question.Kind.OPEN]
        self._all = list(questions_of(engagement))
        initial = {name: getattr(choices, name) for name in PolisChoices.__dataclass_fields__}
        if choices.question not in {one.key for one in self._open}:
            initial["question"] = ""
        super().__init__(data, initial=initial)
        joinable = [(one.key, one.text[:LONGEST_SHOWN]) for one in self._open]
        self.fields["question"].choices = [("", "A new question"), *joinable]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not found.get("question") and not found.get("title"):
            self.add_error("title", "Write what people were asked.")
        return found

    def as_choices(self) -> PolisChoices:
        """Return what was stated, a new question with its key."""
        found = self.cleaned_data
        use = ColumnUse("comment-body", Use.OPEN_QUESTION, found["question"], found["title"])
        (keyed,) = with_keys([use], self._all)
        return PolisChoices(**{**found, "question": keyed.question})
