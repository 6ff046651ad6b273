"""What is asked: questions of every kind, added, changed, copied and retired."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from goldenthread.engagement.suggesting import question_key
from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.changes.building_order import (
    refuse_broken_conditions,
    renumber,
)
from goldenthread_web.engagement.changes.clips import forget_clips
from goldenthread_web.engagement.changes.equality_questions import (
    ask_equality_questions,
)
from goldenthread_web.engagement.changes.questions_rows import (
    Lines,
    WantedOptions,
    set_options,
    set_rows,
)
from goldenthread_web.engagement.changes.wordings import (
    lock_form,
    new_wording,
    note_new_question,
)
from goldenthread_web.engagement.models import Engagement, Question, ShowCondition
from goldenthread_web.engagement.queries.exercises import is_answered
from goldenthread_web.engagement.queries.wordings import is_asked
from goldenthread_web.people.audit import By, record_event

__all__ = [
    "add_question",
    "ask_again",
    "ask_equality_questions",
    "change_question",
    "delete_question",
    "retire_question",
]
LONGEST_KEY = 55
Kind = Question.Kind
KINDS_WITH_OPTIONS = frozenset({Kind.ONE_CHOICE, Kind.SEVERAL_CHOICES, Kind.RANKING, Kind.MATRIX})
# What a kind needs of a question beside its words; the rest is emptied.
FACTS_OF_ALL = ("help_text", "is_required", "section")
FACTS = {
    Kind.OPEN: ("is_short",),
    Kind.SEVERAL_CHOICES: ("most_choices",),
    Kind.RATING: ("lowest", "highest", "lowest_label", "highest_label"),
    Kind.RANKING: ("most_choices",),
    Kind.NUMBER: ("lowest", "highest"),
    Kind.AREA: ("area_set",),
    Kind.PLACE: ("area_set",),
    Kind.STATEMENTS: ("takes_own_statements",),
}
EMPTY = {
    "is_short": False,
    "lowest": None,
    "highest": None,
    "lowest_label": "",
    "highest_label": "",
    "most_choices": None,
    "area_set": None,
    "takes_own_statements": False,
}


@transaction.atomic
def add_question(
    *,
    by: By,
    engagement: Engagement,
    kind: str,
    text: str,
    options: Lines = (),
    **facts: object,
) -> Question:
    """Return a new question, put last in its section.

    `facts` are the fields of the question beside its words, `rows` of a matrix,
    `other_option` and `none_option` of a choice, and `why` once people have answered.
    """
    lock_form(engagement)
    last = engagement.questions.aggregate(last=Max("position"))["last"] or 0
    question = Question(
        engagement=engagement,
        key=_free_key(engagement, text),
        position=last + 1,
        kind=kind,
        text=text,
        first_version=engagement.form_version,
    )
    _set_facts(question, facts)
    question.save()
    _set_lines(question, options, facts, is_asked=False)
    renumber(engagement)
    record_event(by=by, action="engagement.question-added", subject=question)
    note_new_question(by=by, question=question, why=str(facts.get("why", "")))
    return question


def _free_key(engagement: Engagement, text: str) -> str:
    wanted = question_key(text)[:LONGEST_KEY].strip("-")
    taken = set(engagement.questions.values_list("key", flat=True))
    candidates = (f"{wanted}-{number}" if number > 1 else wanted for number in range(1, 10_000))
    return next(key for key in candidates if key not in taken)


def _set_facts(question: Question, facts: dict[str, object]) -> None:
    """Set what is named; what this kind of question does not have is emptied."""
    own = FACTS.get(Kind(question.kind), ())
    for name, empty in EMPTY.items():
        if name not in own:
            setattr(question, name, empty)
    for name in (*FACTS_OF_ALL, *own):
        if name in facts:
            setattr(question, name, facts[name])


def _set_lines(
    question: Question, options: Lines, facts: dict[str, object], *, is_asked: bool
) -> None:
    is_choice = question.kind in KINDS_WITH_OPTIONS
    other, none = str(facts.get("other_option", "")), str(facts.get("none_option", ""))
    wanted = WantedOptions.of(options if is_choice else (), other=other, none=none)
    if is_choice and len(wanted.lines) < 2:  # noqa: PLR2004 - one option is no choice
        raise InputError("Give at least two options, one on each line.")
    set_options(question, wanted if is_choice else WantedOptions(()), is_asked=is_asked)
    rows = facts.get("rows", ())
    wanted_rows: Lines = rows if isinstance(rows, Sequence) else ()
    if question.kind == Kind.MATRIX and not wanted_rows:
        raise InputError("Give at least one row, one on each line.")
    set_rows(question, wanted_rows if question.kind == Kind.MATRIX else (), is_asked=is_asked)


@transaction.atomic
def change_question(
    *,
    by: By,
    question: Question,
    kind: str,
    text: str,
    options: Lines = (),
    **facts: object,
) -> Question:
    """Return the question as changed; once asked, that makes a new version of the form.

    Raises:
        ConflictError: it was asked, and its kind or its scale would change.
        InputError: it was asked, and `why` is missing from the facts.
    """
    lock_form(question.engagement)
    asked = is_asked(question)
    if asked:
        _refuse_other_kind(question, kind, facts)
    else:
        _refuse_if_compared(question, kind)
    with new_wording(by=by, questions=[question], why=str(facts.get("why", ""))):
        question.kind, question.text = kind, text
        _set_facts(question, facts)
        question.save()
        _set_lines(question, options, facts, is_asked=asked)
        refuse_broken_conditions(question.engagement)
        renumber(question.engagement)
    record_event(by=by, action="engagement.question-changed", subject=question)
    return question


def _refuse_other_kind(question: Question, kind: str, facts: dict[str, object]) -> None:
    """What was answered on one scale cannot be read on another."""
    scale = [facts.get(name, getattr(question, name)) for name in ("lowest", "highest")]
    is_other_scale = kind == Kind.RATING and scale != [question.lowest, question.highest]
    if kind != question.kind or is_other_scale:
        raise ConflictError(
            "People have read this question, so it is answered in the same way from now on. "
            "Retire it, and add a question of the other kind."
        )


def _refuse_if_compared(question: Question, kind: str) -> None:
    if kind != question.kind and (shown := _shown_by(question)):
        raise ConflictError(
            f"“{shown}” is asked only after certain answers to this question, so it is answered "
            "in the same way from now on. Take that condition off first."
        )


def _shown_by(question: Question) -> str:
    """Return what is shown only after certain answers to this question, or nothing."""
    condition = (
        ShowCondition.objects.filter(depends_on=question)
        .select_related("question", "section")
        .first()
    )
    return str(condition.question or condition.section) if condition else ""


@transaction.atomic
def retire_question(*, by: By, question: Question, why: str) -> Question:
    """Return the question, asked no more; its answers stay to be read.

    Raises:
        ConflictError: another question is shown only after certain answers to it.
        InputError: it was asked, and `why` is empty.
    """
    lock_form(question.engagement)
    _refuse_if_needed(question)
    with new_wording(by=by, questions=[question], why=why):
        question.retired_at = timezone.now()
        question.save(update_fields=["retired_at"])
    record_event(by=by, action="engagement.question-retired", subject=question, why=why)
    return question


@transaction.atomic
def ask_again(*, by: By, question: Question, why: str) -> Question:
    """Return a retired question, asked again at its place."""
    with new_wording(by=by, questions=[question], why=why):
        question.retired_at = None
        question.save(update_fields=["retired_at"])
        refuse_broken_conditions(question.engagement)
    record_event(by=by, action="engagement.question-asked-again", subject=question, why=why)
    return question


def _refuse_if_needed(question: Question) -> None:
    if shown := _shown_by(question):
        raise ConflictError(
            f"“{shown}” is asked only after certain answers to this question. "
            "Take that condition off first."
        )


@transaction.atomic
def delete_question(*, by: By, question: Question) -> None:
    """Delete a question that nobody has answered.

    Raises:
        ConflictError: it has answers, somebody may be answering it, or another needs it.
    """
    lock_form(question.engagement)
    if is_answered(question):
        raise ConflictError("People have answered this question, so it stays. You can retire it.")
    if is_asked(question):
        raise ConflictError(
            "Somebody may be answering this question now, so it stays. You can retire it."
        )
    _refuse_if_needed(question)
    record_event(by=by, action="engagement.question-deleted", subject=question)
    forget_clips(question=question)
    question.delete()
