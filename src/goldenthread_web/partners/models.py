"""The partnership of this installation and its organisations."""

from django.db import models

from goldenthread_web.people.models import Person


class Partnership(models.Model):
    """The whole: one for each installation."""

    name = models.CharField(max_length=160)
    place = models.CharField(max_length=120)
    contact = models.TextField(
        help_text="How to reach the partnership, for people without internet too."
    )
    languages = models.JSONField(default=list, help_text="ISO codes of the place's main languages.")
    is_only_one = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_only_one=True), name="one_partnership_an_installation"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A member body of the partnership."""

    name = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=80)
    is_invented = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OrganisationMember(models.Model):
    """A person who speaks for an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], name="a_person_is_a_member_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} for {self.organisation}"
