"""Real words, from a file to a published plan: and what happens to the plan if they change.

The statements of a public Polis conversation in Bowling Green, Kentucky: those that
its moderators accepted. One person does all of it, because the story is long enough.
"""

import re
import sqlite3
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect
from pypdfium2 import PdfDocument
from tests.browser.conftest import Site, assert_accessible
from tests.shared_data import shared_data

MINUTE = 60_000
ACCEPTED_BY_ITS_MODERATORS = 607
OFFICE = "/office/engagements/improving-bowling-green/"
PLAN = "/plans/a-plan-for-bowling-green/"
TOLD = {
    "about": {
        "Why do you ask?": "To hear what would make Bowling Green a better place to live.",
        "Whom do you ask?": "Everybody who lives in Warren County",
    },
    "decision": {
        "Who decides what?": "The city and the county read the results.",
        "When is it decided?": "Spring 2018",
    },
    "other-ways": {"How else can people take part?": "At a meeting in the town hall."},
    "privacy": {"Privacy notice": "Statements and votes are public data, without names."},
}


# The votes come in slowly on purpose, so that nobody who answers has to wait.
@pytest.mark.timeout(600)
def test_from_a_real_conversation_to_a_published_plan_that_can_be_checked(
    new_page, sign_in, site: Site, axe
) -> None:
    folder = shared_data("polis/american-assembly.bowling-green")
    page = sign_in(new_page(), "administrator@localhost")
    _set_up(page, axe)
    _bring_in_statements(page, axe, folder / "comments.csv")
    _bring_in_votes(page, axe, folder / "participants-votes.csv")
    _release_in_bulk(page, axe)
    themes = _find_themes(page, axe)
    _publish_what_we_heard(page, axe, site)
    quoted = _write_the_plan(page, axe, themes)
    _publish_the_plan(page, axe)
    words = _reach_a_contribution_in_two_clicks(new_page(), quoted)
    assert words in _text_of_pdf(new_page())

    healthy = site.command("doctor")
    assert healthy.returncode == 0, healthy.stdout
    assert "All is well." in healthy.stdout
    _doctor_names_what_was_altered(new_page(), site, quoted, words)
    assert site.command("doctor").stdout == healthy.stdout
    _remove_everywhere(page, axe, site, quoted)


def _set_up(page: Page, axe) -> None:
    page.goto("/office/engagements/new/")
    page.get_by_label("What is it called?").fill("Improving Bowling Green")
    page.get_by_label("First day for answers").fill("2018-02-02")
    page.get_by_label("Last day for answers").fill("2018-02-18")
    page.get_by_role("button", name="Continue").click()
    for part, fields in TOLD.items():
        page.goto(f"{OFFICE}set-up/{part}/")
        for label, words in fields.items():
            page.get_by_label(label).fill(words)
        page.get_by_role("button", name="Save").click()
    page.goto(f"{OFFICE}set-up/safeguarding/")
    page.get_by_label("Who is the safeguarding lead?").select_option(label="Administrator")
    page.get_by_role("button", name="Save").click()
    page.goto(f"{OFFICE}documents/")
    page.get_by_label("What can people read first?").fill("There are none.")
    page.get_by_role("button", name="Save").click()
    assert_accessible(axe, page)


def _send(page: Page, file: Path) -> None:
    page.goto(f"{OFFICE}imports/")
    page.get_by_role("link", name="Send a file").click()
    page.get_by_label("The file").set_input_files(file)
    page.get_by_role("button", name="Send, and look at its columns").click()


def _wait_until_brought_in(page: Page) -> None:
    expect(page.locator(".govuk-tag--green").first).to_be_visible(timeout=3 * MINUTE)


def _bring_in_statements(page: Page, axe, file: Path) -> None:
    _send(page, file)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "These are the statements of a Polis conversation"
    )
    page.get_by_label("Words of the new question").fill("What would improve Bowling Green?")
    page.get_by_label("Audience").fill("Everybody who lives in Warren County")
    page.get_by_label("Language").fill("en")
    page.get_by_label("Take only statements that its moderators accepted").check()
    page.get_by_label("People were told that their words may be published").check()
    assert_accessible(axe, page)
    page.get_by_role("button", name="Bring the statements in").click()
    _wait_until_brought_in(page)
    page.goto(OFFICE)
    expect(page.locator(".numbers")).to_contain_text(f"{ACCEPTED_BY_ITS_MODERATORS}")


def _bring_in_votes(page: Page, axe, file: Path) -> None:
    _send(page, file)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "These are the votes of a Polis conversation"
    )
    assert_accessible(axe, page)
    page.get_by_role("button", name="Bring the votes in").click()
    _wait_until_brought_in(page)
    page.goto(f"{OFFICE}set-up/")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("It is published. Anybody can see it now.")).to_be_visible()


def _release_in_bulk(page: Page, axe) -> None:
    """Read a sample of what nothing was noticed about; what is flagged waits for two people."""
    page.goto(f"{OFFICE}bulk-release/")
    page.get_by_role("button", name=re.compile(r"^Draw \d+ to read$")).click()
    sample = page.locator(".release-sample li")
    assert sample.count() > 50
    assert_accessible(axe, page)
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Say that you have read them all")
    page.get_by_label(re.compile(r"^I have read these \d+ contributions$")).check()
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_role("region", name="Message")).to_contain_text("released")
    page.goto(f"{OFFICE}contributions/?state=held&has=flag")
    assert page.locator(".cards .card").count() > 0


def _find_themes(page: Page, axe) -> list[str]:
    page.goto(f"{OFFICE}themes/find/")
    page.get_by_role("button", name="Look for themes").click()
    expect(page.locator("#progress .govuk-tag--green")).to_be_visible(timeout=4 * MINUTE)
    page.get_by_role("link", name="Look at what came of it").click()
    assert_accessible(axe, page)
    names = []
    for _ in range(3):
        card = page.locator(".theme-card--suggested").first
        names.append(card.get_by_role("heading").inner_text())
        card.get_by_role("button", name="Accept").click()
        expect(page.get_by_text(f"“{names[-1]}” is a theme now.")).to_be_visible()
    return names


def _publish_what_we_heard(page: Page, axe, site: Site) -> None:
    page.goto(f"{OFFICE}what-we-heard/")
    expect(page.get_by_role("heading", name="What we heard", exact=True)).to_be_visible()
    assert_accessible(axe, page)
    with page.expect_download() as arriving:
        page.get_by_role("link", name="Download as Word").click()
    document = Document(str(arriving.value.path()))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    quoted = [said for said in _words(site, "released") if said in text]
    assert len(quoted) > 5
    assert not [said for said in _words(site, "held") if said in text]


def _words(site: Site, status: str) -> list[str]:
    rows = site.rows(
        "SELECT text FROM engagement_contribution AS said"
        " JOIN engagement_engagementresponse AS response ON response.id = said.response_id"
        " JOIN engagement_engagement AS asked ON asked.id = response.engagement_id"
        " WHERE asked.slug = 'improving-bowling-green' AND said.status = ?",
        status,
    )
    return [text for (text,) in rows]


def _write_the_plan(page: Page, axe, themes: list[str]) -> str:
    """Write a vision and three calls to action; return the reference of the words quoted."""
    page.goto("/office/plans/")
    page.get_by_role("link", name="Make a plan").click()
    page.get_by_label("Title of the plan").fill("A plan for Bowling Green")
    page.get_by_label("Period").fill("2018 to 2023")
    page.get_by_role("button", name="Make it").click()
    _add(page, "Add a vision", "A town where people want to stay.")
    for call in ("Mend the streets.", "Make room for everybody.", "Look after each other."):
        _add(page, "Add a call to action", call)
    expect(page.get_by_text("4 things stand in the way of publishing")).to_be_visible()
    assert_accessible(axe, page)
    draft = page.url
    for element, theme in zip(
        ("Vision", "Call to action 1", "Call to action 2"), themes, strict=True
    ):
        page.goto(draft)
        _open_bases(page, element)
        page.get_by_role("link", name="A theme of what people said").click()
        page.get_by_label(re.compile(f"^{re.escape(theme)}: .*Improving Bowling Green")).check()
        page.get_by_label("Reason").fill("Many people said it, in many words.")
        page.get_by_role("button", name="Add", exact=True).click()
    page.goto(draft)
    _open_bases(page, "Call to action 3")
    reference = _quote(page, axe)
    page.goto(draft)
    return reference


def _open_bases(page: Page, element: str) -> None:
    page.get_by_role("link", name=re.compile(f"^What it rests on ?: {element}$")).click()


def _add(page: Page, link: str, words: str) -> None:
    page.get_by_role("link", name=link, exact=True).click()
    page.get_by_label("What it says").fill(words)
    page.get_by_role("button", name="Save").click()


def _quote(page: Page, axe) -> str:
    page.get_by_role("link", name="Somebody's own words").click()
    page.get_by_label("Search what people said").fill("opioid")
    page.get_by_role("button", name="Search").click()
    assert_accessible(axe, page)
    found = page.locator(".found-words li").filter(has_text="Improving Bowling Green").first
    found.get_by_role("link", name="Quote this").click()
    reference = page.url.rstrip("/").rpartition("/")[2]
    page.get_by_label("Reason").fill("It says what is at stake.")
    assert_accessible(axe, page)
    page.get_by_role("button", name="Quote", exact=True).click()
    return reference


def _publish_the_plan(page: Page, axe) -> None:
    page.get_by_role("link", name="Look it over and publish").click()
    assert_accessible(axe, page)
    page.get_by_label("For the record: why now, and who decided it?").fill("To try it out.")
    page.get_by_role("button", name="Publish").click()
    page.wait_for_url("**/plans/a-plan-for-bowling-green/")
    expect(page.get_by_role("heading", level=1)).to_have_text("A plan for Bowling Green")


def _reach_a_contribution_in_two_clicks(page: Page, reference: str) -> str:
    page.goto(PLAN)
    page.get_by_role("link", name="Why? What call to action 3 rests on").click()
    page.get_by_role("link", name="Follow these words").click()
    assert page.url.endswith(f"/words/{reference}/")
    return page.locator("blockquote.words").inner_text().strip()


def _text_of_pdf(page: Page) -> str:
    """Return the words of the published PDF, in one line."""
    page.goto(PLAN)
    address = page.get_by_role("link", name="Download as a PDF").get_attribute("href")
    content = page.request.get(str(address)).body()
    assert content.startswith(b"%PDF")
    return _words_of_pdf(content)


def _words_of_pdf(content: bytes) -> str:
    with closing(PdfDocument(BytesIO(content))) as document:
        text = " ".join(one.get_textpage().get_text_range() for one in document)
    return " ".join(text.split())


def _alter(site: Site, reference: str, text: str) -> None:
    with closing(sqlite3.connect(site.folder / "goldenthread.sqlite3", timeout=10)) as database:
        database.execute(
            "UPDATE engagement_contribution SET text = ? WHERE reference = ?", (text, reference)
        )
        database.commit()


def _doctor_names_what_was_altered(page: Page, site: Site, reference: str, words: str) -> None:
    """Somebody changes one byte in the file of the database, past the program."""
    other = f"{words[:5]}{'e' if words[5] != 'e' else 'a'}{words[6:]}"
    _alter(site, reference, other)
    try:
        examined = site.command("doctor")
        page.goto(PLAN)
        page.get_by_role("link", name="Why? What call to action 3 rests on").click()
        shown = page.content()
    finally:
        _alter(site, reference, words)
    assert examined.returncode != 0
    (bad,) = (line for line in examined.stdout.splitlines() if line.startswith("BAD"))
    assert re.search(rf"Call to action 3, quote \d+ of contribution {reference}", bad)
    assert words not in examined.stdout + examined.stderr
    # The public is told, and is shown neither version.
    assert "do not match what was published" in shown
    assert other not in shown


def _remove_everywhere(page: Page, axe, site: Site, reference: str) -> None:
    """The author asks for removal; the information governance officer removes the response."""
    said = _all_that_the_author_said(site, reference)
    assert _files_with(site, said), "the search for erased words finds them before"
    page.goto("/office/remove/")
    page.get_by_label("What identifies it").fill(reference)
    page.get_by_role("button", name="Find").click()
    page.get_by_label("Why it is removed").fill("Asked for by the person who said it")
    page.get_by_label("Yes, remove this response everywhere").check()
    assert_accessible(axe, page)
    page.get_by_role("button", name="Remove everywhere").click()
    expect(page.get_by_text("The response is removed everywhere.")).to_be_visible()

    assert _files_with(site, said) == []
    assert not set(said) & {
        text for (text,) in site.rows("SELECT text FROM engagement_contribution")
    }
    assert not any(words in _text_of_pdf(page) for words in said)
    page.goto(PLAN)
    expect(page.get_by_text(re.compile(r"^Note \d+\.1:"))).to_be_visible()
    assert_accessible(axe, page)
    page.get_by_role("link", name="Why? What call to action 3 rests on").click()
    expect(page.get_by_text("Words that stood here were removed")).to_be_visible()
    examined = site.command("doctor")
    assert examined.returncode == 0, examined.stdout
    assert "1 lawfully removed, 0 tampered with." in examined.stdout


def _all_that_the_author_said(site: Site, reference: str) -> list[str]:
    rows = site.rows(
        "SELECT text FROM engagement_contribution WHERE response_id ="
        " (SELECT response_id FROM engagement_contribution WHERE reference = ?)",
        reference,
    )
    return [text for (text,) in rows]


def _files_with(site: Site, said: list[str]) -> list[str]:
    """Return the files under the site's folder that hold any of the words, the log too."""
    needles = [text.encode() for text in said]
    needles += [text[len(text) // 4 : -len(text) // 4].encode() for text in said]
    return [
        str(file)
        for file in site.folder.rglob("*")
        if file.is_file() and _holds(file.read_bytes(), needles)
    ]


def _holds(content: bytes, needles: list[bytes]) -> bool:
    if content.startswith(b"%PDF"):
        content = _words_of_pdf(content).encode()
    return any(needle in content for needle in needles)
