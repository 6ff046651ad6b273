"""Letters: a page for each person, for who had them made, gone after a day."""

from datetime import timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.utils import timezone
from tests.web.engagement.test_inviting import make_list

from goldenthread_web.engagement.changes.inviting import add_batch, invite_list
from goldenthread_web.engagement.changes.inviting_letters import delete_old_letters
from goldenthread_web.engagement.inviting_letters import letter_of
from goldenthread_web.engagement.inviting_writing import Writer
from goldenthread_web.engagement.models import (
    EngagementMember,
    EngagementOutcome,
    Invitation,
    Invitee,
    LetterFile,
    Message,
    MessageWording,
)
from goldenthread_web.engagement.queries.inviting import code_of
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import AuditEvent
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(officer, engagement, django_capture_on_commit_callbacks) -> LetterFile:
    made = make_list("mail@example.org")
    for number in range(3):
        Invitee.objects.create(
            invitation_list=made, name=f"Person {number}", postal_address=f"{number} Road\nLondon"
        )
    invite_list(by=SHELL, engagement=engagement, invitation_list=made)
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(
            f"/office/engagements/{engagement.slug}/inviting/letters/", {"group": f"list-{made.pk}"}
        )
    return LetterFile.objects.get()


def pages_of(letters: LetterFile) -> list[str]:
    document = pypdfium2.PdfDocument(letters.file.path)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_who_has_a_postal_address_gets_a_page_with_their_code(letters, engagement) -> None:
    assert (letters.count, letters.ending) == (3, "pdf")
    pages = pages_of(letters)
    assert len(pages) == 3
    posted = Invitation.objects.exclude(invitee__postal_address="").order_by("id")
    for page, one in zip(pages, posted.select_related("invitee", "engagement"), strict=True):
        assert code_of(one) in page
        assert one.invitee.name in page
        assert "http://testserver/i/" in page
        assert one.printed_at is not None
    assert Invitation.objects.get(invitee__email="mail@example.org").printed_at is None


def test_the_code_is_explained_in_the_language_of_the_letter(engagement) -> None:
    made = make_list()
    for language in ("ar", "en"):
        Invitee.objects.create(
            invitation_list=made, name=language, postal_address="1 Road", language=language
        )
    invite_list(by=SHELL, engagement=engagement, invitation_list=made)
    MessageWording.objects.create(
        engagement=engagement, kind="letter", language="ar", subject="رأيك", body="اكتب لنا"
    )
    writer = Writer(engagement, MessageWording.Kind.LETTER, "https://plan.example.org")
    written = {
        one.invitee.language: letter_of(writer, one)
        for one in Invitation.objects.select_related("invitee")
    }
    assert written["ar"].code_label.startswith("رمزك.")
    assert written["en"].code_label.startswith("Your code.")


def test_only_who_had_them_made_can_take_them(
    letters, officer, engagement, person_with, signed_in
) -> None:
    at = f"/office/engagements/{engagement.slug}/inviting/letters/{letters.pk}/"
    colleague = person_with(Role.ENGAGEMENT_OFFICER)
    EngagementMember.objects.create(engagement=engagement, person=colleague)
    assert signed_in(colleague).get(at).status_code == 404
    assert signed_in(person_with(Role.ENGAGEMENT_OFFICER)).get(at).status_code == 403
    answer = officer.get(at)
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert "no-store" in answer.headers["Cache-Control"]
    assert AuditEvent.objects.filter(
        action="engagement.invited-opened", facts={"shown": 3, "what": "letters"}
    ).exists()


def test_letters_are_gone_after_a_day_or_when_deleted(letters, officer, engagement) -> None:
    path = Path(letters.file.path)
    assert delete_old_letters(now=timezone.now() + timedelta(hours=23)) == 0
    assert path.exists()
    assert delete_old_letters(now=timezone.now() + timedelta(hours=25)) == 1
    assert not path.exists()
    assert not LetterFile.objects.exists()


def test_anonymous_codes_are_printed_and_nobody_gets_an_empty_file(
    officer, engagement, django_capture_on_commit_callbacks
) -> None:
    add_batch(by=SHELL, engagement=engagement, name="Doors", count=6)
    at = f"/office/engagements/{engagement.slug}/inviting/letters/"
    assert "6 letters" in officer.get(at).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(at, {"group": "batch-Doors"})
    letters = LetterFile.objects.get()
    assert "Hello" in pages_of(letters)[0]
    officer.post(f"{at}{letters.pk}/remove/")
    assert not LetterFile.objects.exists()
    Invitation.objects.update(used_on=timezone.localdate())
    answer = officer.post(at, {"group": "batch-Doors"})
    assert answer.status_code == 409
    assert "nobody in this group" in answer.content.decode()


def test_thanks_and_what_came_of_it_are_printed_without_a_code(
    officer, engagement, django_capture_on_commit_callbacks
) -> None:
    made = make_list("mail@example.org")
    named = ("Answered", "Today", "Silent", "Asked", "Mailed")
    for name in named:
        Invitee.objects.create(invitation_list=made, name=name, postal_address="1 Road\nLondon")
    invite_list(by=SHELL, engagement=engagement, invitation_list=made)
    by_name = {one.invitee.name: one for one in Invitation.objects.exclude(invitee__name="")}
    yesterday = timezone.localdate() - timedelta(days=1)
    answered = [by_name[one].pk for one in ("Answered", "Mailed")]
    Invitation.objects.filter(pk__in=answered).update(used_on=yesterday)
    Invitation.objects.filter(pk=by_name["Today"].pk).update(used_on=timezone.localdate())
    Message.objects.create(
        engagement=engagement, invitation=by_name["Mailed"], kind="thanks", state="sent"
    )
    Invitee.objects.filter(name="Asked").update(
        asked_at=timezone.now(), confirmed_at=timezone.now()
    )
    at = f"/office/engagements/{engagement.slug}/inviting/letters/"
    assert "1 letter: those" in officer.get(f"{at}?kind=thanks").text
    page = officer.get(f"{at}?kind=outcome").text
    assert "not published yet" in page
    assert ">Print<" not in page
    group = {"group": f"list-{made.pk}"}
    assert officer.post(at, {**group, "kind": "outcome"}).status_code == 409
    EngagementOutcome.objects.create(
        engagement=engagement, we_asked="a", you_said="b", we_did="We built benches.",
        decided_on=timezone.localdate(), published_at=timezone.now(),
    )  # fmt: skip
    for kind, name, words in (("thanks", "Answered", "Thank you"), ("outcome", "Asked", "benches")):
        with django_capture_on_commit_callbacks(execute=True):
            officer.post(at, {**group, "kind": kind})
        (letter,) = pages_of(LetterFile.objects.first())
        assert f"Dear {name}," in letter
        assert words in letter
        assert "Your code" not in letter
        assert not any(code_of(one) in letter for one in Invitation.objects.all())
    assert not Invitation.objects.exclude(printed_at=None).exists(), "no code is on paper yet"
