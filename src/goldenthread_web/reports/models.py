"""Which reports the public may read, and counts that are kept because counting takes long."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.models import Person


class PublishedReport(models.Model):
    """That "What we heard" of an engagement is public: by whom, since when, and why.

    It holds no figures and no words: the page is made from the record when it is read.
    """

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="+")
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=300)

    class Meta:
        ordering = ["-published_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="a_published_report_says_why"),
        ]

    def __str__(self) -> str:
        return f"What we heard: {self.engagement}"


class KeptResults(models.Model):
    """The results of an engagement under one filter as they were counted: ids and numbers only.

    What the public sees is kept apart, and counted again only once several more
    people have answered: two looks a minute apart must not tell of one of them.
    """

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="+")
    # The filter as it stands in an address; empty where everything is counted.
    address = models.CharField(max_length=400, blank=True)
    is_for_public = models.BooleanField(default=False)
    counts = models.JSONField(null=True, blank=True)
    responses = models.PositiveIntegerField(default=0)
    # As of when they are; what was removed since they were made is in none of them.
    counted_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    # The job that counts again.
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-counted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "address", "is_for_public"], name="one_count_a_filter"
            ),
        ]

    def __str__(self) -> str:
        return f"results of {self.engagement} at {self.counted_at}"


class EarlierQuestion(models.Model):
    """The question of an earlier engagement that an officer compares with, or none on purpose."""

    question = models.OneToOneField(Question, models.CASCADE, related_name="+")
    earlier = models.ForeignKey(Question, models.CASCADE, null=True, blank=True, related_name="+")
    chosen_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["question"]
        constraints = [
            models.CheckConstraint(
                condition=Q(earlier=None) | ~Q(earlier=models.F("question")),
                name="a_question_is_not_earlier_than_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} beside {self.earlier_id}"


class ReportedCrossing(models.Model):
    """Two things crossed that an officer put into “What we heard”, by the names of its sides."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="+")
    rows = models.CharField(max_length=40)
    columns = models.CharField(max_length=40)
    chosen_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "rows", "columns"], name="a_crossing_is_reported_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rows} by {self.columns}"


class Licence(models.TextChoices):
    """Under which terms open data may be used."""

    OPEN_GOVERNMENT = "OGL-UK-3.0", "Open Government Licence v3.0"
    ATTRIBUTION = "CC-BY-4.0", "Creative Commons Attribution 4.0"
    NO_RIGHTS = "CC0-1.0", "Creative Commons Zero 1.0"

    @property
    def address(self) -> str:
        return LICENCE_ADDRESSES[self.value]


LICENCE_ADDRESSES = {
    "OGL-UK-3.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


class OpenDataTerms(models.Model):
    """The licence that an officer chose for the open data of an engagement."""

    engagement = models.OneToOneField(Engagement, models.CASCADE, related_name="+")
    licence = models.CharField(
        max_length=20, choices=Licence.choices, default=Licence.OPEN_GOVERNMENT
    )
    chosen_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["engagement"]

    def __str__(self) -> str:
        return f"{self.licence} for {self.engagement_id}"
