"""What every page here does first: log the look at held words, read numbers in the address."""

from django.http import HttpRequest

from goldenthread_web.engagement.changes.looking import log_look
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.permissions import SEE_HELD_WORDS
from goldenthread_web.people.permissions import allows
from goldenthread_web.people.requests import OfficeRequest

MOST_DIGITS = 17


def look(request: OfficeRequest, engagement: Engagement, shown: int) -> bool:
    """Return whether the reader sees held words here; if so, log that they looked."""
    sees_held = allows(request.user, SEE_HELD_WORDS, on=engagement)
    if sees_held and shown:
        log_look(by=request.user, engagement=engagement, shown=shown)
    return sees_held


def number_asked_for(request: HttpRequest, name: str) -> int | None:
    """Return a number in the address, or None where there is none that makes sense."""
    asked = request.GET.get(name, "")
    is_number = asked.isascii() and asked.isdecimal() and len(asked) <= MOST_DIGITS
    return int(asked) if is_number else None
