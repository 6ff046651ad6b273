"""A question is put in other words while somebody answers: they see it, look again, and send."""

from playwright.sync_api import Page, expect
from tests.browser.keyboard import choose, press, tab_to, write

EMAIL = "engagement-officer@example.org"
FORM = f"""
from tests.web.builders import make_engagement, make_question
from goldenthread_web.people.models import Person
engagement = make_engagement(Person.objects.get(email="{EMAIL}"), slug="meanwhile")
print(make_question(engagement, "How do you like our street?").pk)
make_question(engagement, "What is missing?")
"""
ASKED = "How do you like Canal Street?"


def test_who_answered_other_words_is_told_and_can_still_send(thirty, new_page, look, site) -> None:
    number = site.python(FORM)
    page = new_page(width=320)
    page.goto("/engagements/meanwhile/answer/start/")
    write(page, "How do you like our street?", "Very much")
    press(page, "Continue")
    _put_in_other_words(new_page(signed_in=thirty.officer), number, look)
    write(page, "What is missing?", "A bench")
    press(page, "Continue")
    choose(page, "I live here")
    choose(page, "No")
    press(page, "Continue")
    choose(page, "No, only count them")
    press(page, "Continue")
    press(page, "Continue")

    expect(page.get_by_text("We meant Canal Street only.")).to_be_visible()
    look(page)
    press(page, "Send my answers")
    expect(page.get_by_role("alert")).to_contain_text("Look at what changed, then tick the box")
    look(page)
    press(page, "Look at what changed, then tick the box", role="link")
    tab_to(page, page.get_by_label("I have looked at what changed"))
    page.keyboard.press("Space")
    press(page, "Send my answers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. We have your answers.")


def _put_in_other_words(page: Page, number: str, look) -> None:
    page.goto(f"/office/engagements/meanwhile/questions/{number}/")
    look(page)
    page.get_by_label("The question", exact=True).fill(ASKED)
    page.get_by_label("Why do you change it?").fill("We meant Canal Street only.")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("link", name=ASKED)).to_be_visible()
    look(page)
    page.goto("/engagements/meanwhile/")
    expect(page.get_by_role("heading", name="What changed while it was open")).to_be_visible()
    look(page)
