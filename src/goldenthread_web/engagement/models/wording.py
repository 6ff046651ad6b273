"""The same words in other languages, and in easy read."""

from django.db import models
from django.utils import timezone

from goldenthread_web.engagement.models.exercise import Engagement
from goldenthread_web.engagement.models.form_parts import FormPart
from goldenthread_web.people.models import Person

EASY_READ = "en-easy"


class Translation(FormPart):
    """One text of an engagement in another language; easy read counts as one.

    `place` says which text: "engagement.title", "section.3.title",
    "question.12.text", "question.12.help", "option.34.text", "row.5.text" and so on.
    `source_digest` is of the text that was translated: if that changes, this is out of date.
    """

    class Maker(models.TextChoices):
        PERSON = "person", "Translated by a person"
        MACHINE = "machine", "Translated by a machine"

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=12)
    place = models.CharField(max_length=60)
    text = models.TextField()
    source_digest = models.CharField(max_length=64)
    maker = models.CharField(max_length=10, choices=Maker.choices, default=Maker.PERSON)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["engagement", "language", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "language", "place"], name="one_translation_a_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} in {self.language}"


class LanguageCheck(FormPart):
    """Who read a whole language version and found it right; until then it is marked a draft."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="language_checks")
    language = models.CharField(max_length=12)
    # As they want to be named: "Speak Up group, easy-read checkers".
    checked_by = models.CharField(max_length=160)
    checked_on = models.DateField()
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["engagement", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "language"], name="one_check_stands_a_language"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} checked by {self.checked_by}"
