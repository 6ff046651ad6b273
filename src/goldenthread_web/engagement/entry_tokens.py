"""The token of what staff enter for somebody: given out with the page, and a receipt is made from it.

Sent twice, one token stores once. One that we did not give out stores nothing.
"""

from secrets import token_urlsafe

from django.core import signing
from django.http import HttpRequest

SALT = "an answer entered for somebody"
LONGEST = 24 * 60 * 60  # seconds that a page can stand open
OLD_PAGE = (
    "This page was open for more than a day, so nothing is stored yet. Look at what you typed, "
    "and send it again."
)


def given_token(request: HttpRequest) -> str:
    """Return the token that was sent; empty if we did not give it out, or long ago."""
    try:
        return str(signing.loads(request.POST.get("token", ""), salt=SALT, max_age=LONGEST))
    except signing.BadSignature:
        return ""


def sealed_token(token: str) -> str:
    """Return this token, or a new one where it is empty, to be given out with a page."""
    return signing.dumps(token or token_urlsafe(32), salt=SALT)
