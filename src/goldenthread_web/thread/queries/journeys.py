"""Where the words of one response went."""

from dataclasses import dataclass

from goldenthread_web.engagement.models import Contribution, EngagementResponse
from goldenthread_web.plans.models import EditionElement
from goldenthread_web.themes.queries import Placement, themes_of
from goldenthread_web.thread.queries.elements import ElementsOfEdition, elements_in_force


@dataclass(frozen=True, slots=True)
class Journey:
    """One thing that was said, the themes it was put in, and what in the plan rests on it."""

    contribution: Contribution
    placement: Placement
    elements: list[EditionElement]

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
    placements, elements = themes_of(contributions), elements_in_force()
    return [_journey(one, placements[one.pk], elements) for one in contributions]


def journey_of(contribution: Contribution) -> Journey:
    """Return where one thing went."""
    placement = themes_of([contribution])[contribution.pk]
    return _journey(contribution, placement, elements_in_force())


def _journey(
    contribution: Contribution, placement: Placement, elements: ElementsOfEdition
) -> Journey:
    themes = [given.theme for given in placement.given]
    resting = elements.resting_on(themes=themes, contribution_id=contribution.pk)
    return Journey(contribution, placement, resting)
