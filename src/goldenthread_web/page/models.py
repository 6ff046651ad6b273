"""Who read the words of the program in a language and found them right."""

from django.db import models
from django.utils import timezone

from goldenthread_web.people.models import Person


class InterfaceCheck(models.Model):
    """One language of the interface, checked by somebody who speaks it."""

    language = models.CharField(max_length=20, unique=True)
    checked_by = models.CharField(max_length=160)
    checked_on = models.DateField()
    # Of the words that they read: with new ones the page is a draft again.
    digest = models.CharField(max_length=64)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.language} checked by {self.checked_by}"
