"""Opening held words is logged like a change: who, which exercise, when."""

from django.core.cache import cache
from django.db import transaction

from goldenthread_web.engagement.models import Contribution, Engagement, Recording
from goldenthread_web.people.audit import record_event
from goldenthread_web.people.models import Person

LISTENING_SECONDS = 15 * 60


@transaction.atomic
def log_look(
    *, by: Person, engagement: Engagement, contribution: Contribution | None = None, shown: int = 1
) -> None:
    """Log that a person opened held words of an exercise: one of them, or a page of them."""
    record_event(
        by=by,
        action="engagement.held-words-opened",
        subject=contribution or engagement,
        engagement=engagement.slug,
        shown=shown,
    )


def log_listening(
    *, by: Person, engagement: Engagement, recording: Recording, is_piece: bool
) -> None:
    """Log that a person listens to a recording: once for all pieces that their player asks for.

    A player asks for the beginning, for the end, and again after each leap. Pieces
    that follow one another within a quarter of an hour are one listening.
    """
    key = f"listening:{by.pk}:{recording.pk}"
    if not (is_piece and cache.get(key)):
        log_look(by=by, engagement=engagement, contribution=recording.contribution)
    cache.set(key, True, LISTENING_SECONDS)  # noqa: FBT003 - a value, not a switch


@transaction.atomic
def log_contacts(*, by: Person, engagement: Engagement, shown: int) -> None:
    """Log that a person opened contact details, and how many."""
    record_event(
        by=by,
        action="engagement.contacts-opened",
        subject=engagement,
        engagement=engagement.slug,
        shown=shown,
    )


@transaction.atomic
def log_export(*, by: Person, engagement: Engagement, form: str, shown: int) -> None:
    """Log that a person takes the responses of an exercise out as a file, and how many."""
    record_event(
        by=by,
        action="engagement.responses-taken-out",
        subject=engagement,
        engagement=engagement.slug,
        form=form,
        shown=shown,
    )
