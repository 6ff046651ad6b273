"""A voice with its transcript, and a translation."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from goldenthread.engagement.sound_kinds import FIRST_BYTES, sound_kind
from goldenthread_web.engagement.forms.answering import CAPACITY_WORDS, LANGUAGES
from goldenthread_web.engagement.forms.answering_fields import WordsField
from goldenthread_web.engagement.models import Engagement, Question, Recording
from goldenthread_web.engagement.queries.voices import open_questions

LARGEST_SOUND = 40_000_000
LONGEST_TRANSCRIPT = 100_000
WHOSE = (
    "A role, such as “interviewer for the council”. It stands beside the words wherever they are "
    "shown."
)
SPOKEN = [(code, name) for code, name in LANGUAGES if code != "other"]


class VoiceForm(forms.Form):
    kind = forms.ChoiceField(
        label="What is it?", choices=Recording.Kind.choices, widget=forms.RadioSelect
    )
    sound = forms.FileField(
        label="The recording",
        help_text=(
            "Ogg, MP3, M4A, WAV or WebM, up to 40 MB. It is never published: a voice can be "
            "recognised. Leave this empty if no recording is kept."
        ),
        required=False,
        widget=forms.FileInput(attrs={"accept": "audio/*,video/webm"}),
    )
    question = forms.ModelChoiceField(
        Question.objects.none(),
        label="Which question do they answer?",
        required=False,
        empty_label="No question: what they wanted to say",
    )
    transcript = WordsField(
        label="Transcript",
        help_text="What they said, in the language in which they said it. No names or addresses.",
        rows=12,
        longest=LONGEST_TRANSCRIPT,
        error_messages={"required": "Write what they said."},
    )
    transcribed_by = forms.CharField(
        label="Who made the transcript?",
        help_text=WHOSE,
        max_length=160,
        error_messages={"required": "Say who made the transcript."},
    )
    is_machine_transcript = forms.BooleanField(
        label="A machine made it, and they checked it", required=False
    )
    said_on = forms.DateField(
        label="On which day was it said?",
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}),
        error_messages={"required": "Give the day."},
    )
    language = forms.ChoiceField(label="In which language?", choices=LANGUAGES)
    capacity = forms.ChoiceField(label="How do they know this place?", choices=CAPACITY_WORDS)
    is_young_person = forms.BooleanField(label="They are under 18", required=False)
    may_publish = forms.ChoiceField(
        label="Ask them: may we show your words to other people?",
        choices=(("words", "Yes, without my name"), ("counted", "No, only count them")),
        widget=forms.RadioSelect,
        error_messages={"required": "Ask them, and choose what they said."},
    )
    agreed = forms.BooleanField(
        label="They knew that they were recorded and what for, and agreed before it began",
        error_messages={"required": "Keep a voice only of somebody who agreed to it."},
    )

    def __init__(self, engagement: Engagement, today: date, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["question"].queryset = open_questions(engagement)  # type: ignore[attr-defined]

    def clean_sound(self) -> "UploadedFile[Any] | None":
        sound: UploadedFile[Any] | None = self.cleaned_data["sound"]
        if not sound:
            return None
        if (sound.size or 0) > LARGEST_SOUND:
            raise forms.ValidationError("This recording has more than 40 MB. Send a shorter one.")
        self.ending = sound_kind(sound.read(FIRST_BYTES))
        sound.seek(0)
        if not self.ending:
            raise forms.ValidationError(
                "This is none of Ogg, MP3, M4A, WAV or WebM, whatever its name says. Save it as "
                "one of these and send it again."
            )
        return sound

    def clean_said_on(self) -> date:
        said_on: date = self.cleaned_data["said_on"]
        if said_on > self.today:
            raise forms.ValidationError("This day is still to come.")
        return said_on


class TranslationForm(forms.Form):
    language = forms.ChoiceField(label="Translated into", choices=SPOKEN)
    text = WordsField(
        label="The translation",
        rows=8,
        longest=LONGEST_TRANSCRIPT,
        error_messages={"required": "Write the translation."},
    )
    translated_by = forms.CharField(
        label="Who made it?",
        help_text=WHOSE,
        max_length=160,
        error_messages={"required": "Say who made it."},
    )
    is_machine_made = forms.BooleanField(label="A machine made it", required=False)
