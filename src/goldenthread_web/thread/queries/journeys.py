"""Where the words of one response went."""

from dataclasses import dataclass

from goldenthread_web.engagement.models import Contribution, EngagementResponse
from goldenthread_web.plans.models import EditionElement
from goldenthread_web.plans.queries import elements_resting_on_contributions
from goldenthread_web.plans.queries.resting import in_order
from goldenthread_web.themes.queries import Placement, themes_of
from goldenthread_web.themes.queries.released_names import as_released
from goldenthread_web.thread.queries.elements import elements_by_theme


@dataclass(frozen=True, slots=True)
class Journey:
    """One thing that was said, the themes it was put in, and what in the plan rests on it."""

    contribution: Contribution
    placement: Placement
    elements: list[EditionElement]
    # Where a method would put it, in released words: others may have said the rest.
    suggested_name: str = ""

    @property
    def status(self) -> str:
        return self.contribution.status

    @property
    def is_public(self) -> bool:
        """Whether anybody can read the words."""
        return self.contribution.is_public and self.contribution.response.may_publish_words

    @property
    def is_placed(self) -> bool:
        return self.placement.is_placed


def response_with(receipt_digest: str) -> EngagementResponse | None:
    """Return the response of a receipt, if there is one that was not removed."""
    found = EngagementResponse.objects.select_related("engagement")
    return found.filter(receipt_digest=receipt_digest, removed_at=None).first()


def response_numbered(number: str) -> EngagementResponse | None:
    """Return the response that a session is following, if it was not removed meanwhile."""
    found = EngagementResponse.objects.select_related("engagement")
    return found.filter(number=number, removed_at=None).first()


def journeys_of(response: EngagementResponse) -> list[Journey]:
    """Return where each thing went that was said in the response, in the order of saying."""
    contributions = list(
        Contribution.objects.filter(response=response)
        .select_related("question", "response")
        .prefetch_related("redactions")
        .order_by("id")
    )
    return follow(contributions)


def follow(contributions: list[Contribution]) -> list[Journey]:
    """Return where each contribution went, in a constant number of queries."""
    placements = themes_of(contributions)
    by_theme = elements_by_theme(
        given.theme for placement in placements.values() for given in placement.given
    )
    quoting = elements_resting_on_contributions(one.pk for one in contributions)
    suggested = {pk: one.suggested for pk, one in placements.items() if one.suggested}
    names = as_released(suggested.values()) if suggested else {}
    return [
        Journey(
            contribution=one,
            placement=placements[one.pk],
            suggested_name=names[suggested[one.pk].pk].name if one.pk in suggested else "",
            elements=in_order(
                [
                    *quoting[one.pk],
                    *(e for given in placements[one.pk].given for e in by_theme[given.theme.pk]),
                ]
            ),
        )
        for one in contributions
    ]
