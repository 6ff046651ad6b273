"""From held words to public ones: what a machine noticed and what people decided."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from goldenthread_web.engagement.models.contributions import Contribution
from goldenthread_web.engagement.models.exercise import Engagement
from goldenthread_web.people.models import Person


class PersonalDataFinding(models.Model):
    """A suggestion: these code points look like personal data."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="findings")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    method = models.CharField(max_length=60)

    class Meta:
        ordering = ["contribution", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="a_finding_has_a_length"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} at {self.start}"


class RaisedFlag(models.Model):
    """Something that asks for a second person: raised by a list of words or by a person."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=60)
    raised_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    method = models.CharField(max_length=60, blank=True)
    raised_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["contribution", "id"]

    def __str__(self) -> str:
        return self.kind


class Redaction(models.Model):
    """A decision: these code points are not shown, and a mark says what stood there."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="redactions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["contribution", "start"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gt=F("start")), name="a_redaction_has_a_length"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} removed"


class ReleaseDecision(models.Model):
    """What one person decided about one contribution. All are kept; the last one stands.

    Flagged words and young people's need two: the first decision then waits as
    a proposal until a second person makes the same one.
    """

    class Outcome(models.TextChoices):
        RELEASE = "release", "Release"
        REDACT = "release with redactions", "Release with redactions"
        WITHHOLD = "withhold", "Withhold"
        SAFEGUARDING = "safeguarding", "Pass to the safeguarding lead"
        HOLD = "hold", "Take back and hold"

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=30, choices=Outcome.choices)
    reason = models.CharField(max_length=200, blank=True)
    spans = models.JSONField(default=list)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    is_bulk = models.BooleanField(default=False)
    waits_for_second = models.BooleanField(default=False)

    class Meta:
        ordering = ["contribution", "at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="withhold") | ~Q(reason=""), name="withholding_has_a_reason"
            ),
            # Two moderators at the same moment cannot both leave a proposal open.
            models.UniqueConstraint(
                fields=["contribution"],
                condition=Q(waits_for_second=True),
                name="one_proposal_waits_a_contribution",
            ),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()


class SafeguardingCase(models.Model):
    """Words that somebody was worried about. Only the named lead sees it.

    The same words may be passed again after a case was closed.
    """

    contribution = models.ForeignKey(
        Contribution, models.CASCADE, related_name="safeguarding_cases"
    )
    lead = models.ForeignKey(Person, models.PROTECT, related_name="+")
    passed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    passed_at = models.DateTimeField(default=timezone.now)
    worry = models.CharField(max_length=300)
    look_by = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    what_was_done = models.TextField(blank=True)

    class Meta:
        ordering = ["look_by"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None) | ~Q(what_was_done=""),
                name="a_closed_case_says_what_was_done",
            ),
            models.UniqueConstraint(
                fields=["contribution"],
                condition=Q(closed_at=None),
                name="one_open_case_a_contribution",
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"


class SampleReading(models.Model):
    """A random sample of plain contributions, read before the rest goes out in bulk."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="sample_readings")
    drawn_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(default=timezone.now)
    # The plain contributions up to this one are what the sample stands for.
    last_contribution_id = models.BigIntegerField()
    contribution_ids = models.JSONField()
    eligible_count = models.PositiveIntegerField()
    read_at = models.DateTimeField(null=True, blank=True)
    released_count = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-drawn_at"]

    def __str__(self) -> str:
        return f"sample of {len(self.contribution_ids)}"
