"""One-time links and the second step: nobody comes in with less than they set up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from goldenthread.errors import ConflictError
from goldenthread_web.people import changes
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import AuditEvent, Person, SignInLink

pytestmark = pytest.mark.django_db
ASKED = "/accounts/2fa/authenticate/"


@pytest.fixture(autouse=True)
def _nobody_was_slowed_before(db: None) -> None:
    cache.clear()


@pytest.fixture
def careful(analyst: Person) -> Person:
    """Return somebody who set up an authenticator app, and recovery codes with it."""
    TOTP.activate(analyst, generate_totp_secret())
    RecoveryCodes.activate(analyst)
    return analyst


def code_now(person: Person) -> str:
    secret = Authenticator.objects.get(user=person, type="totp").wrap()
    key = secret.instance.data["secret"]
    return format_hotp_value(hotp_value(key, next(yield_hotp_counters_from_time())))


def link_of(person: Person, by: object = SHELL) -> str:
    token = changes.make_sign_in_link(by=by, person=person, now=timezone.now())  # type: ignore[arg-type]
    return f"/sign-in/{token}/"


def is_in(client: Client) -> bool:
    return client.get("/office/").status_code == 200


def test_a_link_does_not_replace_the_second_step(
    careful: Person, administrator: Person, stranger: Client
) -> None:
    answer = stranger.post(link_of(careful, administrator))
    assert answer.headers["Location"] == ASKED
    assert not is_in(stranger)
    assert stranger.post(ASKED, {"code": "000000"}).status_code == 200
    assert not is_in(stranger)
    answer = stranger.post(ASKED, {"code": code_now(careful)})
    assert answer.headers["Location"] == "/office/"
    assert is_in(stranger)


def test_a_link_of_somebody_without_a_second_step_leads_straight_in(
    administrator: Person, stranger: Client
) -> None:
    person, token = changes.first_administrator(now=timezone.now())
    assert person == administrator
    answer = stranger.post(f"/sign-in/{token}/")
    assert answer.headers["Location"] == "/office/"
    page = stranger.get("/office/").content.decode()
    assert 'href="/accounts/password/set/">Set a password</a>' in page
    assert 'href="/accounts/2fa/">a passkey</a> now, so that you can come back' in page
    assert "Successfully signed in" not in page
    assert stranger.get("/accounts/2fa/totp/activate/").status_code == 200
    assert stranger.get("/accounts/password/set/").status_code == 200


def test_a_link_takes_the_place_of_whoever_was_signed_in(
    careful: Person, administrator: Person, signed_in
) -> None:
    client = signed_in(administrator)
    assert client.post(link_of(careful)).headers["Location"] == ASKED
    assert not is_in(client), "nobody is in until the second step is given"


def test_a_password_alone_is_not_enough_either(careful: Person, stranger: Client) -> None:
    careful.set_password("a long enough password")
    careful.save()
    data = {"login": careful.email, "password": "a long enough password"}
    assert stranger.post("/accounts/login/", data).headers["Location"].startswith(ASKED)
    assert not is_in(stranger)


def test_who_lost_the_second_step_is_helped_by_another_administrator(
    careful: Person, administrator: Person, signed_in, stranger: Client
) -> None:
    client, page = signed_in(administrator), f"/office/people/{careful.pk}/"
    assert "Forget the second step" in client.get(page).content.decode()
    assert client.post(f"{page}forget-second-step/").status_code == 302
    assert "Forget the second step" not in client.get(page).content.decode()
    event = AuditEvent.objects.get(action="people.second-step-forgotten")
    assert (event.person, event.subject_id) == (administrator, str(careful.pk))
    assert stranger.post(link_of(careful)).headers["Location"] == "/office/"


def test_nobody_forgets_their_own_second_step_in_an_open_window(
    administrator: Person, signed_in
) -> None:
    TOTP.activate(administrator, generate_totp_secret())
    client, page = signed_in(administrator), f"/office/people/{administrator.pk}/"
    assert "Forget the second step" not in client.get(page).content.decode()
    assert client.post(f"{page}forget-second-step/").status_code == 409
    assert Authenticator.objects.filter(user=administrator).exists()


def test_only_a_digest_of_a_link_is_kept(analyst: Person) -> None:
    token = link_of(analyst).split("/")[2]
    kept = SignInLink.objects.values().get()
    assert token not in str(kept)
    assert len(kept["digest"]) == 64
    assert kept["expires_at"] - timezone.now() <= timedelta(hours=24)


def test_a_new_link_ends_the_one_before(analyst: Person, stranger: Client) -> None:
    first, second = link_of(analyst), link_of(analyst)
    assert stranger.post(first).status_code == 409
    assert stranger.post(second).status_code == 302


def test_a_link_of_somebody_who_is_kept_out_does_not_work(
    analyst: Person, stranger: Client
) -> None:
    link = link_of(analyst)
    changes.set_active(by=SHELL, person=analyst, is_active=False)
    assert stranger.post(link).status_code == 409


@pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite lets one writer in at a time, and its database of tests is one connection's",
)
@pytest.mark.django_db(transaction=True)
def test_a_link_opened_twice_at_the_same_moment_lets_one_in(analyst: Person) -> None:
    token, ready = link_of(analyst).split("/")[2], Barrier(2)

    def use() -> bool:
        try:
            ready.wait(timeout=20)
            changes.use_sign_in_link(token=token, now=timezone.now())
        except ConflictError:
            return False
        else:
            return True
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(lambda _: use(), range(2))) == [False, True]


# --- guessing


def test_guessed_codes_of_the_second_step_are_slowed(careful: Person, stranger: Client) -> None:
    right = RecoveryCodes(Authenticator.objects.get(user=careful, type="recovery_codes"))
    stranger.post(link_of(careful))
    for number in range(30):
        stranger.post(ASKED, {"code": f"{number:06}"})
    stranger.post(ASKED, {"code": right.get_unused_codes()[0]})
    assert not is_in(stranger), "after so many, even the right one has to wait"


def test_a_new_session_from_elsewhere_does_not_make_guessing_codes_quick_again(
    careful: Person,
) -> None:
    for place in range(4):
        client = Client(REMOTE_ADDR=f"10.0.0.{place}")
        client.post(link_of(careful))
        for number in range(5):
            client.post(ASKED, {"code": f"{number:06}"})
    client = Client(REMOTE_ADDR="10.0.0.99")
    client.post(link_of(careful))
    page = client.post(ASKED, {"code": code_now(careful)})
    assert not is_in(client)
    assert "Too many failed login attempts" in page.content.decode()


def test_guessed_passwords_are_slowed(analyst: Person, stranger: Client) -> None:
    analyst.set_password("a long enough password")
    analyst.save()
    data = {"login": analyst.email}
    for number in range(30):
        stranger.post("/accounts/login/", {**data, "password": f"guess number {number}"})
    stranger.post("/accounts/login/", {**data, "password": "a long enough password"})
    assert not is_in(stranger)


def test_guessed_links_are_slowed(stranger: Client) -> None:
    answers = [stranger.post(f"/sign-in/guess-{number}/").status_code for number in range(1_000)]
    assert answers.count(409) == 20
    assert answers.count(429) == 980
