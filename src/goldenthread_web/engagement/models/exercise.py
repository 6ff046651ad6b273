"""One listening exercise: what is asked, of whom, why, and who decides."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from goldenthread.records.engagement import Channel
from goldenthread_web.people.models import Person
from goldenthread_web.programme.models import Phase

CHANNELS = [(channel.value, channel.value.capitalize()) for channel in Channel]


class AnsweringRule(models.TextChoices):
    """How often one person can answer. What each stops, docs/explanation says."""

    OPEN = "open", "As often as they like"
    BROWSER = "one per browser", "Once from each browser"
    CODE = "one-time codes", "Once with each code that we gave out"
    SIGNED_IN = "signed in", "Once for each person who signs in"


def english_only() -> list[str]:
    """Return the languages of a new engagement."""
    return ["en"]


class Engagement(models.Model):
    """A survey, workshop, stall, meeting or import, with what the public must be told."""

    title = models.CharField(max_length=160)
    slug = models.SlugField(unique=True, max_length=80)
    why_asked = models.TextField()
    who_decides = models.TextField()
    decided_when = models.CharField(max_length=160)
    other_ways = models.TextField()
    supporting_documents = models.TextField()
    privacy_notice = models.TextField()
    audience = models.CharField(max_length=160)
    opens_on = models.DateField()
    closes_on = models.DateField()
    is_consultation = models.BooleanField(default=False)
    is_published = models.BooleanField(default=False)
    answering_rule = models.CharField(
        max_length=20, choices=AnsweringRule.choices, default=AnsweringRule.OPEN
    )
    # Collects no name and no contact, holds everything for two people's release.
    is_for_under_18 = models.BooleanField(default=False)
    # Something that somebody may not want to be seen reading: each page can be left quickly.
    is_sensitive = models.BooleanField(default=False)
    # The languages that residents can choose from, the one it is written in first.
    languages = models.JSONField(default=english_only)
    # Goes up when a question changes that somebody has answered.
    form_version = models.PositiveSmallIntegerField(default=1)
    # New with each change of what is asked or how it is worded: see FormPart.
    form_stamp = models.UUIDField(default=uuid4, editable=False)
    # From this day on the public sees the results; never before an officer set one.
    results_public_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=30, choices=CHANNELS, default=Channel.ONLINE_SURVEY.value)
    phase = models.ForeignKey(Phase, models.PROTECT, null=True, blank=True, related_name="+")
    safeguarding_lead = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    equality_purpose = models.TextField(blank=True)
    equality_kept_until = models.DateField(null=True, blank=True)
    is_invented = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-opens_on", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="an_engagement_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Read before a change of the form and saved after it, the old stamp would come back.
        self.form_stamp = uuid4()
        super().save(*args, **kwargs)

    def is_open(self, today: date) -> bool:
        return self.is_published and self.opens_on <= today <= self.closes_on

    def is_over(self, today: date) -> bool:
        return self.closes_on < today

    def has_member(self, person: Person) -> bool:
        """Return whether the person is on this exercise's list; asked once a request."""
        return self.members.filter(person=person).exists()


class EngagementMember(models.Model):
    """A person who may work on this exercise, as far as their roles go."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "person"], name="on_the_list_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person} on {self.engagement}"


class SupportingDocument(models.Model):
    """A file that the public can read before answering."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="documents")
    title = models.CharField(max_length=160)
    file = models.FileField(upload_to="documents/")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
