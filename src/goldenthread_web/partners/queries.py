"""Reading the partnership."""

from django.db.models import QuerySet

from goldenthread_web.partners.models import Organisation, Partnership


def partnership() -> Partnership | None:
    """Return the partnership of this installation, if it is set up."""
    return Partnership.objects.first()


def contact_of_partnership() -> str:
    """Return how anybody can reach the partnership; "" if it is not set up."""
    found = partnership()
    return found.contact if found else ""


def described_partnership() -> dict[str, str]:
    """Return the partnership as its form shows it."""
    found = partnership()
    if found is None:
        return {"languages": "en"}
    return {
        "name": found.name,
        "place": found.place,
        "contact": found.contact,
        "languages": ", ".join(found.languages),
    }


def organisations() -> QuerySet[Organisation]:
    """Return the member bodies, by name."""
    return Organisation.objects.all()
