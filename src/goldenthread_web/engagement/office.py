"""What the office page of one engagement offers, in the order of the work: links by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread_web.engagement.permissions import (
    ENTER_FOR_OTHERS,
    JUDGE_PATTERNS,
    RELEASE_WORDS,
    SEE_ENGAGEMENTS,
    SEE_HELD_WORDS,
    TELL_PEOPLE,
)
from goldenthread_web.page.office import Section, section
from goldenthread_web.people.models import Person
from goldenthread_web.people.roles import Role


@dataclass(frozen=True)
class SectionGroup:
    """Entries that belong to one part of the work."""

    title: str
    sections: tuple[Section, ...]


GROUPS = (
    SectionGroup(
        "Ask",
        (
            section(
                "engagement:set-up",
                "Set up",
                "What the public is told, what is asked, documents, and who works on it.",
                Role.ENGAGEMENT_OFFICER,
            ),
            section(
                "engagement:languages",
                "Languages",
                "The form side by side with its translations and easy read, and who checked them.",
                Role.ENGAGEMENT_OFFICER,
            ),
            section(
                "engagement:preview",
                "Preview",
                "The public page and all questions, as residents see them.",
                Role.ENGAGEMENT_OFFICER,
            ),
            section(
                "engagement:own-paper-form",
                "Paper form",
                "The form as a PDF to print: tick boxes, lines to write on, large type.",
                *SEE_ENGAGEMENTS.roles,
            ),
            section(
                "engagement:opening",
                "Before it opens",
                "The check: what can still change, who is affected, enough time, who passed it.",
                *SEE_ENGAGEMENTS.roles,
            ),
            section(
                "engagement:inviting",
                "Invite people",
                "Links by mail, printed letters with a code, reminders, thanks, what came of it.",
                *TELL_PEOPLE.roles,
            ),
        ),
    ),
    SectionGroup(
        "Take in answers",
        (
            section(
                "engagement:enter",
                "Enter an answer for somebody",
                "At a stall, on the telephone, or from a paper form: said who helped, with a receipt.",
                *ENTER_FOR_OTHERS.roles,
            ),
            section(
                "engagement:voices",
                "Voices",
                "Voice notes and telephone interviews with their transcripts, and translations.",
                *SEE_HELD_WORDS.roles,
            ),
            section(
                "engagement:petitions",
                "Petitions",
                "What a petition asks for, and how many signed it.",
                *SEE_HELD_WORDS.roles,
            ),
            section(
                "engagement:imports",
                "Bring in a file",
                "What was said elsewhere: survey exports, stalls, Polis conversations.",
                Role.ENGAGEMENT_OFFICER,
            ),
        ),
    ),
    SectionGroup(
        "Decide what may be read",
        (
            section(
                "engagement:release-queue",
                "Release queue",
                "Decide what may be read in public, one contribution at a time.",
                *RELEASE_WORDS.roles,
            ),
            section(
                "engagement:bulk-release",
                "Release in bulk",
                "Read a sample, then release what nothing was noticed about.",
                *RELEASE_WORDS.roles,
            ),
            section(
                "engagement:files",
                "Pictures and files",
                "Decide which pictures and files that people sent may be seen.",
                *RELEASE_WORDS.roles,
            ),
            section(
                "engagement:release-list",
                "What was said",
                "Search, filter and download contributions.",
                *SEE_ENGAGEMENTS.roles,
            ),
            section(
                "engagement:patterns",
                "Signs of repeated answering",
                "Many in a few minutes, the same words, the same answers: you say what it is.",
                *JUDGE_PATTERNS.roles,
            ),
        ),
    ),
    SectionGroup(
        "Understand",
        (
            section(
                "reports:results",
                "Results",
                "What came in so far: each question as a chart, by day and by who answered.",
                Role.ENGAGEMENT_OFFICER,
                Role.ANALYST,
                Role.POLICY_OFFICER,
                Role.MODERATOR,
                Role.EQUALITY_OFFICER,
            ),
            section(
                "engagement:equality",
                "Who took part",
                "Equality answers as numbers for many people together.",
                Role.EQUALITY_OFFICER,
            ),
            section(
                "themes:board",
                "Themes",
                "What was said, put together: suggested themes, your themes, and what is not placed yet.",
                Role.ANALYST,
                Role.ENGAGEMENT_OFFICER,
                Role.POLICY_OFFICER,
            ),
            section(
                "reports:office",
                "What we heard",
                "The report, made from the record: as a page, and as a Word document.",
                Role.ENGAGEMENT_OFFICER,
                Role.ANALYST,
                Role.POLICY_OFFICER,
                Role.MODERATOR,
                Role.EQUALITY_OFFICER,
            ),
        ),
    ),
    SectionGroup(
        "Tell, and keep",
        (
            section(
                "engagement:outcome",
                "What came of it",
                "We asked, you said, we did: for everybody to read when it is decided.",
                Role.ENGAGEMENT_OFFICER,
            ),
            section(
                "engagement:contacts",
                "Who asked to be told",
                "How to reach those who want to hear what came of it.",
                *TELL_PEOPLE.roles,
            ),
            section(
                "engagement:export",
                "Take the answers out",
                "All responses as a file, with a code book: Excel, CSV or JSON.",
                *SEE_HELD_WORDS.roles,
            ),
        ),
    ),
)


# What an officer most likely came for, as long as it is so.
NEXT = {
    "engagement:set-up": "Go on setting it up",
    "engagement:inviting": "Invite people",
    "reports:results": "See the results",
}


def next_step_in(
    groups: Sequence[SectionGroup], *, is_published: bool, responses: int
) -> tuple[str, str] | None:
    """Return the name of the next step and its URL name, if the entries have it."""
    name = "engagement:set-up"
    if is_published:
        name = "reports:results" if responses else "engagement:inviting"
    opened = {one.url_name for group in groups for one in group.sections}
    return (NEXT[name], name) if name in opened else None


def groups_for(person: Person) -> list[SectionGroup]:
    """Return the entries that the person's roles open; a part with none is left out."""
    roles = person.role_names
    opened = (
        SectionGroup(group.title, tuple(one for one in group.sections if one.roles & roles))
        for group in GROUPS
    )
    return [group for group in opened if group.sections]
