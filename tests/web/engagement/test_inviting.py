"""Codes: made once for each person, used once, and never leading to a response."""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from tests.web.builders import make_engagement, make_question, make_response, today

from goldenthread.engagement import parse_receipt_code
from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.changes.inviting import (
    add_batch,
    invite_list,
    mark_used,
    withdraw,
)
from goldenthread_web.engagement.inviting_cookie import INVITATION_COOKIE
from goldenthread_web.engagement.keys import receipt_digest
from goldenthread_web.engagement.models import (
    Engagement,
    EngagementResponse,
    Invitation,
    InvitationList,
    Invitee,
)
from goldenthread_web.engagement.queries.inviting import (
    code_of,
    find_invitation,
    groups_of,
    has_answered,
    why_refused,
)
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import AuditEvent

pytestmark = pytest.mark.django_db


def make_list(*emails: str, name: str = "Community groups", **fields: object) -> InvitationList:
    made = InvitationList.objects.create(name=name, purpose="To be asked.", **fields)
    Invitee.objects.bulk_create(
        Invitee(invitation_list=made, name=f"Person {email}", email=email) for email in emails
    )
    return made


@pytest.fixture
def invitation(engagement) -> Invitation:
    add_batch(by=SHELL, engagement=engagement, name="Library", count=1)
    return Invitation.objects.get()


def test_a_code_has_seventy_random_bits_a_check_sign_and_is_stored_nowhere(invitation) -> None:
    code = code_of(invitation)
    assert re.fullmatch(r"[0-9A-Z]{5}(-[0-9A-Z]{5}){2}", code)
    assert parse_receipt_code(code.lower().replace("-", " ")) == code
    stored = {str(value) for value in vars(invitation).values()}
    assert not any(code in one or code.replace("-", "") in one for one in stored)
    assert invitation.code_digest != receipt_digest(code)


def test_a_code_of_another_exercise_a_guess_and_a_slip_find_nothing(invitation) -> None:
    other = make_engagement()
    code = code_of(invitation)
    assert find_invitation(invitation.engagement, code) == invitation
    assert find_invitation(other, code) is None
    assert find_invitation(invitation.engagement, "00000-00000-00000") is None
    assert (
        find_invitation(invitation.engagement, code[:-1] + ("0" if code[-1] != "0" else "1"))
        is None
    )
    assert find_invitation(invitation.engagement, "' OR 1=1 --") is None
    assert "do not know" in why_refused(None)


def test_a_code_works_once_and_only_its_day_is_kept(invitation) -> None:
    same = Invitation.objects.get(pk=invitation.pk)
    mark_used(invitation=invitation, today=today())
    with pytest.raises(ConflictError, match="works once"):
        mark_used(invitation=same, today=today())
    kept = find_invitation(invitation.engagement, code_of(invitation))
    assert kept is not None
    assert kept.used_on == today()
    assert "Each code works once" in why_refused(kept)
    assert not AuditEvent.objects.filter(subject_type="engagement.invitation").exists()


def test_a_response_that_fails_leaves_the_code_unused(invitation) -> None:
    def send() -> None:
        with transaction.atomic():
            mark_used(invitation=invitation, today=today())
            raise InputError("Whatever fails while answers are stored.")

    with pytest.raises(InputError):
        send()
    invitation.refresh_from_db()
    assert why_refused(invitation) == ""


def test_no_response_points_to_an_invitation() -> None:
    for here, there in ((EngagementResponse, Invitation), (Invitation, EngagementResponse)):
        assert there not in {field.related_model for field in here._meta.get_fields()}


def test_a_withdrawn_code_is_refused_and_a_used_one_stays_used(engagement) -> None:
    add_batch(by=SHELL, engagement=engagement, name="Library", count=3)
    used, *_ = Invitation.objects.order_by("id")
    mark_used(invitation=used, today=today())
    assert withdraw(by=SHELL, engagement=engagement, invitations=Invitation.objects.all()) == 2
    refused = [why_refused(one) for one in Invitation.objects.order_by("id")]
    assert "works once" in refused[0]
    assert all("taken back" in one for one in refused[1:])


def test_adding_one_person_to_a_list_invites_nobody_again(engagement) -> None:
    made = make_list("a@example.org", "b@example.org")
    assert invite_list(by=SHELL, engagement=engagement, invitation_list=made) == 2
    seeds = set(Invitation.objects.values_list("seed", flat=True))
    assert invite_list(by=SHELL, engagement=engagement, invitation_list=made) == 0
    Invitee.objects.create(invitation_list=made, email="c@example.org")
    assert invite_list(by=SHELL, engagement=engagement, invitation_list=made) == 1
    assert seeds < set(Invitation.objects.values_list("seed", flat=True))


def test_who_is_on_two_lists_gets_one_code(engagement) -> None:
    for name in ("One", "Two"):
        made = make_list("same@example.org", f"{name.lower()}@example.org", name=name)
        invite_list(by=SHELL, engagement=engagement, invitation_list=made)
    assert Invitation.objects.count() == 3


def test_who_left_or_has_not_confirmed_is_not_invited(engagement) -> None:
    made = make_list("here@example.org", "left@example.org", "waits@example.org")
    Invitee.objects.filter(email="left@example.org").update(left_at="2026-01-01T00:00Z")
    Invitee.objects.filter(email="waits@example.org").update(asked_at="2026-01-01T00:00Z")
    assert invite_list(by=SHELL, engagement=engagement, invitation_list=made) == 1


def test_two_batches_of_one_name_and_too_many_codes_are_refused(engagement) -> None:
    add_batch(by=SHELL, engagement=engagement, name="Library", count=300)
    assert Invitation.objects.count() == 300
    with pytest.raises(ConflictError, match="Choose another name"):
        add_batch(by=SHELL, engagement=engagement, name=" Library ", count=1)
    with pytest.raises(InputError, match="5,000"):
        add_batch(by=SHELL, engagement=engagement, name="Too many", count=5_001)


def test_numbers_are_by_group_and_few_codes_tell_nothing(engagement) -> None:
    made = make_list("a@example.org", "b@example.org")
    invite_list(by=SHELL, engagement=engagement, invitation_list=made)
    add_batch(by=SHELL, engagement=engagement, name="Few", count=4)
    add_batch(by=SHELL, engagement=engagement, name="Many", count=5)
    for one in (Invitation.objects.get(invitee__email="a@example.org"),
                *Invitation.objects.filter(batch__in=["Few", "Many"])):  # fmt: skip
        if one.batch != "Many" or one.pk % 2:
            mark_used(invitation=one, today=today())
    many = Invitation.objects.filter(batch="Many", used_on__isnull=False).count()
    found = {group.name: (group.invited, group.used) for group in groups_of(engagement)}
    assert found == {"Community groups": (2, 1), "Few": (4, None), "Many": (5, many)}


def test_that_somebody_answered_is_told_from_the_next_day_on(invitation) -> None:
    mark_used(invitation=invitation, today=today())
    assert not has_answered(invitation, today=today())
    assert has_answered(invitation, today=today() + timedelta(days=1))


def test_a_link_keeps_the_code_in_a_cookie_and_takes_it_out_of_the_address(
    invitation, stranger: Client
) -> None:
    code = code_of(invitation)
    answer = stranger.get(f"/i/{code}/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/engagements/{invitation.engagement.slug}/"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    cookie = answer.cookies[INVITATION_COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == f"/engagements/{invitation.engagement.slug}/"
    assert code not in answer.content.decode()
    invitation.refresh_from_db()
    assert invitation.used_on is None, "opening a link uses nothing"


def test_a_link_of_a_hidden_exercise_a_guess_and_a_used_one_lead_nowhere(
    invitation, stranger: Client
) -> None:
    code = code_of(invitation)
    assert stranger.get("/i/00000-00000-00000/").status_code == 404
    invitation.engagement.is_published = False
    invitation.engagement.save()
    assert stranger.get(f"/i/{code}/").status_code == 404
    invitation.engagement.is_published = True
    invitation.engagement.save()
    mark_used(invitation=invitation, today=today())
    answer = stranger.get(f"/i/{code}/")
    assert answer.status_code == 404
    assert "works once" in answer.content.decode()
    assert not answer.cookies.get(INVITATION_COOKIE)


def test_a_code_that_works_is_acknowledged_and_not_asked_for_again(
    invitation, stranger: Client
) -> None:
    Engagement.objects.update(answering_rule="one-time codes")
    make_question(invitation.engagement)
    public = f"/engagements/{invitation.engagement.slug}/"
    assert "Your code works." not in stranger.get(public).text
    page = stranger.post(f"{public}code/", {"code": code_of(invitation)}, follow=True).text
    assert "Your code works. Press “Start” to answer." in page
    assert f'href="{public}code/"' not in page
    Invitation.objects.update(used_on=timezone.localdate())
    page = stranger.get(public).text
    assert "Your code works." not in page, "it has been used by now"
    assert f'href="{public}code/"' in page


def test_a_code_is_acknowledged_where_none_is_needed_too(invitation, stranger: Client) -> None:
    make_question(invitation.engagement)
    public = f"/engagements/{invitation.engagement.slug}/"
    assert "Your code works." not in stranger.get(public).text
    assert "Your code works." in stranger.get(f"/i/{code_of(invitation)}/", follow=True).text


def test_no_log_line_holds_a_code(invitation, stranger: Client, caplog) -> None:
    caplog.set_level("DEBUG")
    code = code_of(invitation)
    stranger.get(f"/i/{code}/")
    stranger.get("/i/7K3QF-9X2MD-T4WHB/")
    from goldenthread_web.page.logs import JsonFormatter  # noqa: PLC0415

    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert any("use-invitation" in line for line in lines)
    assert not any(code in line or "7K3QF" in line for line in lines)


def test_a_typed_code_is_taken_for_its_own_exercise_only(invitation, stranger: Client) -> None:
    slug, other = invitation.engagement.slug, make_engagement().slug
    typed = {"code": code_of(invitation).lower().replace("-", " ")}
    assert "do not know" in stranger.post(f"/engagements/{other}/code/", typed).content.decode()
    answer = stranger.post(f"/engagements/{slug}/code/", typed)
    assert answer.headers["Location"] == f"/engagements/{slug}/"
    assert INVITATION_COOKIE in answer.cookies
    answer = stranger.post("/i/", typed)
    assert answer.headers["Location"] == f"/engagements/{slug}/"
    slip = stranger.post("/i/", {"code": "7K3QF"}).content.decode()
    assert "15 letters and digits" in slip
    assert "receipt" not in slip.split("<main")[1].split("</main")[0]


def test_guessing_codes_is_slowed(engagement, stranger: Client, settings) -> None:
    answers = [
        stranger.post(f"/engagements/{engagement.slug}/code/", {"code": "00000-00000-00000"})
        for _ in range(62)
    ]
    assert answers[0].status_code == 200
    assert answers[-1].status_code == 429


def test_the_office_page_names_nobody_beside_what_was_said(
    officer: Client, engagement, django_assert_max_num_queries
) -> None:
    make_response(engagement, "More benches")
    made = make_list("a@example.org", "b@example.org")
    invite_list(by=SHELL, engagement=engagement, invitation_list=made)
    one = Invitation.objects.first()
    mark_used(invitation=one, today=today() - timedelta(days=1))
    with django_assert_max_num_queries(32):
        page = officer.get(f"/office/engagements/{engagement.slug}/inviting/").content.decode()
    assert "1 of 2" in page
    with django_assert_max_num_queries(14):
        group = officer.get(
            f"/office/engagements/{engagement.slug}/inviting/group/?group=list-{made.pk}"
        ).content.decode()
    assert "Person a@example.org" in group
    assert "benches" not in group
    assert group.count(">Yes<") == 1
    assert group.count(">Not yet<") == 1
    assert code_of(one) not in group
    event = AuditEvent.objects.get(action="engagement.invited-opened")
    assert event.facts == {"shown": 2, "what": "people"}


def test_an_officer_invites_makes_codes_and_takes_them_back(officer: Client, engagement) -> None:
    made = make_list("a@example.org")
    at = f"/office/engagements/{engagement.slug}/inviting/"
    officer.post(f"{at}lists/", {"lists": [made.pk]})
    officer.post(f"{at}codes/", {"name": "Stalls", "count": 6})
    assert Invitation.objects.count() == 7
    again = officer.post(f"{at}codes/", {"name": "Stalls", "count": 6}).content.decode()
    assert "Choose another name" in again
    sheet = officer.post(f"{at}codes/codes.csv", {"group": "batch-Stalls"}).content.decode()
    assert sheet.count("/i/") == 6
    assert officer.get(f"{at}withdraw/?group=batch-Stalls").status_code == 200
    officer.post(f"{at}withdraw/?group=batch-Stalls")
    assert Invitation.objects.filter(withdrawn_at=None).count() == 1
    assert officer.get(f"{at}group/?group=batch-None").status_code == 400


def test_nothing_about_few_codes_tells_how_many_were_used(officer: Client, engagement) -> None:
    add_batch(by=SHELL, engagement=engagement, name="Sofa", count=3)
    at = f"/office/engagements/{engagement.slug}/inviting/"

    def seen() -> list[str]:
        pages = [officer.get(f"{at}{part}") for part in ("", "letters/", "group/?group=batch-Sofa")]
        sheet = officer.post(f"{at}codes/codes.csv", {"group": "batch-Sofa"})
        told = [one.content.decode() for one in (*pages, sheet)]
        return [re.sub(r"nonce[^ >]+|value=.\w{64}.", "", one) for one in told]

    before = seen()
    mark_used(invitation=Invitation.objects.first(), today=today() - timedelta(days=1))
    assert seen() == before
    officer.post(f"{at}withdraw/?group=batch-Sofa")
    assert "taken back" not in officer.get(at).content.decode()
