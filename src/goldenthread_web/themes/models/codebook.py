"""What people decided: a codebook, its themes, and the coding of contributions."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.people.models import Person
from goldenthread_web.themes.models.discovery import SuggestedTheme


class Codebook(models.Model):
    """The themes of one engagement, as they stand now. Locked versions are snapshots."""

    engagement = models.OneToOneField(Engagement, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"codebook of {self.engagement}"


class Theme(models.Model):
    """A theme: what belongs in it and what does not. Ended ones stay for the record."""

    codebook = models.ForeignKey(Codebook, models.PROTECT, related_name="themes")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="nested")
    name = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    includes = models.TextField(blank=True)
    excludes = models.TextField(blank=True)
    position = models.PositiveIntegerField(default=0)
    suggested_theme = models.ForeignKey(
        SuggestedTheme, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged_from"
    )
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["codebook", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["codebook", "name"], condition=Q(ended_at=None), name="one_theme_a_name"
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("pk")), name="a_theme_is_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ThemeTally(models.Model):
    """How much is in a theme, counted again with each change of it.

    Kept, because counting 100,000 codings on each look at the board takes longer
    than a page may. Only changes of this stage can make it wrong, and they recount.
    """

    theme = models.OneToOneField(Theme, models.CASCADE, primary_key=True, related_name="tally")
    contribution_count = models.PositiveIntegerField()
    without_copies_count = models.PositiveIntegerField()
    people_count = models.PositiveIntegerField()
    # The same with the themes nested in it, each contribution and each person once.
    with_nested_count = models.PositiveIntegerField()
    with_nested_people_count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.contribution_count} in theme {self.theme_id}"


class Coding(models.Model):
    """A theme given to a contribution by a person. Ended ones stay for the record.

    It counts while neither it nor its theme is ended: `queries.active_codings`.
    """

    class Origin(models.TextChoices):
        READ = "read", "read by an analyst"
        ACCEPTED = "accepted", "suggested by a method, accepted by an analyst with its theme"

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="codings")
    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="+")
    origin = models.CharField(max_length=10, choices=Origin.choices)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    # Which changes gave and took it: what an undo ends, and what it brings back.
    made_in = models.ForeignKey(
        "ThemeChange", models.SET_NULL, null=True, blank=True, related_name="codings_made"
    )
    ended_in = models.ForeignKey(
        "ThemeChange", models.SET_NULL, null=True, blank=True, related_name="codings_ended"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "contribution"],
                condition=Q(ended_at=None),
                name="a_theme_is_given_once",
            ),
        ]
        indexes = [
            models.Index(fields=["contribution", "ended_at"], name="codings_by_contribution"),
            models.Index(fields=["theme", "ended_at"], name="codings_by_theme"),
        ]

    def __str__(self) -> str:
        return f"coding {self.pk}"


class ThemeChange(models.Model):
    """One change of the codebook: who, when, why, and what it takes to undo it."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", "Accepted"
        ADDED = "added", "Added"
        RENAMED = "renamed", "Renamed"
        DEFINED = "defined", "Defined"
        MERGED = "merged", "Merged"
        SPLIT = "split", "Split"
        NESTED = "nested", "Nested"
        MOVED = "moved", "Contributions moved"
        ENDED = "ended", "Ended"
        UNDONE = "undone", "Undone"

    codebook = models.ForeignKey(Codebook, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    themes = models.ManyToManyField(Theme, related_name="changes")
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=300, blank=True)
    # Names and ids, never words of residents: the state before and after.
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undoes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by"
    )

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%d %B %Y}"


class CodebookVersion(models.Model):
    """A locked state of the codebook: its themes with their counts, and a digest."""

    codebook = models.ForeignKey(Codebook, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    locked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    locked_at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=300)
    content = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["codebook", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["codebook", "number"], name="one_version_a_number"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"
