"""Who votes on after sending: known by the answers that this browser sent, or by a receipt code."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from goldenthread_web.engagement.keys import receipt_digest
from goldenthread_web.engagement.models import EngagementResponse, Question
from goldenthread_web.engagement.queries.exercises import counted_responses
from goldenthread_web.engagement.queries.statements import (
    voted_questions,
    with_statements,
)
from goldenthread_web.engagement.sitting import Sitting, browser_of

VOTES_COOKIE = "votes"


def voter_of(request: HttpRequest, sitting: Sitting) -> EngagementResponse | None:
    """Return the response that this browser may vote for here, if there is one."""
    sent = sitting.sent
    if sent is not None and sent.removed_at is None:
        return sent
    number = request.get_signed_cookie(VOTES_COOKIE, default=None, salt=VOTES_COOKIE)
    found = counted_responses(sitting.engagement)
    try:
        return found.filter(number=number).first() if number else None
    except ValidationError:
        return None


def voter_with(code: str, sitting: Sitting) -> EngagementResponse | None:
    """Return the response of this engagement that has this receipt code."""
    found = counted_responses(sitting.engagement)
    return found.filter(receipt_digest=receipt_digest(code)).first()


def remember_voter(response: HttpResponse, voter: EngagementResponse, sitting: Sitting) -> None:
    """Keep in the browser whose votes these are, until it is closed."""
    response.set_signed_cookie(
        VOTES_COOKIE,
        str(voter.number),
        salt=VOTES_COOKIE,
        path=sitting.path,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def questions_to_vote_on(sitting: Sitting, voter: EngagementResponse) -> list[int]:
    """Return the questions whose statements this person is asked about.

    One that only some people are asked is theirs if they voted there before.
    """
    asked = [one for one in sitting.asked.questions if one.kind == Question.Kind.STATEMENTS]
    if not asked:
        return []
    shown = with_statements(asked)
    voted = voted_questions(voter) if sitting.asked.has_conditions else set()
    conditional = sitting.asked.conditions.keys() - voted
    return [one.pk for one in asked if one.pk in shown and one.pk not in conditional]


def voter_key(request: HttpRequest) -> str:
    """Return by what quick voting is counted: the response voted for, else the browser."""
    number = request.get_signed_cookie(VOTES_COOKIE, default=None, salt=VOTES_COOKIE)
    return number or browser_of(request)
