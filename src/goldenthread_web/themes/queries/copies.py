"""Campaigns: one text that many sent. Each person counts; the text is read once."""

from dataclasses import dataclass

from django.db.models import Exists, Min, OuterRef, QuerySet

from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.engagement.queries.contributions import released
from goldenthread_web.themes.models import Campaign, DiscoveryRun, NearDuplicate
from goldenthread_web.themes.queries.among import among
from goldenthread_web.themes.queries.runs import latest_run


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A text sent many times: "people_count people sent this text, own_words_count added words".

    `words` is one copy that the reader may read, or None: then say that none is
    released yet. `contribution_count` counts every copy, the first included.
    """

    campaign: Campaign
    contribution_count: int
    people_count: int
    own_words_count: int
    words: Contribution | None


def campaigns(
    engagement: Engagement, visible: QuerySet[Contribution] | None = None
) -> list[CampaignLine]:
    """Return the campaigns of the latest run, the largest first, in at most five queries.

    Their words are released ones, unless `visible` says what the reader may read:
    `visible_to(person, engagement)`.
    """
    run = latest_run(engagement)
    if run is None:
        return []
    found = list(run.campaigns.all())
    readable = released() if visible is None else visible
    words = _one_copy_each(run, found, readable)
    return [
        CampaignLine(
            campaign=campaign,
            contribution_count=campaign.contribution_count,
            people_count=campaign.people_count,
            own_words_count=campaign.own_words_count,
            words=words.get(campaign.first_id),
        )
        for campaign in found
    ]


def _one_copy_each(
    run: DiscoveryRun, found: list[Campaign], readable: QuerySet[Contribution]
) -> dict[int, Contribution]:
    """Return for each campaign a copy that may be read, by its first contribution."""
    firsts = [campaign.first_id for campaign in found]
    copies = NearDuplicate.objects.filter(
        run=run,
        first_id__in=firsts,
        has_own_words=False,
    ).filter(Exists(readable.order_by().filter(pk=OuterRef("contribution"))))
    earliest = copies.values_list("first_id").annotate(copy=Min("contribution_id"))
    copy_of: dict[int, int] = dict(earliest)
    shown = among([*firsts, *copy_of.values()], readable)
    by_id = {contribution.pk: contribution for contribution in shown}
    words = {first: by_id.get(first) or by_id.get(copy_of.get(first, 0)) for first in firsts}
    return {first: copy for first, copy in words.items() if copy is not None}
