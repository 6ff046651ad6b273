"""A signed or spoken version: the film or sound, who made and checked it, and its words."""

from datetime import date
from typing import Any, BinaryIO, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from goldenthread.engagement.captions import LONGEST_CAPTIONS, read_captions, write_captions
from goldenthread.engagement.clip_files import ClipFile, look_into_clip
from goldenthread.errors import InputError
from goldenthread_web.engagement.changes.clips import ClipFacts
from goldenthread_web.engagement.clips import name_of_version
from goldenthread_web.engagement.forms.answering_fields import WordsField
from goldenthread_web.engagement.models import BRITISH_SIGN_LANGUAGE, EASY_READ, Clip, Engagement
from goldenthread_web.engagement.tongues import NAMES

LARGEST_CLIP = 100_000_000
LONGEST_TRANSCRIPT = 5_000
NO_CAPTIONS = (
    "This film has sound and says more than the page, so people who cannot hear it need captions. "
    "Add a caption file."
)
NO_TRANSCRIPT = (
    "It says more than the page, so people who cannot watch or hear it need its words. Write a "
    "transcript."
)
CHOOSE_AGAIN = "Choose the file again when the rest is right: it is sent anew each time."
SIGNED = f"{Clip.Kind.SIGNED}:{BRITISH_SIGN_LANGUAGE}"


def versions_of(engagement: Engagement) -> list[tuple[str, str]]:
    """Return what can be given: signed, then spoken, the languages of the form first."""
    others = [code for code in NAMES if code not in engagement.languages and code != EASY_READ]
    spoken = [*engagement.languages, *others]
    named = [(Clip.Kind.SIGNED, BRITISH_SIGN_LANGUAGE)]
    named += [(Clip.Kind.SPOKEN, code) for code in spoken]
    return [(f"{kind}:{code}", name_of_version(kind, code)) for kind, code in named]


class ClipFactsForm(forms.Form):
    """What is said about a clip; `has_film` and `has_sound` are of the clip that is there."""

    has_film, has_sound, has_captions = False, False, False

    says = forms.ChoiceField(
        label="What does it say?",
        choices=(
            ("same", "The same as the words on the page, and no more"),
            ("more", "More than that, or something else"),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it says the same as the page."},
    )
    captions = forms.FileField(
        label="Captions",
        help_text=(
            "A file in WebVTT (.vtt) or SubRip (.srt). Needed for a film with sound that says more "
            "than the page."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,text/vtt"}),
    )
    transcript = WordsField(
        label="Transcript",
        help_text=(
            "What is signed or said, in words, with what can be seen that matters. Needed for a "
            "sound, or a film without sound, that says more than the page."
        ),
        rows=6,
        longest=LONGEST_TRANSCRIPT,
        required=False,
    )
    made_by = forms.CharField(
        label="Who made it?",
        help_text="As they want to be named: residents read it. A person, a group or a firm.",
        max_length=160,
        error_messages={"required": "Say who made it."},
    )
    is_machine_made = forms.BooleanField(label="A machine speaks or signs here", required=False)
    checked_by = forms.CharField(
        label="Who checked it?",
        help_text="Somebody who knows the language well and did not make it, if you can.",
        max_length=160,
        error_messages={"required": "Say who checked it."},
    )
    checked_on = forms.DateField(
        label="On which day was it checked?",
        widget=forms.DateInput(
            format="%Y-%m-%d", attrs={"type": "date", "class": "govuk-input--width-10"}
        ),
        error_messages={"required": "Give the day."},
    )

    def __init__(self, today: date, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_captions(self) -> str:
        file: UploadedFile[Any] | None = self.cleaned_data["captions"]
        if not file:
            return ""
        content = file.read(4 * LONGEST_CAPTIONS)
        try:
            return write_captions(read_captions(content.decode("utf-8-sig")))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                "This file is not text in UTF-8. Save the captions as WebVTT in UTF-8."
            ) from error
        except InputError as error:
            raise forms.ValidationError(str(error)) from error

    def clean_checked_on(self) -> date:
        checked_on: date = self.cleaned_data["checked_on"]
        if checked_on > self.today:
            raise forms.ValidationError("This day is still to come.")
        return checked_on

    def clean(self) -> dict[str, Any]:
        """Ask for what WCAG 2.2 asks for: 1.2.2 captions, 1.2.1 words for sound or film alone."""
        if self.cleaned_data.get("says") == "more" and not self.errors:
            has_captions = bool(self.cleaned_data["captions"]) or self.has_captions
            has_words = bool(self.cleaned_data["transcript"].strip())
            if self.has_film and self.has_sound and not has_captions:
                self.add_error("captions", NO_CAPTIONS)
            elif not (has_captions or has_words):
                self.add_error("transcript", NO_TRANSCRIPT)
        return self.cleaned_data

    def facts(self, captions: str = "") -> ClipFacts:
        """Return what was said; `captions` are those that stay if no others were sent."""
        told = self.cleaned_data
        return ClipFacts(
            made_by=told["made_by"],
            checked_by=told["checked_by"],
            checked_on=told["checked_on"],
            is_machine_made=told["is_machine_made"],
            says_more=told["says"] == "more",
            captions=told["captions"] or captions,
            transcript=told["transcript"].strip(),
        )


class ClipForm(ClipFactsForm):
    """A new clip with its file."""

    version = forms.ChoiceField(label="Which version is it?")
    file = forms.FileField(
        label="The film or sound",
        help_text=(
            "MP4 (H.264) or WebM for a film; MP3, M4A or WAV for a sound. Up to 100 MB: a signed "
            "film of two minutes in 720 lines has about 30."
        ),
        widget=forms.FileInput(
            attrs={"accept": "video/mp4,video/webm,audio/mpeg,audio/mp4,audio/wav,.m4a"}
        ),
        error_messages={"required": "Choose a film or a sound.", "empty": "This file is empty."},
    )
    field_order = ("version", "file")

    def __init__(self, engagement: Engagement, today: date, *args: Any, **options: Any) -> None:
        super().__init__(today, *args, **options)
        self.fields["version"].choices = versions_of(engagement)  # type: ignore[attr-defined]
        self.looked_into: ClipFile | None = None

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_CLIP:
            raise forms.ValidationError(
                f"This file has {(file.size or 0) / 1e6:.0f} MB, and {LARGEST_CLIP // 1_000_000} "
                "fit. Save it smaller: 720 lines are enough to follow signs."
            )
        try:
            self.looked_into = look_into_clip(cast("BinaryIO", file))
        except InputError as error:
            raise forms.ValidationError(str(error)) from error
        self.has_film, self.has_sound = self.looked_into.has_film, self.looked_into.has_sound
        return file

    def clean(self) -> dict[str, Any]:
        is_signed = self.cleaned_data.get("version") == SIGNED
        if is_signed and self.looked_into is not None and not self.has_film:
            self.add_error("file", "Nobody can watch a sound. Choose a film for sign language.")
        if not is_signed and self.looked_into is not None and not self.has_sound:
            self.add_error("file", "This film has no sound, so nothing is spoken in it.")
        super().clean()
        if self.errors and "file" not in self.errors:
            self.add_error("file", CHOOSE_AGAIN)
        return self.cleaned_data
