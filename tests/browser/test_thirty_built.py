"""Thirty questions of every kind, built on the builder's pages: what stands there afterwards."""

from playwright.sync_api import Page, expect
from tests.browser.building import OFFICE
from tests.browser.officer import Officer
from tests.browser.thirty_questions import BY_NIGHT, FORM, QUESTIONS

from goldenthread_web.engagement.models import Question

EMAIL = "engagement-officer@example.org"


def test_all_stand_in_order_with_their_conditions_and_sections(thirty, new_page) -> None:
    page = new_page(signed_in=thirty.officer)
    page.goto(f"{OFFICE}questions/")
    assert page.locator(".building__question").all_inner_texts() == [one.text for one in QUESTIONS]
    assert len(QUESTIONS) == 30
    assert {one.kind for one in QUESTIONS} == set(Question.Kind.values)
    headings = page.locator(".building__section h2").all_inner_texts()
    assert headings == [title for title, *_ in FORM if title]
    conditions = page.locator(".building__condition")
    assert conditions.count() == sum(bool(one.when) for one in QUESTIONS)
    expect(conditions.filter(has_text="gave 2 or less to")).to_contain_text(", and who chose")
    expect(conditions.filter(has_text=BY_NIGHT)).to_contain_text("gave 4 or less to")


def test_the_preview_shows_each_page_as_on_a_phone_and_in_arabic(thirty, new_page, look) -> None:
    page = new_page(signed_in=thirty.officer)
    page.goto(f"{OFFICE}preview/")
    look(page)
    page.get_by_role("link", name="Arabic").click()
    page.get_by_role("link", name="Getting about").click()
    framed = page.frame_locator("iframe")
    expect(framed.locator("html")).to_have_attribute("dir", "rtl")
    expect(framed.get_by_role("heading", level=1)).to_have_text("التنقل")
    expect(framed.get_by_label("مشيًا", exact=True)).to_be_visible()


def test_a_question_is_copied_moved_and_deleted_again(thirty, new_page, look, site) -> None:
    """On a form of its own, copied from the thirty: the others are answered meanwhile."""
    site.python(
        "from tests.web.builders import make_engagement\n"
        "from goldenthread_web.people.models import Person\n"
        f"make_engagement(Person.objects.get(email='{EMAIL}'), slug='a-copy', is_published=False)"
    )
    page = new_page(signed_in=thirty.officer)
    officer = Officer(page, "/office/engagements/a-copy/", look)
    officer.go("questions/library/")
    look(page)
    page.get_by_label("Engagement", exact=True).select_option(thirty.slug)
    officer.press("Copy its questions")
    assert _questions(page) == [one.text for one in QUESTIONS]
    officer.press("Copy : What stops you?", officer.more("What stops you?"))
    look(page)
    officer.fill({"The question": "What would help you?"})
    officer.press("Save")
    asked = _questions(page)
    assert asked[asked.index("What stops you?") + 1] == "What would help you?"
    officer.follow("Move to another place", officer.more("What would help you?"))
    look(page)
    page.get_by_label("Where does it go?").select_option(label="First in “Your home”")
    officer.press("Move")
    asked = _questions(page)
    assert asked[asked.index("How many people live in your home?") - 1] == "What would help you?"
    expect(page.locator(".building__list > li:target")).to_contain_text("What would help you?")
    officer.press("Delete : What would help you?", officer.more("What would help you?"))
    assert _questions(page) == [one.text for one in QUESTIONS]


def _questions(page: Page) -> list[str]:
    return page.locator(".building__question").all_inner_texts()


def test_the_pages_that_invite_people_to_it_are_accessible(thirty, new_page, look) -> None:
    page = new_page(signed_in=thirty.officer)
    officer = Officer(page, OFFICE, look)
    officer.go("inviting/")
    look(page)
    officer.follow("Make codes to hand out")
    look(page)
    page.get_by_label("How many").fill("3")
    page.locator("main form").get_by_role("button").last.click()
    look(page)
    for path in ("inviting/lists/", "inviting/letters/", "inviting/words/invitation/en/",
         "inviting/send/reminder-1/", "outcome/"):  # fmt: skip
        officer.go(path)
        look(page)
