"""Which reports the public may read."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.people.models import Person


class PublishedReport(models.Model):
    """That "What we heard" of an engagement is public: by whom, since when, and why.

    It holds no figures and no words: the page is made from the record when it is read.
    """

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="+")
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=300)

    class Meta:
        ordering = ["-published_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="a_published_report_says_why"),
        ]

    def __str__(self) -> str:
        return f"What we heard: {self.engagement}"
