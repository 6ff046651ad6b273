"""Save and come back later: with a code, without an account, on another device."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.builders import make_engagement, make_question, today

from goldenthread_web.engagement.changes.answering import forget_what_is_over
from goldenthread_web.engagement.models import Engagement, EngagementResponse, UnsentResponse
from goldenthread_web.people.models import AuditEvent

pytestmark = pytest.mark.django_db
CODE = re.compile(r"<span>([0-9A-Z]{5})</span>")
BASE = "/engagements/streets/"


@pytest.fixture
def streets() -> Engagement:
    engagement = make_engagement(slug="streets")
    make_question(engagement, "What matters to you here?")
    make_question(engagement, "What else?", is_required=True)
    return engagement


def page_of(engagement: Engagement, number: int) -> str:
    return f"{BASE}answer/question-{engagement.questions.all()[number - 1].pk}/"


def type_and_save(client: Client, engagement: Engagement, words: str = "More trees") -> str:
    """Return the code after answers were typed on the first page and saved on the second."""
    first, second = engagement.questions.all()
    client.post(page_of(engagement, 1), {f"answer_{first.pk}": words})
    saved = client.post(
        page_of(engagement, 2), {f"answer_{second.pk}": "", "save": "yes"}, follow=True
    )
    return "-".join(CODE.findall(saved.text))


def come_back(client: Client, code: str):
    return client.post(f"{BASE}come-back/", {"code": code}, follow=True)


def test_another_device_goes_on_where_this_one_stopped_and_gets_the_receipt(
    stranger: Client, streets: Engagement
) -> None:
    code = type_and_save(stranger, streets)
    assert len(code) == 17
    other = Client()
    page = come_back(other, code.lower().replace("-", " "))
    assert page.request["PATH_INFO"] == page_of(streets, 2), "where they stopped"
    second = streets.questions.last()
    other.post(page_of(streets, 2), {f"answer_{second.pk}": "Benches"})
    other.post(f"{BASE}answer/about-you/", {"capacity": "resident", "is_young_person": "no"})
    other.post(f"{BASE}answer/your-words/", {"may_publish": "words", "language": "en"})
    other.post(f"{BASE}answer/staying-in-touch/", {"how_to_reach": ""})
    sent = other.post(f"{BASE}check/", follow=True)
    assert "receipt code" in sent.text
    said = EngagementResponse.objects.get().contributions.values_list("text", flat=True)
    assert set(said) == {"More trees", "Benches"}
    assert "We have no answers under this code" in come_back(Client(), code).text


def test_saving_takes_what_is_not_finished(stranger: Client, streets: Engagement) -> None:
    type_and_save(stranger, streets)
    kept = UnsentResponse.objects.get()
    assert kept.answers[f"answer_{streets.questions.first().pk}"] == "More trees"
    assert not EngagementResponse.objects.exists()


def test_only_a_digest_of_the_code_is_kept(stranger: Client, streets: Engagement) -> None:
    code = type_and_save(stranger, streets)
    kept = UnsentResponse.objects.get()
    stored = str([list(UnsentResponse.objects.values_list()), list(AuditEvent.objects.values())])
    assert code not in stored
    assert code.replace("-", "") not in stored
    assert len(kept.resume_digest) == 64


def test_the_first_browser_has_the_answers_no_more(stranger: Client, streets: Engagement) -> None:
    code = type_and_save(stranger, streets)
    come_back(Client(), code)
    assert "More trees" not in stranger.get(page_of(streets, 1)).text
    assert stranger.get(f"{BASE}saved/").status_code == 302


def test_saving_again_makes_a_new_code_after_a_move_and_the_old_one_ends(
    stranger: Client, streets: Engagement
) -> None:
    code = type_and_save(stranger, streets)
    assert type_and_save(stranger, streets) == code, "the same browser is told the same code"
    other = Client()
    come_back(other, code)
    newer = type_and_save(other, streets, "More trees still")
    assert newer != code
    assert "We have no answers under this code" in come_back(Client(), code).text
    third = Client()
    come_back(third, newer)
    assert "More trees still" in third.get(page_of(streets, 1)).text


def test_answers_with_a_code_are_kept_until_it_closes_others_for_a_day(
    stranger: Client, streets: Engagement
) -> None:
    code = type_and_save(stranger, streets)
    other = Client()
    other.post(page_of(streets, 1), {f"answer_{streets.questions.first().pk}": "Gone tomorrow"})
    week_ago = timezone.now() - timedelta(days=7)
    UnsentResponse.objects.update(updated_at=week_ago)
    forget_what_is_over(now=timezone.now(), today=today())
    assert UnsentResponse.objects.get().resume_digest is not None
    third = Client()
    come_back(third, code)
    assert "More trees" in third.get(page_of(streets, 1)).text
    UnsentResponse.objects.update(updated_at=week_ago)
    Engagement.objects.update(closes_on=today() - timedelta(days=2))
    assert "We have no answers under this code" in come_back(Client(), code).text
    forget_what_is_over(now=timezone.now(), today=today())
    assert not UnsentResponse.objects.exists()


def test_a_code_of_another_engagement_opens_nothing(stranger: Client, streets: Engagement) -> None:
    code = type_and_save(stranger, streets)
    other = make_engagement(slug="parks")
    make_question(other)
    page = Client().post("/engagements/parks/come-back/", {"code": code})
    assert "We have no answers under this code" in page.text


@pytest.mark.parametrize("typed", ["", "7K3QF", "7K3QF-9X2MD-T4WHC", "!!!!!-!!!!!-!!!!!"])
def test_a_mistyped_code_is_explained_beside_the_field(typed: str, streets: Engagement) -> None:
    page = Client().post(f"{BASE}come-back/", {"code": typed})
    assert page.status_code == 200
    assert "govuk-error-message" in page.text


def test_wrong_codes_are_slowed(stranger: Client, streets: Engagement) -> None:
    wrong = [come_back(stranger, "00000-00000-00000").status_code for _ in range(31)]
    assert set(wrong[:30]) == {200}
    assert wrong[30] == 429


def test_bringing_answers_back_replaces_the_others_in_this_browser(
    stranger: Client, streets: Engagement
) -> None:
    code = type_and_save(stranger, streets)
    other = Client()
    other.post(page_of(streets, 1), {f"answer_{streets.questions.first().pk}": "My own"})
    assert "other answers in this browser" in other.get(f"{BASE}come-back/").text
    come_back(other, "00000-00000-00000")
    assert "My own" in other.get(page_of(streets, 1)).text, "a wrong code takes nothing away"
    come_back(other, code)
    assert "More trees" in other.get(page_of(streets, 1)).text
    assert UnsentResponse.objects.count() == 1


def test_a_browser_whose_answers_went_elsewhere_can_begin_and_save_others(
    stranger: Client, streets: Engagement
) -> None:
    first = type_and_save(stranger, streets)
    phone = Client()
    come_back(phone, first)
    second = type_and_save(stranger, streets, "Begun again")
    assert len(second) == 17
    assert second != first
    elsewhere = Client()
    come_back(elsewhere, second)
    assert "Begun again" in elsewhere.get(page_of(streets, 1)).text
    assert "More trees" in phone.get(page_of(streets, 1)).text


def test_answers_with_a_code_outlive_the_next_person_at_the_same_computer(
    stranger: Client, streets: Engagement
) -> None:
    library = Client()
    first = type_and_save(library, streets, "Saved at the library")
    second = type_and_save(stranger, streets, "Begun at home")
    assert "other answers in this browser" not in library.get(f"{BASE}come-back/").text
    come_back(library, second)
    assert "Begun at home" in library.get(page_of(streets, 1)).text
    at_home = Client()
    come_back(at_home, first)
    assert "Saved at the library" in at_home.get(page_of(streets, 1)).text


def test_leaving_quickly_and_clearing_the_browser_keep_what_is_under_the_code(
    stranger: Client, streets: Engagement
) -> None:
    code = type_and_save(stranger, streets)
    away = stranger.get(f"{BASE}leave/")
    assert away.headers["Location"].startswith("https://")
    assert "More trees" not in stranger.get(page_of(streets, 1)).text
    come_back(stranger, code)
    assert "More trees" in stranger.get(page_of(streets, 1)).text
    stranger.post(f"{BASE}clear/")
    assert "More trees" not in stranger.get(page_of(streets, 1)).text
    come_back(stranger, code)
    assert "More trees" in stranger.get(page_of(streets, 1)).text


def test_another_sites_link_does_not_make_the_browser_forget(
    stranger: Client, streets: Engagement
) -> None:
    type_and_save(stranger, streets)
    stranger.get(f"{BASE}leave/", headers={"Sec-Fetch-Site": "cross-site"})
    assert "More trees" in stranger.get(page_of(streets, 1)).text


def test_sensitive_pages_can_be_left_and_do_not_name_their_subject(
    stranger: Client, streets: Engagement
) -> None:
    Engagement.objects.update(is_sensitive=True)
    page = stranger.get(page_of(streets, 1))
    assert f"{BASE}leave/" in page.text
    assert "<title>Your answers" in page.text.replace("\n", "")
    assert "no-store" in page.headers["Cache-Control"]


def test_the_saved_page_asks_for_few_rows(
    stranger: Client, streets: Engagement, django_assert_max_num_queries
) -> None:
    type_and_save(stranger, streets)
    with django_assert_max_num_queries(8):
        stranger.get(f"{BASE}saved/")


def test_a_mistyped_code_is_told_once_above_and_once_beside_the_field(streets: Engagement) -> None:
    page = Client().post(f"{BASE}come-back/", {"code": "7K3QF"})
    assert page.text.count('class="govuk-error-summary"') == 1
    assert page.text.count("This code is too short or too long") == 2
