"""Which equality questions are asked, for what, and until when the answers are kept."""

from datetime import date

from django.db import transaction
from django.db.models import F, Max

from goldenthread.engagement.ready_questions import equality_questions
from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.models import (
    Engagement,
    EqualityAnswer,
    EqualityOption,
    EqualityQuestion,
)
from goldenthread_web.people.audit import By, record_event

SMALLEST_SET = 3


@transaction.atomic
def ask_equality_questions(
    *,
    by: By,
    engagement: Engagement,
    purpose: str,
    kept_until: date,
    set_size: int = SMALLEST_SET,
) -> None:
    """Add the ready set of this size where it is missing; set its purpose and its end.

    A larger set that is asked already stays: nothing is taken away here.
    """
    engagement.equality_purpose, engagement.equality_kept_until = purpose, kept_until
    engagement.save(update_fields=["equality_purpose", "equality_kept_until"])
    last = engagement.equality_questions.aggregate(last=Max("position"))["last"] or 0
    for ready in equality_questions(set_size):
        question, is_new = EqualityQuestion.objects.get_or_create(
            engagement=engagement,
            key=ready.key,
            defaults={
                "position": last + 1,
                "text": ready.text,
                "source": ready.source[:500],
                "is_for_16_and_over": ready.is_for_16_and_over,
            },
        )
        if is_new:
            last += 1
            EqualityOption.objects.bulk_create(
                EqualityOption(question=question, position=number, text=option)
                for number, option in enumerate(ready.options, start=1)
            )
    record_event(by=by, action="engagement.equality-questions-set", subject=engagement)


@transaction.atomic
def add_local_category(*, by: By, counts_towards: EqualityOption, text: str) -> EqualityOption:
    """Return a new answer, offered right after the category of the Census that it counts towards.

    An answer that came in a file counts towards the category from now on.

    Raises:
        InputError: it is offered already.
    """
    question = EqualityQuestion.objects.select_for_update().get(pk=counts_towards.question_id)
    same = question.options.filter(text__iexact=text).first()
    if same and same.is_from_file and not same.rolls_up_to:
        same.rolls_up_to = counts_towards.text
        same.save(update_fields=["rolls_up_to"])
        record_event(by=by, action="engagement.equality-category-added", subject=same)
        return same
    if same:
        raise InputError(f"“{text}” is there already.")
    together = question.options.filter(rolls_up_to=counts_towards.text)
    after = together.aggregate(last=Max("position"))["last"] or counts_towards.position
    question.options.filter(position__gt=after).update(position=F("position") + 1)
    option = EqualityOption.objects.create(
        question=question, position=after + 1, text=text, rolls_up_to=counts_towards.text
    )
    record_event(by=by, action="engagement.equality-category-added", subject=option)
    return option


@transaction.atomic
def remove_local_category(*, by: By, option: EqualityOption) -> None:
    """Offer a local category no longer.

    Raises:
        ConflictError: it is one of the Census, or somebody chose it.
    """
    if not option.rolls_up_to:
        raise ConflictError("A category of the Census stays, so that numbers can be compared.")
    if EqualityAnswer.objects.filter(option=option).exists():
        raise ConflictError("Somebody chose this category, so it stays until the answers are gone.")
    record_event(by=by, action="engagement.equality-category-removed", subject=option)
    option.delete()


@transaction.atomic
def remove_equality_question(*, by: By, question: EqualityQuestion) -> None:
    """Ask one equality question no longer.

    Raises:
        ConflictError: somebody answered it.
    """
    if EqualityAnswer.objects.filter(question=question).exists():
        raise ConflictError("People have answered this question, so it stays.")
    record_event(by=by, action="engagement.equality-question-removed", subject=question)
    question.delete()


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
