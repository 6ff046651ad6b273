"""Files that bring in what was said elsewhere."""

from django.db import models
from django.utils import timezone

from goldenthread_web.engagement.models.exercise import Engagement
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.models import Person


class SavedMapping(models.Model):
    """How the columns of a kind of file become responses, kept for the next file."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="saved_mappings")
    name = models.CharField(max_length=120)
    mapping = models.JSONField()
    saved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "name"], name="one_mapping_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ResponseImport(models.Model):
    """One file on its way in. Its responses count only once it is complete.

    The uploaded file is deleted when the import ends: words live in one place.
    """

    class State(models.TextChoices):
        LOOKING = "looking", "Being looked at"
        UPLOADED = "uploaded", "Uploaded"
        IMPORTING = "importing", "Importing"
        COMPLETE = "complete", "Complete"
        FAILED = "failed", "Failed"

    class Kind(models.TextChoices):
        RESPONSES = "responses", "Responses, a row each"
        POLIS_STATEMENTS = "polis statements", "Polis statements"
        POLIS_VOTES = "polis votes", "Polis votes"

    engagement = models.ForeignKey(Engagement, models.PROTECT, related_name="imports")
    file = models.FileField(upload_to="imports/", blank=True)
    file_name = models.CharField(max_length=255)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.RESPONSES)
    mapping = models.JSONField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    accepted_count = models.PositiveIntegerField(default=0)
    known_count = models.PositiveIntegerField(default=0)
    rejected_count = models.PositiveIntegerField(default=0)
    # Rows that are here already under the same id, and say something else now.
    changed_count = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_stopped(self) -> bool:
        """Whether its worker was lost half-way: nothing of it counts, and it can start again."""
        is_at_work = self.state in {self.State.IMPORTING, self.State.LOOKING}
        return is_at_work and (self.job is None or self.job.is_over)


class RejectedImportRow(models.Model):
    """A row that could not be taken, with its number in the file and the reason."""

    response_import = models.ForeignKey(
        ResponseImport, models.CASCADE, related_name="rejected_rows"
    )
    row_number = models.PositiveIntegerField()
    reason = models.CharField(max_length=400)
    cells = models.JSONField()

    class Meta:
        ordering = ["response_import", "row_number"]

    def __str__(self) -> str:
        return f"row {self.row_number}"
