"""What a package says beside its table: the form over time, decisions, and files."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from goldenthread.engagement.own_package import digest_of_words
from goldenthread.records.disclosure import FindingKind, Redaction
from goldenthread.records.engagement import WordsAre
from goldenthread.records.own_package import (
    DecisionElsewhere,
    EarlierWords,
    ExportedForm,
    ExportedOption,
    ExportedQuestion,
    FileElsewhere,
)
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    FileAnswer,
    Question,
    QuestionWording,
)
from goldenthread_web.engagement.models import Redaction as RedactionRow
from goldenthread_web.engagement.queries.contributions import visible_to
from goldenthread_web.engagement.queries.exercises import counted_responses
from goldenthread_web.engagement.queries.export_columns import BESIDE_QUESTIONS

Status = Contribution.Status
DECIDED = (Status.RELEASED, Status.REDACTED, Status.WITHHELD)
AT_ONCE = 2_000
KINDS = {kind.value for kind in FindingKind}


def form_of_export(engagement: Engagement, *, today: date) -> ExportedForm:
    """Return the form as it is and as it was, in four queries."""
    questions = Question.objects.filter(engagement=engagement).order_by("position", "pk")
    kept = QuestionWording.objects.order_by("version")
    found = questions.prefetch_related("options", "rows", Prefetch("wordings", queryset=kept))
    return ExportedForm(
        title=engagement.title,
        exported_on=today,
        form_version=engagement.form_version,
        questions=tuple(map(_question_to_export, found)),
    )


def _question_to_export(question: Question) -> ExportedQuestion:
    options = {str(one.pk): one.text for one in question.options.all()}
    rows = {str(one.pk): one.text for one in question.rows.all()}
    return ExportedQuestion(
        key=question.key,
        help=question.help_text,
        lowest_label=question.lowest_label,
        highest_label=question.highest_label,
        first_version=question.first_version,
        is_retired=question.retired_at is not None,
        options=tuple(
            ExportedOption(one.text, one.is_other, one.is_exclusive, one.retired_at is not None)
            for one in question.options.all()
            if not one.is_from_file
        ),
        wordings=tuple(_wording_to_export(one, options, rows) for one in question.wordings.all()),
    )


def _wording_to_export(
    wording: QuestionWording, options: dict[str, str], rows: dict[str, str]
) -> EarlierWords:
    words: dict[str, Any] = wording.words
    return EarlierWords(
        version=wording.version,
        text=str(words.get("text", "")),
        help=str(words.get("help", "")),
        lowest_label=str(words.get("lowest_label", "")),
        highest_label=str(words.get("highest_label", "")),
        options=_now_and_then(options, words.get("options", {})),
        rows=_now_and_then(rows, words.get("rows", {})),
        what_changed=wording.what_changed,
        why=wording.why,
    )


def _now_and_then(now: dict[str, str], then: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((now[number], str(text)) for number, text in then.items() if number in now)


def decisions_of(person: object, engagement: Engagement) -> Iterator[DecisionElsewhere]:
    """Yield what was decided about the words that this person may see, some thousand at a time.

    Who decided is not told; of young people not when.
    """
    marks = Prefetch("redactions", queryset=RedactionRow.objects.order_by("start"))
    own = visible_to(person, engagement).select_related(None).prefetch_related(None)
    numbers: Counter[tuple[int, int, str]] = Counter()
    full = own.order_by("response", "pk").select_related("response", "question")
    full = full.prefetch_related(marks)
    for one in full.iterator(chunk_size=AT_ONCE):
        numbers[one.response_id, one.question_id or 0, one.part] += 1
        if one.status in DECIDED:
            place = numbers[one.response_id, one.question_id or 0, one.part]
            yield _decision_to_export(one, place)


def _decision_to_export(one: Contribution, place: int) -> DecisionElsewhere:
    day = timezone.localdate(one.decided_at) if one.decided_at else None
    return DecisionElsewhere(
        response=str(one.response.number),
        question=one.question.key if one.question else BESIDE_QUESTIONS,
        part=WordsAre(one.part),
        place=place,
        digest=digest_of_words(one.text),
        outcome=one.status,
        reason=one.withheld_reason,
        decided_on=None if one.response.is_young_person else day,
        taken_out=tuple(
            Redaction(mark.start, mark.end, FindingKind(mark.kind))
            for mark in one.redactions.all()
            if mark.kind in KINDS
        ),
    )


def files_of_export(engagement: Engagement) -> Iterator[tuple[FileElsewhere, FileAnswer]]:
    """Yield the files of the responses that count, and what is said of each."""
    found = FileAnswer.objects.filter(response__in=counted_responses(engagement))
    for one in found.select_related("response", "question").order_by("pk").iterator():
        decided = timezone.localdate(one.decided_at) if one.decided_at else None
        is_young = one.response.is_young_person
        yield (
            FileElsewhere(
                response=str(one.response.number),
                question=one.question.key,
                name=f"files/file {one.pk}.{one.ending}",
                outcome=one.status,
                alternative_text=one.alternative_text,
                reason=one.reason,
                decided_on=None if is_young else decided,
            ),
            one,
        )
