"""The pages of answering: which there are for this person, in which order."""

from dataclasses import dataclass

from django.utils.translation import gettext

from goldenthread_web.engagement.models import Question, Section
from goldenthread_web.engagement.queries.answering_draft import Draft

NEEDED = {
    "about-you": ("capacity", "is_young_person"),
    "organisation": ("organisation_name",),
    "your-age": ("age_band",),
    "your-words": ("may_publish",),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One page of answering: its name in the address, its title, and the questions on it."""

    name: str
    title: str
    questions: tuple[Question, ...] = ()
    section: Section | None = None


def steps_of(
    questions: list[Question],
    draft: Draft,
    *,
    has_equality_questions: bool,
    is_for_under_18: bool = False,
) -> list[Step]:
    """Return the pages that this person sees: of these questions, then about them."""
    steps = question_steps(questions)
    if is_for_under_18:
        steps.append(Step("your-age", gettext("About you")))
    else:
        steps.append(Step("about-you", gettext("About you")))
    if draft.is_organisation and not is_for_under_18:
        steps.append(Step("organisation", gettext("Your organisation")))
    if any(draft.has_words(question) for question in questions):
        steps.append(Step("your-words", gettext("Your words")))
    # Of somebody under 18 we do not ask how to reach them: the receipt does that.
    if not (draft.is_young_person or is_for_under_18):
        steps.append(Step("staying-in-touch", gettext("Staying in touch")))
    if has_equality_questions:
        steps.append(Step("equality", gettext("Who is taking part")))
    return steps


def question_steps(questions: list[Question]) -> list[Step]:
    """Return one page for each section, and one for each question without.

    Names come from the rows, not from the order: the order can change while
    somebody is answering.
    """
    pages: dict[str, list[Question]] = {}
    for question in questions:
        section = question.section_id
        pages.setdefault(f"section-{section}" if section else f"question-{question.pk}", []).append(
            question
        )
    return [
        Step(
            name,
            one[0].section.title if one[0].section else one[0].text,
            tuple(one),
            one[0].section,
        )
        for name, one in pages.items()
    ]


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is among the questions: the first and last on this page, and how many."""

    first: int
    last: int
    count: int
    is_about: bool

    def __str__(self) -> str:
        numbers = {"first": self.first, "last": self.last, "count": self.count}
        if self.last > self.first and self.is_about:
            return gettext("Questions %(first)s to %(last)s of about %(count)s") % numbers
        if self.last > self.first:
            return gettext("Questions %(first)s to %(last)s of %(count)s") % numbers
        if self.is_about:
            return gettext("Question %(first)s of about %(count)s") % numbers
        return gettext("Question %(first)s of %(count)s") % numbers


def place_of(step: Step, steps: list[Step], *, is_about: bool) -> Place | None:
    """Return where this page stands; nothing for a page without questions."""
    if not step.questions:
        return None
    before = 0
    for one in steps:
        if one.name == step.name:
            break
        before += len(one.questions)
    count = sum(len(one.questions) for one in steps)
    return Place(before + 1, before + len(step.questions), count, is_about)
