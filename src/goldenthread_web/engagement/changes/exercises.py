"""Setting up an engagement: what the public is told, who works on it, and its documents."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.changes.calendar import end_outgrown_overrides
from goldenthread_web.engagement.models import (
    Engagement,
    EngagementMember,
    SupportingDocument,
)
from goldenthread_web.engagement.queries.calendar import (
    clashes_of,
    days_refused,
    not_allowed,
    refused_periods,
)
from goldenthread_web.engagement.queries.exercises import has_responses
from goldenthread_web.engagement.queries.opening import is_passed
from goldenthread_web.engagement.queries.set_up import tasks_of
from goldenthread_web.people.audit import By, person_of, record_event
from goldenthread_web.people.models import Person
from goldenthread_web.people.roles import Role

LONGEST_SLUG = 70
# Words that stand where a slug would stand in an address of the office.
RESERVED_SLUGS = frozenset({"new"})


@transaction.atomic
def add_engagement(
    *, by: By, title: str, opens_on: date, closes_on: date, **facts: Any
) -> Engagement:
    """Return a new engagement, not published yet, with its maker on the list."""
    engagement = Engagement.objects.create(
        title=title,
        slug=_free_slug(title),
        opens_on=opens_on,
        closes_on=closes_on,
        made_by=person_of(by),
        **facts,
    )
    record_event(by=by, action="engagement.added", subject=engagement)
    if person := person_of(by):
        add_member(by=by, engagement=engagement, person=person)
    return engagement


def _free_slug(title: str) -> str:
    wanted = slugify(title)[:LONGEST_SLUG].strip("-") or "engagement"
    taken = set(Engagement.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    taken |= RESERVED_SLUGS
    candidates = (f"{wanted}-{number}" if number > 1 else wanted for number in range(1, 10_000))
    return next(slug for slug in candidates if slug not in taken)


@transaction.atomic
def change_engagement(*, by: By, engagement: Engagement, **facts: Any) -> Engagement:
    """Return the engagement with these fields changed; the event names the fields."""
    changed = [name for name, fact in facts.items() if getattr(engagement, name) != fact]
    if not changed:
        return engagement
    if not {"opens_on", "closes_on"}.isdisjoint(changed):
        _check_days(
            by=by,
            engagement=engagement,
            opens_on=facts.get("opens_on", engagement.opens_on),
            closes_on=facts.get("closes_on", engagement.closes_on),
        )
    for name in changed:
        setattr(engagement, name, facts[name])
    engagement.save(update_fields=changed)
    record_event(
        by=by, action="engagement.changed", subject=engagement, fields=", ".join(changed)[:80]
    )
    if "safeguarding_lead" in changed and engagement.safeguarding_lead:
        add_member(by=by, engagement=engagement, person=engagement.safeguarding_lead)
    return engagement


def _check_days(*, by: By, engagement: Engagement, opens_on: date, closes_on: date) -> None:
    """Refuse days that cannot be; end what was allowed for other days."""
    if closes_on < opens_on:
        raise InputError("An engagement closes on the day it opens or later.")
    refused = refused_periods(engagement, opens_on=opens_on, closes_on=closes_on)
    if engagement.is_published and refused:
        raise ConflictError(days_refused(refused))
    today = timezone.localdate()
    opens_again = engagement.is_over(today) and closes_on >= today
    if engagement.is_published and opens_again and not is_passed(engagement):
        raise ConflictError("It would take answers again: pass the check before it opens first.")
    end_outgrown_overrides(by=by, engagement=engagement, opens_on=opens_on, closes_on=closes_on)


@transaction.atomic
def publish_engagement(*, by: By, engagement: Engagement) -> Engagement:
    """Return the engagement, open to the public from its first day.

    Raises:
        ConflictError: something that the public must be told is missing, the opening
            check was not passed, or it would run in a blocked period.
    """
    missing = [task.title for task in tasks_of(engagement) if task.is_needed and not task.is_done]
    refused = not_allowed(clashes_of(engagement))
    if missing or refused:
        told = [f"Still missing: {'; '.join(missing)}."] if missing else []
        told += [days_refused(refused)] if refused else []
        raise ConflictError(f"This cannot be published yet. {' '.join(told)}")
    engagement.is_published = True
    engagement.save(update_fields=["is_published"])
    record_event(by=by, action="engagement.published", subject=engagement)
    return engagement


@transaction.atomic
def hide_engagement(*, by: By, engagement: Engagement) -> Engagement:
    """Return the engagement, hidden from the public again.

    Raises:
        ConflictError: somebody has answered; what was asked of people stays to be seen.
    """
    if has_responses(engagement):
        raise ConflictError(
            "People have answered, so the page stays. To take no more answers, "
            "change the day on which it closes."
        )
    engagement.is_published = False
    engagement.save(update_fields=["is_published"])
    record_event(by=by, action="engagement.hidden", subject=engagement)
    return engagement


@transaction.atomic
def add_member(*, by: By, engagement: Engagement, person: Person) -> EngagementMember:
    """Return the person's place on the exercise's list; adding twice adds once."""
    member, is_new = EngagementMember.objects.get_or_create(
        engagement=engagement, person=person, defaults={"added_by": person_of(by)}
    )
    if is_new:
        record_event(by=by, action="engagement.person-added", subject=engagement, person=person.pk)
    return member


@transaction.atomic
def remove_member(*, by: By, engagement: Engagement, person: Person) -> None:
    """Take a person off the list.

    Raises:
        ConflictError: they are its safeguarding lead, or its last engagement officer.
    """
    if engagement.safeguarding_lead_id == person.pk:
        raise ConflictError("Name another safeguarding lead first.")
    officers = EngagementMember.objects.filter(
        engagement=engagement,
        person__is_active=True,
        person__roles_held__role=Role.ENGAGEMENT_OFFICER,
        person__roles_held__ended_at=None,
    )
    if officers.filter(person=person).exists() and officers.count() == 1:
        raise ConflictError(
            "This is the last engagement officer on the list. Add another one first."
        )
    gone, _ = EngagementMember.objects.filter(engagement=engagement, person=person).delete()
    if gone:
        record_event(
            by=by, action="engagement.person-removed", subject=engagement, person=person.pk
        )


@transaction.atomic
def add_document(
    *, by: By, engagement: Engagement, title: str, file: "UploadedFile[bytes]"
) -> SupportingDocument:
    """Return a document that the public can read; its kind was checked by the form."""
    document = SupportingDocument.objects.create(engagement=engagement, title=title, file=file)
    record_event(
        by=by, action="engagement.document-added", subject=engagement, document=document.pk
    )
    return document


@transaction.atomic
def remove_document(*, by: By, document: SupportingDocument) -> None:
    """Remove a document, and its file once the change is safe."""
    engagement, number, file = document.engagement, document.pk, document.file
    document.delete()
    record_event(by=by, action="engagement.document-removed", subject=engagement, document=number)
    transaction.on_commit(lambda: file.storage.delete(str(file.name)))
