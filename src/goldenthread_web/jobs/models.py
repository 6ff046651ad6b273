"""A piece of background work, as a person sees it."""

from django.db import models
from django.utils import timezone

from goldenthread_web.people.models import Person


class Job(models.Model):
    """Work that goes on while the person does something else."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    stage = models.CharField(max_length=200, blank=True)
    share = models.FloatField(default=0.0)
    outcome = models.TextField(blank=True)
    # Where to look at what came of it: a path on this site.
    result_path = models.CharField(max_length=300, blank=True)
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(share__gte=0, share__lte=1), name="a_share_is_between_0_and_1"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def percent(self) -> int:
        return round(self.share * 100)

    @property
    def is_over(self) -> bool:
        return self.state in {self.State.DONE, self.State.FAILED}
