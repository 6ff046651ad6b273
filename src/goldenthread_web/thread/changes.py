"""Erasure: each stage forgets what it knows, the latest first, in one transaction."""

from django.db import transaction
from django.utils import timezone

from goldenthread_web.engagement.changes import removal
from goldenthread_web.engagement.models import Contribution, EngagementResponse
from goldenthread_web.people.audit import By, person_of
from goldenthread_web.plans import changes as plans
from goldenthread_web.themes.changes import erasure as themes


@transaction.atomic
def remove_response(*, by: By, response: EngagementResponse, reason: str) -> EngagementResponse:
    """Return the tombstone of a response whose words are gone everywhere.

    Editions that quoted it get a note; their digests stay, and say nothing
    without the salt that is erased with the words.

    Raises:
        ConflictError: it has been removed already.
    """
    now = timezone.now()
    locked = EngagementResponse.objects.select_for_update().get(pk=response.pk)
    said = dict(Contribution.objects.filter(response=locked).values_list("pk", "text"))
    ids = list(said)
    by_role = "information governance officer" if person_of(by) else str(by)
    plans.forget(contribution_ids=ids, by_role=by_role, now=now)
    themes.forget(by=by, contribution_ids=ids, texts=list(said.values()))
    removal.forget(by=by, response=locked, reason=reason, now=now)
    return locked
