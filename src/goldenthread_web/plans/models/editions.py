"""A published edition: what it said on its day. Triggers in the database refuse changes."""

from django.db import models
from django.utils import timezone

from goldenthread_web.engagement.models import Contribution
from goldenthread_web.people.models import Person
from goldenthread_web.plans.models.drafting import Element, Plan
from goldenthread_web.themes.models import Theme


class Edition(models.Model):
    """One published, dated, immutable state of a plan, with its digest."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    period = models.CharField(max_length=60)
    introduction = models.TextField(blank=True)
    is_invented = models.BooleanField(default=False)
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="one_edition_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, edition {self.number}"


class EditionElement(models.Model):
    """An element as it was published."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="elements")
    element = models.ForeignKey(Element, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    # "2" for the second call to action, "2.1" for its first outcome.
    label = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField()
    horizon = models.CharField(max_length=20)
    text = models.TextField()
    explanation = models.TextField(blank=True)
    # Keyed, over all of the element: its text, links, bases, counts and quote digests.
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "position"], name="one_element_a_position"),
            models.UniqueConstraint(fields=["edition", "label"], name="one_element_a_label"),
        ]

    def __str__(self) -> str:
        return self.text


class EditionLink(models.Model):
    """A link between elements as it was published."""

    element = models.ForeignKey(EditionElement, models.PROTECT, related_name="serves")
    served = models.ForeignKey(EditionElement, models.PROTECT, related_name="served_by")
    is_lead = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.element_id} serves {self.served_id}"


class EditionBasis(models.Model):
    """A basis as it was published; of a theme with its counts on that day."""

    element = models.ForeignKey(EditionElement, models.PROTECT, related_name="bases")
    kind = models.CharField(max_length=40)
    reason = models.TextField()
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="+")
    theme_name = models.CharField(max_length=200, blank=True)
    contribution_count = models.PositiveIntegerField(null=True)
    answered_count = models.PositiveIntegerField(null=True)
    people_count = models.PositiveIntegerField(null=True)
    source = models.TextField(blank=True)
    source_address = models.URLField(blank=True, max_length=500)

    class Meta:
        ordering = ["element", "id"]

    def __str__(self) -> str:
        return f"{self.kind} for {self.element_id}"


class EditionQuote(models.Model):
    """A published quote: spans of a stored contribution. It holds no words itself.

    `parts` is a list of [start, end, mark]: code points that are shown where
    the mark is empty, else what stands in their place ("[name removed]").
    `digest` is keyed and salted by the contribution's own salt: once the salt
    is erased, it says nothing about the words.
    """

    basis = models.ForeignKey(EditionBasis, models.PROTECT, related_name="quotes")
    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="+")
    parts = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["basis", "id"]

    def __str__(self) -> str:
        return f"quote {self.pk}"


class EditionNote(models.Model):
    """A note put on an edition after its day, as when words were removed: 1.1, then 1.2."""

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="notes")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)
    by_role = models.CharField(max_length=40)
    text = models.TextField()
    quote = models.ForeignKey(EditionQuote, models.PROTECT, null=True, related_name="notes")

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="one_note_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.edition.number}.{self.number}"
