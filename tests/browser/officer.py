"""An officer at the builder: what they do there, by the labels and buttons that stand on the pages."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page
from tests.browser.thirty_questions import Asked, When

from goldenthread_web.engagement.models import Question

KIND = dict(Question.Kind.choices)
Look = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Officer:
    """Works on one engagement. `look` is called on each page that is new to them."""

    page: Page
    office: str
    look: Look

    def go(self, path: str = "questions/") -> None:
        self.page.goto(f"{self.office}{path}")

    def press(self, name: str, within: Locator | None = None) -> None:
        """Press a button and wait for the page after it."""
        with self.page.expect_navigation():
            (within or self.page).get_by_role("button", name=name, exact=True).last.click()

    def follow(self, name: str, within: Locator | None = None) -> None:
        """Follow a link and wait for the page behind it."""
        with self.page.expect_navigation():
            (within or self.page).get_by_role("link", name=name, exact=True).first.click()

    def fill(self, fields: dict[str, str]) -> None:
        """Fill fields by how their labels begin."""
        for label, words in fields.items():
            self.page.get_by_label(label).first.fill(words)

    def tell(self, pages: dict[str, dict[str, str]]) -> None:
        """Fill in pages of the set-up, each by its labels."""
        for path, fields in pages.items():
            self.go(path)
            self.fill(fields)
            self.look(self.page)
            self.press("Save")

    def add_section(self, title: str, text: str) -> None:
        self.go("sections/add/")
        self.fill({"What is this section about?": title, "Text above its questions": text})
        self.press("Save")

    def add_questions(self, questions: tuple[Asked, ...], *, areas: str, new: set[str]) -> None:
        """Add them one after the other; look at the form of each kind that is `new`."""
        self.follow("Add a question")
        for number, asked in enumerate(questions, start=1):
            self.follow(KIND[asked.kind])
            self._type(asked, areas)
            if asked.kind in new:
                new.discard(asked.kind)
                self.look(self.page)
            self.press("Save" if number == len(questions) else "Save and add another")

    def _type(self, asked: Asked, areas: str) -> None:
        self.fill({"The question": asked.text, **asked.typed})
        for label, lines in (("Options", asked.options), ("Rows", asked.rows)):
            if lines:
                self.page.get_by_label(label, exact=True).fill("\n".join(lines))
        for label in asked.ticked:
            self.page.get_by_label(label).check()
        if asked.kind in {Question.Kind.AREA, Question.Kind.PLACE}:
            self.page.get_by_label("Which areas?").select_option(label=areas)

    def more(self, text: str) -> Locator:
        """Open what else can be done with a question, and return its line."""
        name = self.page.get_by_role("link", name=text, exact=True)
        line = self.page.locator(".building__list > li", has=name)
        line.locator("summary").click()
        return line

    def add_condition(self, text: str, when: When, *, looks: bool) -> None:
        """Let a question be asked of some people only; the page is the list of questions."""
        self.follow("Who is asked", self.more(text))
        decides = self.page.get_by_label("Which earlier question decides?")
        decides.select_option(
            decides.locator("option", has_text=when.earlier).get_attribute("value")
        )
        self.press("Continue")
        self.page.get_by_label(when.comparison).check()
        for option in when.options:
            self.page.get_by_label(option, exact=True).check()
        if when.number is not None:
            self.page.get_by_label("Number").fill(str(when.number))
        if looks:
            self.look(self.page)
        self.press("Save")

    def translate(self, language: str, texts: dict[str, str]) -> None:
        """Write what is known of the texts into the boxes beside them."""
        self.go(f"languages/{language}/")
        sources = self.page.locator(".side-by-side__source > div").all_inner_texts()
        boxes = self.page.locator(".side-by-side__made textarea")
        for place, source in enumerate(sources):
            if made := texts.get(source.strip()):
                boxes.nth(place).fill(made)
        self.press("Save")
