"""What a method proposes. Nothing here is a decision."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from goldenthread_web.engagement.models import Contribution, Engagement, Question
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.models import Person


class DiscoveryRun(models.Model):
    """One run of theme discovery over an engagement, or over one of its questions.

    It counts only once `finished_at` is set.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="+")
    question = models.ForeignKey(Question, models.PROTECT, null=True, blank=True, related_name="+")
    seed = models.PositiveIntegerField(default=0)
    method = models.TextField(blank=True)
    contribution_count = models.PositiveIntegerField(default=0)
    queue_count = models.PositiveIntegerField(default=0)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"discovery of {self.made_at:%d %B %Y}"


class SuggestedTheme(models.Model):
    """A theme that a run proposes."""

    run = models.ForeignKey(DiscoveryRun, models.CASCADE, related_name="suggested_themes")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    phrases = models.JSONField(default=list)
    size = models.PositiveIntegerField()
    without_copies_count = models.PositiveIntegerField(default=0)
    people_count = models.PositiveIntegerField()
    stability = models.FloatField()
    # Contribution ids, the most typical first.
    exemplar_ids = models.JSONField(default=list)
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    set_aside_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["run", "position"]
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="one_suggested_theme_a_place"),
            models.CheckConstraint(
                condition=Q(stability__gte=0, stability__lte=1), name="stability_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Suggestion(models.Model):
    """Where a run would put a contribution; no suggested theme means "not placed yet"."""

    run = models.ForeignKey(DiscoveryRun, models.CASCADE, related_name="suggestions")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="+")
    suggested_theme = models.ForeignKey(
        SuggestedTheme, models.CASCADE, null=True, related_name="suggestions"
    )
    confidence = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "contribution"], name="one_suggestion_a_run"),
            models.CheckConstraint(
                condition=Q(confidence__gte=0, confidence__lte=1), name="confidence_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"


class NearDuplicate(models.Model):
    """A copy: the same text as the first of its group, but for small changes."""

    run = models.ForeignKey(DiscoveryRun, models.CASCADE, related_name="near_duplicates")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="+")
    first = models.ForeignKey(Contribution, models.CASCADE, related_name="+")
    # More than spelling, spaces and capitals differs from the first.
    has_own_words = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "contribution"], name="a_copy_is_listed_once"),
        ]
        indexes = [models.Index(fields=["run", "first"], name="copies_by_first")]

    def __str__(self) -> str:
        return f"copy of {self.first_id}"


class Campaign(models.Model):
    """A text of some length that five or more sent: counted apart, never as one voice."""

    run = models.ForeignKey(DiscoveryRun, models.CASCADE, related_name="campaigns")
    first = models.ForeignKey(Contribution, models.CASCADE, related_name="+")
    contribution_count = models.PositiveIntegerField()
    people_count = models.PositiveIntegerField()
    own_words_count = models.PositiveIntegerField()

    class Meta:
        ordering = ["run", "-people_count", "first"]
        constraints = [
            models.UniqueConstraint(fields=["run", "first"], name="one_campaign_a_text"),
        ]

    def __str__(self) -> str:
        return f"campaign of {self.people_count}"
