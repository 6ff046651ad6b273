"""The page read aloud by the browser: by a voice of the device, in the languages of the words."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import barriers, too_wide
from tests.browser.keyboard import tab_to

FORM = """
from tests.web.builders import make_engagement, make_question
from goldenthread_web.engagement.changes.translating import Maker, write_translations
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import Person
officer = Person.objects.get(email="administrator@localhost")
engagement = make_engagement(officer, title="Aloud", slug="aloud", languages=["en", "ar"])
question = make_question(
    engagement, "What is good here?", help_text="Think of your street. Think of your park too."
)
texts = {f"question.{question.pk}.text": "ما هو الجيد هنا؟"}
write_translations(made=Maker(SHELL), engagement=engagement, language="ar", texts=texts)
print(question.pk)
"""
# A browser has voices or has none, as its device has: here they are ours, and note what they say.
VOICES = """languages => {
  window.said = [];
  let waiting = null;
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  const speech = new EventTarget();
  speech.getVoices = () => languages.map(([lang, localService]) => ({lang, localService}));
  speech.cancel = () => { window.cancelled = (window.cancelled || 0) + 1; };
  speech.speak = one => {
    window.said.push([one.lang, one.text]);
    one.onstart();
    if (!window.slow) setTimeout(() => one.onend(), 0);
  };
  Object.defineProperty(window, 'speechSynthesis', {value: speech});
}"""


def with_voices(page: Page, *languages: tuple[str, bool]) -> Page:
    given = str([list(one) for one in languages]).replace("True", "true").replace("False", "false")
    page.add_init_script(f"({VOICES})({given})")
    return page


@pytest.fixture(scope="module")
def question(site) -> str:
    return f"/engagements/aloud/answer/question-{site.python(FORM)}/"


def test_what_is_asked_is_read_and_what_was_typed_is_not(new_page, axe, question: str) -> None:
    page = with_voices(new_page(width=320), ("en-GB", True))
    page.goto(question)
    page.get_by_role("textbox").fill("My own secret")
    button = page.get_by_role("button", name="Read this page aloud")
    tab_to(page, button)
    page.keyboard.press("Enter")
    # Its name comes back when all is read.
    expect(button).to_be_visible()
    said = [text for _, text in page.evaluate("window.said")]
    assert "What is good here?" in said
    assert said.index("Think of your street.") < said.index("Think of your park too.")
    assert not any("secret" in one or "Continue" in one or "Read this" in one for one in said)
    assert {lang for lang, _ in page.evaluate("window.said")} == {"en-GB"}
    assert barriers(axe, page) == []
    assert too_wide(page) == []


def test_reading_can_be_stopped_and_shows_where_it_is(new_page, axe, question: str) -> None:
    page = with_voices(new_page(width=390), ("en-US", True))
    page.add_init_script("window.slow = true")
    page.goto(question)
    page.get_by_role("button", name="Read this page aloud").click()
    expect(page.locator(".aloud__now")).to_have_count(1)
    assert barriers(axe, page) == []
    page.get_by_role("button", name="Stop reading").click()
    expect(page.locator(".aloud__now")).to_have_count(0)
    assert len(page.evaluate("window.said")) == 1
    expect(page.get_by_role("button", name="Read this page aloud")).to_be_visible()


def test_each_part_is_read_in_its_own_language(new_page, question: str) -> None:
    page = with_voices(new_page(width=390), ("ar-SA", True), ("en-GB", True))
    page.goto(f"{question}?in=ar")
    button = page.get_by_role("button", name="اقرأ هذه الصفحة بصوت عالٍ")
    button.click()
    expect(button).to_be_visible()
    said = page.evaluate("window.said")
    assert ["ar-SA", "ما هو الجيد هنا؟"] in said
    assert ["en-GB", "Think of your street."] in said, "what nobody translated"


@pytest.mark.parametrize("voices", [[], [("en-GB", False)], [("fr-FR", True)]])
def test_without_a_voice_of_the_device_in_the_language_there_is_no_button(
    new_page, question: str, voices
) -> None:
    page = with_voices(new_page(width=390), *voices)
    page.goto(question)
    expect(page.get_by_role("textbox")).to_be_visible()
    expect(page.get_by_role("button", name="Read this page aloud")).to_have_count(0)
