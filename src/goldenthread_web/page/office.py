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


def section(url_name: str, title: str, sentence: str, *roles: str) -> Section:
    """Return an entry for these roles."""
    return Section(url_name, title, sentence, frozenset(roles))


SECTIONS = (
    section(
        "engagement:own",
        "Engagements",
        "Set up what is asked, and work with what was said: the exercises whose list you are on.",
        Role.ENGAGEMENT_OFFICER,
        Role.FACILITATOR,
        Role.MODERATOR,
        Role.SAFEGUARDING_LEAD,
        Role.ANALYST,
        Role.POLICY_OFFICER,
        Role.EQUALITY_OFFICER,
        Role.INFORMATION_GOVERNANCE_OFFICER,
    ),
    section(
        "engagement:invitation-lists",
        "Lists of people to write to",
        "Organisations and people who may be invited, and those who asked to hear from us.",
        Role.ENGAGEMENT_OFFICER,
    ),
    section(
        "people:list", "People", "Add people, give roles, make sign-in links.", Role.ADMINISTRATOR
    ),
    section(
        "partners:partnership",
        "The partnership",
        "Its name, its place, how to reach it, its organisations.",
        Role.ADMINISTRATOR,
    ),
    section(
        "page:languages",
        "Languages of the pages",
        "Which languages residents can choose, and who has checked the words.",
        Role.ADMINISTRATOR,
        Role.ENGAGEMENT_OFFICER,
    ),
    section(
        "people:audit",
        "Audit trail",
        "Who changed what, when and why, and who opened held words.",
        Role.INFORMATION_GOVERNANCE_OFFICER,
    ),
    section(
        "engagement:safeguarding",
        "Safeguarding",
        "Words that somebody was worried about, in exercises whose named lead you are.",
        Role.SAFEGUARDING_LEAD,
    ),
    section(
        "engagement:calendar",
        "Blocked periods",
        "Days on which nothing should open or run: before elections, in holidays, on festivals.",
        Role.MONITORING_OFFICER,
        Role.ENGAGEMENT_OFFICER,
    ),
    section(
        "indicators:area-sets",
        "Areas of the place",
        "Its wards or neighbourhoods, for questions on a map and for maps of results.",
        Role.ENGAGEMENT_OFFICER,
        Role.ANALYST,
        Role.ADMINISTRATOR,
    ),
    section("jobs:list", "Background work", "What you started, and how far it is.", *EVERY_ROLE),
    section(
        "plans:list",
        "Plans",
        "Plans in the making: what they say, what each line rests on, and what is missing.",
        Role.POLICY_OFFICER,
        Role.BOARD_MEMBER,
        Role.PARTNER_LEAD,
        Role.ENGAGEMENT_OFFICER,
        Role.ANALYST,
    ),
    section(
        "thread:loose-ends",
        "Loose ends",
        "Words that led nowhere yet, and elements that rest on no words.",
        Role.POLICY_OFFICER,
        Role.ANALYST,
        Role.ENGAGEMENT_OFFICER,
        Role.PARTNER_LEAD,
        Role.BOARD_MEMBER,
    ),
    section(
        "thread:find-response",
        "Remove a response",
        "Erase what somebody said, everywhere.",
        Role.INFORMATION_GOVERNANCE_OFFICER,
    ),
)
