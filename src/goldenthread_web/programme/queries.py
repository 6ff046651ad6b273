"""Reading programmes."""

from django.db.models import QuerySet

from goldenthread_web.programme.models import Programme


def programmes() -> QuerySet[Programme]:
    """Return programmes with their phases."""
    return Programme.objects.prefetch_related("phases")
