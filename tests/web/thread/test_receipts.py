import pytest
from django.test import Client
from django.utils import timezone
from tests.web.builders import make_engagement, make_response
from tests.web.thread.conftest import Followed, give_receipt

from goldenthread.engagement.receipts import new_receipt_code
from goldenthread.records.plans import ElementKind
from goldenthread_web.engagement.models import Contribution, EngagementResponse
from goldenthread_web.people.models import Person
from goldenthread_web.plans.changes import (
    Wording,
    add_element,
    make_plan,
    publish_edition,
    rest_on_theme,
)

pytestmark = pytest.mark.django_db


def follow(client: Client, code: str) -> str:
    return client.post("/receipt/", {"code": code}, follow=True).content.decode()


def test_a_receipt_leads_to_the_theme_and_the_element(stranger: Client, followed: Followed) -> None:
    page = follow(stranger, followed.code.lower().replace("-", " "))
    assert followed.drafted.theme.name in page
    assert followed.drafted.outcome.text in page
    assert "/plan/1/" in page
    assert "/why/" in page


def test_a_receipt_leads_into_every_plan_and_says_which(
    stranger: Client, followed: Followed, policy_officer: Person
) -> None:
    by = policy_officer
    plan = make_plan(by=by, title="Clean air", period="2026 to 2030")
    vision = add_element(by=by, plan=plan, kind=ElementKind.VISION, wording=Wording("Clear skies."))
    rest_on_theme(by=by, element=vision, theme=followed.drafted.theme, reason="Damp air.")
    publish_edition(by=by, plan=plan, why="Agreed.", now=timezone.now())
    page = follow(stranger, followed.code)
    for path, title in (("/plan/2/vision/why/", "Clean air"), ("/plan/1/1.1/why/", "Towards 2035")):
        assert f'href="{path}"' in page
        assert f"</a> ({title})</span>" in page


def test_the_words_are_shown_only_on_a_second_step(stranger: Client, followed: Followed) -> None:
    page = follow(stranger, followed.code)
    assert followed.contribution.text not in page
    shown = stranger.post("/receipt/followed/", {"show": "yes"}).content.decode()
    assert followed.contribution.text in shown
    assert followed.contribution.text not in stranger.get("/receipt/followed/").content.decode()


def test_the_code_never_stands_in_an_address(stranger: Client, followed: Followed) -> None:
    answer = stranger.post("/receipt/", {"code": followed.code}, follow=True)
    assert all(followed.code not in address for address, _ in answer.redirect_chain)
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (Contribution.Status.HELD, "We have your words."),
        (Contribution.Status.SAFEGUARDING, "We have your words."),
        (Contribution.Status.WITHHELD, "It names a person"),
        (Contribution.Status.RELEASED, "Anybody can read your words now"),
    ],
)
def test_each_state_is_told_in_plain_words(stranger: Client, status: str, sentence: str) -> None:
    response = make_response(make_engagement(), "More benches please", status=status)
    page = follow(stranger, give_receipt(response))
    assert sentence in page


def test_words_that_are_counted_only_are_said_to_be_so(stranger: Client) -> None:
    released = Contribution.Status.RELEASED
    response = make_response(
        make_engagement(), "More benches", status=released, may_publish_words=False
    )
    assert "counted, not published" in follow(stranger, give_receipt(response))


def test_what_has_no_theme_yet_waits_and_is_not_thrown_away(stranger: Client) -> None:
    response = make_response(make_engagement(), "More benches")
    page = follow(stranger, give_receipt(response))
    assert "They have no theme yet." in page
    assert "Nothing is thrown away." in page


def test_a_wrong_sign_is_told_apart_from_an_unknown_code(stranger: Client) -> None:
    code = new_receipt_code()
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert "two are swapped" in follow(stranger, wrong)
    assert "We have nothing under this code" in follow(stranger, code)


def test_a_thousand_guessed_receipts_find_nothing_and_are_slowed(followed: Followed) -> None:
    refused = 0
    for number in range(1000):
        client = Client(REMOTE_ADDR="127.0.0.9")
        answer = client.post("/receipt/", {"code": new_receipt_code()})
        assert answer.status_code in {200, 429}, number
        assert "followed_response" not in client.session
        refused += answer.status_code == 429
    assert refused >= 960
    elsewhere = follow(Client(REMOTE_ADDR="127.0.0.10"), followed.code)
    assert followed.drafted.theme.name in elsewhere, "another address is not slowed"


def test_only_a_keyed_digest_of_the_code_is_stored(followed: Followed, every_cell) -> None:
    stored = every_cell()
    assert followed.code not in stored
    assert followed.code.replace("-", "") not in stored
    assert EngagementResponse.objects.get(pk=followed.response.pk).receipt_digest in stored


def test_a_stranger_without_a_receipt_is_asked_for_one(stranger: Client) -> None:
    for path in ("/receipt/followed/", "/receipt/remove/"):
        assert stranger.get(path).headers["Location"] == "/receipt/"


def test_the_page_asks_the_database_a_constant_number_of_times(
    stranger: Client, django_assert_max_num_queries
) -> None:
    engagement = make_engagement()
    code = give_receipt(make_response(engagement, *[f"Bench {n}" for n in range(40)]))
    follow(stranger, code)
    with django_assert_max_num_queries(14):
        stranger.get("/receipt/followed/")


def test_leaving_quickly_goes_somewhere_harmless_and_leaves_nothing_to_go_back_to(
    stranger: Client, followed: Followed
) -> None:
    page = follow(stranger, followed.code)
    assert 'href="/receipt/leave/"' in page
    stranger.cookies["answers"] = "what is being written"
    answer = stranger.get("/receipt/leave/", headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 302
    assert "bbc.co.uk" in answer.headers["Location"]
    draft = answer.cookies["answers"]
    assert (draft.value, draft["max-age"]) == ("", 0)
    assert draft["path"] == f"/engagements/{followed.response.engagement.slug}/"
    assert stranger.get("/receipt/followed/").headers["Location"] == "/receipt/"


def test_leaving_signs_nobody_out(analyst: Person, signed_in, followed: Followed) -> None:
    client = signed_in(analyst)
    follow(client, followed.code)
    client.get("/receipt/leave/")
    assert client.get("/receipt/followed/").headers["Location"] == "/receipt/"
    assert client.get("/office/").status_code == 200


def test_a_link_on_another_site_forgets_nothing(stranger: Client, followed: Followed) -> None:
    follow(stranger, followed.code)
    answer = stranger.get("/receipt/leave/", headers={"sec-fetch-site": "cross-site"})
    assert "bbc.co.uk" in answer.headers["Location"]
    assert "answers" not in answer.cookies
    assert stranger.get("/receipt/followed/").status_code == 200


def test_an_error_summary_does_not_travel_on_in_the_address(stranger: Client) -> None:
    page = stranger.post("/receipt/", {"code": "wrong"}).content.decode()
    assert 'href="#id_code"' in page
    assert '<form method="post" action="/receipt/"' in page


def test_on_a_shared_computer_they_finish_and_the_next_one_sees_nothing(
    stranger: Client, followed: Followed
) -> None:
    assert "Finish and clear this page" in follow(stranger, followed.code)
    done = stranger.post("/receipt/followed/", {"finish": "yes"})
    assert (done.status_code, done.url) == (302, "/receipt/")
    for path in ("/receipt/followed/", "/receipt/remove/"):
        again = stranger.get(path)
        assert (again.status_code, again.url) == (302, "/receipt/"), path


def test_a_member_of_staff_who_finishes_stays_signed_in(
    policy_officer: Person, signed_in, followed: Followed
) -> None:
    client = signed_in(policy_officer)
    follow(client, followed.code)
    client.post("/receipt/followed/", {"finish": "yes"})
    assert client.get("/receipt/followed/").status_code == 302
    assert client.get("/office/").status_code == 200
