"""Moderators work through the release queue by keys; what worries them goes to the lead alone."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import assert_accessible
from tests.browser.keyboard import choose, press, tab_to, write

KEYS_REST = 500  # milliseconds, a little longer than the keys of a new page rest
PLAIN = "Please keep the library open on Sundays."
NAMED = "My number is 07700 900142, ask for Mrs Dunwillow. The lift is broken again."
CRUEL = "Everybody on the third floor knows what number 9 did."
FLAGGED = "Nobody answers, they lied, and the landlord keeps the deposit."
WORRYING = "I do not always feel safe where I sleep."
LATER = "More shade in the playground."
MAKE = f"""
from goldenthread_web.engagement.changes.exercises import change_engagement
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import Person
from tests.web.builders import make_engagement, make_response
engagement = make_engagement(*Person.objects.all(), is_invented=True)
lead = Person.objects.get(email="safeguarding-lead@example.org")
change_engagement(by=SHELL, engagement=engagement, safeguarding_lead=lead)
for text in {(PLAIN, NAMED, CRUEL, FLAGGED, WORRYING, LATER)!r}:
    make_response(engagement, text, is_invented=True)
print(engagement.slug)
"""


@pytest.fixture
def queue(site) -> str:
    """Return the address of a release queue with six things that were said."""
    return f"/office/engagements/{site.python(MAKE)}/release/"


def press_key(page: Page, key: str) -> None:
    """Press a key once the page has been shown for as long as its keys rest."""
    page.wait_for_timeout(KEYS_REST)
    page.keyboard.press(key)


def decide_by_key(page: Page, key: str) -> None:
    """Press a key that decides, and wait for the page after it."""
    page.wait_for_timeout(KEYS_REST)
    with page.expect_navigation():
        page.keyboard.press(key)


def shows(page: Page, words: str) -> None:
    expect(page.get_by_label("The words", exact=True)).to_have_text(words)


def said(page: Page, words: str) -> None:
    expect(page.locator(".release-did").get_by_text(words)).to_be_visible()


def test_a_queue_is_worked_through_by_keys_and_needs_two_people_and_a_lead(
    new_page, sign_in, site, axe, queue: str
) -> None:
    first = sign_in(new_page(), "moderator@example.org")
    first.goto(queue)
    expect(first.get_by_text("6 of 6 left to decide")).to_be_visible()
    assert_accessible(axe, first)

    # r: release as it is, undo it at once, and release it again.
    shows(first, PLAIN)
    decide_by_key(first, "r")
    said(first, "Released.")
    decide_by_key(first, "u")
    shows(first, PLAIN)
    assert _status(site, PLAIN) == "held"
    decide_by_key(first, "r")
    assert _status(site, PLAIN) == "released"

    _redact(first, site, axe)
    _withhold(first, site, axe)

    # r on flagged words is a proposal: the moderator alone releases nothing.
    shows(first, FLAGGED)
    expect(first.get_by_text("Two different people must make the same decision")).to_be_visible()
    decide_by_key(first, "r")
    said(first, "Proposed. It waits for a second person.")
    assert _status(site, FLAGGED) == "held"

    _pass_on(first, axe)

    # n: leave the last one for another day.
    shows(first, LATER)
    decide_by_key(first, "n")
    expect(first.get_by_text("That was the last one.")).to_be_visible()
    assert_accessible(axe, first)

    _agree_as_second_person(sign_in(new_page(), "second-moderator@example.org"), site, axe, queue)
    _vanished_for_moderators(first, site, queue)
    _lead_sees_it_with_a_clock(sign_in(new_page(width=320), "safeguarding-lead@example.org"), axe)
    _public_sees_released_words_only(new_page(), site)


def _redact(page: Page, site, axe) -> None:
    """Number and name are suggested and ticked; 1 takes a tick off and puts it on again; d."""
    shows(page, NAMED)
    preview = page.locator("#preview")
    taken_out = (
        "My number is [phone number removed], ask for [name removed]. The lift is broken again."
    )
    expect(preview).to_have_text(taken_out)
    press_key(page, "1")
    expect(preview).to_contain_text("My number is 07700 900142")
    press_key(page, "1")
    expect(preview).to_have_text(taken_out)
    assert_accessible(axe, page)
    # r would publish what is ticked: the page refuses, and says why.
    decide_by_key(page, "r")
    expect(page.get_by_role("alert")).to_contain_text("Something is ticked.")
    assert_accessible(axe, page)
    decide_by_key(page, "d")
    said(page, "Released with redactions.")
    assert _status(site, NAMED) == "released with redactions"


def _withhold(page: Page, site, axe) -> None:
    """W opens the reasons, the arrows choose one, Enter sends; without a reason nothing goes."""
    shows(page, CRUEL)
    press_key(page, "w")
    tab_to(page, page.get_by_role("button", name="Withhold", exact=True))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Choose why the words are withheld.")
    assert_accessible(axe, page)
    choose(page, "It says something about a named person that may not be true or fair")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    said(page, "Withheld.")
    assert _status(site, CRUEL) == "withheld"


def _pass_on(page: Page, axe) -> None:
    """S opens the part for worries; from then on the moderator cannot see the words."""
    shows(page, WORRYING)
    press_key(page, "s")
    expect(page.get_by_label("What worries you?")).to_be_focused()
    write(page, "What worries you?", "Somebody may be at risk at home.")
    assert_accessible(axe, page)
    press(page, "Pass to the safeguarding lead")
    said(page, "Passed to the safeguarding lead. You cannot see it any more.")


def _agree_as_second_person(page: Page, site, axe, queue: str) -> None:
    page.goto(f"{queue}?state=waiting")
    shows(page, FLAGGED)
    expect(
        page.get_by_role("heading", name="Moderator (invented) proposed: release")
    ).to_be_visible()
    assert_accessible(axe, page)
    decide_by_key(page, "a")
    said(page, "Released.")
    assert _status(site, FLAGGED) == "released"


def _vanished_for_moderators(page: Page, site, queue: str) -> None:
    words = page.goto(queue.replace("/release/", "/contributions/?state=any"))
    assert words is not None
    expect(page.get_by_text(PLAIN)).to_be_visible()
    assert WORRYING not in page.content()
    answer = page.goto(f"{queue}{_reference(site, WORRYING)}/")
    assert answer is not None
    assert answer.status == 404
    assert WORRYING not in page.content()


def _lead_sees_it_with_a_clock(page: Page, axe) -> None:
    page.goto("/office/safeguarding/")
    case = page.get_by_role("listitem").filter(has_text="Somebody may be at risk at home.")
    expect(case.get_by_text("23 hours left to look")).to_be_visible()
    assert_accessible(axe, page)
    case.get_by_role("link").click()
    expect(page.get_by_text(WORRYING)).to_be_visible()
    expect(page.get_by_text("Opened in time, not closed")).to_be_visible()
    assert_accessible(axe, page)


def _public_sees_released_words_only(page: Page, site) -> None:
    for words, may_be_read in ((PLAIN, True), (FLAGGED, True), (CRUEL, False), (LATER, False)):
        page.goto(f"/words/{_reference(site, words)}/")
        assert (words in page.content()) is may_be_read, words
    page.goto(f"/words/{_reference(site, NAMED)}/")
    expect(page.get_by_text("My number is [phone number removed]")).to_be_visible()
    assert "07700" not in page.content()
    assert "Dunwillow" not in page.content()


def _status(site, words: str) -> str:
    ((status,),) = site.rows(
        "SELECT status FROM engagement_contribution WHERE text = ? ORDER BY id DESC LIMIT 1", words
    )
    return status


def _reference(site, words: str) -> str:
    ((reference,),) = site.rows(
        "SELECT reference FROM engagement_contribution WHERE text = ? ORDER BY id DESC LIMIT 1",
        words,
    )
    return reference
