"""The mail that asks whether it was really they who asked."""

from django_tasks import task

from goldenthread_web.engagement.inviting_links import confirm_address
from goldenthread_web.engagement.inviting_mail import Mail, send_mail
from goldenthread_web.engagement.models import Invitee
from goldenthread_web.engagement.queries.inviting_lists import invitee_with
from goldenthread_web.jobs.changes import enqueue_on_commit


def send_confirmation_later(*, invitee: Invitee, site: str) -> None:
    """Let the worker write to somebody who asked to hear from us."""
    enqueue_on_commit(lambda: send_confirmation.enqueue(invitee.pk, site))


@task()
def send_confirmation(invitee_id: int, site: str) -> None:
    """Write to them, unless they confirmed or were removed meanwhile."""
    invitee = invitee_with(invitee_id)
    if invitee is None or invitee.asked_at is None or invitee.confirmed_at is not None:
        return
    body = (
        "Hello,\n\nSomebody, we hope you, asked on our page that we write to this address "
        f"about “{invitee.invitation_list.name}”.\n\n"
        f"If it was you, open this link and press the button:\n\n{confirm_address(site, invitee)}\n\n"
        "If it was not you, do nothing. We will not write again, and forget this address "
        "after 30 days."
    )
    send_mail(Mail(invitee.email, "Please confirm that you asked", body, "en"))
