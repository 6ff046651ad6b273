"""A plan, its elements, and what each of them rests on."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from goldenthread.records.plans import BasisKind, ElementKind, Horizon
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.people.models import Person
from goldenthread_web.themes.models import Theme


class Plan(models.Model):
    """What the partnership wants to do together, with its period."""

    title = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)
    period = models.CharField(max_length=60)
    introduction = models.TextField(blank=True)
    is_invented = models.BooleanField(default=False)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.title


class Element(models.Model):
    """One vision, improvement principle, call to action or outcome, in the making."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="elements")
    kind = models.CharField(
        max_length=30, choices=[(k.value, k.value.capitalize()) for k in ElementKind]
    )
    position = models.PositiveSmallIntegerField()
    horizon = models.CharField(
        max_length=20,
        choices=[(h.value, h.value.capitalize()) for h in Horizon],
        default=Horizon.PLAN_PERIOD.value,
    )
    text = models.TextField()
    explanation = models.TextField(blank=True)
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "kind", "position", "id"]

    def __str__(self) -> str:
        return self.text


class ElementLink(models.Model):
    """One element serves another: an outcome serves calls to action, one of them as lead."""

    element = models.ForeignKey(Element, models.CASCADE, related_name="serves")
    served = models.ForeignKey(Element, models.CASCADE, related_name="served_by")
    is_lead = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["element", "served"], name="an_element_serves_once"),
            models.UniqueConstraint(
                fields=["element"], condition=Q(is_lead=True), name="one_lead_an_element"
            ),
            models.CheckConstraint(
                condition=~Q(element=F("served")), name="an_element_does_not_serve_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.element_id} serves {self.served_id}"


class Basis(models.Model):
    """What an element rests on, and why."""

    element = models.ForeignKey(Element, models.CASCADE, related_name="bases")
    kind = models.CharField(
        max_length=40, choices=[(k.value, k.value.capitalize()) for k in BasisKind]
    )
    reason = models.TextField()
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+")
    # A quote: one span of a released contribution, in code points of its text.
    contribution = models.ForeignKey(
        Contribution, models.PROTECT, null=True, blank=True, related_name="+"
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    source = models.TextField(blank=True)
    source_address = models.URLField(blank=True, max_length=500)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["element", "id"]
        verbose_name_plural = "bases"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_basis_says_why"),
            models.CheckConstraint(
                condition=Q(contribution=None, start=None, end=None)
                | Q(contribution__isnull=False, start__isnull=False, end__gt=F("start")),
                name="a_quote_is_a_span",
            ),
            models.CheckConstraint(
                condition=Q(theme__isnull=False) | Q(contribution__isnull=False) | ~Q(source=""),
                name="a_basis_names_what_it_is",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.element_id}"
