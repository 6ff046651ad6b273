"""A programme and its phases."""

from django.db import models
from django.db.models import F, Q


class Programme(models.Model):
    """How one plan gets made, from the first look at evidence to the launch."""

    title = models.CharField(max_length=160)
    slug = models.SlugField(unique=True)
    summary = models.TextField(blank=True)
    source = models.TextField(help_text="Where this is published.")
    is_invented = models.BooleanField(default=False)

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Phase(models.Model):
    """A dated part of a programme, for named audiences."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="phases")
    name = models.CharField(max_length=200)
    audience = models.CharField(max_length=200, blank=True)
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["programme", "position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "position"], name="one_phase_a_position"),
            models.CheckConstraint(
                condition=Q(begins_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("begins_on")),
                name="a_phase_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name
