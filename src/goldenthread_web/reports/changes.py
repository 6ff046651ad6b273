"""Publishing "What we heard" and results, and keeping counts that take long."""

from dataclasses import asdict
from datetime import date

from django.db import IntegrityError, transaction

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.audit import record_event
from goldenthread_web.people.models import Person
from goldenthread_web.reports.models import (
    EarlierQuestion,
    KeptResults,
    OpenDataTerms,
    PublishedReport,
    ReportedCrossing,
)
from goldenthread_web.reports.queries.results.kept import Moment


@transaction.atomic
def publish_report(*, by: Person, engagement: Engagement, why: str, today: date) -> PublishedReport:
    """Let the public read what was heard; somebody may have done so before.

    Raises:
        ConflictError: the engagement itself is not public, or people still answer: the report
            follows the record, and two looks at it would tell what one neighbour said.
            Or the report is public already.
    """
    if not engagement.is_published:
        raise ConflictError(
            "The public cannot see this engagement, so it cannot see what was heard. "
            "Publish the engagement first."
        )
    if not engagement.is_over(today):
        raise ConflictError(
            "People can still answer, and this report follows each answer: two looks at it could "
            "tell what one person said. Publish it when the answers are in. Until then, choose a "
            "day for the results: they are made for that."
        )
    try:
        with transaction.atomic():
            report = PublishedReport.objects.create(engagement=engagement, published_by=by, why=why)
    except IntegrityError as error:
        raise ConflictError("Somebody has published this report already.") from error
    record_event(by=by, action="reports.published", subject=engagement, why=why)
    return report


@transaction.atomic
def take_back_report(*, by: Person, engagement: Engagement, why: str) -> Engagement:
    """Take the report from the public again. Raises ConflictError if it is not public."""
    gone, _ = PublishedReport.objects.filter(engagement=engagement).delete()
    if not gone:
        raise ConflictError("This report is not public, so there is nothing to take back.")
    record_event(by=by, action="reports.taken-back", subject=engagement, why=why)
    return engagement


@transaction.atomic
def set_results_date(*, by: Person, engagement: Engagement, public_on: date | None) -> Engagement:
    """Let the public see the results from this day on, or not at all without one.

    Raises:
        ConflictError: the engagement itself is not public.
    """
    if public_on is not None and not engagement.is_published:
        raise ConflictError(
            "The public cannot see this engagement, so it cannot see its results. "
            "Publish the engagement first."
        )
    engagement.results_public_on = public_on
    engagement.save(update_fields=["results_public_on"])
    day = public_on.isoformat() if public_on else None
    record_event(by=by, action="reports.results-date-set", subject=engagement, public_on=day)
    return engagement


@transaction.atomic
def choose_earlier(*, by: Person, question: Question, earlier: Question | None) -> EarlierQuestion:
    """Compare a question with this earlier one from now on, or with none."""
    chosen, _ = EarlierQuestion.objects.update_or_create(
        question=question, defaults={"earlier": earlier, "chosen_by": by}
    )
    compared_with = earlier.pk if earlier else None
    record_event(
        by=by, action="reports.earlier-question-chosen", subject=question, earlier=compared_with
    )
    return chosen


@transaction.atomic
def report_crossing(*, by: Person, engagement: Engagement, rows: str, columns: str) -> None:
    """Put two things crossed into “What we heard”; a second time changes nothing."""
    _, is_new = ReportedCrossing.objects.get_or_create(
        engagement=engagement, rows=rows, columns=columns, defaults={"chosen_by": by}
    )
    if is_new:
        record_event(
            by=by, action="reports.crossing-added", subject=engagement, rows=rows, columns=columns
        )


@transaction.atomic
def leave_crossing_out(*, by: Person, engagement: Engagement, rows: str, columns: str) -> None:
    """Take two things crossed out of “What we heard” again."""
    gone, _ = ReportedCrossing.objects.filter(
        engagement=engagement, rows=rows, columns=columns
    ).delete()
    if gone:
        record_event(
            by=by,
            action="reports.crossing-left-out",
            subject=engagement,
            rows=rows,
            columns=columns,
        )


@transaction.atomic
def keep_results(
    *,
    engagement: Engagement,
    address: str,
    for_public: bool,
    counts: object,
    moment: Moment,
) -> KeptResults:
    """Keep counts in place of those from before. Nobody decided anything: no event."""
    kept, _ = KeptResults.objects.update_or_create(
        engagement=engagement,
        address=address,
        is_for_public=for_public,
        defaults={"counts": counts, **asdict(moment)},
    )
    return kept


@transaction.atomic
def note_counting(*, engagement: Engagement, address: str, for_public: bool, job: Job) -> None:
    """Remember which job counts, so that it is not started twice."""
    KeptResults.objects.update_or_create(
        engagement=engagement,
        address=address,
        is_for_public=for_public,
        defaults={"job": job},
    )


@transaction.atomic
def forget_kept_results(*, engagement: Engagement) -> None:
    """Delete what is kept: something was withdrawn since it was counted.

    As of when the public was told stays: it is not told of others sooner for that.
    """
    kept = KeptResults.objects.filter(engagement=engagement)
    kept.update(counts=None, made_at=None)
    kept.filter(is_for_public=False).update(counted_at=None)


@transaction.atomic
def choose_licence(*, by: Person, engagement: Engagement, licence: str) -> OpenDataTerms:
    """Let the open data of an engagement be used under this licence from now on."""
    terms, _ = OpenDataTerms.objects.update_or_create(
        engagement=engagement, defaults={"licence": licence, "chosen_by": by}
    )
    record_event(by=by, action="reports.licence-chosen", subject=engagement, licence=licence)
    return terms
