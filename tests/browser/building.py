"""From an empty office to an open survey of thirty questions, all on the pages."""

import json
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.officer import Look, Officer
from tests.browser.thirty_questions import ARABIC, FORM, QUESTIONS, STATEMENTS, TITLE

SLUG = "our-street-ten-years-on"
OFFICE = f"/office/engagements/{SLUG}/"
WARDS = "Six squares"
SQUARES = tuple(f"Square {number}" for number in range(1, 7))
NONE = "There are none, because this is a first talk."
TOLD = {
    "set-up/about/": {
        "Why do you ask?": "We decide soon what comes first in our streets.",
        "Whom do you ask?": "Everybody who lives, works or studies here",
    },
    "set-up/decision/": {
        "Who decides what?": "The cabinet decides. It reads a summary of all answers first.",
        "When is it decided?": "March next year",
    },
    "set-up/other-ways/": {
        "How else can people take part?": "Ask at any library for a paper form."
    },
    "set-up/privacy/": {"Privacy notice": "The council keeps what you tell us for two years."},
    "documents/": {"What can people read first?": NONE},
}
TOLD_IN_ARABIC = {
    "We decide soon what comes first in our streets.": "نقرر قريبًا ما يأتي أولًا في شوارعنا.",
    "Everybody who lives, works or studies here": "كل من يسكن أو يعمل أو يدرس هنا",
    "The cabinet decides. It reads a summary of all answers first.": "يقرر المجلس بعد قراءة الملخص.",
    "March next year": "مارس من العام القادم",
    "Ask at any library for a paper form.": "اطلب نموذجًا ورقيًا في أي مكتبة.",
    "The council keeps what you tell us for two years.": "يحفظ المجلس ما تقوله سنتين.",
    NONE: "لا شيء، فهذا أول حديث.",
    "Think of your street, your work, your family.": "فكر في شارعك وعملك وعائلتك.",
    "Think of the way that you took last.": "فكر في آخر طريق سلكته.",
    "We show areas only, never a point.": "نعرض المناطق فقط، لا نقطة أبدًا.",
    "Not safe": "غير آمن",
    "Very safe": "آمن جدًا",
}
CHECKED = {
    "opening/choices/": {
        "What can still change?": "What comes first.",
        "What cannot change any more, and why?": "The budget, set in February.",
    },
    "opening/options/": {
        "Which options are there?": NONE,
        "Which options were turned down, and why?": "None was turned down.",
    },
    "opening/affected/": {"Who is affected": "Everybody here. A letter goes to each home."},
    "opening/time/": {"Why is this enough time?": "Twelve weeks, and no holiday in them."},
    "opening/references/": {
        "Where is the equality analysis?": "EA 12",
        "Where is data protection written down?": "DPIA 7",
    },
}


def build(page: Page, folder: Path, look: Look) -> None:
    """Build the survey and open it; `look` sees each page that is new."""
    bring_in_wards(page, folder, look)
    officer = begin(page, look)
    add_all_questions(officer)
    add_all_conditions(officer)
    officer.tell({**TOLD, **CHECKED})
    add_languages(officer)
    add_statements(officer)
    open_it(officer)


def bring_in_wards(page: Page, folder: Path, look: Look) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"code": name[-1], "name": name},
            "geometry": {"type": "Polygon", "coordinates": [_ring(place % 3, place // 3)]},
        }
        for place, name in enumerate(SQUARES)
    ]
    file = folder / "squares.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    page.goto("/office/areas/bring-in/")
    page.get_by_label("What are they called?").fill(WARDS)
    page.get_by_label("Where do they come from?").fill("Drawn for a test")
    page.get_by_label("The outlines").set_input_files(file)
    look(page)
    page.get_by_role("button", name="Bring in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WARDS)
    look(page)


def _ring(column: int, row: int) -> list[list[float]]:
    west, south = -0.1 + 0.02 * column, 51.5 + 0.014 * row
    east, north = west + 0.02, south + 0.014
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def begin(page: Page, look: Look) -> Officer:
    """Add the engagement: open since yesterday, for twelve weeks more."""
    page.goto("/office/engagements/new/")
    today = timezone.localdate()
    page.get_by_label("What is it called?").fill(TITLE)
    page.get_by_label("First day for answers").fill(f"{today - timedelta(days=1):%Y-%m-%d}")
    page.get_by_label("Last day for answers").fill(f"{today + timedelta(weeks=12):%Y-%m-%d}")
    look(page)
    page.get_by_role("button", name="Continue").click()
    expect(page).to_have_url(f"{OFFICE}set-up/")
    look(page)
    return Officer(page, OFFICE, look)


def add_all_questions(officer: Officer) -> None:
    """Add the sections and their questions; an empty form and each kind are looked at once."""
    officer.go()
    officer.look(officer.page)
    officer.go("questions/add/")
    officer.look(officer.page)
    new = {asked.kind for asked in QUESTIONS}
    for title, _, text, questions in FORM:
        if title:
            officer.add_section(title, text)
        officer.go()
        officer.add_questions(questions, areas=WARDS, new=new)
    assert not new


def add_all_conditions(officer: Officer) -> None:
    seen = set()
    for asked in QUESTIONS:
        for when in asked.when:
            officer.add_condition(asked.text, when, looks=when.comparison not in seen)
            seen.add(when.comparison)
    officer.look(officer.page)


def add_languages(officer: Officer) -> None:
    """Ask it in Arabic, nearly all of it translated, and begin a draft in easy read."""
    officer.go("languages/")
    for language in ("Arabic", "Easy read"):
        officer.page.get_by_label(language).check()
    officer.press("Save")
    officer.look(officer.page)
    officer.translate("ar", {**ARABIC, **TOLD_IN_ARABIC})
    officer.translate("en-easy", {QUESTIONS[0].text: "What do you like here?"})
    officer.look(officer.page)
    for language in ("en-easy", "ar"):
        officer.go(f"languages/{language}/check/")
        officer.fill({"Who read the whole": "Noor’s reading group", "On which day?": "2026-01-01"})
        officer.press("Save")
        officer.look(officer.page)
        if language == "en-easy":
            refusal = officer.page.get_by_role("alert")
            expect(refusal).to_contain_text("texts are missing or out of date")
    expect(officer.page.get_by_text("It is recorded.")).to_be_visible()


def add_statements(officer: Officer) -> None:
    officer.go()
    officer.follow("Write and see its statements")
    officer.fill({"Add statements": "\n".join(STATEMENTS)})
    officer.press("Add")
    officer.look(officer.page)


def open_it(officer: Officer) -> None:
    """Name the safeguarding lead, promise influence, pass the check and publish."""
    page = officer.page
    officer.go("set-up/safeguarding/")
    page.get_by_label("Who is the safeguarding lead?").select_option(index=1)
    officer.press("Save")
    officer.go("opening/influence/")
    page.get_by_label("Consult").check()
    officer.press("Save")
    officer.look(page)
    officer.go("opening/")
    officer.press("Pass the check")
    officer.go("opening/")
    expect(page.get_by_text("Passed", exact=True)).to_be_visible()
    officer.look(page)
    officer.go("set-up/")
    officer.press("Publish")
    expect(page.get_by_text("It is published. Anybody can see it now.")).to_be_visible()
