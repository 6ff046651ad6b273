"""Petitions: one text that many people signed."""

from django.db import models
from django.utils import timezone

from goldenthread_web.engagement.models.contributions import Contribution
from goldenthread_web.people.models import Person


class Petition(models.Model):
    """A petition: its words are one contribution, and its signatures are no answers.

    Names of those who signed are not kept.
    """

    contribution = models.OneToOneField(Contribution, models.CASCADE, related_name="petition")
    signature_count = models.PositiveIntegerField()
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-signature_count", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(signature_count__gte=1), name="somebody_signed_a_petition"
            ),
        ]

    def __str__(self) -> str:
        return f"petition {self.pk}"
