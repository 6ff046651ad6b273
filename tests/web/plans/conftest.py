"""A plan whose elements rest on what people said, made the way the site makes it."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.utils import timezone
from tests.web.builders import make_engagement, make_response

from goldenthread.records.plans import BasisKind, ElementKind
from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.people.models import Person
from goldenthread_web.plans.changes import (
    Serves,
    Source,
    Wording,
    add_element,
    make_plan,
    publish_edition,
    rest_on_quote,
    rest_on_source,
    rest_on_theme,
)
from goldenthread_web.plans.models import Edition, Element, Plan
from goldenthread_web.themes.models import Codebook, Coding, Theme
from goldenthread_web.themes.queries.counts import tally_of

RELEASED = Contribution.Status.RELEASED
SAID = "They say 28 days. It has been 28 weeks. Ask Mrs Begum."


@dataclass
class Drafted:
    """A plan with a vision, two calls and an outcome, ready to be published."""

    plan: Plan
    vision: Element
    call: Element
    other_call: Element
    outcome: Element
    theme: Theme
    quoted: Contribution
    engagement: Engagement


def make_theme(engagement: Engagement, name: str, *contributions: Contribution) -> Theme:
    codebook, _ = Codebook.objects.get_or_create(engagement=engagement)
    theme = Theme.objects.create(codebook=codebook, name=name)
    Coding.objects.bulk_create(
        Coding(theme=theme, contribution=one, origin=Coding.Origin.READ) for one in contributions
    )
    tally_of(theme).save(force_insert=True)
    return theme


def redact_name(contribution: Contribution) -> None:
    """Take "Mrs Begum" out, as a moderator does."""
    start = contribution.text.index("Mrs Begum")
    contribution.redactions.create(start=start, end=start + len("Mrs Begum"), kind="name")
    contribution.status = Contribution.Status.REDACTED
    contribution.save(update_fields=["status"])


@pytest.fixture
def drafted(policy_officer: Person) -> Drafted:
    engagement = make_engagement()
    said = [
        make_response(engagement, text, status=RELEASED).contributions.get()
        for text in (SAID, "Mould on every wall.", "Nobody comes to mend it.", "Damp again")
    ]
    redact_name(said[0])
    make_response(engagement, "Words that nobody has released")
    theme = make_theme(engagement, "Repairs and damp", *said)
    plan = make_plan(by=policy_officer, title="Towards 2035", period="2025 to 2035")
    by = policy_officer

    def add(kind: ElementKind, text: str, **more: Serves) -> Element:
        return add_element(by=by, plan=plan, kind=kind, wording=Wording(text), **more)

    vision = add(ElementKind.VISION, "We work together for a good life.")
    call = add(ElementKind.CALL_TO_ACTION, "Everybody has a good home.")
    other = add(ElementKind.CALL_TO_ACTION, "Everybody is well.")
    outcome = add(
        ElementKind.OUTCOME, "Damp is looked at in seven days.", serves=Serves(call, [other])
    )
    earlier = Source("The plan of 2023", "https://example.org/plan")
    for element in (vision, call, other):
        rest_on_source(
            by=by, element=element, kind=BasisKind.CARRIED_OVER, source=earlier, reason="Kept."
        )
    rest_on_theme(by=by, element=outcome, theme=theme, reason="Raised most.")
    rest_on_quote(
        by=by, element=outcome, contribution=said[0], reason="A promise not kept.",
        words="It has been 28 weeks. Ask [name removed].",
    )  # fmt: skip
    return Drafted(plan, vision, call, other, outcome, theme, said[0], engagement)


@pytest.fixture
def publish(policy_officer: Person) -> Callable[[Plan], Edition]:
    def run(plan: Plan) -> Edition:
        return publish_edition(
            by=policy_officer, plan=plan, why="The board agreed.", now=timezone.now()
        )

    return run


@pytest.fixture
def edition(drafted: Drafted, publish: Callable[[Plan], Edition]) -> Edition:
    return publish(drafted.plan)
