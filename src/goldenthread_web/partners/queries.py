"""Reading the partnership."""

from goldenthread_web.partners.models import Partnership


def partnership() -> Partnership | None:
    """Return the partnership of this installation, if it is set up."""
    return Partnership.objects.first()
