"""What the office offers to whom: links upward, by the name of the address only."""

from dataclasses import dataclass

from goldenthread_web.people.roles import EVERY_ROLE, Role


@dataclass(frozen=True)
class Section:
    """One entry of the office: where it leads, in words, and for which roles."""

    url_name: str
    title: str
    sentence: str
    roles: frozenset[str]


def _section(url_name: str, title: str, sentence: str, *roles: Role) -> Section:
    return Section(url_name, title, sentence, frozenset(roles))


SECTIONS = (
    _section(
        "people:list", "People", "Add people, give roles, make sign-in links.", Role.ADMINISTRATOR
    ),
    _section(
        "people:audit",
        "Audit trail",
        "Who changed what, when and why, and who opened held words.",
        Role.INFORMATION_GOVERNANCE_OFFICER,
    ),
    _section("jobs:list", "Background work", "What you started, and how far it is.", *EVERY_ROLE),
)
