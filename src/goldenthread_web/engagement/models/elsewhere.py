"""What was decided elsewhere about words and files that were brought in from there."""

from django.db import models
from django.db.models import Q

from goldenthread_web.engagement.models.answers import FileAnswer
from goldenthread_web.engagement.models.contributions import Contribution


class DecisionElsewhere(models.Model):
    """A fact for whoever decides here, never a decision: nothing is public because of it."""

    contribution = models.OneToOneField(
        Contribution, models.CASCADE, null=True, related_name="decision_elsewhere"
    )
    file = models.OneToOneField(
        FileAnswer, models.CASCADE, null=True, related_name="decision_elsewhere"
    )
    outcome = models.CharField(max_length=30)
    reason = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    # The engagement that it was exported from, and when.
    exported_from = models.CharField(max_length=200)
    exported_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(contribution=None, file__isnull=False)
                | Q(contribution__isnull=False, file=None),
                name="a_decision_elsewhere_is_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} elsewhere"
