"""Monitoring questions about the person: optional, and kept apart from the words."""

from django.db import models

from goldenthread_web.engagement.models.exercise import Engagement
from goldenthread_web.engagement.models.form_parts import FormPart


class EqualityQuestion(FormPart):
    """A monitoring question about the person: optional, and kept apart."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="equality_questions")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    # Sexual orientation and gender identity are not asked of under-16s.
    is_for_16_and_over = models.BooleanField(default=False)
    # Name, date and address of where the words are from.
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["engagement", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "key"], name="one_equality_question_a_key"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class EqualityOption(FormPart):
    """One answer that can be given to an equality question."""

    way_to_engagement = "question__engagement"
    question = models.ForeignKey(EqualityQuestion, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    # The category of the Census that a local one counts towards.
    rolls_up_to = models.CharField(max_length=200, blank=True)
    is_from_file = models.BooleanField(default=False)

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "text"], name="one_equality_option_a_text"),
        ]

    def __str__(self) -> str:
        return self.text
