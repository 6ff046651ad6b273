"""Loading the worked example, once, step by step."""

from collections.abc import Callable

import click
from django.db import connection

from goldenthread.engagement.receipts import new_receipt_code
from goldenthread_web.command.demonstration.cast import set_the_scene
from goldenthread_web.command.demonstration.contributions import contributions_by_place
from goldenthread_web.command.demonstration.listening import (
    bring_in_responses,
    load_engagements,
    load_programme,
)
from goldenthread_web.command.demonstration.planning import PlanWriter
from goldenthread_web.command.demonstration.releasing import work_through_release
from goldenthread_web.command.demonstration.sense_making import find_suggestions, make_codebooks
from goldenthread_web.command.demonstration.telling import tell_what_was_heard
from goldenthread_web.engagement.keys import receipt_digest
from goldenthread_web.engagement.models import Contribution, EngagementResponse
from goldenthread_web.partners.queries import partnership
from goldenthread_web.plans.models import EditionQuote
from goldenthread_web.plans.queries import current_editions

Show = Callable[[str], None]


def load_worked_example(*, show: Show = click.echo) -> str:
    """Return what there is now; where something is set up already, nothing changes."""
    if partnership() is not None:
        return "Something is set up here already; the worked example was not loaded again."
    show("Loading the worked example: people, programme and exercises …")
    cast = set_the_scene()
    load_programme()
    engagements = load_engagements(cast)
    show("Bringing in what was said …")
    bring_in_responses(cast, engagements)
    placed = contributions_by_place(engagements)
    show("Releasing it …")
    work_through_release(cast, engagements, placed)
    show("Finding suggested themes, and making the codebooks …")
    for name, engagement in engagements.items():
        if name:
            find_suggestions(cast, engagement)
    themes = make_codebooks(cast, engagements, placed)
    show("Writing and publishing the plan …")
    PlanWriter(cast, themes, placed).write()
    tell_what_was_heard(cast)
    return f"{_what_is_there()}\nReceipt to try under “Follow your words”: {_hand_out_receipt()}"


def _what_is_there() -> str:
    contributions = Contribution.objects.count()
    edition = current_editions().first()
    return f"{contributions} contributions, invented for this demonstration, and {edition}."


def _hand_out_receipt() -> str:
    """Return the code of a new receipt for a response that the plan quotes."""
    quote = EditionQuote.objects.select_related("contribution").order_by("id").first()
    if quote is None:
        return "none"
    code = new_receipt_code()
    EngagementResponse.objects.filter(pk=quote.contribution.response_id).update(
        receipt_digest=receipt_digest(code)
    )
    connection.close()
    return code
