"""A survey with every kind of question, answered by keys alone on a small screen."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import assert_accessible, too_wide
from tests.browser.keyboard import choose, press, tab_to, write
from tests.library.engagement.test_sent_files import picture

FORM = """
from tests.web.builders import make_engagement, make_question
from goldenthread_web.engagement.models import *
from goldenthread_web.indicators.models import Area, AreaSet
engagement = make_engagement(title={title!r}, slug={slug!r})
areas = AreaSet.objects.create(name={title!r}, source="Drawn for a test")
for west, name in ((0, "West side"), (1, "East side")):
    ring = [[west, 51], [west + 1, 51], [west + 1, 52], [west, 52], [west, 51]]
    outline = dict(type="Polygon", coordinates=[ring])
    Area.objects.create(area_set=areas, code=str(west), name=name, outline=outline)
ask = lambda text, *options, **fields: make_question(engagement, text, *options, **fields)
ask("What matters to you here?", is_required=True)
ask("What would you keep, in one line?", is_short=True)
how = ask("How do you get about?", "On foot", "Bus", kind="one choice")
QuestionOption.objects.create(question=how, position=9, text="Another way", is_other=True)
ask("Which would help?", "Benches", "Lights", kind="several choices", most_choices=1)
late = Section.objects.create(engagement=engagement, position=1, title="Your street at night")
safe = ask("How safe is it?", kind="rating", lowest_label="Not at all", highest_label="Very",
           section=late)
ask("How good are these?", "Good", "Poor", kind="matrix", rows=("Lights", "Kerbs"), section=late)
end = Section.objects.create(engagement=engagement, position=2, title="More of you")
ask("What comes first?", "Homes", "Parks", "Roads", kind="ranking", section=end)
ask("How many live with you?", kind="number", lowest=1, highest=20, section=end)
ask("When did you move here?", kind="date", section=end)
ask("Where do you live?", kind="area", area_set=areas, section=end)
map_page = Section.objects.create(engagement=engagement, position=3, title="A place")
ask("Where should something change?", kind="place", area_set=areas, section=map_page)
ask("Have you a picture of it?", kind="file", section=map_page)
worse = ask("What would make it safer?",
            section=Section.objects.create(engagement=engagement, position=4, title="Safer"))
ShowCondition.objects.create(question=worse, depends_on=safe, comparison="at most", number=2)
"""


def tick(page: Page, label: str) -> None:
    """Go to a box and tick it."""
    tab_to(page, page.get_by_label(label, exact=True))
    page.keyboard.press("Space")


def select(page: Page, label: str, option: str) -> None:
    """Go to a list and choose by typing how the option begins."""
    wanted = page.get_by_label(label, exact=True)
    tab_to(page, wanted)
    page.keyboard.type(option)
    expect(wanted.locator("option:checked")).to_have_text(option)


@pytest.mark.parametrize("script", [False, True])
def test_every_kind_is_answered_by_keyboard_and_stored(
    new_page, site, axe, tmp_path: Path, script: bool
) -> None:
    slug = f"every-kind-{script}".lower()
    site.python(FORM.format(title=f"Every kind {script}", slug=slug))
    page = new_page(width=320, script=script)

    def go_on(name: str = "Continue") -> None:
        look()
        press(page, name)
        look()

    def look() -> None:
        assert too_wide(page) == []
        if script:
            assert_accessible(axe, page)

    page.goto(f"/engagements/{slug}/")
    press(page, "Start", role="link")
    expect(page.get_by_text("Question 1 of about 12")).to_be_visible()

    # Something needed is missing: it is said, and the link leads to the field.
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_contain_text("Write an answer.")
    look()
    write(page, "What matters to you here?", "More trees on the corner")
    go_on()
    write(page, "What would you keep, in one line?", "The lime trees")
    go_on()
    choose(page, "Another way")
    write(page, "Another way: please say", "By boat")
    go_on()

    # One tick too many, then what was ticked is still there.
    tick(page, "Benches")
    tick(page, "Lights")
    go_on()
    expect(page.get_by_role("alert")).to_contain_text("Tick at most 1. You ticked 2.")
    expect(page.get_by_label("Lights", exact=True)).to_be_checked()
    tick(page, "Lights")
    go_on()

    # A page of two questions; a low rating brings another question later.
    expect(page.get_by_role("heading", name="Your street at night")).to_be_visible()
    choose(page, "2")
    rows = page.locator(".matrix__row")
    for place in range(2):
        tab_to(page, rows.nth(place).get_by_label("Good", exact=True))
        page.keyboard.press("Space")
    go_on()
    expect(page.get_by_text("Questions 7 to 10 of about 13")).to_be_visible()

    # Two errors on one page; all that was typed comes back.
    select(page, "Parks", "1")
    select(page, "Homes", "1")
    write(page, "How many live with you?", "four")
    write(page, "Day", "27")
    write(page, "Month", "3")
    write(page, "Year", "2019")
    select(page, "Area", "East side")
    go_on()
    expect(page.get_by_role("alert")).to_contain_text("have place 1")
    expect(page.get_by_role("alert")).to_contain_text("Write a number, such as 12.")
    expect(page.get_by_label("Year")).to_have_value("2019")
    select(page, "Homes", "2")
    tab_to(page, page.get_by_label("How many live with you?"))
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("4")
    go_on()

    # The place by its list and by words; the map larger; a picture.
    select(page, "Area", "2. West side")
    go_on("Show this area larger")
    expect(page.get_by_role("button", name="Show the whole map")).to_be_visible()
    write(page, "Describe the place in your own words", "By the crossing")
    sent = tmp_path / "crossing.jpg"
    sent.write_bytes(picture("JPEG"))
    page.get_by_label("Have you a picture of it?").set_input_files(sent)
    go_on()

    write(page, "What would make it safer?", "Lights that work")
    go_on()
    choose(page, "I live here")
    choose(page, "No")
    go_on()
    choose(page, "Yes, you may show my words, without my name")
    go_on()
    go_on()

    for shown in ("Another way: By boat", "1. Parks", "27 March 2019", "crossing.jpg"):
        expect(page.get_by_text(shown)).to_be_visible()
    go_on("Send my answers")
    expect(page.get_by_role("heading", name="Thank you.")).to_be_visible()
    _assert_stored(site, slug)


def _assert_stored(site, slug: str) -> None:
    response = (
        "select r.id from engagement_engagementresponse r "
        "join engagement_engagement e on e.id = r.engagement_id where e.slug = ?"
    )
    counts = {
        table: site.rows(
            f"select count(*) from engagement_{table} where response_id in ({response})",  # noqa: S608 (our own tables)
            slug,
        )[0][0]
        for table in (
            "contribution", "choiceanswer", "numberanswer", "dateanswer", "placeanswer",
            "fileanswer",
        )
    }  # fmt: skip
    # Words, one line, by boat, by the crossing, lights. Another way, benches, two rows, two ranks.
    assert counts == {
        "contribution": 5, "choiceanswer": 6, "numberanswer": 2, "dateanswer": 1,
        "placeanswer": 2, "fileanswer": 1,
    }  # fmt: skip


def test_a_pin_is_put_by_a_tap_on_the_small_map_without_script(new_page, site) -> None:
    site.python(FORM.format(title="A pin", slug="a-pin"))
    page = new_page(width=320, script=False)
    page.goto("/engagements/a-pin/answer/start/")
    while not page.get_by_role("heading", name="A place", exact=True).count():
        for box in page.get_by_role("textbox").all()[:1]:
            box.fill("")
        if page.get_by_label("What matters to you here?").count():
            page.get_by_label("What matters to you here?").fill("Trees")
        page.get_by_role("button", name="Continue").last.click()
    picture_of_map = page.locator(".asked-map__picture:visible")
    box = picture_of_map.bounding_box()
    assert box
    assert box["width"] == 280, "as wide as the program reads the click"
    picture_of_map.click(position={"x": 0.75 * box["width"], "y": 0.5 * box["height"]})
    expect(page.get_by_text("Your pin is in East side.")).to_be_visible()
    page.get_by_role("button", name="Take the pin away").click()
    expect(page.get_by_text("Tap the map to put a pin.")).to_be_visible()
    assert too_wide(page) == []
