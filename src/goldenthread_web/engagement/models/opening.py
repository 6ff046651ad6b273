"""Before it opens: what must be known, and the days on which nothing should open."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from goldenthread_web.engagement.models.exercise import Engagement
from goldenthread_web.people.models import Person

# What each level of influence promises, as residents read it.
INFLUENCE_TOLD = {
    "inform": "We tell you what is planned. Your answer will not change it.",
    "consult": "We listen to you first. Then others decide.",
    "involve": "We work with you all the way, so that what matters to you shapes the choices.",
    "collaborate": "You and we work out the choices together, and look for one that we share.",
    "decide": "You decide. We do what you choose.",
}


class OpeningCheck(models.Model):
    """What an officer answers before an engagement opens, in proportion to it."""

    class Influence(models.TextChoices):
        INFORM = "inform", "Inform: people are told"
        CONSULT = "consult", "Consult: people are heard before others decide"
        INVOLVE = "involve", "Involve: people work on it throughout"
        COLLABORATE = "collaborate", "Collaborate: people work out the choices with us"
        DECIDE = "decide", "Decide: people decide"

    class Extent(models.TextChoices):
        SHORT = "short", "A stall, a session or a poll: the short check"
        FULL = "full", "A survey or a consultation: the full check"

    engagement = models.OneToOneField(Engagement, models.CASCADE, related_name="opening_check")
    extent = models.CharField(max_length=10, choices=Extent.choices, default=Extent.FULL)
    influence = models.CharField(max_length=12, choices=Influence.choices, blank=True)
    what_can_change = models.TextField(blank=True)
    what_cannot_change = models.TextField(blank=True)
    options_considered = models.TextField(blank=True)
    options_rejected = models.TextField(blank=True)
    who_is_affected = models.TextField(blank=True)
    why_enough_time = models.TextField(blank=True)
    equality_analysis = models.CharField(max_length=300, blank=True)
    data_protection = models.CharField(max_length=300, blank=True)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    passed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    passed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"opening check of {self.engagement}"

    @property
    def influence_told(self) -> str:
        return INFLUENCE_TOLD.get(self.influence, "")


class BlockedPeriod(models.Model):
    """Days on which no engagement should open or run, and why."""

    class Kind(models.TextChoices):
        PRE_ELECTION = "pre-election", "Pre-election period"
        HOLIDAY = "holiday", "School or public holiday"
        FESTIVAL = "festival", "Religious festival"
        OTHER = "other", "Other"

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    begins_on = models.DateField()
    ends_on = models.DateField()
    source = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["begins_on", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")),
                name="a_blocked_period_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BlockedPeriodOverride(models.Model):
    """A monitoring officer let an engagement run in a blocked period, and said why."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="period_overrides")
    period = models.ForeignKey(BlockedPeriod, models.PROTECT, related_name="+")
    reason = models.TextField()
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "period"], name="one_override_a_blocked_period"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="an_override_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.engagement} in {self.period}"


class EngagementOutcome(models.Model):
    """We asked, you said, we did: what came of an engagement, in public."""

    engagement = models.OneToOneField(Engagement, models.CASCADE, related_name="outcome")
    we_asked = models.TextField()
    you_said = models.TextField()
    we_did = models.TextField()
    decided_on = models.DateField()
    published_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"what came of {self.engagement}"
