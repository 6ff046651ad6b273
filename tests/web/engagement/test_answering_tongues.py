"""Each text of a page says in which language it stands, so that a voice reads it aloud rightly."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.web.builders import make_engagement, make_question, today

from goldenthread_web.engagement.changes.translating import Maker, write_translations
from goldenthread_web.engagement.models import (
    Engagement,
    EqualityOption,
    EqualityQuestion,
    Question,
    Section,
)
from goldenthread_web.engagement.queries.translating import texts_of
from goldenthread_web.engagement.tongues import Tongue
from goldenthread_web.indicators.models import Area, AreaSet
from goldenthread_web.people.audit import SHELL

pytestmark = pytest.mark.django_db
BASE = "/engagements/streets/"
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# Own words of the form begin so, in whichever language: "[pl] ...".
MARK = re.compile(r"\[(\w\w)\]")
# Names of languages, times and figures are the same to every voice.
NAMES = re.compile("English|Arabic – |Polski|Soomaali|Golden Thread|MIT|PDF|PNG|JPEG")
SPELLED = "spelled out"
ENGLISH = re.compile(r"[A-Za-z]{3,}")


class Spoken(HTMLParser):
    """Collects each text with the language in which a voice would read it."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        before = self._open[-1][1] if self._open else ""
        given = dict(attrs)
        # Codes and addresses run from left to right, and are spelled out in any language.
        is_spelled = given.get("dir") == "ltr" and "lang" not in given
        language = SPELLED if is_spelled else given.get("lang") or before
        self.texts += [
            (language, words)
            for name in ("aria-label", "alt", "title")
            if (words := given.get(name))
        ]
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = {tag for tag, _ in self._open}
        # A title has no language of its own, and an option takes none within it.
        if data.strip() and not inside & {"style", "script", "title", "option"}:
            self.texts.append((self._open[-1][1] if self._open else "", data.strip()))


def spoken(page: HttpResponse) -> list[tuple[str, str]]:
    parser = Spoken()
    parser.feed(page.content.decode())
    parser.close()
    return parser.texts


def wrong(page: HttpResponse) -> list[tuple[str, str]]:
    """Return the texts that a voice would read in a language that is not theirs."""
    return [
        (language, text)
        for language, text in spoken(page)
        if language not in allowed_for(text, language)
    ]


def allowed_for(text: str, language: str) -> set[str]:
    """Return the languages in which a voice may read this."""
    if marks := MARK.findall(text):
        return {Tongue(one).html_lang for one in marks} if len(set(marks)) == 1 else set()
    is_english = bool(ENGLISH.search(NAMES.sub("", text)))
    return {"en-GB", SPELLED} if is_english else {language}


@pytest.fixture
def streets(engagement_officer) -> Engagement:
    facts = {
        name: f"[en] {name}"
        for name in ("title", "why_asked", "who_decides", "decided_when", "other_ways",
                     "supporting_documents", "privacy_notice", "audience", "equality_purpose")
    }  # fmt: skip
    engagement = make_engagement(
        engagement_officer,
        slug="streets",
        languages=["en", "ar", "pl", "ur"],
        equality_kept_until=today(),
        **facts,
    )
    section = Section.objects.create(
        engagement=engagement, title="[en] section", text="[en] text", position=1
    )
    asked = {"help_text": "[en] help", "section": section}
    make_question(engagement, "[en] alone?", help_text="[en] help alone")
    make_question(engagement, "[en] open?", **asked)
    make_question(engagement, "[en] short?", is_short=True, is_required=True, **asked)
    make_question(engagement, "[en] one?", "[en] a", "[en] b", **asked)
    options = ("[en] c", "[en] d", "[en] e")
    for kind in ("several choices", "ranking"):
        make_question(engagement, f"[en] {kind}?", *options, kind=kind, **asked)
    make_question(
        engagement, "[en] matrix?", *options, kind="matrix", rows=["[en] r", "[en] s"], **asked
    )
    make_question(
        engagement, "[en] rating?", kind="rating", lowest=1, highest=5,
        lowest_label="[en] low", highest_label="[en] high", is_required=True, **asked,
    )  # fmt: skip
    for kind in ("number", "date", "file"):
        make_question(engagement, f"[en] {kind}?", kind=kind, **asked)
    areas = AreaSet.objects.create(name="Wards", source="Drawn for a test")
    ring = [[0, 51], [1, 51], [1, 52], [0, 52], [0, 51]]
    outline = {"type": "Polygon", "coordinates": [ring]}
    Area.objects.create(area_set=areas, code="E1", name="12", outline=outline)
    for kind in ("area", "place"):
        make_question(engagement, f"[en] {kind}?", kind=kind, area_set=areas, **asked)
    make_question(
        engagement, "[en] statements?", kind="statements", takes_own_statements=True, **asked
    )
    equality = EqualityQuestion.objects.create(
        engagement=engagement, key="age", position=1, text="[en] age?"
    )
    for position, text in enumerate(("[en] young", "[en] old"), start=1):
        EqualityOption.objects.create(question=equality, position=position, text=text)
    return engagement


def translate(engagement: Engagement, language: str, *, every: int = 1) -> None:
    """Translate every text, or every second one."""
    texts = {
        one.place: one.text.replace("[en]", f"[{language}]")
        for number, one in enumerate(texts_of(engagement))
        if number % every == 0
    }
    write_translations(made=Maker(SHELL), engagement=engagement, language=language, texts=texts)


def pages(client: Client, engagement: Engagement, language: str) -> Iterator[HttpResponse]:
    """Yield the public page and each page of answering, as put and with everything left out."""
    yield client.get(f"{BASE}?in={language}")
    first = engagement.questions.get(text="[en] alone?")
    section = engagement.sections.get()
    names = [
        f"question-{first.pk}",
        f"section-{section.pk}",
        "about-you",
        "staying-in-touch",
        "equality",
    ]
    for name in names:
        yield client.get(f"{BASE}answer/{name}/")
        yield client.post(f"{BASE}answer/{name}/", {"how_to_reach": "?"}, follow=True)
    answers = {}
    for question in engagement.questions.all():
        answers |= answer_to(question)
    client.post(f"{BASE}answer/section-{section.pk}/", answers)
    client.post(f"{BASE}answer/question-{first.pk}/", answer_to(first))
    client.post(f"{BASE}answer/about-you/", {"capacity": "resident", "is_young_person": "no"})
    yield client.get(f"{BASE}answer/your-words/")
    client.post(f"{BASE}answer/your-words/", {"may_publish": "words"})
    client.post(f"{BASE}answer/staying-in-touch/", {"how_to_reach": ""})
    yield client.get(f"{BASE}check/")
    yield client.post(f"{BASE}check/", follow=True)


def answer_to(question: Question) -> dict[str, object]:
    field = f"answer_{question.pk}"
    first = question.options.first()
    return {
        Question.Kind.OPEN: {field: "12345"},
        Question.Kind.ONE_CHOICE: {field: first.pk if first else ""},
        Question.Kind.RATING: {field: "3"},
        Question.Kind.NUMBER: {field: "3"},
    }.get(Question.Kind(question.kind), {})


@pytest.mark.parametrize("every", [1, 2])
@pytest.mark.parametrize(
    ("language", "interface"), [("en", "en-GB"), ("ar", "ar"), ("pl", "en-GB"), ("ur", "en-GB")]
)
def test_each_text_says_its_language(
    stranger: Client, streets: Engagement, language: str, interface: str, every: int
) -> None:
    if language != "en":
        translate(streets, language, every=every)
    count = 0
    for page in pages(stranger, streets, language):
        assert page.status_code == 200
        assert f'<html lang="{interface}"' in page.text
        assert wrong(page) == [], page.request["PATH_INFO"]
        count += sum(bool(MARK.search(text)) for _, text in spoken(page))
    assert count > 60
