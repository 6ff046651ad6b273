"""One listening exercise: what is asked, of whom, why, and who decides."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from goldenthread.records.engagement import Channel
from goldenthread_web.people.models import Person
from goldenthread_web.programme.models import Phase

CHANNELS = [(channel.value, channel.value.capitalize()) for channel in Channel]


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

    def is_open(self, today: date) -> bool:
        return self.is_published and self.opens_on <= today <= self.closes_on

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


class Question(models.Model):
    """One question of an engagement."""

    class Kind(models.TextChoices):
        OPEN = "open", "Open: people write"
        ONE_CHOICE = "one choice", "One choice"
        SEVERAL_CHOICES = "several choices", "Several choices"

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="questions")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    text = models.CharField(max_length=400)
    help_text = models.CharField(max_length=400, blank=True)
    is_required = models.BooleanField(default=False)

    class Meta:
        ordering = ["engagement", "position"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "key"], name="one_question_a_key"),
        ]

    def __str__(self) -> str:
        return self.text


class QuestionOption(models.Model):
    """One option of a closed question."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    # Written by somebody in a file, and not taken over by an officer: not offered to others.
    is_from_file = models.BooleanField(default=False)

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "text"], name="one_option_a_text"),
        ]

    def __str__(self) -> str:
        return self.text


class EqualityQuestion(models.Model):
    """A monitoring question about the person: optional, and kept apart."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="equality_questions")
    key = models.SlugField(max_length=60)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)

    class Meta:
        ordering = ["engagement", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "key"], name="one_equality_question_a_key"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class EqualityOption(models.Model):
    """One answer that can be given to an equality question."""

    question = models.ForeignKey(EqualityQuestion, models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    is_from_file = models.BooleanField(default=False)

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "text"], name="one_equality_option_a_text"),
        ]

    def __str__(self) -> str:
        return self.text
