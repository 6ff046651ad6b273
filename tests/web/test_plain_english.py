"""Residents' pages are written for a reading age of 9 to 11, by two published formulas.

What people and councils wrote is left out, and so are names of fields and
buttons: they are short and would make a page look easier than it is.
"""

import re

import pytest
from django.utils.translation import override
from tests.web.resident_pages import (
    ERRORS,
    NOT_FOR_RESIDENTS,
    OPEN_TO_ALL,
    PAGES,
    VISITS,
    Borough,
    own_sentences,
)

from goldenthread.text.readability import measure_readability

pytestmark = pytest.mark.django_db
OLDEST = 11.5  # in years: it is told in whole ones
FEWEST_WORDS = 20
LONGEST_SENTENCE = 25


def test_every_page_that_is_open_to_all_is_read() -> None:
    assert set(VISITS) - {ERRORS} == PAGES
    named = [name for names in NOT_FOR_RESIDENTS.values() for name in names]
    assert len(named) == len(set(named))
    assert set(named) <= OPEN_TO_ALL


def test_each_page_reads_for_eleven_years_or_less_by_both_formulas(policy_officer) -> None:
    read, hard = set(), []
    for visit in Borough(policy_officer).visits():
        assert visit.answer.status_code in {200, 403, 404, 413, 429}, visit.name
        assert "text/html" in visit.answer.headers["Content-Type"], visit.name
        read.add(visit.name)
        sentences = own_sentences(visit.answer)
        found = measure_readability("\n\n".join(sentences))
        assert found is not None, visit.name
        ages = (found.flesch_kincaid_age, found.automated_index_age)
        if found.word_count >= FEWEST_WORDS and max(ages) >= OLDEST:
            hard.append(f"{visit.name} {ages}: {sentences}")
    assert read == set(VISITS)
    assert hard == []


def test_no_sentence_runs_on(policy_officer) -> None:
    long = set()
    for visit in Borough(policy_officer).visits():
        for block in own_sentences(visit.answer):
            for sentence in re.split(r"[.?!:](?:\s|$)", block):
                if len(sentence.split()) > LONGEST_SENTENCE:
                    long.add(f"{visit.name}: {sentence}")
    assert sorted(long) == []


def test_a_hard_page_would_be_found() -> None:
    with override("en-gb"):
        found = measure_readability(
            "Notwithstanding any representation previously communicated, participants acknowledge "
            "that anonymisation precedes publication."
        )
    assert found is not None
    assert min(found.flesch_kincaid_age, found.automated_index_age) > OLDEST
