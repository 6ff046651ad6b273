"""Questions kept for other engagements, taken over from sets, the library or an earlier form."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import transaction

from goldenthread.errors import ConflictError
from goldenthread.records.questions import ReadyQuestion, ReadySet
from goldenthread_web.engagement.changes.building import add_section, place_question
from goldenthread_web.engagement.changes.clips import copy_clips
from goldenthread_web.engagement.changes.questions import add_question
from goldenthread_web.engagement.changes.wordings import lock_form
from goldenthread_web.engagement.models import (
    ConditionOption,
    Engagement,
    Question,
    SavedQuestion,
    Section,
    ShowCondition,
    Translation,
)
from goldenthread_web.engagement.queries.building import ordered_questions
from goldenthread_web.engagement.queries.wordings import SCALARS, place_of
from goldenthread_web.people.audit import By, person_of, record_event

# The number of each thing in the earlier form, and what was made of it here.
Copies = dict[tuple[str, int], int]


def content_of(question: Question) -> dict[str, Any]:
    """Return a question as the library keeps it: what a ready question has, and its limits."""
    offered = [
        one for one in question.options.all() if one.retired_at is None and not one.is_from_file
    ]
    ready = ReadyQuestion(
        text=question.text,
        kind=question.kind,
        help_text=question.help_text,
        options=tuple(one.text for one in offered),
        rows=tuple(one.text for one in question.rows.all() if one.retired_at is None),
        other_option=next((one.text for one in offered if one.is_other), ""),
        none_option=next((one.text for one in offered if one.is_exclusive), ""),
        lowest=question.lowest,
        highest=question.highest,
        lowest_label=question.lowest_label,
        highest_label=question.highest_label,
    )
    limits = {
        "is_short": question.is_short,
        "most_choices": question.most_choices,
        "takes_own_statements": question.takes_own_statements,
    }
    return {**asdict(ready), **limits}


@transaction.atomic
def save_to_library(*, by: By, question: Question, title: str) -> SavedQuestion:
    """Return the question as kept for other engagements.

    Raises:
        ConflictError: another one is kept under this title.
    """
    if SavedQuestion.objects.filter(title__iexact=title).exists():
        raise ConflictError(f"The library has a question called “{title}” already.")
    saved = SavedQuestion.objects.create(
        title=title, content=content_of(question), saved_by=person_of(by)
    )
    record_event(by=by, action="engagement.question-saved", subject=saved)
    return saved


@transaction.atomic
def remove_from_library(*, by: By, saved: SavedQuestion) -> None:
    """Take a question out of the library. Forms that use it keep their copy."""
    record_event(by=by, action="engagement.saved-question-removed", subject=saved)
    saved.delete()


def add_saved(*, by: By, engagement: Engagement, saved: SavedQuestion, why: str = "") -> Question:
    """Return a new question with what the library keeps."""
    return _add_content(by, engagement, saved.content, why=why)


@transaction.atomic
def add_ready_set(
    *, by: By, engagement: Engagement, ready: ReadySet, why: str = ""
) -> list[Question]:
    """Return the questions of a ready set, added in its order."""
    return [_add_content(by, engagement, asdict(one), why=why) for one in ready.questions]


def _add_content(
    by: By, engagement: Engagement, content: Mapping[str, Any], **facts: object
) -> Question:
    return add_question(by=by, engagement=engagement, **{**content, **facts})


@transaction.atomic
def copy_question(*, by: By, question: Question, why: str = "") -> Question:
    """Return a copy of the question right behind it, asked of the same people."""
    text = _copied_text(question)
    facts = {"section": question.section, "why": why, "is_required": question.is_required,
             "area_set": question.area_set}  # fmt: skip
    content = {**content_of(question), "text": text}
    copied = _add_content(by, question.engagement, content, **facts)
    place_question(by=by, question=copied, after=question)
    for condition in question.conditions.prefetch_related("named_options"):
        _copy_condition(condition, question=copied.pk)
    return copied


def _copy_condition(condition: ShowCondition, *, question: int) -> None:
    named = list(condition.named_options.all())
    condition.pk, condition.question_id = None, question
    condition.save(force_insert=True)
    ConditionOption.objects.bulk_create(
        ConditionOption(condition=condition, option_id=one.option_id) for one in named
    )


def _copied_text(question: Question) -> str:
    longest = Question._meta.get_field("text").max_length or 0  # noqa: SLF001 - Django's own
    ending = " (copy)"
    return f"{question.text[: longest - len(ending)]}{ending}"


@transaction.atomic
def copy_form(*, by: By, engagement: Engagement, earlier: Engagement, why: str = "") -> int:
    """Return how many questions were copied, after those here: with sections, conditions, languages.

    Signed and spoken versions whose words still stand come along. What came with a
    file or is asked no more stays behind.
    """
    lock_form(engagement)
    copies: Copies = {}
    sections = {one.pk: _copy_section(by, engagement, one) for one in earlier.sections.all()}
    copies |= {("section", old): new.pk for old, new in sections.items()}
    asked = [one for one in ordered_questions(earlier) if one.retired_at is None]
    made: dict[int, Question] = {}
    for question in asked:
        new = _add_content(
            by,
            engagement,
            content_of(question),
            section=sections.get(question.section_id or 0),
            is_required=question.is_required,
            area_set=question.area_set,
            why=why,
        )
        copies |= _pairs(question, new)
        made[question.pk] = new
    _copy_conditions(earlier, copies)
    _copy_translations(earlier, engagement, copies)
    copy_clips(by=by, earlier=earlier, copies=made)
    record_event(
        by=by, action="engagement.form-copied", subject=engagement, earlier=earlier.pk,
        questions=len(asked),
    )  # fmt: skip
    return len(asked)


def _copy_section(by: By, engagement: Engagement, section: Section) -> Section:
    return add_section(by=by, engagement=engagement, title=section.title, text=section.text)


def _pairs(old: Question, new: Question) -> Copies:
    options = {one.text: one.pk for one in new.options.all()}
    rows = {one.text: one.pk for one in new.rows.all()}
    return {
        ("question", old.pk): new.pk,
        **{("option", o.pk): options[o.text] for o in old.options.all() if o.text in options},
        **{("row", one.pk): rows[one.text] for one in old.rows.all() if one.text in rows},
    }


def _copy_conditions(earlier: Engagement, copies: Copies) -> None:
    found = ShowCondition.objects.filter(depends_on__engagement=earlier)
    for condition in found.prefetch_related("named_options"):
        depends_on = copies.get(("question", condition.depends_on_id))
        question = copies.get(("question", condition.question_id or 0))
        section = copies.get(("section", condition.section_id or 0))
        if depends_on is None or (question is None and section is None):
            continue
        copied = ShowCondition.objects.create(
            question_id=question,
            section_id=section,
            depends_on_id=depends_on,
            comparison=condition.comparison,
            number=condition.number,
        )
        ConditionOption.objects.bulk_create(
            ConditionOption(condition=copied, option_id=copies["option", one.option_id])
            for one in condition.named_options.all()
            if ("option", one.option_id) in copies
        )


def _copy_translations(earlier: Engagement, engagement: Engagement, copies: Copies) -> None:
    """Take over what was translated: the texts are the same, so each is as good as it was."""
    names: dict[str, Sequence[str]] = {
        "question": tuple(SCALARS),
        "option": ("text",),
        "row": ("text",),
        "section": ("title", "text"),
    }
    places = {
        place_of(kind, old, name): place_of(kind, new, name)
        for (kind, old), new in copies.items()
        for name in names[kind]
    }
    Translation.objects.bulk_create(
        Translation(
            engagement=engagement,
            language=one.language,
            place=places[one.place],
            text=one.text,
            source_digest=one.source_digest,
            maker=one.maker,
            made_by=one.made_by,
            made_at=one.made_at,
        )
        for one in Translation.objects.filter(engagement=earlier)
        if one.place in places
    )
