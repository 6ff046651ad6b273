"""The form as a whole: its sections, and the order in which things are asked."""

from django.db import transaction
from django.db.models import Max

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.changes.building_order import (
    ordered,
    refuse_broken_conditions,
    renumber,
)
from goldenthread_web.engagement.changes.wordings import lock_form
from goldenthread_web.engagement.models import Engagement, Question, Section
from goldenthread_web.engagement.queries.wordings import is_live
from goldenthread_web.people.audit import By, record_event


@transaction.atomic
def add_section(*, by: By, engagement: Engagement, title: str, text: str = "") -> Section:
    """Return a new section, put last."""
    lock_form(engagement)
    last = engagement.sections.aggregate(last=Max("position"))["last"] or 0
    section = Section.objects.create(
        engagement=engagement, position=last + 1, title=title, text=text
    )
    record_event(by=by, action="engagement.section-added", subject=section)
    return section


@transaction.atomic
def change_section(*, by: By, section: Section, title: str, text: str = "") -> Section:
    """Return the section with another title and text."""
    section.title, section.text = title, text
    section.save(update_fields=["title", "text"])
    record_event(by=by, action="engagement.section-changed", subject=section)
    return section


@transaction.atomic
def move_section(*, by: By, section: Section, is_up: bool) -> None:
    """Swap the section with the one before it, or after it. At an end, nothing moves.

    Raises:
        ConflictError: a condition would look at a question that comes later.
    """
    engagement = lock_form(section.engagement)
    sections = list(Section.objects.filter(engagement=engagement))
    place = [one.pk for one in sections].index(section.pk)
    other = place - 1 if is_up else place + 1
    if not 0 <= other < len(sections):
        return
    sections[place], sections[other] = sections[other], sections[place]
    for position, one in enumerate(sections, start=1):
        one.position = position
    Section.objects.bulk_update(sections, ["position"])
    renumber(engagement)
    refuse_broken_conditions(engagement)
    record_event(by=by, action="engagement.section-moved", subject=section, is_up=is_up)


@transaction.atomic
def delete_section(*, by: By, section: Section) -> None:
    """Delete a section; its questions go to the end of the one before it.

    Raises:
        ConflictError: it is shown to some people only, and has questions.
    """
    engagement = lock_form(section.engagement)
    own = Question.objects.filter(section=section)
    if section.conditions.exists() and own.exists():
        raise ConflictError(
            "This section is shown to some people only. Take its condition off first, "
            "or move its questions."
        )
    before = Section.objects.filter(engagement=engagement, position__lt=section.position)
    own.update(section=before.last())
    record_event(by=by, action="engagement.section-deleted", subject=section)
    section.delete()
    renumber(engagement)
    refuse_broken_conditions(engagement)


@transaction.atomic
def move_question(*, by: By, question: Question, is_up: bool) -> None:
    """Move the question one place up or down, at the edge of a section into the next one.

    Raises:
        ConflictError: a condition would look at a question that comes later.
    """
    engagement = lock_form(question.engagement)
    questions = [one for one in ordered(engagement) if one.retired_at is None]
    place = [one.pk for one in questions].index(question.pk)
    moving = questions[place]
    neighbour = _neighbour(questions, place, is_up=is_up)
    if neighbour is not None and neighbour.section_id == moving.section_id:
        _swap(questions, moving, neighbour)
    elif not _move_to_neighbouring_section(engagement, moving, is_up=is_up):
        return
    refuse_broken_conditions(engagement)
    record_event(by=by, action="engagement.question-moved", subject=question, is_up=is_up)


@transaction.atomic
def place_question(
    *, by: By, question: Question, section: Section | None = None, after: Question | None = None
) -> None:
    """Put the question behind another one, or else first in a section or before them all.

    Raises:
        ConflictError: a condition would look at a question that comes later.
    """
    engagement = lock_form(question.engagement)
    target = after.section if after else section
    if target != question.section:
        _refuse_if_others_are_asked(engagement, question.section, target)
        question.section = target
        question.save(update_fields=["section"])
    rest = [one for one in ordered(engagement) if one.pk != question.pk]
    numbers = [one.pk for one in rest]
    place = (
        numbers.index(after.pk) + 1
        if after
        else sum(_is_before(one, target, at_end=False) for one in rest)
    )
    renumber(engagement, [*rest[:place], question, *rest[place:]])
    refuse_broken_conditions(engagement)
    record_event(by=by, action="engagement.question-moved", subject=question, place=place + 1)


def _neighbour(questions: list[Question], place: int, *, is_up: bool) -> Question | None:
    other = place - 1 if is_up else place + 1
    return questions[other] if 0 <= other < len(questions) else None


def _swap(questions: list[Question], one: Question, other: Question) -> None:
    one.position, other.position = other.position, one.position
    if one.position == other.position:
        # Two of one number, as files can bring them: number all in the new order.
        first, second = questions.index(one), questions.index(other)
        questions[first], questions[second] = other, one
        renumber(one.engagement, questions)
        return
    Question.objects.bulk_update([one, other], ["position"])


def _move_to_neighbouring_section(
    engagement: Engagement, question: Question, *, is_up: bool
) -> bool:
    """Put the question at the near end of the section before or after; say if there is one."""
    sections: list[Section | None] = [None, *Section.objects.filter(engagement=engagement)]
    place = [getattr(one, "pk", None) for one in sections].index(question.section_id)
    other = place - 1 if is_up else place + 1
    if not 0 <= other < len(sections):
        return False
    _refuse_if_others_are_asked(engagement, question.section, sections[other])
    rest = [one for one in ordered(engagement) if one.pk != question.pk]
    question.section = sections[other]
    question.save(update_fields=["section"])
    before = [one for one in rest if _is_before(one, question.section, at_end=is_up)]
    renumber(engagement, [*before, question, *rest[len(before) :]])
    return True


def _is_before(question: Question, section: Section | None, *, at_end: bool) -> bool:
    mine = question.section.position if question.section else -1
    wanted = section.position if section else -1
    return mine < wanted or (at_end and mine == wanted)


def _refuse_if_others_are_asked(
    engagement: Engagement, before: Section | None, after: Section | None
) -> None:
    """A move in or out of a section that only some see changes who is asked: it needs a reason."""
    has_condition = any(one is not None and one.conditions.exists() for one in (before, after))
    if has_condition and is_live(engagement):
        raise ConflictError(
            "This would change who is asked, and people have answered. Open the question, choose "
            "its section there, and say why. Nothing was moved."
        )
