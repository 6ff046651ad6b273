"""What came in through the thirty questions: charts, crossings, the public page, out and in again."""

import csv
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.building import add_statements
from tests.browser.conftest import Site
from tests.browser.officer import Officer
from tests.browser.thirty_answers import BY_BUS, ON_FOOT
from tests.browser.thirty_counts import by_hand, numbers_by_hand, shown
from tests.browser.thirty_questions import BY_TEXT, HOW_YOU_GO, QUESTIONS

from goldenthread_web.engagement.models import Question

EMAIL = "engagement-officer@example.org"
COUNTED, AGAIN = "thirty-counted", "thirty-read-back"
PEOPLE = [BY_BUS] * 12 + [ON_FOOT] * 11
MADE = f"""
from tests.web.builders import make_engagement
from goldenthread_web.people.models import Person
officer = Person.objects.get(email="{EMAIL}")
make_engagement(officer, title="Counted", slug="{COUNTED}", is_published=False)
make_engagement(officer, title="Read back", slug="{AGAIN}", is_published=False)
"""
SENT = f"""
from tests.browser.crowd_sending import send_all
from tests.browser.test_thirty_results import PEOPLE
from goldenthread_web.engagement.models import Engagement
Engagement.objects.filter(slug="{COUNTED}").update(is_published=True)
send_all("{COUNTED}", PEOPLE)
"""
ROWS = "table => [...table.tBodies[0].rows].map(row => [...row.cells].map(one => one.textContent))"


def test_results_equal_a_count_by_hand_and_come_back_from_a_file_as_they_were(
    thirty, new_page, look, site: Site, tmp_path: Path
) -> None:
    site.python(MADE)
    page = new_page(signed_in=thirty.officer)
    officer = Officer(page, f"/office/engagements/{COUNTED}/", look)
    officer.go("questions/library/")
    page.get_by_label("Engagement", exact=True).select_option(thirty.slug)
    officer.press("Copy its questions")
    add_statements(officer)
    site.python(SENT)
    _charts_equal_a_count_by_hand(officer)
    _two_are_crossed(officer)
    _the_public_sees_them_from_today(officer, new_page)
    head, *rows = _take_out(officer, tmp_path)
    assert len(rows) == len(PEOPLE), [len(rows), rows[:2]]
    again = Officer(page, f"/office/engagements/{AGAIN}/", look)
    _bring_in(again, tmp_path / f"{COUNTED}.csv")
    again_head, *again_rows = _take_out(again, tmp_path)
    assert again_head == head
    # The number of a response is its own on each site; the rest of each row is the same.
    assert [row[1:] for row in again_rows] == [row[1:] for row in rows]


def _charts_equal_a_count_by_hand(officer: Officer) -> None:
    page = officer.page
    officer.go("results/")
    officer.look(page)
    links = page.locator(".results__lines a")
    addresses = {one.inner_text(): one.get_attribute("href") or "" for one in links.all()}
    assert list(addresses) == [asked.text for asked in QUESTIONS]
    seen = set()
    for text, address in addresses.items():
        asked = BY_TEXT[text]
        page.goto(address)
        answered = sum(text in one for one in PEOPLE)
        if asked.kind not in seen:
            seen.add(asked.kind)
            officer.look(page)
        if asked.kind in {Question.Kind.OPEN, Question.Kind.FILE}:
            continue
        expect(page.locator(".results__answered")).to_contain_text(f"{answered} of {len(PEOPLE)}")
        rows = page.locator("table.report__table").first.evaluate(ROWS)
        counted = (
            numbers_by_hand(asked, PEOPLE, [row[0] for row in rows])
            if asked.kind == Question.Kind.NUMBER
            else by_hand(asked, PEOPLE)
        )
        assert shown(rows, asked.kind) == counted, (text, rows)
    assert seen == set(Question.Kind.values)


def _two_are_crossed(officer: Officer) -> None:
    """Of those who walk, and of those who go by bus: who rents?"""
    page = officer.page
    officer.go("results/compare/")
    officer.look(page)
    page.get_by_label("Each of these as a row").select_option(label=HOW_YOU_GO)
    page.get_by_label("What they answered here").select_option(label="Do you rent your home?")
    officer.press("Compare")
    officer.look(page)
    assert page.locator("table.report__table").first.evaluate(ROWS) == [
        ["On foot", "0 (0%)", "11 (100%)", "11"],
        ["By bus", "12 (100%)", "0 (0%)", "12"],
        ["All", "12", "11", "23"],
    ]


def _the_public_sees_them_from_today(officer: Officer, new_page: Callable[..., Page]) -> None:
    public = f"/engagements/{COUNTED}/results/"
    stranger = new_page()
    before = stranger.goto(public)
    assert before is not None
    assert before.status == 404
    officer.go("results/public/")
    officer.look(officer.page)
    officer.fill({"From which day can the public": f"{timezone.localdate():%Y-%m-%d}"})
    officer.press("Save")
    stranger.goto(f"/engagements/{COUNTED}/")
    stranger.get_by_role("link", name="See the results so far").click()
    expect(stranger.get_by_text(f"{len(PEOPLE)} people took part")).to_be_visible()
    officer.look(stranger)
    while stranger.get_by_role("link", name="Next page").count():
        stranger.get_by_role("link", name="Next page").click()
        officer.look(stranger)
    expect(stranger.get_by_text("Buses should be free.").first).to_be_attached()


def _take_out(officer: Officer, folder: Path) -> list[list[str]]:
    officer.go("take-out/")
    officer.look(officer.page)
    with officer.page.expect_download() as begun:
        officer.page.get_by_role("link", name="CSV for Excel").click()
    file = folder / f"{officer.office.split('/')[3]}.csv"
    begun.value.save_as(file)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))


def _bring_in(officer: Officer, file: Path) -> None:
    page = officer.page
    officer.go("imports/")
    page.get_by_role("link", name="Send a file").click()
    page.get_by_label("The file").set_input_files(file)
    officer.press("Send, and look at its columns")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "This is an export from Golden Thread"
    )
    officer.look(page)
    officer.press("Bring the rows in")
    done = page.get_by_text(f"{len(PEOPLE)} responses were brought in.")
    expect(done).to_be_visible(timeout=60_000)
    officer.look(page)
