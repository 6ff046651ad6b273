"""Signed and spoken versions of what is asked: films and sounds for everybody."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

from goldenthread_web.engagement.models.exercise import Engagement
from goldenthread_web.engagement.models.form_parts import FormPart
from goldenthread_web.engagement.models.questions import Question
from goldenthread_web.people.models import Person

BRITISH_SIGN_LANGUAGE = "bfi"


def new_clip_name(clip: "Clip", sent_name: str) -> str:
    """Return where a film or sound is kept: nothing of the name that it was sent with."""
    return f"clips/{uuid4().hex}.{clip.ending}"


class Clip(FormPart):
    """One text of an engagement, signed or spoken by somebody.

    `words_digest` is of the words that stood there when it was given or last
    confirmed: residents get it as long as those stand. What a clip holds never
    changes; another film is another row, so its address can be kept by browsers.
    A copy of a form shows the same file.
    """

    class Kind(models.TextChoices):
        SIGNED = "signed", "Signed"
        SPOKEN = "spoken", "Spoken"

    class Part(models.TextChoices):
        INTRODUCTION = "introduction", "The introduction"
        OTHER_WAYS = "other-ways", "Other ways to take part"
        PRIVACY = "privacy", "The privacy notice"
        QUESTION = "question", "A question"

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="clips")
    part = models.CharField(max_length=20, choices=Part.choices)
    question = models.ForeignKey(
        Question, models.CASCADE, null=True, blank=True, related_name="clips"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    language = models.CharField(max_length=12)
    file = models.FileField(upload_to=new_clip_name, max_length=200)
    ending = models.CharField(max_length=4)
    size = models.PositiveIntegerField()
    has_film = models.BooleanField()
    has_sound = models.BooleanField()
    # It says more than the page, so that captions or a transcript are needed.
    says_more = models.BooleanField(default=False)
    # WebVTT, written by us.
    captions = models.TextField(blank=True)
    transcript = models.TextField(blank=True)
    # As they want to be named: "Deaf Studies group, interpreters".
    made_by = models.CharField(max_length=160)
    is_machine_made = models.BooleanField(default=False)
    checked_by = models.CharField(max_length=160)
    checked_on = models.DateField()
    words_digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["engagement", "question__position", "part", "kind", "language"]
        constraints = [
            models.CheckConstraint(
                condition=Q(part="question", question__isnull=False)
                | (~Q(part="question") & Q(question=None)),
                name="a_clip_of_a_question_names_it",
            ),
            models.UniqueConstraint(
                fields=["engagement", "part", "kind", "language"],
                condition=Q(question=None),
                name="one_clip_a_part_and_language",
            ),
            models.UniqueConstraint(
                fields=["question", "kind", "language"],
                condition=Q(question__isnull=False),
                name="one_clip_a_question_and_language",
            ),
        ]

    def __str__(self) -> str:
        return f"clip {self.pk}"
