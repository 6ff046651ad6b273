"""What one person, or one group, gave in one go."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone

from goldenthread.records.engagement import Capacity, Channel
from goldenthread_web.engagement.models.exercise import CHANNELS, Engagement
from goldenthread_web.engagement.models.imports import ResponseImport
from goldenthread_web.people.models import Person

CAPACITIES = [(capacity.value, capacity.value.capitalize()) for capacity in Capacity]


class EngagementResponse(models.Model):
    """A response: by which way it came, in what capacity, and for how many people it speaks.

    A removed response stays as a tombstone: who removed it, when and why, and
    nothing of what was said.
    """

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="responses")
    number = models.UUIDField(default=uuid4, unique=True, editable=False)
    channel = models.CharField(max_length=30, choices=CHANNELS, default=Channel.ONLINE_SURVEY.value)
    received_at = models.DateTimeField(default=timezone.now)
    said_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=12, blank=True)
    audience = models.CharField(max_length=160, blank=True)
    session_name = models.CharField(max_length=120, blank=True)
    capacity = models.CharField(max_length=30, choices=CAPACITIES, default=Capacity.NOT_SAID.value)
    organisation_name = models.CharField(max_length=160, blank=True)
    mandate = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=120, blank=True)
    people_count = models.PositiveIntegerField(default=1)
    is_young_person = models.BooleanField(default=False)
    may_publish_words = models.BooleanField(default=False)
    # The version of the form that they answered: tells the words that they read.
    form_version = models.PositiveSmallIntegerField(default=1)
    started_at = models.DateTimeField(null=True, blank=True)
    # Somebody helped: a library assistant at the Idea Store, a youth worker. Never a name.
    assisted_by_role = models.CharField(max_length=80, blank=True)
    assisted_by_organisation = models.CharField(max_length=160, blank=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    # First statements that the team wrote for others to vote on: nobody's voice, never counted.
    is_from_team = models.BooleanField(default=False)
    # A keyed digest of the browser, code or person, where one may answer once only.
    once_digest = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001
    # Minted with the form: sending the same form twice stores one response.
    sending_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    receipt_digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    response_import = models.ForeignKey(
        ResponseImport, models.PROTECT, null=True, blank=True, related_name="responses"
    )
    imported_identity = models.CharField(max_length=80, null=True, blank=True)  # noqa: DJ001
    is_invented = models.BooleanField(default=False)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    removed_by_role = models.CharField(max_length=40, blank=True)
    removal_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["engagement", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "imported_identity"], name="an_imported_row_is_taken_once"
            ),
            models.UniqueConstraint(
                fields=["engagement", "once_digest"], name="who_may_answer_once_answers_once"
            ),
            models.UniqueConstraint(
                fields=["engagement"],
                condition=Q(is_from_team=True),
                name="the_team_has_one_response",
            ),
            models.CheckConstraint(
                condition=Q(people_count__gte=1), name="a_response_speaks_for_somebody"
            ),
            models.CheckConstraint(
                condition=Q(removed_at=None)
                | Q(
                    organisation_name="",
                    area="",
                    receipt_digest=None,
                    once_digest=None,
                    assisted_by_organisation="",
                ),
                name="a_tombstone_holds_nothing_of_the_person",
            ),
        ]
        indexes = [
            models.Index(fields=["engagement", "capacity"], name="responses_by_capacity"),
            # Where nobody speaks for a group, counting answers need not look at responses.
            models.Index(
                fields=["engagement"],
                condition=Q(people_count__gt=1),
                name="responses_of_groups",
            ),
            # All that the rule on which responses count asks of a row.
            models.Index(
                fields=["engagement", "removed_at", "is_from_team", "response_import"],
                name="responses_that_count",
            ),
        ]

    def __str__(self) -> str:
        return f"response {self.number}"

    @property
    def told_as(self) -> str:
        """Return as whom somebody spoke, as it stands beside their words."""
        is_said = self.capacity != Capacity.NOT_SAID
        return str(self.get_capacity_display()) if is_said else "Capacity not said"


class ResponseContact(models.Model):
    """How to tell somebody what came of it. Used for that only."""

    response = models.OneToOneField(EngagementResponse, models.CASCADE, related_name="contact")
    how_to_reach = models.CharField(max_length=254)
    given_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"contact for {self.response}"


class UnsentResponse(models.Model):
    """Answers that somebody is still writing; gone once sent, or when their time is over.

    That is a day, or as long as the engagement is open for whoever asked for a resume code.
    """

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="+")
    key_digest = models.CharField(max_length=64, unique=True)
    answers = models.JSONField(default=dict)
    resume_digest = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001
    started_at = models.DateTimeField(default=timezone.now)
    last_step = models.CharField(max_length=80, blank=True)
    form_version = models.PositiveSmallIntegerField(default=1)
    updated_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"unsent response {self.pk}"


class DropOut(models.Model):
    """How many people stopped at a page of an engagement, once their unsent answers are gone."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="drop_outs")
    step = models.CharField(max_length=80)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "step"], name="one_drop_out_a_step"),
        ]

    def __str__(self) -> str:
        return f"{self.count} at {self.step}"
