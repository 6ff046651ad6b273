"""Looking for signs of repeated answering in the background."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from goldenthread_web.engagement.changes.patterns import keep_patterns
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries import patterns as queries
from goldenthread_web.jobs.changes import add_job, enqueue_on_commit, working_on
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.audit import WORKER
from goldenthread_web.people.models import Person


@transaction.atomic
def start_looking(*, by: Person, engagement: Engagement) -> Job:
    """Return the job that looks for signs in an engagement."""
    job = add_job(
        by=by,
        title=f"Look for signs of repeated answering in “{engagement.title}”"[:200],
        result_path=reverse("engagement:patterns", args=[engagement.slug]),
    )
    enqueue_on_commit(lambda: run_looking.enqueue(job.pk, engagement.pk))
    return job


@task()
def run_looking(job_id: int, engagement_id: int) -> None:
    """Read, compare, keep what was found. Run again, it finds the same."""
    with working_on(job_id) as progress:
        engagement = Engagement.objects.get(pk=engagement_id)
        progress("Looking at when answers came", 0.0)
        found = queries.bursts(engagement)
        progress("Comparing words", 0.2)
        found += queries.same_texts(engagement)
        progress("Comparing answers", 0.6)
        found += queries.same_answers(engagement)
        kept = keep_patterns(by=WORKER, engagement=engagement, found=found, now=timezone.now())
        progress.outcome = f"{len(kept)} to look at." if kept else "Nothing new was found."
