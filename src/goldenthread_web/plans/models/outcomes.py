"""What came of an engagement, tied to the lines of a plan that came of it."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from goldenthread_web.engagement.models import EngagementOutcome
from goldenthread_web.people.models import Person
from goldenthread_web.plans.models.drafting import Element


class OutcomeElement(models.Model):
    """A line of a plan that came of an engagement, and how; the public reads it with "We did"."""

    outcome = models.ForeignKey(EngagementOutcome, models.CASCADE, related_name="+")
    element = models.ForeignKey(Element, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["outcome", "id"]
        constraints = [
            models.UniqueConstraint(fields=["outcome", "element"], name="an_outcome_names_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="an_outcome_says_how"),
        ]

    def __str__(self) -> str:
        return f"{self.element_id} came of {self.outcome_id}"
