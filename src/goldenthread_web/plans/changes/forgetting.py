"""Forgetting: what a person asks to be removed leaves the drafts, and editions say so."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from goldenthread_web.people.audit import Actor, record_event
from goldenthread_web.plans.edition_files import delete_files
from goldenthread_web.plans.models import Basis, EditionNote, EditionQuote
from goldenthread_web.plans.wording import label_words


@transaction.atomic
def forget(*, contribution_ids: Sequence[int], by_role: str, now: datetime) -> list[EditionNote]:
    """Return the notes put on editions that quoted these contributions, one a quote.

    Their quotes leave the drafts with their reasons, and printed copies of the
    editions are deleted. Doing it again adds nothing.
    """
    Basis.objects.filter(contribution_id__in=contribution_ids).delete()
    quoted = EditionQuote.objects.filter(contribution_id__in=contribution_ids, notes=None)
    rows = quoted.select_related("basis__element__edition").order_by("id")
    notes = [_add_note(quote, by_role, now) for quote in rows]
    for edition in {note.edition for note in notes}:
        record_event(
            by=Actor(by_role),
            action="plans.edition-noted",
            subject=edition,
            notes=sum(note.edition_id == edition.pk for note in notes),
        )
        transaction.on_commit(partial(delete_files, edition))
    return notes


def _add_note(quote: EditionQuote, by_role: str, now: datetime) -> EditionNote:
    element = quote.basis.element
    edition = element.edition
    last: int | None = edition.notes.aggregate(last=Max("number"))["last"]
    who = "the person who said them" if by_role == "resident" else f"the {by_role}"
    day = timezone.localtime(now)
    return EditionNote.objects.create(
        edition=edition,
        number=(last or 0) + 1,
        at=now,
        by_role=by_role,
        quote=quote,
        text=(
            f"Words that were quoted under “{label_words(element.kind, element.label)}” were "
            f"removed on {day.day} {day:%B %Y} by {who}. Nothing else has changed."
        ),
    )
