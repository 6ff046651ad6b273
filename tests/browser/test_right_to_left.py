"""A survey in Arabic, from right to left, on a narrow phone without script."""

from playwright.sync_api import Page, expect
from tests.browser.conftest import assert_accessible, too_wide

FORM = """
from tests.web.builders import make_engagement, make_question
from goldenthread_web.engagement.changes.translating import Maker, write_translations
from goldenthread_web.people.audit import SHELL
engagement = make_engagement(title={title!r}, slug={slug!r}, languages=["en", "ar"])
first = make_question(engagement, "What matters to you here?")
second = make_question(engagement, "How good is it here?", "Good", "Poor")
texts = {{
    f"question.{{first.pk}}.text": "ما الذي يهمك هنا؟",
    f"question.{{second.pk}}.text": "كيف هو الحال هنا؟",
    f"option.{{second.options.first().pk}}.text": "جيد",
}}
write_translations(made=Maker(SHELL), engagement=engagement, language="ar", texts=texts)
"""


def answer_in_arabic(page: Page, slug: str, look) -> None:
    page.goto(f"/engagements/{slug}/")
    page.get_by_role("link", name="العربية").click()
    look()
    page.get_by_role("link", name="ابدأ").click()
    look()
    page.get_by_role("textbox").fill("أشجار أكثر")
    # There and back: what was typed is still there.
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("textbox")).to_have_value("أشجار أكثر")
    page.get_by_role("button", name="العربية").click()
    expect(page.get_by_role("textbox")).to_have_value("أشجار أكثر")
    go_on(page)
    look()
    good = page.get_by_label("جيد", exact=True)
    words = page.get_by_text("جيد", exact=True).bounding_box()
    circle = good.bounding_box()
    assert words
    assert circle
    assert circle["x"] > words["x"], "the circle stands on the right"
    good.check()
    go_on(page)
    look()
    page.get_by_label("أسكن هنا").check()
    page.get_by_label("لا", exact=True).check()
    go_on(page)
    page.get_by_label("نعم، يمكنكم").check()
    go_on(page)
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("راجع إجاباتك قبل أن ترسلها")
    look()
    page.get_by_role("button", name="أرسل إجاباتي").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("شكرًا لك. وصلتنا إجاباتك.")
    look()


def go_on(page: Page) -> None:
    page.locator(".button-row").get_by_role("button", name="متابعة").click()


def test_arabic_is_answered_from_right_to_left_without_script(new_page, site) -> None:
    site.python(FORM.format(title="Arabic", slug="arabic"))
    page = new_page(width=320, script=False)

    def look() -> None:
        assert page.locator("html").get_attribute("dir") == "rtl"
        assert too_wide(page) == []

    answer_in_arabic(page, "arabic", look)
    [(language,)] = site.rows(
        "SELECT language FROM engagement_engagementresponse WHERE engagement_id = "
        "(SELECT id FROM engagement_engagement WHERE slug = 'arabic')"
    )
    assert language == "ar"


def test_each_page_in_arabic_passes_axe(new_page, site, axe) -> None:
    site.python(FORM.format(title="Arabic again", slug="arabic-again"))
    page = new_page(width=320)
    answer_in_arabic(page, "arabic-again", lambda: assert_accessible(axe, page))
