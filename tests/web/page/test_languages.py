"""Every word of the program on residents' pages is there in each language of the interface."""

import importlib.util
import re
import string
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages import Catalog
from babel.messages.plurals import get_plural
from tests.web.resident_pages import Borough, own_words

from goldenthread.records.engagement import Channel
from goldenthread_web.engagement import told_words
from goldenthread_web.engagement.documents import KINDS
from goldenthread_web.engagement.models import Engagement, Vote
from goldenthread_web.engagement.models.opening import INFLUENCE_TOLD
from goldenthread_web.engagement.queries.public_list import STATES
from goldenthread_web.page.languages import TRANSLATED

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = [one.code for one in TRANSLATED]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%([sd])")
# What is the same in every language: names, codes and formats.
SAME = {"PDF", "Word", "OpenDocument", "%s KB", "%s MB"}


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


collect_words = _load("collect_words")
ASKED_FOR = collect_words.words_asked_for()


def catalogue(language: str) -> Catalog:
    return collect_words.read_catalogue(language)


def texts_of(catalogue: Catalog) -> list[tuple[list[str], list[str]]]:
    """Return what was written in English and what was made of it, in all its forms."""
    found = []
    for message in catalogue:
        if message.id:
            several = isinstance(message.id, tuple)
            source = list(message.id) if several else [str(message.id)]
            made = message.string
            found.append((source, list(made) if isinstance(made, tuple) else [str(made)]))
    return found


def test_the_files_are_those_of_the_languages_that_are_offered() -> None:
    assert sorted(path.name for path in collect_words.CATALOGUES.iterdir()) == sorted(LANGUAGES)
    assert len(ASKED_FOR) > 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_that_is_asked_for_is_translated_and_nothing_else(language: str) -> None:
    made = catalogue(language)
    known = {message.id for message in made if message.id}
    assert known == set(ASKED_FOR)
    empty = [source for source, forms in texts_of(made) if not all(one.strip() for one in forms)]
    assert empty == []
    assert [message.id for message in made if message.fuzzy and message.id] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_form_of_number_is_there(language: str) -> None:
    made = catalogue(language)
    assert made.num_plurals == get_plural(language).num_plurals
    for source, forms in texts_of(made):
        assert len(forms) == (made.num_plurals if len(source) == 2 else 1), source


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_is_the_same_in_the_translation(language: str) -> None:
    for source, forms in texts_of(catalogue(language)):
        wanted = set(PLACEHOLDER.findall(source[-1]))
        for form in forms:
            found = set(PLACEHOLDER.findall(form))
            # "One question" may say its number in words, as Arabic does for two as well.
            assert found == wanted or (len(source) == 2 and found < wanted), source
            assert (source[0][0] == " ") == (form[0] == " "), source


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_in_english_by_mistake(language: str) -> None:
    left = [source[0] for source, forms in texts_of(catalogue(language)) if forms[0] == source[0]]
    assert set(left) <= SAME | {"Word"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_are_written_with_the_digits_that_people_type(language: str) -> None:
    """Codes, postcodes and answers are in 0 to 9; two kinds of digits on a page would confuse."""
    for source, forms in texts_of(catalogue(language)):
        for form in forms:
            assert all(sign in string.digits for sign in form if sign.isdigit()), source


def test_arabic_counts_as_arabic_does() -> None:
    forms = {source[0]: made for source, made in texts_of(catalogue("ar"))}
    questions = forms["%(count)s question."]
    plural = re.search(r"plural=(.*?);", catalogue("ar").plural_forms)
    assert plural
    python = re.sub(r"([^?:]+)\?([^:]+):", r"\2 if \1 else ", plural[1].strip("()"))
    python = python.replace("&&", "and")
    chosen = {n: eval(python, {"n": n}) for n in (0, 1, 2, 3, 10, 11, 99, 100, 103, 111)}  # noqa: S307
    assert chosen == {0: 0, 1: 1, 2: 2, 3: 3, 10: 3, 11: 4, 99: 4, 100: 5, 103: 3, 111: 4}
    assert questions[4].endswith("سؤالًا.")


def test_words_in_variables_are_those_that_pages_show() -> None:
    channels = {str(label) for _, label in Engagement._meta.get_field("channel").choices}
    assert set(told_words.CHANNELS) == channels
    assert len(channels) == len(Channel)
    assert set(told_words.INFLUENCE) == set(INFLUENCE_TOLD.values())
    assert set(told_words.STATES) == {"All", *STATES.values()}
    assert set(told_words.KINDS_OF_DOCUMENTS) == {kind for kind, _ in KINDS.values()} | {"file"}
    assert set(told_words.VOTES) == {str(label) for label in Vote.Value.labels}


def english_in(language: str, borough: Borough) -> dict[str, set[str]]:
    """Return blocks of own words that stand in English and do not say so, by page."""
    found: dict[str, set[str]] = {}
    for visit in borough.visits(language):
        for spoken, words in own_words(visit.answer):
            latin = re.findall(r"\b[a-z]{2,}\b", words) if language != "so" else []
            if spoken == language and len(latin) > 1:
                found.setdefault(visit.name, set()).add(words)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["ar", "bn"])
def test_no_page_has_english_words_that_are_not_marked_as_english(
    language: str, policy_officer
) -> None:
    assert english_in(language, Borough(policy_officer)) == {}
