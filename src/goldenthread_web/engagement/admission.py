"""How often one person can answer: whether somebody may answer now, by the officer's rule.

What each rule stops, and what it does not: docs/explanation/once-per-person.md.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from goldenthread_web.engagement.answering_keys import browser_digest, person_digest
from goldenthread_web.engagement.changes.answering import Admission
from goldenthread_web.engagement.inviting_cookie import kept_code
from goldenthread_web.engagement.models import AnsweringRule, Engagement
from goldenthread_web.engagement.queries.answering import DRAFT_LIFETIME, has_answered_once
from goldenthread_web.engagement.queries.inviting import find_invitation, why_refused
from goldenthread_web.engagement.sitting import Sitting
from goldenthread_web.people.models import Person

BROWSER_COOKIE = "browser"


class Problem(StrEnum):
    """Why somebody may not answer now."""

    SIGN_IN = "sign in"
    CODE = "code"
    CODE_REFUSED = "code refused"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why somebody may not answer now, with a sentence about their code if it is that."""

    problem: Problem
    sentence: str = ""


def admission_of(request: HttpRequest, sitting: Sitting) -> Admission | Refusal:
    """Return what lets this person answer, or why they may not now."""
    engagement = sitting.engagement
    if engagement.answering_rule == AnsweringRule.SIGNED_IN:
        return _of_person(engagement, request.user)
    if engagement.answering_rule == AnsweringRule.BROWSER:
        return _of_browser(request, sitting)
    if engagement.answering_rule == AnsweringRule.CODE:
        return _of_code(engagement, kept_code(request))
    return _of_anybody(engagement, kept_code(request))


def _of_person(engagement: Engagement, person: object) -> Admission | Refusal:
    if not isinstance(person, Person):
        return Refusal(Problem.SIGN_IN)
    return _unless_answered(engagement, person_digest(engagement, person))


def _of_browser(request: HttpRequest, sitting: Sitting) -> Admission | Refusal:
    """A browser is known again once it has sent something, and not before."""
    known = request.get_signed_cookie(BROWSER_COOKIE, default=None, salt=BROWSER_COOKIE)
    if known:
        return _unless_answered(sitting.engagement, browser_digest(sitting.engagement, known))
    new = sitting.tokens.browser if sitting.tokens else ""
    return Admission(once_digest=browser_digest(sitting.engagement, new) if new else None)


def _of_code(engagement: Engagement, code: str) -> Admission | Refusal:
    if not code:
        return Refusal(Problem.CODE)
    invitation = find_invitation(engagement, code)
    if sentence := why_refused(invitation):
        return Refusal(Problem.CODE_REFUSED, sentence)
    return Admission(invitation=invitation)


def is_invited(request: HttpRequest, engagement: Engagement) -> bool:
    """Return whether this browser keeps a code with which somebody can still answer."""
    code = kept_code(request)
    return bool(code) and not why_refused(find_invitation(engagement, code))


def _of_anybody(engagement: Engagement, code: str) -> Admission:
    """A code is not needed, but if they were invited they are not reminded any more."""
    invitation = find_invitation(engagement, code) if code else None
    return Admission(invitation=None if why_refused(invitation) else invitation)


def _unless_answered(engagement: Engagement, digest: str) -> Admission | Refusal:
    if has_answered_once(engagement, digest):
        return Refusal(Problem.ANSWERED)
    return Admission(once_digest=digest)


def remember_browser(request: HttpRequest, response: HttpResponse, sitting: Sitting) -> None:
    """Let the browser be known again where each may answer once, until the engagement is over."""
    known = request.get_signed_cookie(BROWSER_COOKIE, default=None, salt=BROWSER_COOKIE)
    engagement = sitting.engagement
    if engagement.answering_rule != AnsweringRule.BROWSER or known or sitting.tokens is None:
        return
    left = engagement.closes_on - sitting.now.date() + DRAFT_LIFETIME + timedelta(days=1)
    response.set_signed_cookie(
        BROWSER_COOKIE,
        sitting.tokens.browser,
        salt=BROWSER_COOKIE,
        max_age=int(left.total_seconds()),
        path=sitting.path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
