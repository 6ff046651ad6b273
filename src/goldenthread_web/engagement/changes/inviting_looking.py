"""Opening a list of people is logged: who, which list, how many; never whom."""

from django.db import transaction

from goldenthread_web.engagement.models import Engagement, InvitationList
from goldenthread_web.people.audit import record_event
from goldenthread_web.people.models import Person


@transaction.atomic
def log_list_look(*, by: Person, invitation_list: InvitationList, shown: int) -> None:
    """Log that a person opened names and addresses."""
    record_event(by=by, action="engagement.list-opened", subject=invitation_list, shown=shown)


@transaction.atomic
def log_invited_look(*, by: Person, engagement: Engagement, shown: int, what: str) -> None:
    """Log that a person opened who was invited, or took their codes or letters."""
    record_event(
        by=by, action="engagement.invited-opened", subject=engagement, shown=shown, what=what
    )
