"""Residents at the pages of the survey: one uses keys alone, another a finger."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect
from tests.browser import keyboard
from tests.browser.officer import Look
from tests.browser.thirty_questions import BY_TEXT, Asked

from goldenthread_web.engagement.models import Question

Kind = Question.Kind
Answers = dict[str, Any]
ABOUT = {"en": ("I live here", "No", "Yes, you may show my words", "Continue"),
         "ar": ("أسكن هنا", "لا", "نعم، يمكنكم", "متابعة")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """An area from the list, and words beside it."""

    area: str
    words: str


@dataclass(frozen=True, slots=True)
class Other:
    """Words of one's own under "other, please say"."""

    option: str
    words: str


@dataclass
class Resident:
    """Answers by touch: taps, fills and chooses what the page shows."""

    page: Page
    answers: Answers
    look: Look
    language: str = "en"
    given: set[str] = field(default_factory=set)

    def tap(self, control: Locator) -> None:
        control.check(force=True)

    def write(self, control: Locator, words: str) -> None:
        control.fill(words)

    def choose(self, control: Locator, option: str) -> None:
        control.select_option(label=option)

    def go_on(self, name: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(".button-row").get_by_role("button", name=name, exact=True).click()

    def parts(self) -> list[tuple[Asked, Locator]]:
        """Return the questions of this page, with where each stands."""
        parts = self.page.locator(".asked-question")
        heads = parts.evaluate_all(
            "all => all.map(one => (one.querySelector(':scope > fieldset > legend') "
            "|| one.querySelector('label')).innerText.trim())"
        )
        return [(BY_TEXT[text], parts.nth(at)) for at, text in enumerate(heads)]

    def answer_page(self) -> None:
        """Answer what stands on the page and was not answered yet."""
        for asked, part in self.parts():
            if asked.text in self.answers and asked.text not in self.given:
                self.given.add(asked.text)
                GIVE[asked.kind](self, asked, part, self.answers[asked.text])

    def labelled(self, part: Locator, asked: Asked, words: str) -> Locator:
        return part.get_by_label(asked.said(words, self.language), exact=True)

    def answer_all(self) -> None:
        """Go through the pages of questions to the first page about the person."""
        while "/answer/about-you/" not in self.page.url:
            self.answer_page()
            self.look(self.page)
            self.go_on(ABOUT[self.language][3])
        assert self.given == set(self.answers), set(self.answers) - self.given

    def tell_about_oneself(self) -> None:
        """Fill in the pages about the person, up to the page before sending."""
        lives, is_grown_up, may_show, go_on = ABOUT[self.language]
        self.tap(self.page.get_by_label(lives))
        self.tap(self.page.get_by_label(is_grown_up, exact=True))
        self.look(self.page)
        self.go_on(go_on)
        self.tap(self.page.get_by_label(may_show))
        self.look(self.page)
        self.go_on(go_on)
        self.look(self.page)
        self.go_on(go_on)
        expect(self.page).to_have_url(re.compile(r"/check/$"))
        self.look(self.page)


class ByKeys(Resident):
    """Answers by keys alone; only a file is chosen in a window of the browser's own."""

    def tap(self, control: Locator) -> None:
        if control.get_attribute("type") == "radio":
            keyboard.choose_one(self.page, control)
        else:
            keyboard.tab_to(self.page, control)
            self.page.keyboard.press("Space")

    def write(self, control: Locator, words: str) -> None:
        keyboard.tab_to(self.page, control)
        self.page.keyboard.insert_text(words)

    def choose(self, control: Locator, option: str) -> None:
        keyboard.tab_to(self.page, control)
        self.page.keyboard.type(option)
        expect(control.locator("option:checked")).to_have_text(option)

    def go_on(self, name: str) -> None:
        keyboard.press(self.page, name)


Give = Callable[[Resident, Asked, Locator, Any], None]


def _open(who: Resident, _: Asked, part: Locator, said: str) -> None:
    who.write(part.get_by_role("textbox"), said)


def _choices(who: Resident, asked: Asked, part: Locator, chosen: Any) -> None:
    for one in chosen if isinstance(chosen, list) else [chosen]:
        option = one.option if isinstance(one, Other) else one
        who.tap(who.labelled(part, asked, option))
        if isinstance(one, Other):
            who.write(part.get_by_role("textbox"), one.words)


def _rating(who: Resident, _: Asked, part: Locator, number: int) -> None:
    who.tap(part.locator(f'input[value="{number}"]'))


def _ranking(who: Resident, asked: Asked, part: Locator, order: list[str]) -> None:
    for place, option in enumerate(order, start=1):
        who.choose(who.labelled(part, asked, option), str(place))


def _rows(who: Resident, asked: Asked, part: Locator, rows: dict[str, str]) -> None:
    for row, option in rows.items():
        words = who.page.locator("legend", has_text=asked.said(row, who.language))
        one = part.locator("fieldset.matrix__row", has=words)
        who.tap(who.labelled(one, asked, option))


def _number(who: Resident, _: Asked, part: Locator, number: int) -> None:
    who.write(part.get_by_role("textbox"), str(number))


def _date(who: Resident, _: Asked, part: Locator, day: date) -> None:
    for at, number in enumerate((day.day, day.month, day.year)):
        who.write(part.get_by_role("textbox").nth(at), str(number))


def _area(who: Resident, _: Asked, part: Locator, area: str) -> None:
    who.choose(part.get_by_role("combobox"), area)


def _place(who: Resident, _: Asked, part: Locator, place: Place) -> None:
    number = place.area.rpartition(" ")[2]
    who.choose(part.get_by_role("combobox"), f"{number}. {place.area}")
    who.write(part.get_by_role("textbox"), place.words)


def _statements(who: Resident, _: Asked, part: Locator, votes: dict[str, str]) -> None:
    for statement, vote in votes.items():
        words = who.page.locator("legend", has_text=statement)
        value = {"Agree": "1", "Disagree": "-1", "Pass": "0"}[vote]
        one = part.locator("fieldset.matrix__row", has=words)
        who.tap(one.locator(f'input[value="{value}"]'))


def _file(_: Resident, __: Asked, part: Locator, file: Path) -> None:
    part.locator('input[type="file"]').set_input_files(file)


GIVE: dict[str, Give] = {
    Kind.OPEN: _open,
    Kind.ONE_CHOICE: _choices,
    Kind.SEVERAL_CHOICES: _choices,
    Kind.RATING: _rating,
    Kind.RANKING: _ranking,
    Kind.MATRIX: _rows,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.AREA: _area,
    Kind.PLACE: _place,
    Kind.STATEMENTS: _statements,
    Kind.FILE: _file,
}
