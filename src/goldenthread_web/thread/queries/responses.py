"""Finding a response that somebody asks to have removed."""

from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from goldenthread.engagement.receipts import ReceiptCodeError, receipt_digest
from goldenthread_web.engagement.models import Contribution, EngagementResponse
from goldenthread_web.people.models import Person


def visible_to(person: Person) -> QuerySet[EngagementResponse]:
    """Return the responses of the exercises on whose list the person is."""
    found = EngagementResponse.objects.filter(engagement__members__person=person)
    return found.select_related("engagement")


def find(person: Person, asked: str) -> EngagementResponse | None:
    """Return the response meant by a receipt code, a number, or a contribution's reference."""
    found = visible_to(person)
    return (
        _by_number(found, asked)
        or _by_receipt(found, asked)
        or found.filter(contributions__reference=asked.strip().strip("/")).first()
    )


def _by_number(found: QuerySet[EngagementResponse], asked: str) -> EngagementResponse | None:
    try:
        return found.filter(number=UUID(asked.strip())).first()
    except ValueError:
        return None


def _by_receipt(found: QuerySet[EngagementResponse], asked: str) -> EngagementResponse | None:
    try:
        digest = receipt_digest(asked, settings.WORDS_KEY.encode())
    except ReceiptCodeError:
        return None
    return found.filter(receipt_digest=digest).first()


def contribution_count(response: EngagementResponse) -> int:
    """Return how many things were said in the response."""
    return Contribution.objects.filter(response=response).count()
