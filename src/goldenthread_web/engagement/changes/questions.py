"""What is asked: questions, their options, and the equality questions."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max

from goldenthread.engagement.suggesting import question_key
from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.models import (
    Engagement,
    EqualityAnswer,
    EqualityOption,
    EqualityQuestion,
    Question,
    QuestionOption,
)
from goldenthread_web.engagement.queries.exercises import is_answered, questions_of
from goldenthread_web.people.audit import By, record_event

LONGEST_KEY = 55
PREFER_NOT_TO_SAY = "Prefer not to say"
# The age bands and the five high-level ethnic groups in the words of the 2021 Census for
# England; disability as the Equality Act 2010 defines it.
READY_EQUALITY_QUESTIONS = (
    (
        "age_band",
        "How old are you?",
        ("Under 16", "16 to 24", "25 to 34", "35 to 44", "45 to 54", "55 to 64", "65 to 74",
         "75 or over"),
    ),
    (
        "disabled",
        ("Do you have a physical or mental health condition or illness that has lasted, or is "
         "expected to last, 12 months or more, and that makes daily life harder?"),
        ("Yes", "No"),
    ),
    (
        "ethnic_group",
        "What is your ethnic group?",
        ("Asian, Asian British or Asian Welsh",
         "Black, Black British, Black Welsh, Caribbean or African",
         "Mixed or multiple ethnic groups", "White", "Other ethnic group"),
    ),
)  # fmt: skip


@transaction.atomic
def add_question(
    *,
    by: By,
    engagement: Engagement,
    kind: str,
    text: str,
    options: Sequence[str] = (),
    **facts: object,
) -> Question:
    """Return a new question, put last. `facts` are its help_text and is_required."""
    last = engagement.questions.aggregate(last=Max("position"))["last"] or 0
    question = Question(
        engagement=engagement,
        key=_free_key(engagement, text),
        position=last + 1,
        kind=kind,
        text=text,
    )
    _set_help(question, facts)
    question.save()
    _set_options(question, options)
    record_event(by=by, action="engagement.question-added", subject=question)
    return question


def _free_key(engagement: Engagement, text: str) -> str:
    wanted = question_key(text)[:LONGEST_KEY].strip("-")
    taken = set(engagement.questions.values_list("key", flat=True))
    candidates = (f"{wanted}-{number}" if number > 1 else wanted for number in range(1, 10_000))
    return next(key for key in candidates if key not in taken)


def _set_help(question: Question, facts: dict[str, object]) -> None:
    question.help_text = str(facts.get("help_text", question.help_text))
    question.is_required = bool(facts.get("is_required", question.is_required))


def _set_options(question: Question, options: Sequence[str]) -> None:
    """Give the question just these options, in this order; one that stays keeps its row.

    What came with a file stays as an answer too; what an officer names is offered.
    """
    if question.kind == Question.Kind.OPEN:
        question.options.all().delete()
        return
    if len(options) < 2:  # noqa: PLR2004 - one option is no choice
        raise InputError("Give at least two options, one on each line.")
    question.options.filter(is_from_file=False).exclude(text__in=options).delete()
    for position, text in enumerate(options, start=1):
        QuestionOption.objects.update_or_create(
            question=question, text=text, defaults={"position": position, "is_from_file": False}
        )


@transaction.atomic
def change_question(
    *,
    by: By,
    question: Question,
    kind: str,
    text: str,
    options: Sequence[str] = (),
    **facts: object,
) -> Question:
    """Return the question as changed.

    Raises:
        ConflictError: it has answers, and its kind, words or an option would change.
    """
    if is_answered(question):
        _refuse_other_meaning(question, kind, text, options)
    question.kind, question.text = kind, text
    _set_help(question, facts)
    question.save(update_fields=["kind", "text", "help_text", "is_required"])
    _set_options(question, options)
    record_event(by=by, action="engagement.question-changed", subject=question)
    return question


def _refuse_other_meaning(question: Question, kind: str, text: str, options: Sequence[str]) -> None:
    kept = set(question.options.filter(is_from_file=False).values_list("text", flat=True))
    if (kind, text) != (question.kind, question.text) or not kept <= set(options):
        raise ConflictError(
            "People have answered this question, so its words and options stay as they were "
            "asked. You can add options, change the help text, or add another question."
        )


@transaction.atomic
def move_question(*, by: By, question: Question, is_up: bool) -> None:
    """Swap the question with the one before it, or after it. At an end, nothing moves."""
    ordered = list(questions_of(question.engagement))
    place = [one.pk for one in ordered].index(question.pk)
    other = place - 1 if is_up else place + 1
    if not 0 <= other < len(ordered):
        return
    ordered[place], ordered[other] = ordered[other], ordered[place]
    for position, one in enumerate(ordered, start=1):
        one.position = position
    Question.objects.bulk_update(ordered, ["position"])
    record_event(by=by, action="engagement.question-moved", subject=question, is_up=is_up)


@transaction.atomic
def delete_question(*, by: By, question: Question) -> None:
    """Delete a question that nobody has answered.

    Raises:
        ConflictError: it has answers.
    """
    if is_answered(question):
        raise ConflictError("People have answered this question, so it stays.")
    record_event(by=by, action="engagement.question-deleted", subject=question)
    question.delete()


@transaction.atomic
def ask_equality_questions(
    *, by: By, engagement: Engagement, purpose: str, kept_until: date
) -> None:
    """Add the ready set of three where it is missing; set its purpose and its end."""
    engagement.equality_purpose, engagement.equality_kept_until = purpose, kept_until
    engagement.save(update_fields=["equality_purpose", "equality_kept_until"])
    for position, (key, text, options) in enumerate(READY_EQUALITY_QUESTIONS, start=1):
        question, is_new = EqualityQuestion.objects.get_or_create(
            engagement=engagement, key=key, defaults={"position": position, "text": text}
        )
        if is_new:
            EqualityOption.objects.bulk_create(
                EqualityOption(question=question, position=number, text=option)
                for number, option in enumerate([*options, PREFER_NOT_TO_SAY], start=1)
            )
    record_event(by=by, action="engagement.equality-questions-set", subject=engagement)


@transaction.atomic
def stop_equality_questions(*, by: By, engagement: Engagement) -> None:
    """Ask no equality questions.

    Raises:
        ConflictError: some are answered already.
    """
    if EqualityAnswer.objects.filter(question__engagement=engagement).exists():
        raise ConflictError("People have answered equality questions, so they stay.")
    engagement.equality_questions.all().delete()
    engagement.equality_purpose, engagement.equality_kept_until = "", None
    engagement.save(update_fields=["equality_purpose", "equality_kept_until"])
    record_event(by=by, action="engagement.equality-questions-removed", subject=engagement)
