"""A signed version, given by an officer and watched by residents, by keyboard and without script."""

import base64
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.browser.conftest import barriers, too_wide
from tests.browser.keyboard import tab_to
from tests.clip_making import wav

FORM = """
from tests.web.builders import make_engagement, make_question
from goldenthread_web.people.models import Person
officer = Person.objects.get(email="administrator@localhost")
engagement = make_engagement(officer, title="Signed", slug="signed", languages=["en", "ar"])
print(make_question(engagement, "What is good here?").pk)
"""
# A film of one second, drawn here: nothing of anybody else's.
RECORD = """async () => {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  const recorder = new MediaRecorder(canvas.captureStream(10), {mimeType: 'video/webm'});
  const parts = [];
  recorder.ondataavailable = one => parts.push(one.data);
  recorder.start(100);
  for (let at = 0; at < 12; at++) {
    pen.fillStyle = at % 2 ? 'navy' : 'gold';
    pen.fillRect(at * 10, 20, 40, 40);
    await new Promise(done => setTimeout(done, 100));
  }
  recorder.stop();
  await new Promise(done => recorder.onstop = done);
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(String.fromCharCode(...bytes));
}"""
PLAY = """async one => {
  one.playbackRate = 4;
  const ended = new Promise((done, failed) => {
    one.onended = () => done('played to the end');
    setTimeout(() => failed(new Error('it did not end')), 20000);
  });
  await one.play();
  return ended;
}"""


def give(page: Page, part: str, version: str, file: Path, look) -> None:
    page.goto(f"/office/engagements/signed/clips/add/{part}/")
    look(page)
    page.get_by_label("Which version is it?").select_option(label=version)
    page.get_by_label("The film or sound").set_input_files(file)
    page.get_by_label("The same as the words on the page, and no more").check()
    page.get_by_label("Who made it?").fill("Two interpreters")
    page.get_by_label("Who checked it?").fill("Three Deaf residents")
    page.get_by_label("On which day was it checked?").fill("2026-05-04")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(version)
    look(page)


def test_a_film_is_given_found_and_watched(new_page, sign_in, site, axe, tmp_path: Path) -> None:
    found: list[str] = []

    def look(page: Page) -> None:
        found.extend([*barriers(axe, page), *too_wide(page)])

    question = site.python(FORM)
    office = sign_in(new_page(width=390), "administrator@localhost")
    film, sound = tmp_path / "film.webm", tmp_path / "sound.wav"
    film.write_bytes(base64.b64decode(office.evaluate(RECORD)))
    sound.write_bytes(wav())
    give(office, f"question-{question}", "British Sign Language", film, look)
    give(office, f"question-{question}", "English, spoken", sound, look)
    give(office, "introduction", "British Sign Language", film, look)
    office.goto("/office/engagements/signed/clips/")
    look(office)

    for width, dark in ((320, True), (1280, False)):
        page = new_page(width=width, dark=dark)
        asked_for: list[str] = []
        page.on("request", lambda one, told=asked_for: told.append(one.url))
        page.goto("/engagements/signed/")
        look(page)
        page.get_by_text("Watch in British Sign Language").click()
        look(page)
        page.goto(f"/engagements/signed/answer/question-{question}/")
        look(page)
        entry = page.locator("details.clip > summary").first
        tab_to(page, entry)
        page.keyboard.press("Enter")
        expect(page.locator("video")).to_be_visible()
        look(page)
        assert not [one for one in asked_for if "/clips/" in one], "nothing comes unasked"
        assert page.locator("video").evaluate(PLAY) == "played to the end"
        assert [one for one in asked_for if "/clips/" in one]
    page = new_page(width=390, script=False)
    page.goto(f"/engagements/signed/answer/question-{question}/?in=ar")
    page.get_by_text("شاهد بلغة الإشارة البريطانية").click()
    expect(page.locator("video")).to_be_visible()
    page.get_by_text("استمع: English").click()
    expect(page.locator("audio")).to_be_visible()
    assert not found, "\n" + "\n".join(found)
