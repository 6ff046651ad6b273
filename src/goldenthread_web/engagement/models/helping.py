"""Voices and their transcripts, translations of what was said, and signs of organised answering."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language_info

from goldenthread_web.engagement.models.contributions import Contribution
from goldenthread_web.engagement.models.exercise import Engagement
from goldenthread_web.engagement.models.responses import EngagementResponse
from goldenthread_web.people.models import Person


def new_voice_name(recording: "Recording", sent_name: str) -> str:
    """Return where a recording is kept: nothing of the name that it was sent with."""
    return f"voices/{uuid4().hex}.{recording.ending}"


class Recording(models.Model):
    """A voice note or a telephone interview; the contribution is its transcript.

    A voice can be recognised: it is never published, and opened by those who see
    held words only.
    """

    class Kind(models.TextChoices):
        VOICE_NOTE = "voice note", "Voice note"
        TELEPHONE = "telephone interview", "Telephone interview"

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="recording")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    file = models.FileField(upload_to=new_voice_name, max_length=200, blank=True)
    ending = models.CharField(max_length=4, blank=True)
    transcribed_by = models.CharField(max_length=160)
    is_machine_transcript = models.BooleanField(default=False)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"recording {self.pk}"

    @property
    def label(self) -> str:
        """Who made the transcript, as it stands beside the words."""
        how = "by a machine, checked by" if self.is_machine_transcript else "by"
        return f"Transcript made {how} {self.transcribed_by}"


class ContributionTranslation(models.Model):
    """What was said, in another language: labelled with who made it, beside the original.

    Shown in public only where the original is, and once a moderator released it too.
    """

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=12)
    text = models.TextField()
    translated_by = models.CharField(max_length=160)
    is_machine_made = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    released_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["contribution", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "language"], name="one_translation_a_contribution"
            ),
        ]

    def __str__(self) -> str:
        return f"translation {self.pk}"

    @property
    def label(self) -> str:
        """Who made the translation, as it stands beside it."""
        how = "by a machine, looked after by" if self.is_machine_made else "by"
        return f"Translation made {how} {self.translated_by}"

    @property
    def language_name(self) -> str:
        try:
            return str(get_language_info(self.language)["name"])
        except KeyError:
            return self.language


class ResponsePattern(models.Model):
    """Responses that look repeated or organised: a person looks, and results can leave them out.

    Nothing is deleted. A shared network alone is no sign.
    """

    class Kind(models.TextChoices):
        BURST = "burst", "Many in a short time"
        SAME_TEXT = "same text", "The same words"
        SAME_ANSWERS = "same answers", "The same answers throughout"

    class Conclusion(models.TextChoices):
        NOT_LOOKED_AT = "not looked at", "Not looked at yet"
        ORDINARY = "ordinary", "Ordinary: counted like all others"
        SHOWN_APART = "shown apart", "Shown apart: results say with and without"

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="patterns")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    # The same signs found again are the same pattern.
    key = models.CharField(max_length=64)
    begins_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    found_at = models.DateTimeField(default=timezone.now)
    conclusion = models.CharField(
        max_length=20, choices=Conclusion.choices, default=Conclusion.NOT_LOOKED_AT
    )
    reason = models.CharField(max_length=300, blank=True)
    concluded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    concluded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["engagement", "-found_at"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "kind", "key"], name="one_pattern_a_key"),
            models.CheckConstraint(
                condition=Q(conclusion="not looked at") | ~Q(reason=""),
                name="a_conclusion_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ResponseInPattern(models.Model):
    """One of the responses that a pattern was seen in."""

    pattern = models.ForeignKey(ResponsePattern, models.CASCADE, related_name="members")
    response = models.ForeignKey(EngagementResponse, models.CASCADE, related_name="patterns")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pattern", "response"], name="a_response_stands_once_in_a_pattern"
            ),
        ]

    def __str__(self) -> str:
        return f"response {self.response_id} in pattern {self.pattern_id}"
