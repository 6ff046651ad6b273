"""The invitation code, kept by the browser until the answers are sent.

The cookie is signed, out of reach of scripts, and sent to this engagement only.
A link brings the code to the server once; after that no address has it, so
neither logs, nor the history, nor a Referer header do.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.answering import DRAFT_LIFETIME

INVITATION_COOKIE = "invitation"


def keep_code(response: HttpResponse, engagement: Engagement, code: str) -> None:
    """Let the browser keep the code for as long as it keeps unsent answers."""
    response.set_signed_cookie(
        INVITATION_COOKIE,
        code,
        salt=INVITATION_COOKIE,
        max_age=int(DRAFT_LIFETIME.total_seconds()),
        path=_path(engagement),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def kept_code(request: HttpRequest) -> str:
    """Return the code that the browser keeps; "" if there is none or it was changed."""
    held = request.get_signed_cookie(
        INVITATION_COOKIE, default=None, salt=INVITATION_COOKIE, max_age=DRAFT_LIFETIME
    )
    return held or ""


def forget_code(response: HttpResponse, engagement: Engagement) -> None:
    """Take the code out of the browser: it is used, or somebody else sits there now."""
    response.delete_cookie(INVITATION_COOKIE, path=_path(engagement), samesite="Lax")


def _path(engagement: Engagement) -> str:
    return reverse("engagement:engagement", args=[engagement.slug])
