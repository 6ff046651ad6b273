"""Reading what somebody is still writing: the steps, the answers so far, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from goldenthread.records.engagement import Capacity
from goldenthread_web.engagement.keys import draft_digest, sending_key
from goldenthread_web.engagement.models import (
    Engagement,
    EngagementResponse,
    EqualityQuestion,
    Question,
    UnsentResponse,
)

DRAFT_LIFETIME = timedelta(days=1)
RECEIPT_LIFETIME = timedelta(minutes=30)
ANOTHER_LANGUAGE = "other"
Answer = str | list[str] | None


@dataclass(frozen=True, slots=True)
class Step:
    """One page of answering: its name in the address, its title, and the question on it."""

    name: str
    title: str
    question: Question | None = None


class Draft:
    """The answers so far, by the name of the field that they were typed into."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers

    def text(self, name: str) -> str:
        """Return what was typed or chosen, or nothing."""
        answer = self.answers.get(name)
        return answer if isinstance(answer, str) else ""

    def words(self, question: Question) -> str:
        return self.text(field_of(question))

    def chosen(self, question: Question | EqualityQuestion) -> frozenset[str]:
        """Return the numbers of the options that were ticked."""
        answer = self.answers.get(field_of(question)) or []
        return frozenset([answer] if isinstance(answer, str) else answer)

    def has_answer(self, question: Question) -> bool:
        if question.kind == Question.Kind.OPEN:
            return bool(self.words(question).strip())
        return bool(self.chosen(question))

    @property
    def language(self) -> str:
        """The stated language; "another, or a mix" states none."""
        stated = self.text("language")
        return "" if stated == ANOTHER_LANGUAGE else stated

    @property
    def is_organisation(self) -> bool:
        return self.text("capacity") == Capacity.ORGANISATION.value

    @property
    def is_young_person(self) -> bool:
        return self.text("is_young_person") == "yes"


def field_of(question: Question | EqualityQuestion) -> str:
    """Return the name of the field in which a question is answered."""
    kind = "equality" if isinstance(question, EqualityQuestion) else "answer"
    return f"{kind}_{question.pk}"


def can_be_asked(question: Question) -> bool:
    """Return whether residents can answer: a choice needs options that an officer gave."""
    return question.kind == Question.Kind.OPEN or has_options(question)


def has_options(question: Question | EqualityQuestion) -> bool:
    """Return whether there is an option that did not just come along with a file."""
    return any(not option.is_from_file for option in question.options.all())


def unsent(engagement: Engagement, token: str, *, now: datetime) -> UnsentResponse | None:
    """Return the unsent answers of this token, unless they are older than a day."""
    return UnsentResponse.objects.filter(
        engagement=engagement,
        key_digest=draft_digest(engagement, token),
        updated_at__gte=now - DRAFT_LIFETIME,
    ).first()


def sent(engagement: Engagement, token: str) -> EngagementResponse | None:
    """Return the response that was sent with this token."""
    return EngagementResponse.objects.filter(sending_key=sending_key(engagement, token)).first()


def may_answer(engagement: Engagement, *, today: date, has_draft: bool) -> bool:
    """Return whether answers are taken: while it is open, and a day longer for those at it."""
    if engagement.is_open(today):
        return True
    last_day = engagement.closes_on + DRAFT_LIFETIME
    return has_draft and engagement.is_published and engagement.opens_on <= today <= last_day


def steps_of(
    questions: list[Question], draft: Draft, *, has_equality_questions: bool
) -> list[Step]:
    """Return the pages that this person sees, in order, as far as their answers tell."""
    steps = [
        Step(f"question-{number}", question.text, question)
        for number, question in enumerate(questions, start=1)
    ]
    steps.append(Step("about-you", "About you"))
    if draft.is_organisation:
        steps.append(Step("organisation", "Your organisation"))
    if any(q.kind == Question.Kind.OPEN and draft.has_answer(q) for q in questions):
        steps.append(Step("your-words", "Your words"))
    # Of somebody under 18 we do not ask how to reach them: the receipt does that.
    if not draft.is_young_person:
        steps.append(Step("staying-in-touch", "Staying in touch"))
    if has_equality_questions:
        steps.append(Step("equality", "Who is taking part"))
    return steps


NEEDED = {
    "about-you": ("capacity", "is_young_person"),
    "organisation": ("organisation_name",),
    "your-words": ("may_publish",),
}


def first_unfinished(steps: list[Step], draft: Draft) -> Step | None:
    """Return the first page where something needed is missing."""
    for step in steps:
        if step.question is not None:
            if step.question.is_required and not draft.has_answer(step.question):
                return step
        elif not all(draft.text(name) for name in NEEDED.get(step.name, ())):
            return step
    return None


def minutes_to_answer(questions: list[Question]) -> int:
    """Return about how long answering takes: two minutes an open question, else half a one."""
    open_count = sum(question.kind == Question.Kind.OPEN for question in questions)
    return round(1 + 2 * open_count + (len(questions) - open_count) / 2)
