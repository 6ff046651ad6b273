"""Full-text search: the same answers on SQLite and PostgreSQL."""

import pytest
from tests.web.builders import make_engagement, make_response

from goldenthread_web.engagement.models import Contribution
from goldenthread_web.engagement.queries.search import search

pytestmark = pytest.mark.django_db
SAID = (
    "More trees on our street",
    "The street is not safe at night",
    "রাস্তায় আরও গাছ চাই",
    "Waddooyinka ammaan maaha",
    "Don't cut the O'Brien tree-house",
)


@pytest.fixture(autouse=True)
def _said(db: None) -> None:
    make_response(make_engagement(), *SAID)


def found(words: str) -> list[str]:
    return [one.text for one in search(Contribution.objects.all(), words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("street", [0, 1]),
        ("STREET", [0, 1]),
        ("street trees", [0]),
        ("stre", [0, 1]),
        ("stre night", []),
        ("গাছ", [2]),
        ("রাস্তায়", [2]),
        ("ammaan", [3]),
        ("tree house", [4]),
        ("ক\u200d্ষ", []),
        ("nothing of the kind", []),
        ("", [0, 1, 2, 3, 4]),
        ("   ", [0, 1, 2, 3, 4]),
        ("!!! ???", [0, 1, 2, 3, 4]),
    ],
)
def test_all_words_must_be_there_and_the_last_may_be_a_beginning(
    words: str, expected: list[int]
) -> None:
    assert found(words) == [SAID[index] for index in expected]


@pytest.mark.parametrize(
    "words",
    ['"', "street\" OR \"night", "street OR night", "NEAR(street night)", "text:street*",
     "'; DROP TABLE engagement_contribution; --", "street & night | tree", "a:* <-> !b",
     "\\", "%s %(x)s", "(((", "street\x00night", "word " * 500,
     "\u0301", "\u200d", "street \u0301", "😀"],
)  # fmt: skip
def test_no_sign_has_a_meaning_of_its_own(words: str) -> None:
    found(words)
    assert Contribution.objects.count() == len(SAID)


def test_operators_of_the_index_are_words_like_others() -> None:
    assert found("trees OR night") == []
    assert found("trees NOT night") == []


def test_words_are_found_as_they_are_now() -> None:
    one = Contribution.objects.get(text=SAID[0])
    one.text = "More benches"
    one.save()
    assert found("trees") == []
    assert found("benches") == ["More benches"]


def test_removed_words_are_not_found() -> None:
    Contribution.objects.filter(text=SAID[0]).update(text="", salt="", status="removed")
    assert found("trees") == []
