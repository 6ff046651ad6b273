"""What was answered, beside words: ticks, numbers, dates, places, files, equality answers."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

from goldenthread_web.engagement.models.equality import EqualityOption, EqualityQuestion
from goldenthread_web.engagement.models.questions import MatrixRow, Question, QuestionOption
from goldenthread_web.engagement.models.responses import EngagementResponse
from goldenthread_web.indicators.models import Area
from goldenthread_web.people.models import Person


class ChoiceAnswer(models.Model):
    """One option that was ticked: in a row of a matrix, or at a place of a ranking."""

    response = models.ForeignKey(EngagementResponse, models.CASCADE, related_name="choices")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    option = models.ForeignKey(QuestionOption, models.PROTECT, related_name="+")
    row = models.ForeignKey(MatrixRow, models.PROTECT, null=True, blank=True, related_name="+")
    # 1 is the one put first.
    rank = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "option"],
                condition=Q(row=None),
                name="an_option_is_ticked_once",
            ),
            models.UniqueConstraint(
                fields=["response", "row"],
                condition=Q(row__isnull=False),
                name="one_choice_in_each_row",
            ),
        ]
        indexes = [
            # Counting by option and crossing two questions read this alone.
            models.Index(fields=["question", "response", "option"], name="answers_by_question"),
            models.Index(fields=["option", "response"], name="answers_by_option"),
        ]

    def __str__(self) -> str:
        return f"{self.option}"


class NumberAnswer(models.Model):
    """A rating, or a number that was typed."""

    response = models.ForeignKey(EngagementResponse, models.CASCADE, related_name="numbers")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=14, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "question"], name="one_number_a_question"),
        ]
        indexes = [
            models.Index(fields=["question", "response", "value"], name="numbers_by_question"),
        ]

    def __str__(self) -> str:
        return f"{self.value}"


class DateAnswer(models.Model):
    """A date that was given."""

    response = models.ForeignKey(EngagementResponse, models.CASCADE, related_name="dates")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    value = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "question"], name="one_date_a_question"),
        ]
        indexes = [
            models.Index(fields=["question", "value"], name="dates_by_question"),
        ]

    def __str__(self) -> str:
        return f"{self.value}"


class PlaceAnswer(models.Model):
    """A place: its area, and as much of a pin or a postcode as is needed and no more.

    `latitude` and `longitude` in degrees (WGS 84), to four places, about ten
    metres. `postcode_sector` is "E1 4", never a whole postcode. What people say of
    the place is a contribution. Only areas are ever shown.
    """

    response = models.ForeignKey(EngagementResponse, models.CASCADE, related_name="places")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    latitude = models.DecimalField(max_digits=7, decimal_places=4, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=4, null=True, blank=True)
    postcode_sector = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "question"], name="one_place_a_question"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="a_pin_has_both_numbers",
            ),
        ]
        indexes = [
            models.Index(fields=["question", "area"], name="places_by_area"),
        ]

    def __str__(self) -> str:
        return f"place {self.pk}"


def new_file_name(answer: "FileAnswer", sent_name: str) -> str:
    """Return where a file is kept: nothing of the name that it was sent with."""
    return f"answers/{uuid4().hex}.{answer.ending}"


class FileAnswer(models.Model):
    """A picture or PDF that was sent, written anew without metadata. Held like words."""

    class Status(models.TextChoices):
        HELD = "held", "Held"
        RELEASED = "released", "Released"
        WITHHELD = "withheld", "Withheld"

    response = models.ForeignKey(EngagementResponse, models.CASCADE, related_name="files")
    question = models.ForeignKey(Question, models.PROTECT, related_name="+")
    file = models.FileField(upload_to=new_file_name, max_length=200)
    ending = models.CharField(max_length=4)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    # What somebody who cannot see it is told; given when it is released.
    alternative_text = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.HELD)
    reason = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "question"], name="one_file_a_question"),
            models.CheckConstraint(
                condition=~Q(status="withheld") | ~Q(reason=""), name="a_withheld_file_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(status="released") | ~Q(alternative_text=""),
                name="a_released_file_is_described",
            ),
        ]

    def __str__(self) -> str:
        return f"file {self.pk}"


class EqualityAnswer(models.Model):
    """A monitoring answer, as it was at that time: apart from the words, with its end."""

    response = models.ForeignKey(EngagementResponse, models.CASCADE, related_name="+")
    question = models.ForeignKey(EqualityQuestion, models.PROTECT, related_name="+")
    option = models.ForeignKey(EqualityOption, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=300)
    delete_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question"], name="one_equality_answer_a_question"
            ),
        ]

    def __str__(self) -> str:
        return f"equality answer {self.pk}"
