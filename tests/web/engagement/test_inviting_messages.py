"""Mail goes to each person once, whatever fails, and to nobody who answered or left."""

from collections.abc import Callable
from datetime import timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

import pytest
from django.core import mail
from django.utils import timezone
from tests.web.builders import make_response, today
from tests.web.engagement.test_inviting import make_list

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.changes.inviting import invite_list, mark_used, withdraw
from goldenthread_web.engagement.changes.inviting_lists import leave_lists
from goldenthread_web.engagement.changes.inviting_messages import (
    claim_message,
    make_messages,
    save_wording,
)
from goldenthread_web.engagement.inviting_words import STANDARD, fill, unknown_fields
from goldenthread_web.engagement.models import (
    EngagementOutcome,
    Invitation,
    InvitationList,
    Invitee,
    Message,
    ResponseContact,
)
from goldenthread_web.engagement.queries.inviting import code_of
from goldenthread_web.engagement.queries.inviting_messages import (
    failed_messages,
    fetch_message,
    step_named,
)
from goldenthread_web.engagement.tasks import inviting as tasks
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.audit import SHELL

pytestmark = pytest.mark.django_db
SITE = "https://thread.example.org"


@pytest.fixture(autouse=True)
def _has_mail(settings) -> None:
    settings.HAS_MAIL = True
    settings.MAILS_A_MINUTE = 10**9
    settings.DEFAULT_FROM_EMAIL = "Team <team@example.org>"


@pytest.fixture
def people(engagement) -> InvitationList:
    made = make_list("a@example.org", "b@example.org", "c@example.org")
    invite_list(by=SHELL, engagement=engagement, invitation_list=made)
    return made


@pytest.fixture
def send(engagement, engagement_officer, django_capture_on_commit_callbacks):
    """Return a function that sends one round, as an officer does."""

    def start(name: str) -> Job:
        with django_capture_on_commit_callbacks(execute=True):
            job = tasks.start_sending(
                by=engagement_officer, engagement=engagement, step=step_named(name), site=SITE
            )
        job.refresh_from_db()
        return job

    return start


def sent_to() -> list[str]:
    return sorted(one.to[0] for one in mail.outbox)


def test_everybody_gets_one_mail_with_their_own_link_and_nobody_again(
    send: Callable[[str], Job], people, engagement
) -> None:
    assert send("invitation").outcome == "3 were sent."
    assert sent_to() == ["a@example.org", "b@example.org", "c@example.org"]
    codes = {
        one.invitee.email: code_of(one)
        for one in Invitation.objects.select_related("invitee", "engagement")
    }
    for one in mail.outbox:
        assert f"{SITE}/i/{codes[one.to[0]]}/" in one.body
        assert sum(code in one.body for code in codes.values()) == 1
    Invitee.objects.create(invitation_list=people, email="d@example.org")
    invite_list(by=SHELL, engagement=engagement, invitation_list=people)
    mail.outbox.clear()
    assert send("invitation").outcome == "1 was sent."
    assert sent_to() == ["d@example.org"]
    assert send("invitation").outcome == "0 were sent."


def test_reminders_go_to_who_has_not_answered_and_thanks_to_who_has(
    send: Callable[[str], Job], people
) -> None:
    assert send("reminder-1").outcome == "0 were sent.", "nobody got an invitation yet"
    send("invitation")
    mark_used(invitation=Invitation.objects.get(invitee__email="a@example.org"), today=today())
    mail.outbox.clear()
    send("reminder-1")
    assert sent_to() == ["b@example.org", "c@example.org"]
    mark_used(invitation=Invitation.objects.get(invitee__email="b@example.org"), today=today())
    mail.outbox.clear()
    send("reminder-2")
    assert sent_to() == ["c@example.org"]
    mail.outbox.clear()
    send("thanks")
    assert sent_to() == ["a@example.org", "b@example.org"]


def test_who_answers_or_leaves_while_a_round_waits_gets_nothing(
    send: Callable[[str], Job], people, engagement
) -> None:
    step = step_named("invitation")
    assert make_messages(engagement=engagement, step=step) == 3
    mark_used(invitation=Invitation.objects.get(invitee__email="a@example.org"), today=today())
    Invitee.objects.filter(email="b@example.org").update(left_at=timezone.now())
    send("invitation")
    assert sent_to() == ["c@example.org"]
    assert Message.objects.count() == 1


def test_a_message_is_claimed_by_one_worker(people, engagement) -> None:
    step = step_named("invitation")
    make_messages(engagement=engagement, step=step)
    one = fetch_message(Message.objects.values_list("pk", flat=True)[0])
    assert claim_message(message=one, step=step, now=timezone.now())
    assert not claim_message(message=one, step=step, now=timezone.now())


def test_a_stop_in_the_middle_sends_to_nobody_twice(
    send: Callable[[str], Job], people, engagement, monkeypatch
) -> None:
    whole, calls = tasks.send_mail, []

    def stops_after_the_second(one, connection=None) -> None:
        whole(one, connection)
        calls.append(one.to)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(tasks, "send_mail", stops_after_the_second)
    with pytest.raises(KeyboardInterrupt):
        send("invitation")
    monkeypatch.setattr(tasks, "send_mail", whole)
    send("invitation")
    assert sent_to() == ["a@example.org", "b@example.org", "c@example.org"]
    assert Message.objects.filter(state=Message.State.SENDING).count() == 1
    later = timezone.now() + timedelta(minutes=16)
    assert failed_messages(engagement, now=later).count() == 1


def test_a_mail_that_cannot_be_written_was_not_handed_over(
    send: Callable[[str], Job], people, monkeypatch
) -> None:
    def fails(self, message) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(tasks.Writer, "mail", fails)
    assert send("invitation").state == Job.State.FAILED
    assert set(Message.objects.values_list("state", flat=True)) == {"waiting"}


def test_what_one_address_refuses_is_listed_with_its_reason_and_tried_again(
    send: Callable[[str], Job], people, engagement, monkeypatch, officer
) -> None:
    whole = tasks.send_mail

    def refuses(one, connection=None) -> None:
        if one.to == "a@example.org":
            raise SMTPRecipientsRefused({one.to: (550, b"a@example.org unknown, see <b>")})
        if one.to == "b@example.org":
            raise SMTPDataError(554, b"Spam from b@example.org")
        whole(one, connection)

    monkeypatch.setattr(tasks, "send_mail", refuses)
    assert send("invitation").outcome.startswith("1 was sent. 2 could not be sent")
    at = f"/office/engagements/{engagement.slug}/inviting/not-sent/"
    page = officer.get(at).content.decode()
    assert "code 550" in page
    assert "code 554" in page
    assert "Spam" not in page
    monkeypatch.setattr(tasks, "send_mail", whole)
    mail.outbox.clear()
    send("invitation")
    assert sent_to() == [], "a failure is tried again only when somebody says so"
    ids = list(Message.objects.filter(state="failed").values_list("pk", flat=True))
    officer.post(f"{at}again/", {"message": [*ids, "x", "999999"]})
    send("invitation")
    assert sent_to() == ["a@example.org", "b@example.org"]


def test_a_server_that_is_gone_stops_the_round_and_the_others_wait(
    send: Callable[[str], Job], people, monkeypatch
) -> None:
    def no_server(self) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", no_server)
    job = send("invitation")
    assert job.state == Job.State.FAILED
    assert "cannot be reached" in job.outcome
    assert set(Message.objects.values_list("state", flat=True)) == {"waiting"}
    monkeypatch.undo()
    monkeypatch.setattr(tasks.settings, "MAILS_A_MINUTE", 10**9, raising=False)
    send("invitation")
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (SMTPDataError(421, b"Too many, see x@example.org"), "takes no more mail now (code 421)"),
        (SMTPRecipientsRefused({"b@example.org": (421, b"Closing")}), "takes no more mail now"),
        (SMTPSenderRefused(553, b"Not yours", "team@example.org"), "GOLDENTHREAD_MAIL_FROM"),
    ],
)
def test_what_the_server_refuses_of_all_stops_the_round_and_the_others_wait(
    send: Callable[[str], Job], people, monkeypatch, refusal: Exception, told: str
) -> None:
    whole = tasks.send_mail

    def refuses_after_the_first(one, connection=None) -> None:
        if mail.outbox:
            raise refusal
        whole(one, connection)

    monkeypatch.setattr(tasks, "send_mail", refuses_after_the_first)
    job = send("invitation")
    assert job.state == Job.State.FAILED
    assert told in job.outcome
    assert "example.org" not in job.outcome
    states = list(Message.objects.values_list("state", flat=True))
    assert (states.count("sent"), states.count("waiting")) == (1, 2)
    monkeypatch.setattr(tasks, "send_mail", whole)
    send("invitation")
    assert sent_to() == ["a@example.org", "b@example.org", "c@example.org"]


def test_a_wrong_password_of_the_mail_server_is_told_as_such(
    send: Callable[[str], Job], people, monkeypatch
) -> None:
    def refuses(self) -> None:
        raise SMTPAuthenticationError(535, b"no")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.open", refuses)
    assert "user name or password" in send("invitation").outcome
    assert set(Message.objects.values_list("state", flat=True)) == {"waiting"}


def test_what_may_have_arrived_is_not_ticked_to_be_sent_again(
    send: Callable[[str], Job], people, engagement, monkeypatch, officer
) -> None:
    def fails(one, connection=None) -> None:
        if one.to == "a@example.org":
            raise SMTPServerDisconnected("gone")
        raise SMTPRecipientsRefused({one.to: (451 if one.to[0] == "b" else 550, b"no")})

    monkeypatch.setattr(tasks, "send_mail", fails)
    send("invitation")
    at = f"/office/engagements/{engagement.slug}/inviting/not-sent/"
    page = officer.get(at).text
    rows = dict(zip("abc", page.split("<tr>")[2:], strict=True))
    assert ["checked>" in rows[one] for one in "abc"] == [False, True, True]
    assert "now (code 451). Try again later." in rows["b"]
    assert "for this address (code 550).</td>" in rows["c"]
    officer.post(f"{at}again/", {"message": list(Message.objects.values_list("pk", flat=True))})
    page = officer.get(at).text
    assert "No mail is listed here" in page
    assert "3 wait to be sent" in officer.get(at.replace("not-sent/", "")).text


def test_mail_that_failed_is_dropped_with_who_left_or_whose_code_is_taken_back(
    send: Callable[[str], Job], people, engagement, monkeypatch
) -> None:
    def refuses(one, connection=None) -> None:
        raise SMTPRecipientsRefused({one.to: (550, b"no")})

    monkeypatch.setattr(tasks, "send_mail", refuses)
    send("invitation")
    leave_lists(invitee=Invitee.objects.get(email="a@example.org"), now=timezone.now())
    back = Invitation.objects.filter(invitee__email="b@example.org")
    withdraw(by=SHELL, engagement=engagement, invitations=back)
    left = failed_messages(engagement, now=timezone.now())
    assert [one.invitation.invitee.email for one in left] == ["c@example.org"]


def test_a_line_that_breaks_again_and_again_ends_the_round(
    send: Callable[[str], Job], engagement, monkeypatch
) -> None:
    made = make_list(*(f"p{n}@example.org" for n in range(6)), name="Six")
    invite_list(by=SHELL, engagement=engagement, invitation_list=made)

    def breaks(one, connection=None) -> None:
        raise SMTPServerDisconnected("gone")

    monkeypatch.setattr(tasks, "send_mail", breaks)
    assert send("invitation").state == Job.State.FAILED
    states = list(Message.objects.values_list("state", flat=True))
    assert (states.count("failed"), states.count("waiting")) == (3, 3)


def test_a_mail_has_a_way_out_no_picture_and_no_second_header(
    send: Callable[[str], Job], people, engagement
) -> None:
    hostile = "Eve\r\nBcc: all@example.org <script>alert(1)</script> {code}"
    Invitee.objects.filter(email="a@example.org").update(name=hostile)
    engagement.title = "Streets\nBcc: all@example.org"
    engagement.save()
    send("invitation")
    one = next(one for one in mail.outbox if one.to == ["a@example.org"])
    raw = one.message().as_string()
    headers = raw.split("\n\n")[0].replace("\n ", " ").replace("  ", " ")
    assert "\nBcc:" not in headers
    assert one.recipients() == ["a@example.org"]
    assert "List-Unsubscribe: <https://" in headers
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in headers
    html = one.alternatives[0][0]
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<img" not in html
    assert "src=" not in html
    assert "style" not in html
    assert f'href="{SITE}/i/' in html
    assert "{code}" in one.body, "a name that looks like a field stays a name"
    assert one.extra_headers["Message-ID"].endswith("@example.org>")


def test_what_came_of_it_goes_to_who_asked_and_only_when_it_is_public(
    send: Callable[[str], Job], people, engagement
) -> None:
    with pytest.raises(ConflictError, match="not published yet"):
        send("outcome")
    Invitee.objects.filter(email="b@example.org").update(
        asked_at=timezone.now(), confirmed_at=timezone.now()
    )
    for reach in (
        "asked@example.org",
        "020 7946 0000",
        "@not really",
        "x@example.org\nBcc: y@z.org",
    ):
        ResponseContact.objects.create(
            response=make_response(engagement, "Benches"), how_to_reach=reach
        )
    EngagementOutcome.objects.create(
        engagement=engagement, we_asked="a", you_said="b", we_did="We built benches.",
        decided_on=today(), published_at=timezone.now(),
    )  # fmt: skip
    job = send("outcome")
    assert sent_to() == ["asked@example.org", "b@example.org"]
    assert "2 could not be sent" in job.outcome
    assert all("We built benches." in one.body for one in mail.outbox)
    assert "/i/" not in next(one.body for one in mail.outbox if one.to == ["asked@example.org"])


def test_words_are_changed_previewed_and_refused_where_they_lead_nowhere(
    officer, send: Callable[[str], Job], people, engagement
) -> None:
    at = f"/office/engagements/{engagement.slug}/inviting/words/invitation/en/"
    for body, told in (("Come {link} {password}", "password"), ("Come along", "needs {link}")):
        page = officer.post(at, {"subject": "Hello", "body": body, "save": "yes"}).content.decode()
        assert told in page
    preview = {"subject": "Salaam {title}", "body": "{greeting}! <b>{link}", "preview": "yes"}
    page = officer.post(at, preview).content.decode()
    assert f"Salaam {engagement.title}" in page
    assert "Dear Amina Example! &lt;b&gt;" in page
    assert not engagement.message_wordings.exists()
    officer.post(at, {**preview, "save": "yes"})
    save_wording(by=SHELL, engagement=engagement, kind="invitation", language="bn",
                 subject="আপনার মতামত", body="{link}")  # fmt: skip
    Invitee.objects.filter(email="c@example.org").update(language="bn")
    send("invitation")
    subjects = {one.to[0]: one.subject for one in mail.outbox}
    assert subjects["a@example.org"] == f"Salaam {engagement.title}"
    assert subjects["c@example.org"] == "আপনার মতামত"
    officer.post(at, {"reset": "yes"})
    assert not engagement.message_wordings.filter(language="en").exists()


def test_nothing_is_sent_without_a_mail_server_or_out_of_time(
    send: Callable[[str], Job], people, engagement, settings, officer
) -> None:
    settings.HAS_MAIL = False
    with pytest.raises(ConflictError, match="Print letters"):
        send("invitation")
    page = officer.get(f"/office/engagements/{engagement.slug}/inviting/").content.decode()
    assert "No mail server is set up" in page
    settings.HAS_MAIL = True
    engagement.closes_on = today() - timedelta(days=1)
    engagement.save()
    with pytest.raises(ConflictError, match="has closed"):
        send("reminder-1")


def test_who_sends_before_it_opens_is_told_so(officer, people, engagement) -> None:
    at = f"/office/engagements/{engagement.slug}/inviting/send/invitation/"
    assert "told to come back then" not in officer.get(at).text
    engagement.opens_on = today() + timedelta(days=2)
    engagement.save()
    page = officer.get(at).text
    assert "told to come back then" in page
    assert "Send to 3 people" in page


def test_the_pages_of_a_round_cost_few_queries(
    officer, people, engagement, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(20):
        page = officer.get(f"/office/engagements/{engagement.slug}/inviting/send/invitation/")
    assert "Send to 3 people" in page.content.decode()
    assert "so this takes about a minute" in page.content.decode()
    with django_assert_max_num_queries(14):
        officer.get(f"/office/engagements/{engagement.slug}/inviting/words/letter/en/")
    assert (
        officer.get(f"/office/engagements/{engagement.slug}/inviting/send/all/").status_code == 404
    )


def test_the_standard_words_name_only_what_is_filled_in() -> None:
    for words in STANDARD.values():
        assert unknown_fields(words.subject + words.body) == []
    assert fill("{greeting} {code}", {"greeting": "{code}", "code": "1"}) == "{code} 1"
