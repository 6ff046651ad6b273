"""Lists of people: brought in, asked to be on, left; personal data all along."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from openpyxl import Workbook
from tests.web.resident_pages import without_nonce

from goldenthread_web.engagement.changes.inviting import invite_list
from goldenthread_web.engagement.changes.inviting_lists import forget_who_never_confirmed
from goldenthread_web.engagement.inviting_links import confirm_address, leave_address
from goldenthread_web.engagement.models import Invitation, InvitationList, Invitee
from goldenthread_web.engagement.queries.inviting_lists import may_be_written_to
from goldenthread_web.engagement.tasks.inviting_lists import send_confirmation
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import AuditEvent
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture
def people() -> InvitationList:
    return InvitationList.objects.create(
        name="News", purpose="When we ask something new.", is_open_to_join=True
    )


def bring_in(officer: Client, people: InvitationList, content: bytes, name: str = "people.csv"):
    file = io.BytesIO(content)
    file.name = name
    return officer.post(f"/office/lists/{people.pk}/bring-in/", {"file": file})


def test_a_file_is_brought_in_and_each_row_that_is_not_taken_says_why(
    officer: Client, people
) -> None:
    content = (
        b"Name;Organisation;E-mail;Address line 1;Address line 2;Language\n"
        b"Amina;Garden club;Amina@Example.org;;;Bengali\n"
        b"Ben;;not an address;;;\n"
        b";Nobody;;;;\n"
        b"Amina again;;amina@example.org;;;\n"
        b"Carl;;;1 Invented Road;London;\n"
        b"Dee;;dee@example.org;;;Klingon tongue\n"
    )
    page = bring_in(officer, people, content).content.decode()
    assert "2 entries are new" in page
    for row, reason in ((3, "is not an e-mail address"), (4, "no e-mail and no postal"),
                        (5, "stands in row 2"), (7, "is not known")):  # fmt: skip
        assert f">{row}</td>" in page
        assert reason in page
    assert [int(row) for row in re.findall(r'cell">(\d+)</td>', page)] == [3, 4, 5, 7]
    amina = Invitee.objects.get(email="amina@example.org")
    assert (amina.name, amina.language, amina.organisation_name) == ("Amina", "bn", "Garden club")
    assert Invitee.objects.get(name="Carl").postal_address == "1 Invented Road\nLondon"
    again = bring_in(officer, people, content).content.decode()
    assert "0 entries are new" in again
    assert "2 were on the list already" in again
    facts = [
        event.facts for event in AuditEvent.objects.filter(action="engagement.invitees-brought-in")
    ]
    assert {"added": 2, "known": 0, "rejected": 4} in facts
    assert "Amina" not in str(facts)


def test_an_address_is_read_as_mail_programs_copy_it(officer: Client, people) -> None:
    bring_in(
        officer, people, b'name,email\n,"Park, Eva <Eva@Example.org>"\nTwo,a@x.org <b@x.org>\n'
    )
    assert Invitee.objects.get().email == "eva@example.org"


def test_an_excel_file_is_read_and_a_file_without_addresses_is_refused(
    officer: Client, people
) -> None:
    book, out = Workbook(), io.BytesIO()
    for row in (("First name", "Surname", "Email address"), ("Eva", "Smith", "eva@example.org")):
        book.active.append(row)
    book.save(out)
    bring_in(officer, people, out.getvalue(), "people.xlsx")
    assert Invitee.objects.get().name == "Eva Smith"
    page = bring_in(officer, people, b"colour,size\nred,3\n").content.decode()
    assert "No column of this file is an e-mail or postal address" in page


def test_names_with_line_ends_and_formulas_do_no_harm(officer: Client, people) -> None:
    content = b'name,email\n"=cmd|1\r\nBcc: x@example.org",a@example.org\n'
    bring_in(officer, people, content)
    assert "\n" not in Invitee.objects.get().name
    sheet = officer.get(f"/office/lists/{people.pk}/people.csv").content.decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(sheet)))[1]
    assert row[0].startswith("'=cmd|1")


def test_by_hand_an_address_stands_once_and_somebody_can_be_reached(
    officer: Client, people
) -> None:
    at = f"/office/lists/{people.pk}/add/"
    given = {"name": "Ana", "email": "ANA@example.org", "language": "en"}
    assert officer.post(at, given).status_code == 302
    assert "on the list already" in officer.post(at, given).content.decode()
    assert "or both" in officer.post(at, {"name": "Ana", "language": "en"}).content.decode()
    one = Invitee.objects.get()
    page = f"/office/lists/{people.pk}/people/{one.pk}/"
    officer.post(page, {**given, "name": "Anna"})
    one.refresh_from_db()
    assert one.name == "Anna"
    officer.post(f"{page}remove/")
    assert not Invitee.objects.exists()
    assert not AuditEvent.objects.filter(facts__icontains="ana").exists()


def test_each_look_at_a_list_is_logged_and_searched(
    officer: Client, people, django_assert_max_num_queries
) -> None:
    Invitee.objects.bulk_create(
        Invitee(invitation_list=people, name=f"Person {n}", email=f"p{n}@example.org")
        for n in range(60)
    )
    with django_assert_max_num_queries(12):
        page = officer.get(f"/office/lists/{people.pk}/").content.decode()
    assert "p0@example.org" in page
    found = officer.get(f"/office/lists/{people.pk}/?words=p59").content.decode()
    assert "Person 59" in found
    assert "Person 10" not in found
    shown = AuditEvent.objects.filter(action="engagement.list-opened").values_list(
        "facts", flat=True
    )
    assert sorted(one["shown"] for one in shown) == [1, 50]


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ENGAGEMENT_OFFICER])
def test_nobody_else_opens_a_list(role: Role, people, person_with, signed_in) -> None:
    client = signed_in(person_with(role))
    for address in ("", f"{people.pk}/", f"{people.pk}/people.csv", f"{people.pk}/bring-in/"):
        assert client.get(f"/office/lists/{address}").status_code == 403


def ask(client: Client, people: InvitationList, **fields: str):
    given = {"list": people.pk, "name": "Ola", "email": "ola@example.org", "language": "en"}
    return client.post("/hear-from-us/", {**given, **fields})


def test_who_asks_is_on_the_list_once_they_confirm_by_mail(
    stranger: Client, people, settings, django_capture_on_commit_callbacks
) -> None:
    settings.HAS_MAIL = True
    with django_capture_on_commit_callbacks(execute=True):
        page = ask(stranger, people)
    assert "Look into your mail" in page.content.decode()
    assert not may_be_written_to(people).exists()
    link = next(word for word in mail.outbox[0].body.split() if "/confirm/" in word)
    path = link.removeprefix(SITE)
    assert "Yes, write to me" in stranger.get(path).content.decode()
    assert not may_be_written_to(people).exists(), "a mail scanner that opens links joins nobody"
    assert "You will hear from us" in stranger.post(path).content.decode()
    assert may_be_written_to(people).get().email == "ola@example.org"


@pytest.mark.parametrize(
    ("language", "subject"),
    [("ar", "من فضلك أكّد أنك طلبت ذلك"), ("cy", "Please confirm that you asked")],
)
def test_they_are_asked_to_confirm_in_the_language_that_they_chose(
    people, settings, language: str, subject: str
) -> None:
    """One that the program does not speak is written to in English."""
    settings.HAS_MAIL = True
    one = Invitee.objects.create(
        invitation_list=people, email="ola@example.org", asked_at=timezone.now(), language=language
    )
    send_confirmation.call(one.pk, SITE)
    (sent,) = mail.outbox
    assert sent.subject == subject
    assert ("?in=ar" in sent.body) == (language == "ar")
    assert ("لم تراجع هذه الترجمة." in sent.body) == (language == "ar")
    link = next(word for word in sent.body.split() if "/confirm/" in word)
    assert Client().get(link.removeprefix(SITE)).status_code == 200


def test_a_browser_can_send_the_button_that_confirms(people) -> None:
    """From a page with the policy "no-referrer", browsers send a form with the origin "null"."""
    one = Invitee.objects.create(
        invitation_list=people, email="ola@example.org", asked_at=timezone.now()
    )
    path, browser = confirm_address("", one), Client(enforce_csrf_checks=True)
    page = browser.get(path)
    origin = "null" if "no-referrer" in page["Referrer-Policy"] else "http://testserver"
    token = page.text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    sent = browser.post(path, {"csrfmiddlewaretoken": token}, HTTP_ORIGIN=origin)
    assert sent.status_code == 200
    assert may_be_written_to(people).get() == one


def test_asking_again_tells_a_stranger_nothing_and_mails_nobody_twice(
    stranger: Client, people, settings, django_capture_on_commit_callbacks
) -> None:
    settings.HAS_MAIL = True
    Invitee.objects.create(invitation_list=people, email="here@example.org", name="Known")
    with django_capture_on_commit_callbacks(execute=True):
        known = ask(stranger, people, email="here@example.org", name="Changed")
        new = ask(stranger, people)
        ask(stranger, people)
    assert without_nonce(known.text) == without_nonce(new.text)
    assert [one.to for one in mail.outbox] == [["ola@example.org"]]
    assert Invitee.objects.get(email="here@example.org").name == "Known"


def test_without_mail_an_officer_lets_them_in_or_they_are_forgotten(
    stranger: Client, officer: Client, people
) -> None:
    assert "One of us looks at this" in ask(stranger, people).content.decode()
    one = Invitee.objects.get()
    assert "Let in" in officer.get(f"/office/lists/{people.pk}/?which=waiting").content.decode()
    officer.post(f"/office/lists/{people.pk}/people/{one.pk}/let-in/")
    assert may_be_written_to(people).count() == 1
    ask(stranger, people, email="late@example.org")
    assert forget_who_never_confirmed(now=timezone.now() + timedelta(days=29)) == 0
    assert forget_who_never_confirmed(now=timezone.now() + timedelta(days=31)) == 1
    assert may_be_written_to(people).count() == 1


def test_a_list_that_is_not_open_takes_nobody(stranger: Client, people) -> None:
    closed = InvitationList.objects.create(name="Closed", purpose="Not for everybody.")
    assert "Closed" not in stranger.get("/hear-from-us/").content.decode()
    assert ask(stranger, closed).status_code == 200
    assert not Invitee.objects.exists()


def test_who_reads_the_page_in_their_language_is_written_to_in_it(stranger: Client, people) -> None:
    page = stranger.get("/hear-from-us/?in=ar").text
    assert '<option value="ar" selected>' in page
    assert f"<bdi>{people.name}: {people.purpose}</bdi>" in page, "English in an Arabic page"
    assert '<option value="en" selected>' in Client().get("/hear-from-us/").text


def test_leaving_shows_first_then_leaves_every_list_and_keeps_the_address_only(
    stranger: Client, officer: Client, people
) -> None:
    other = InvitationList.objects.create(name="Other", purpose="Other things.")
    rows = [
        Invitee.objects.create(
            invitation_list=one, name="Ola", email="ola@example.org", postal_address="1 Road"
        )
        for one in (people, other)
    ]
    path = leave_address("", rows[0])
    assert "Do not write to me again" in stranger.get(path).content.decode()
    assert not Invitee.objects.filter(left_at__isnull=False).exists()
    one_click = Client(enforce_csrf_checks=True)
    assert one_click.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    kept = Invitee.objects.values_list("name", "postal_address", "email", "left_at")
    assert all(row[:3] == ("", "", "ola@example.org") and row[3] for row in kept)
    page = bring_in(officer, people, b"name,email\nOla,ola@example.org\n").content.decode()
    assert "Only they can come back" in page


def test_a_forged_or_foreign_link_leaves_and_confirms_nothing(stranger: Client, people) -> None:
    one = Invitee.objects.create(
        invitation_list=people, email="ola@example.org", asked_at=timezone.now()
    )
    good = leave_address("", one).rstrip("/").rpartition("/")[2]
    confirming = confirm_address("", one).rstrip("/").rpartition("/")[2]
    for token in (good[:-2] + "xx", str(one.pk), confirming, "nothing"):
        assert stranger.post(f"/hear-from-us/leave/{token}/").status_code == 404
    for token in (confirming[:-2] + "xx", good, "nothing"):
        assert stranger.post(f"/hear-from-us/confirm/{token}/").status_code == 404
    one.refresh_from_db()
    assert one.left_at is None
    assert one.confirmed_at is None


def test_an_old_confirmation_does_not_bring_back_who_left(stranger: Client, people) -> None:
    one = Invitee.objects.create(
        invitation_list=people, email="ola@example.org", asked_at=timezone.now()
    )
    confirm, leave = confirm_address("", one), leave_address("", one)
    stranger.post(confirm)
    stranger.post(leave)
    assert stranger.post(confirm).status_code == 404
    assert not may_be_written_to(people).exists()


def test_removing_somebody_or_a_list_keeps_the_numbers_only(
    officer: Client, people, engagement
) -> None:
    for n in range(3):
        Invitee.objects.create(invitation_list=people, name=f"P{n}", email=f"p{n}@example.org")
    invite_list(by=SHELL, engagement=engagement, invitation_list=people)
    first = Invitee.objects.order_by("id").first()
    Invitation.objects.filter(invitee=first).update(used_on=timezone.localdate())
    officer.post(f"/office/lists/{people.pk}/people/{first.pk}/remove/")
    officer.post(f"/office/lists/{people.pk}/remove/")
    assert not Invitee.objects.exists()
    assert not InvitationList.objects.exists()
    kept = Invitation.objects.filter(engagement=engagement)
    assert kept.count() == 3
    assert kept.filter(withdrawn_at=None).count() == 1
    assert not kept.exclude(invitee=None).exists()
