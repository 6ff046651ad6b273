import re

import pytest
from django.test import Client
from tests.docs.test_house import SITE
from tests.web.resident_pages import scripts_in

pytestmark = pytest.mark.django_db
PUBLIC = [
    "/",
    "/accessibility/",
    "/privacy/",
    "/programme/",
    "/receipt/",
    "/engagements/",
    "/plan/",
]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_there_for_a_stranger_and_loads_no_script(
    path: str, stranger: Client
) -> None:
    answer = stranger.get(path)
    assert answer.status_code == 200
    assert scripts_in(answer.content.decode()) == ["aloud.js"], (
        "what reads it aloud, and nothing else"
    )


@pytest.mark.parametrize("path", [*PUBLIC, "/accounts/login/"])
def test_the_policy_for_content_is_enforced_and_strict(path: str, stranger: Client) -> None:
    policy = stranger.get(path).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy


def test_each_answer_has_a_nonce_of_its_own(stranger: Client) -> None:
    found = {
        re.search(rb'nonce="([^"]+)"', stranger.get("/accounts/login/").content)[1]  # type: ignore[index]
        for _ in range(3)
    }
    assert len(found) == 3


def test_no_template_has_an_inline_style_or_handler() -> None:
    for template in SITE.rglob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style", text), template


def test_no_link_calls_itself_a_button() -> None:
    """A button is pressed by Space too, which does nothing on a link."""
    for template in SITE.rglob("*.html"):
        assert 'role="button"' not in template.read_text(encoding="utf-8"), template


def test_every_form_says_where_it_goes() -> None:
    """Without an address, "#id_words" of an error summary goes on to the page that follows."""
    for template in SITE.rglob("*.html"):
        for form in re.findall(r'<form method="post"[^>]*>', template.read_text(encoding="utf-8")):
            assert ' action="' in form, template


def test_the_browser_is_told_to_switch_its_powers_off(stranger: Client) -> None:
    headers = stranger.get("/").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_an_office_page_stays_out_of_caches(analyst, signed_in) -> None:
    assert "no-store" in signed_in(analyst).get("/office/").headers["Cache-Control"]


def test_a_page_that_is_not_there_says_so_with_a_reference(stranger: Client) -> None:
    answer = stranger.get("/no-such-page/")
    assert answer.status_code == 404
    assert b"Reference" in answer.content


def test_the_office_shows_each_role_what_it_opens(administrator, analyst, signed_in) -> None:
    assert b"People" in signed_in(administrator).get("/office/").content
    assert b"Add people" not in signed_in(analyst).get("/office/").content


def test_health_answers_when_the_database_does(stranger: Client) -> None:
    assert stranger.get("/health/").json() == {"status": "ok"}


def test_a_form_without_its_token_is_refused_kindly() -> None:
    answer = Client(enforce_csrf_checks=True).post("/receipt/", {"code": "x"})
    assert answer.status_code == 403
    assert b"open too long" in answer.content


def test_nobody_signs_up_by_themselves(stranger: Client) -> None:
    answer = stranger.get("/accounts/signup/")
    assert b"Accounts are made by an administrator" in answer.content


def test_guessing_passwords_is_slowed(stranger: Client, analyst) -> None:
    answers = [
        stranger.post("/accounts/login/", {"login": analyst.email, "password": f"guess {n}"})
        for n in range(12)
    ]
    assert b"Too many failed login attempts" in answers[-1].content


def test_the_privacy_page_tells_of_each_cookie(stranger: Client) -> None:
    """Those that our code sets, that of the session, and the one that guards forms."""
    calls = re.compile(r"\.set_(?:signed_)?cookie\(\s*([A-Z_]+),")
    set_here = {
        (path, name)
        for path in SITE.rglob("*.py")
        for name in calls.findall(path.read_text(encoding="utf-8"))
    }
    assert len(set_here) > 4
    told = stranger.get("/privacy/").text.partition(">Cookies</h2>")[2].partition("</ul>")[0]
    assert told.count("<li>") == len(set_here) + len({"session", "csrf"})
