"""The people of the worked example: one for each role, and a second moderator."""

from dataclasses import dataclass

from django.utils import timezone

from goldenthread_web.partners.changes import add_member, add_organisation, set_up_partnership
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.changes import add_person, first_administrator, give_role
from goldenthread_web.people.models import Person
from goldenthread_web.people.roles import Role

STAMP = "(invented)"
ORGANISATIONS = (
    ("A council", "council"),
    ("An NHS trust", "health service"),
    ("A police service", "police"),
    ("A college", "education"),
    ("A housing association", "housing"),
    ("A council for voluntary service", "voluntary sector"),
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who does what in the worked example."""

    by_role: dict[Role, Person]
    second_moderator: Person
    administrator: Person

    def __getitem__(self, role: Role) -> Person:
        return self.by_role[role]

    @property
    def everybody(self) -> list[Person]:
        return [*self.by_role.values(), self.second_moderator]


def set_the_scene() -> Cast:
    """Return the people of the example; the partnership and its organisations are set up.

    In the demonstration the administrator holds every role, so that a visitor
    can open every page. Elsewhere an administrator sees no held words.
    """
    set_up_partnership(
        by=SHELL,
        name="Tower Hamlets Partnership",
        place="Tower Hamlets",
        contact="This is a demonstration. To reach the real partnership, look for "
        "“Tower Hamlets Partnership” on the website of the council.",
        languages=["en", "bn", "so"],
    )
    administrator, _ = first_administrator(now=timezone.now())
    for role in Role:
        give_role(by=SHELL, person=administrator, role=role)
    cast = Cast(
        by_role={role: _person(role, "") for role in Role if role != Role.ADMINISTRATOR},
        second_moderator=_person(Role.MODERATOR, "second "),
        administrator=administrator,
    )
    for name, kind in ORGANISATIONS:
        organisation = add_organisation(by=SHELL, name=name, kind=kind, is_invented=True)
        if kind == "housing":
            add_member(by=SHELL, organisation=organisation, person=cast[Role.PARTNER_LEAD])
    return cast


def _person(role: Role, which: str) -> Person:
    address = f"{which}{role.value}".replace(" ", "-")
    name = f"{which}{role.label.lower()} {STAMP}"
    return add_person(
        by=SHELL, email=f"{address}@example.org", name=name[0].upper() + name[1:], roles=[role]
    )
