"""What an exercise's record knows, as all three drafts need it."""

from dataclasses import dataclass
from datetime import date

from goldenthread.records.drafts import Draft, DraftSection, Gap
from goldenthread.records.publishing import Table
from goldenthread_web.engagement.models import (
    AnsweringRule,
    Engagement,
    EqualityQuestion,
    OpeningCheck,
    Question,
)
from goldenthread_web.engagement.permissions import (
    KEEP_SAFE,
    RELEASE_WORDS,
    REMOVE_RESPONSES,
    SEE_ENGAGEMENTS,
    SEE_EQUALITY,
    SEE_HELD_WORDS,
    TELL_PEOPLE,
)
from goldenthread_web.engagement.queries.opening import opening_check_of
from goldenthread_web.partners.queries import partnership
from goldenthread_web.people.roles import Role

STAMP = "Invented for this demonstration"
SHOWN_PERMISSIONS = (
    SEE_HELD_WORDS,
    RELEASE_WORDS,
    KEEP_SAFE,
    TELL_PEOPLE,
    SEE_EQUALITY,
    REMOVE_RESPONSES,
    SEE_ENGAGEMENTS,
)
DATA_PROTECTION_OFFICER = "the data protection officer"
GOVERNANCE = "the information governance officer"
OFFICER = "the engagement officer"
EQUALITY = "the equality officer"
# What is not known as long as setting up has not come so far.
WHY_ASKED, AUDIENCE = "what it is for, and why you ask", "whom you ask"
WHO_DECIDES, DECIDED_WHEN = "who decides what", "when it is decided"


@dataclass(frozen=True, slots=True)
class ExerciseRecord:
    """An exercise with what is asked, and the partnership that asks."""

    engagement: Engagement
    check: OpeningCheck
    questions: tuple[Question, ...]
    equality_questions: tuple[EqualityQuestion, ...]
    partnership: str
    contact: str
    today: date
    # Whether people are written to, or need a code from a letter.
    is_by_invitation: bool = False

    @staticmethod
    def of(engagement: Engagement, *, today: date) -> "ExerciseRecord":
        """Return the record as it is today, in five queries."""
        asks = engagement.questions.filter(retired_at=None).order_by("position", "id")
        asks_equality = engagement.equality_kept_until is not None
        found = partnership()
        return ExerciseRecord(
            engagement=engagement,
            check=opening_check_of(engagement),
            questions=tuple(asks),
            equality_questions=tuple(engagement.equality_questions.all()) if asks_equality else (),
            partnership=found.name if found else "",
            contact=found.contact if found else "",
            today=today,
            is_by_invitation=engagement.answering_rule == AnsweringRule.CODE
            or engagement.invitations.exists(),
        )

    @property
    def asks_words(self) -> bool:
        return any(question.kind == Question.Kind.OPEN for question in self.questions)

    def draft(self, title: str, *, sections: tuple[DraftSection, ...], source: str) -> Draft:
        """Return a draft with what every draft says first."""
        return Draft(
            title=f"{title}: {self.engagement.title}",
            partnership=self.partnership,
            made_on=self.today,
            about=(
                (
                    "This is a draft. It was made from the record of the exercise, to be read, "
                    "corrected and completed by people. It is help, not legal advice."
                ),
            ),
            sections=sections,
            source=source,
            stamp=STAMP if self.engagement.is_invented else "",
        )


def known(text: str, gap: Gap) -> tuple[tuple[str, ...], tuple[Gap, ...]]:
    """Return the text as a paragraph, or the gap where there is none."""
    return ((text.strip(),), ()) if text.strip() else ((), (gap,))


def told_and_missing(*known: tuple[str, str, str]) -> tuple[list[str], list[Gap]]:
    """Return what is known, and a gap for what is not: each a label, the text, and what it is."""
    told = [f"{label}{text}" for label, text, _ in known if text.strip()]
    return told, [Gap(OFFICER, what) for _, text, what in known if not text.strip()]


def say_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def questions_table(record: ExerciseRecord) -> Table:
    """Return what is asked, and how it is answered."""
    rows = tuple((one.text, one.get_kind_display()) for one in record.questions)
    return Table("What is asked", ("Question", "How it is answered"), rows)


def equality_table(record: ExerciseRecord) -> Table:
    """Return the questions about the person, with where their wording comes from."""
    rows = tuple((one.text, one.source or "own wording") for one in record.equality_questions)
    return Table("Equality questions, all optional", ("Question", "Source of the wording"), rows)


def access_table() -> Table:
    """Return who may see and do what, from the permissions that the site enforces."""
    rows = tuple(
        (
            permission.sentence,
            ", ".join(role.label for role in Role if role in permission.roles),
        )
        for permission in SHOWN_PERMISSIONS
    )
    return Table("Who may see and do what", ("What", "Roles, on the list of this exercise"), rows)
