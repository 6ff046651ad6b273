"""Reading jobs."""

from django.db.models import QuerySet

from goldenthread_web.jobs.models import Job
from goldenthread_web.people.models import Person


def visible_to(person: Person) -> QuerySet[Job]:
    """Return the jobs that the person started."""
    return Job.objects.filter(started_by=person)
