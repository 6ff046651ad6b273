"""Those of some contributions that a person may read."""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from goldenthread_web.engagement.models import Contribution


def among(
    ids: "Collection[int] | QuerySet[Any, Any]", visible: QuerySet[Contribution]
) -> QuerySet[Contribution]:
    """Return those with these ids that are visible, ready to be shown with their redactions.

    Asked the other way round, "visible, and with these ids", a database without
    statistics walks through all that is visible once for each id: minutes for
    100,000 contributions, where this takes a tenth of a second.
    """
    may_be_read = visible.order_by().filter(pk=OuterRef("pk"))
    found = Contribution.objects.filter(Exists(may_be_read), pk__in=ids)
    shown = found.select_related("response", "response__engagement", "question")
    return shown.prefetch_related("redactions")
