"""Petitions of an engagement: released words, and the number of signatures of each."""

from goldenthread.records.reports import Petition
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.contributions import released
from goldenthread_web.engagement.queries.petitions import counted_petitions
from goldenthread_web.engagement.wording import released_text


def reported_petitions(engagement: Engagement) -> tuple[Petition, ...]:
    """Return every petition that counts; one whose words are not public has none."""
    found = list(counted_petitions(engagement))
    if not found:
        return ()
    public = {one.pk: one for one in released().filter(pk__in=[p.contribution_id for p in found])}
    return tuple(
        Petition(
            words=released_text(public[one.contribution_id])
            if one.contribution_id in public
            else "",
            signatures=one.signature_count,
            received_on=one.contribution.response.said_on,
        )
        for one in found
    )
