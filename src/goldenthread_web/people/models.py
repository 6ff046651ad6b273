"""Persons, the roles they hold, one-time links, and the audit trail."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from goldenthread_web.people.roles import Role


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser):
    """Somebody who works with the plan. Residents have no account."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField(default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = PersonManager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def role_names(self) -> frozenset[str]:
        """The roles held now; read once for each request."""
        if not hasattr(self, "_role_names"):
            held = RoleHeld.objects.filter(person=self, ended_at=None)
            self._role_names = frozenset(held.values_list("role", flat=True))
        return self._role_names


class RoleHeld(models.Model):
    """A role given to a person, from a day until a day."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="roles_held")
    role = models.CharField(max_length=40, choices=Role.choices)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["role"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"],
                condition=Q(ended_at=None),
                name="a_person_holds_a_role_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("given_at")),
                name="a_role_ends_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"


class SignInLink(models.Model):
    """A link that signs one person in once. Only its keyed digest is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"link for {self.person}"

    def is_usable(self, now: datetime) -> bool:
        return self.used_at is None and now < self.expires_at


class AuditEvent(models.Model):
    """One change or one look at held words: who, what, when and why. Never words."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    # Where no account acted: "resident", "worker", "shell".
    actor = models.CharField(max_length=40)
    action = models.CharField(max_length=80, db_index=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    why = models.TextField(blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_by_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_type} {self.subject_id}"


class LimitCount(models.Model):
    """How often one visitor did one thing, until its time is over."""

    digest = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} times"
