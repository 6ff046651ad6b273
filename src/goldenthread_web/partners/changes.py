"""Changes to the partnership and its organisations."""

from collections.abc import Sequence

from django.db import transaction

from goldenthread_web.partners.models import Organisation, OrganisationMember, Partnership
from goldenthread_web.people.audit import By, record_event
from goldenthread_web.people.models import Person


@transaction.atomic
def set_up_partnership(
    *, by: By, name: str, place: str, contact: str, languages: Sequence[str]
) -> Partnership:
    """Return the partnership of this installation, made or changed."""
    partnership, _ = Partnership.objects.update_or_create(
        is_only_one=True,
        defaults={"name": name, "place": place, "contact": contact, "languages": list(languages)},
    )
    record_event(by=by, action="partners.set-up", subject=partnership)
    return partnership


@transaction.atomic
def add_organisation(*, by: By, name: str, kind: str, is_invented: bool = False) -> Organisation:
    """Return a new member body of the partnership."""
    organisation = Organisation.objects.create(name=name, kind=kind, is_invented=is_invented)
    record_event(by=by, action="partners.organisation-added", subject=organisation)
    return organisation


@transaction.atomic
def add_member(*, by: By, organisation: Organisation, person: Person) -> OrganisationMember:
    """Return the person as one who speaks for the organisation."""
    member, is_new = OrganisationMember.objects.get_or_create(
        organisation=organisation, person=person
    )
    if is_new:
        record_event(by=by, action="partners.member-added", subject=organisation, person=person.pk)
    return member
