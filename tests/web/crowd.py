"""Two hundred people by a seed, what each gives, and how each types it.

Known by the key of a question: text, the text of an option, a list of them, {row: option},
a number, a date. What a person gives is all that the hand-counted figures are made of.
"""

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from benchmarks.material.thirty_questions import FORM, STATEMENTS
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.engagement.queries.answering_form import FORM_ORDER
from goldenthread_web.indicators.models import Area

ASKED = {f"q{number}": one for number, one in enumerate((q for _, qs in FORM for q in qs), start=1)}
BY_TEXT = {asked["text"]: key for key, asked in ASKED.items()}
PAGES = [[BY_TEXT[asked["text"]] for asked in questions] for _, questions in FORM]
AREAS = ("Square 0", "Square 1", "Square 5", "Square 6")
DAYS = (date(2019, 2, 3), date(2021, 11, 30), date(2024, 2, 29))
SKIPPED_SHARE = 0.15
WORDS = (
    "More trees | and light",
    "=SUM(A1)",
    "Fewer cars\nsecond line",
    "-1 is not enough",
    "বেশি গাছ",
)


@dataclass
class Person:
    """One of the two hundred: what they give in the end, and what they do on the way."""

    number: int
    given: dict[str, Any] = field(default_factory=dict)
    own_words: dict[str, str] = field(default_factory=dict)  # under "other", or of a place
    capacity: str = "resident"

    @property
    def name(self) -> str:
        """The words by which their row is found again."""
        return f"Person {self.number:03}: quieter streets"


def two_hundred_people(seed: int = 3) -> list[Person]:
    chance = random.Random(seed)  # noqa: S311 - answers by chance, not secrets
    return [_person(number, chance) for number in range(200)]


def _person(number: int, chance: random.Random) -> Person:
    who = Person(number, capacity="resident" if number % 3 else "visitor")
    for key, asked in ASKED.items():
        is_skipped = not asked.get("is_required") and chance.random() < SKIPPED_SHARE
        if not is_skipped and _is_shown(asked, who.given):
            who.given[key] = _give(asked, chance)
    who.given["q1"] = who.name
    for key, text in (("q2", "By boat"), ("q26", "At a stall")):
        if who.given.get(key) == ASKED[key].get("other"):
            who.own_words[key] = f"{text}, says {number}"
    if "q19" in who.given and number % 4 == 0:
        who.own_words["q19"] = f"By the crossing, says {number}"
    if number % 5:
        who.given.pop("q20", None)  # few have a picture
    return who


def _is_shown(asked: dict[str, Any], given: dict[str, Any]) -> bool:
    """Say by hand whether the three questions with a condition are asked."""
    if "when" not in asked:
        return True
    earlier, _, value = asked["when"]
    before = given.get(BY_TEXT[earlier])
    return before is not None and (before <= value if isinstance(value, int) else before == value)


def _give(asked: dict[str, Any], chance: random.Random) -> Any:
    kind, options = asked.get("kind", "open"), asked.get("options", [])
    if kind == "one choice":
        return chance.choice([*options, *([asked["other"]] if "other" in asked else [])])
    if kind == "several choices":
        return _tick(asked, options, chance)
    if kind == "ranking":
        return chance.sample(options, chance.choice([len(options), len(options) - 1]))
    if kind == "matrix":
        rows = [row for row in asked["rows"] if chance.random() < 0.9]
        return {row: chance.choice(options) for row in rows or asked["rows"][:1]}
    if kind == "statements":
        return {words: chance.choice([1, -1, 0]) for words in STATEMENTS}
    on_scale = range(asked.get("lowest", 0), min(asked.get("highest", 0), 10) + 1)
    plain: dict[str, Any] = {
        "rating": on_scale, "number": on_scale, "date": DAYS, "area": AREAS, "place": AREAS,
        "file": ("street.jpg",), "open": WORDS,
    }  # fmt: skip
    return chance.choice(plain[kind])


def _tick(asked: dict[str, Any], options: list[str], chance: random.Random) -> list[str]:
    """Return some options in the order of the form, or “none of these” alone."""
    if "exclusive" in asked and chance.random() < 0.15:
        return [asked["exclusive"]]
    ticked = chance.sample(options, chance.randint(1, min(3, len(options))))
    return sorted(ticked, key=options.index)


class Typing:
    """The fields of the pages of one survey, as people fill them in."""

    def __init__(self, engagement: Engagement) -> None:
        self.engagement = engagement
        found = engagement.questions.order_by(*FORM_ORDER).prefetch_related("options", "rows")
        self.questions: dict[str, Question] = {one.key: one for one in found}
        self.areas = {one.name: str(one.pk) for one in Area.objects.all()}
        self.options = {
            (key, one.text): str(one.pk)
            for key, question in self.questions.items() for one in question.options.all()
        }  # fmt: skip

    def fields(self, who: Person, key: str) -> dict[str, Any]:
        """Return what this person types under one question."""
        question, answer = self.questions[key], who.given.get(key)
        name, kind = f"answer_{question.pk}", question.kind
        typed: dict[str, Any] = {}
        if kind == "ranking":
            typed = {f"{name}_rank_{self.options[key, text]}": str(place)
                     for place, text in enumerate(answer or [], start=1)}  # fmt: skip
        elif kind == "matrix":
            rows = {row.text: row.pk for row in question.rows.all()}
            typed = {f"{name}_row_{rows[row]}": self.options[key, text]
                     for row, text in (answer or {}).items()}  # fmt: skip
        elif kind == "date" and answer:
            typed = {
                f"{name}_{part}": str(getattr(answer, part)) for part in ("day", "month", "year")
            }
        elif kind in {"one choice", "several choices"} and answer:
            typed[name] = (
                self.options[key, answer] if isinstance(answer, str)
                else [self.options[key, text] for text in answer]
            )  # fmt: skip
        elif kind in {"area", "place"} and answer:
            typed[name] = self.areas[answer]
        elif kind in {"open", "rating", "number"} and answer is not None:
            typed[name] = str(answer)
        if key in who.own_words:
            typed[f"{name}_{'words' if kind == 'place' else 'other'}"] = who.own_words[key]
        return typed

    def all_fields(self, who: Person) -> dict[str, Any]:
        about = {"capacity": who.capacity, "is_young_person": "no", "may_publish": "words"}
        return about | {
            name: value for key in ASKED for name, value in self.fields(who, key).items()
        }


class AtTheForms:
    """One person at the pages: who errs, goes back, changes an answer, and sends."""

    def __init__(self, typing: Typing, who: Person, picture: bytes) -> None:
        self.typing, self.who, self.client = typing, who, Client()
        self.picture = picture
        self.base = f"/engagements/{typing.engagement.slug}/"
        self.pages = [
            f"{self.base}answer/section-{typing.questions[keys[0]].section_id}/" for keys in PAGES
        ]

    def answer_and_send(self) -> None:
        for place, keys in enumerate(PAGES):
            if self.who.number % 4 == place % 4:
                self._err(place, keys)
            if self.who.number % 5 == place % 5 and place:
                self._go_back(place, keys)
            self._fill_in(place, keys)
        if self.who.number % 3 == 0:
            self._think_again()
        about = self.typing.all_fields(self.who) | {"area": "", "how_to_reach": ""}
        for name in ("about-you", "your-words", "staying-in-touch"):
            went = self.client.post(f"{self.base}answer/{name}/", about)
            assert went.status_code == 302, went.text
        sent = self.client.post(f"{self.base}check/", {})
        assert sent.url == f"{self.base}receipt/", (self.who, sent.url)

    def _post(self, place: int, fields: dict[str, Any], query: str = "") -> Any:
        return self.client.post(self.pages[place] + query, fields)

    def _typed(self, keys: list[str]) -> dict[str, Any]:
        typed = {name: v for key in keys for name, v in self.typing.fields(self.who, key).items()}
        if "q20" in keys and "q20" in self.who.given:
            name = f"answer_{self.typing.questions['q20'].pk}"
            typed[name] = SimpleUploadedFile("street.jpg", self.picture, "image/jpeg")
        return typed

    def _fill_in(self, place: int, keys: list[str], query: str = "") -> None:
        """Post a page; once more if an answer on it has brought another question."""
        went = self._post(place, self._typed(keys), query)
        assert went.status_code == 302, (self.who, went.text)
        if went.url.startswith(self.pages[place]):
            again = self._post(place, self._typed(keys), query)
            assert not again.url.startswith(self.pages[place]), self.who

    def _err(self, place: int, keys: list[str]) -> None:
        """Write words where a number goes: the page comes back with why."""
        number = next((key for key in keys if ASKED[key].get("kind") == "number"), None)
        if number is not None:
            name = f"answer_{self.typing.questions[number].pk}"
            refused = self._post(place, self._typed(keys) | {name: "a few"})
            assert refused.status_code == 200
            assert "Write a number, such as 12." in refused.text

    def _go_back(self, place: int, keys: list[str]) -> None:
        """Half fill in this page, go back, and come forward through the page before."""
        went = self._post(place, self._typed(keys[:1]) | {"back": "yes"})
        assert went.url == self.pages[place - 1], self.who
        self._fill_in(place - 1, PAGES[place - 1])

    def _think_again(self) -> None:
        """Have said “1” and why, then say what they mean: what was said before does not count."""
        place = next(at for at, keys in enumerate(PAGES) if "q6" in keys)
        asked = self.typing.questions
        low = {f"answer_{asked['q6'].pk}": "1"}
        self._post(place, low, "?change=yes")
        self._post(place, low | {f"answer_{asked['q9'].pk}": "Said too soon"}, "?change=yes")
        self._fill_in(place, PAGES[place], "?change=yes")
