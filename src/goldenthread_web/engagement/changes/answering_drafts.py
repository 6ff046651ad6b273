"""What somebody is still writing: kept, and forgotten with its files when it is over."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import partial
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F

from goldenthread.engagement.sent_files import SentFile
from goldenthread_web.engagement.keys import draft_digest
from goldenthread_web.engagement.models import (
    DropOut,
    Engagement,
    EqualityAnswer,
    FileAnswer,
    UnsentResponse,
)
from goldenthread_web.engagement.models.answers import new_file_name
from goldenthread_web.engagement.queries.answering import drafts_that_are_over
from goldenthread_web.engagement.queries.answering_draft import (
    FILE_ANSWER_LENGTH,
    Answer,
    KeptFile,
)
from goldenthread_web.people.audit import WORKER, record_event

MOST_FORGOTTEN_AT_ONCE = 500


def keep_file(*, sent: SentFile, shown_name: str) -> KeptFile:
    """Return the file, stored under a name that tells nothing; it is not part of a draft yet."""
    name = new_file_name(FileAnswer(ending=sent.ending), "")
    stored = default_storage.save(name, ContentFile(sent.content))
    digest = sha256(sent.content).hexdigest()
    return KeptFile(stored, sent.ending, digest, len(sent.content), shown_name[:100])


def keep_answers(
    *,
    engagement: Engagement,
    token: str,
    answers: Mapping[str, Answer],
    now: datetime,
    next_step: str = "",
    kept: UnsentResponse | None = None,
) -> UnsentResponse:
    """Return the unsent answers with these added. They are not a record yet: no event.

    `next_step` is the page that they go to: where they stop if they never come back.
    `kept` are the unsent answers if they were read already.
    """
    mine = UnsentResponse.objects.filter(key_digest=draft_digest(engagement, token))
    kept = kept or mine.first()
    while kept is not None:
        before, read_at = kept.answers, kept.updated_at
        kept.answers = {**before, **answers}
        kept.updated_at = now
        kept.last_step = next_step or kept.last_step
        # One statement, so nothing is locked in between: whoever was faster in another
        # window is seen, and their answers are added to.
        here = mine.filter(updated_at=read_at)
        if here.update(answers=kept.answers, updated_at=now, last_step=kept.last_step):
            _delete_files(set(files_in(before)) - set(files_in(kept.answers)))
            return kept
        kept = mine.first()
    return _begin(engagement, token, answers, now, next_step)


@transaction.atomic
def _begin(
    engagement: Engagement, token: str, answers: Mapping[str, Answer], now: datetime, next_step: str
) -> UnsentResponse:
    forget_what_is_over(now=now, today=now.date())
    return UnsentResponse.objects.create(
        engagement=engagement,
        key_digest=draft_digest(engagement, token),
        answers=answers,
        started_at=now,
        updated_at=now,
        last_step=next_step,
        form_version=engagement.form_version,
    )


@transaction.atomic
def drop_answers(*, engagement: Engagement, token: str) -> None:
    """Delete the unsent answers of this token with their files; what was sent stays."""
    mine = UnsentResponse.objects.filter(key_digest=draft_digest(engagement, token))
    _delete_files(name for kept in mine for name in files_in(kept.answers))
    mine.delete()


@transaction.atomic
def forget_what_is_over(*, now: datetime, today: date) -> None:
    """Delete unsent answers whose time is over, and equality answers past their day.

    Where people stopped is counted; what they had written is gone.
    """
    over = list(drafts_that_are_over(now=now, today=today)[:MOST_FORGOTTEN_AT_ONCE])
    if over:
        _count_drop_outs(over)
        _delete_files(name for kept in over for name in files_in(kept.answers))
        UnsentResponse.objects.filter(pk__in=[kept.pk for kept in over]).delete()
    _forget_equality_answers(today)


def _count_drop_outs(over: Iterable[UnsentResponse]) -> None:
    stopped = Counter((kept.engagement_id, kept.last_step) for kept in over if kept.last_step)
    for (engagement, step), count in sorted(stopped.items()):
        DropOut.objects.get_or_create(engagement_id=engagement, step=step)
        here = DropOut.objects.filter(engagement_id=engagement, step=step)
        here.update(count=F("count") + count)


def _forget_equality_answers(today: date) -> None:
    over = EqualityAnswer.objects.filter(
        question__engagement__equality_kept_until__lt=today, delete_on__lt=today
    )
    engagements = Engagement.objects.filter(
        equality_questions__in=over.values("question")
    ).distinct()
    for engagement in list(engagements):
        count, _ = over.filter(question__engagement=engagement).delete()
        record_event(
            by=WORKER, action="engagement.equality-answers-ended", subject=engagement, count=count
        )


def forget_sent_draft(*, engagement: Engagement, token: str, sent_files: Iterable[str]) -> None:
    """Delete the unsent answers of what has just been sent, and files that were not sent."""
    mine = UnsentResponse.objects.filter(key_digest=draft_digest(engagement, token))
    names = {
        name for answers in mine.values_list("answers", flat=True) for name in files_in(answers)
    }
    _delete_files(names - set(sent_files))
    mine.delete()


def files_in(answers: Mapping[str, Answer]) -> list[str]:
    """Return where the files lie that were sent with these answers."""
    return [
        answer[0]
        for answer in answers.values()
        if isinstance(answer, list)
        and len(answer) == FILE_ANSWER_LENGTH
        and answer[0].startswith("answers/")
    ]


def _delete_files(names: Iterable[str]) -> None:
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))
