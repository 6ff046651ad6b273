"""Sending a round of mail in the background: each one once, at a bounded rate."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from smtplib import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from goldenthread.errors import ConflictError, GoldenThreadError
from goldenthread_web.engagement.changes import inviting_messages as changes
from goldenthread_web.engagement.inviting_mail import Mail, send_mail
from goldenthread_web.engagement.inviting_writing import Writer
from goldenthread_web.engagement.models import Engagement, Message
from goldenthread_web.engagement.models.inviting import MAY_HAVE_ARRIVED
from goldenthread_web.engagement.queries.inviting_messages import (
    Step,
    fetch_message,
    step_named,
    waiting_ids,
    why_not_now,
)
from goldenthread_web.jobs.changes import JobProgress, add_job, enqueue_on_commit, working_on
from goldenthread_web.jobs.models import Job
from goldenthread_web.page.templatetags.page import plural
from goldenthread_web.people.models import Person

SECONDS_A_MINUTE = 60
MOST_LOST_IN_A_ROW = 3
WERE_SENT = "was sent,were sent"
# RFC 5321, 4.2: the server takes no mail at all now; the first code that is for good.
CLOSING, FOR_GOOD = 421, 500
AGAIN = "Start this round again when that is mended: nobody gets a mail twice."
Send = Callable[[Mail], None]


@transaction.atomic
def start_sending(*, by: Person, engagement: Engagement, step: Step, site: str) -> Job:
    """Return the job that writes to everybody whom this round is for and who has not had it.

    Raises:
        ConflictError: there is no mail server, or it is not the time for it.
    """
    if not settings.HAS_MAIL:
        raise ConflictError("No mail server is set up, so nothing can be sent. Print letters.")
    if reason := why_not_now(engagement, step, today=timezone.localdate()):
        raise ConflictError(reason)
    job = add_job(
        by=by,
        title=f"Send: {step.title}, {engagement}"[:200],
        result_path=reverse("engagement:inviting", args=[engagement.slug]),
    )
    enqueue_on_commit(lambda: run_sending.enqueue(job.pk, engagement.pk, step.name, by.pk, site))
    return job


@task()
def run_sending(job_id: int, engagement_id: int, step_name: str, person_id: int, site: str) -> None:
    """Send one by one; run again, it goes on with those who wait."""
    with working_on(job_id) as progress:
        by = Person.objects.get(pk=person_id)
        engagement, step = Engagement.objects.get(pk=engagement_id), step_named(step_name)
        progress("Making ready", 0.0)
        changes.make_messages(engagement=engagement, step=step)
        line = MailLine()
        round_ = Round(engagement, step, site, line.send)
        try:
            round_.send_all(progress, pause=SECONDS_A_MINUTE / settings.MAILS_A_MINUTE)
        finally:
            line.hang_up()
            changes.record_round(
                by=by, engagement=engagement, step=step, sent=round_.sent, failed=round_.failed
            )
        progress.outcome = round_.outcome


class NoMailServer(GoldenThreadError):
    """The mail server takes no mail at all now: nothing was handed over."""


class MailLine:
    """One line to the mail server for a whole round, opened again if it breaks."""

    def __init__(self) -> None:
        self._connection = get_connection()

    def send(self, mail: Mail) -> None:
        """Hand over one mail. NoMailServer if the server cannot be reached at all."""
        try:
            self._connection.open()
        except SMTPAuthenticationError as refusal:
            raise NoMailServer(
                "The mail server refuses our user name or password. An administrator sets them "
                f"with EMAIL_URL. {AGAIN}"
            ) from refusal
        except (SMTPException, OSError) as gone:
            raise NoMailServer(
                f"The mail server cannot be reached ({type(gone).__name__}). Start this round "
                "again when it is back: nobody gets a mail twice."
            ) from gone
        try:
            send_mail(mail, self._connection)
        except OSError as refusal:
            # What smtplib raises is an OSError too: after a refusal, begin on a new line.
            self.hang_up()
            if told := _refuses_all(refusal):
                raise NoMailServer(told) from refusal
            raise

    def hang_up(self) -> None:
        with suppress(SMTPException, OSError):
            self._connection.close()


@dataclass(slots=True)
class Round:
    """One run through the messages that wait."""

    engagement: Engagement
    step: Step
    site: str
    send: Send
    sent: int = 0
    failed: int = 0
    lost_in_a_row: int = 0

    @property
    def outcome(self) -> str:
        told = f"{plural(self.sent, WERE_SENT)}."
        return (
            f"{told} {self.failed:,} could not be sent: see the reasons." if self.failed else told
        )

    def send_all(self, progress: JobProgress, *, pause: float) -> None:
        """Send what waits; stop and say so if the mail server is gone."""
        ids = waiting_ids(self.engagement, self.step)
        writer = Writer(self.engagement, self.step.kind, self.site)
        for done, message_id in enumerate(ids, start=1):
            self._send_one(writer, message_id)
            progress(f"Sending {done:,} of {len(ids):,}", done / len(ids))
            time.sleep(pause)

    def _send_one(self, writer: Writer, message_id: int) -> None:
        message = fetch_message(message_id)
        # Written before it is claimed: if that goes wrong, it waits and nobody has to ask.
        mail = writer.mail(message)
        if not changes.claim_message(message=message, step=self.step, now=timezone.now()):
            return
        try:
            validate_email(mail.to)
            self.send(mail)
        except ValidationError:
            self._fail(message, "This is not an e-mail address.")
        except (SMTPRecipientsRefused, SMTPResponseException) as refusal:
            self._fail(message, _in_words(refusal))
        except NoMailServer:
            changes.put_back(message=message)
            raise
        except (SMTPException, OSError) as gone:
            self._lose(message, gone)
        else:
            changes.mark_sent(message=message, now=timezone.now())
            self.sent, self.lost_in_a_row = self.sent + 1, 0

    def _fail(self, message: Message, reason: str) -> None:
        changes.mark_failed(message=message, reason=reason)
        self.failed, self.lost_in_a_row = self.failed + 1, 0

    def _lose(self, message: Message, gone: Exception) -> None:
        """The line broke: whether this one arrived, nobody knows."""
        changes.mark_failed(
            message=message,
            reason=f"The line to the mail server broke while this was sent. {MAY_HAVE_ARRIVED}",
        )
        self.failed, self.lost_in_a_row = self.failed + 1, self.lost_in_a_row + 1
        if self.lost_in_a_row >= MOST_LOST_IN_A_ROW:
            raise NoMailServer(
                f"The line to the mail server broke again and again ({type(gone).__name__}). "
                f"{plural(self.sent, WERE_SENT)}; the others wait. Start this round again later."
            ) from gone


def _code_of(refusal: OSError) -> int:
    """Return the code of a refusal, 0 if it has none."""
    if isinstance(refusal, SMTPRecipientsRefused):
        return int(next(iter(refusal.recipients.values()), (0, b""))[0])
    return int(refusal.smtp_code) if isinstance(refusal, SMTPResponseException) else 0


def _refuses_all(refusal: OSError) -> str:
    """Return why the others would be refused like this one, or "" if they may not be."""
    code = _code_of(refusal)
    if code == CLOSING:
        return (
            f"The mail server takes no more mail now (code {code}): perhaps too many went out at "
            "once. The others wait. Start this round again later: nobody gets a mail twice."
        )
    if isinstance(refusal, SMTPSenderRefused):
        return (
            f"The mail server takes no mail from our address (code {code}). An administrator sets "
            f"it with GOLDENTHREAD_MAIL_FROM. {AGAIN}"
        )
    return ""


def _in_words(refusal: SMTPRecipientsRefused | SMTPResponseException) -> str:
    """Return why a mail server refused, without its own text: that may hold addresses."""
    code = _code_of(refusal)
    later = " Try again later." if code < FOR_GOOD else ""
    if isinstance(refusal, SMTPRecipientsRefused):
        now = " now" if later else ""
        return f"The mail server does not take mail for this address{now} (code {code}).{later}"
    return f"The mail server refused this mail (code {code}).{later}"
