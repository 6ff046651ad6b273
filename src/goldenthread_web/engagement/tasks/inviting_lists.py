"""The mail that asks whether it was really they who asked."""

from django.utils.translation import gettext, override
from django_tasks import task

from goldenthread_web.engagement.inviting_links import confirm_address
from goldenthread_web.engagement.inviting_mail import Mail, send_mail
from goldenthread_web.engagement.models import Invitee
from goldenthread_web.engagement.queries.inviting_lists import invitee_with
from goldenthread_web.jobs.changes import enqueue_on_commit
from goldenthread_web.page.languages import ASKED_FOR, ENGLISH, SPOKEN, Language


def send_confirmation_later(*, invitee: Invitee, site: str) -> None:
    """Let the worker write to somebody who asked to hear from us."""
    enqueue_on_commit(lambda: send_confirmation.enqueue(invitee.pk, site))


@task()
def send_confirmation(invitee_id: int, site: str) -> None:
    """Write to them, unless they confirmed or were removed meanwhile."""
    invitee = invitee_with(invitee_id)
    if invitee is None or invitee.asked_at is None or invitee.confirmed_at is not None:
        return
    language = SPOKEN.get(invitee.language, ENGLISH)
    with override(language.locale):
        mail = _ask_whether_it_was_they(invitee, site, language)
    send_mail(mail)


def _ask_whether_it_was_they(invitee: Invitee, site: str, language: Language) -> Mail:
    asked = gettext(
        "Somebody, we hope you, asked on our page that we write to this address about “%(list)s”."
    )
    link = confirm_address(site, invitee)
    parts = [
        gettext("Hello,"),
        asked % {"list": invitee.invitation_list.name},
        gettext("If it was you, open this link and press the button:"),
        link if language.is_english else f"{link}?{ASKED_FOR}={language.code}",
        gettext(
            "If it was not you, do nothing. We will not write again, and forget this address after "
            "30 days."
        ),
    ]
    if not language.is_english:
        parts.append(gettext("This translation has not been checked."))
    subject = gettext("Please confirm that you asked")
    return Mail(invitee.email, subject, "\n\n".join(parts), language.code)
