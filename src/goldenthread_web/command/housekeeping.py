"""What the worker does once a day without being asked."""

from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from goldenthread_web.engagement.changes.answering import forget_what_is_over
from goldenthread_web.engagement.changes.importing import discard_old_files
from goldenthread_web.engagement.changes.inviting_letters import delete_old_letters
from goldenthread_web.engagement.changes.inviting_lists import forget_who_never_confirmed
from goldenthread_web.engagement.changes.stray_files import delete_stray_files
from goldenthread_web.people.limits import forget_ended_counts

EVERY = timedelta(days=1)


@task(priority=-50)
def keep_house() -> None:
    """Delete what is past its day: equality answers, unsent answers, files, letters, sessions."""
    forget_what_is_over(now=timezone.now(), today=timezone.localdate())
    discard_old_files(now=timezone.now())
    delete_stray_files(now=timezone.now())
    delete_old_letters(now=timezone.now())
    forget_who_never_confirmed(now=timezone.now())
    forget_ended_counts(now=timezone.now())
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", verbosity=0)
    plan_housekeeping(delay=EVERY)


def plan_housekeeping(*, delay: timedelta = timedelta()) -> None:
    """Put the next round into the queue, unless one waits already."""
    waiting = DBTaskResult.objects.filter(
        task_path=keep_house.module_path, status=TaskResultStatus.READY
    )
    if not waiting.exists():
        keep_house.using(run_after=timezone.now() + delay).enqueue()
