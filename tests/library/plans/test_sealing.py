from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from goldenthread.plans.sealing import element_digest, seal_edition
from goldenthread.records.plans import (
    QuotePart,
    SealedBasis,
    SealedEdition,
    SealedElement,
    SealedQuote,
)

KEY = b"k" * 32
QUOTE = SealedQuote("abc", (QuotePart(0, 4), QuotePart(4, 9, "[name removed]")), "0" * 64)
BASIS = SealedBasis("words: a theme", "Raised most.", 7, "Repairs", 63, 812, 58, "", "", (QUOTE,))
CALL = SealedElement("1", "call to action", 1, "plan period", "Good homes.", "", (), (BASIS,))
OUTCOME = replace(CALL, label="1.1", kind="outcome", position=2, serves=(("1", True),))
EDITION = SealedEdition(
    plan="plan",
    number=1,
    title="Towards 2035",
    period="2025 to 2035",
    introduction="",
    is_invented=False,
    published_at=datetime(2025, 2, 3, 12, tzinfo=UTC),
    why="Agreed.",
    elements=(CALL, OUTCOME),
)
SEAL = seal_edition(EDITION, KEY)


def _with_basis(**changed: object) -> SealedEdition:
    basis = replace(BASIS, **changed)  # type: ignore[arg-type]
    return replace(EDITION, elements=(CALL, replace(OUTCOME, bases=(basis,))))


def test_the_same_edition_has_the_same_seal() -> None:
    assert seal_edition(replace(EDITION), KEY) == SEAL
    elsewhere = EDITION.published_at.astimezone(timezone(timedelta(hours=6)))
    assert seal_edition(replace(EDITION, published_at=elsewhere), KEY) == SEAL


@pytest.mark.parametrize(
    "changed",
    [
        {"kind": "data"}, {"reason": "Raised."}, {"theme": 8}, {"theme_name": "Damp"},
        {"contribution_count": 64}, {"answered_count": 813}, {"people_count": 59},
        {"source": "A law"}, {"source_address": "https://example.org"}, {"quotes": ()},
        {"quotes": (replace(QUOTE, digest="1" * 64),)}, {"quotes": (replace(QUOTE, parts=()),)},
    ],
    ids=lambda changed: next(iter(changed)),
)  # fmt: skip
def test_whatever_changes_in_a_basis_breaks_the_seal_of_its_element_alone(changed) -> None:
    seal = seal_edition(_with_basis(**changed), KEY)
    assert seal.edition != SEAL.edition
    assert [one == other for one, other in zip(seal.elements, SEAL.elements, strict=True)] == [
        True,
        False,
    ]


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Another"}, {"why": "Nobody knows."}, {"number": 2}, {"is_invented": True},
        {"introduction": "We."}, {"period": "2030"}, {"plan": "other"},
        {"published_at": EDITION.published_at + timedelta(microseconds=1)},
    ],
    ids=lambda changed: next(iter(changed)),
)  # fmt: skip
def test_whatever_changes_on_the_cover_breaks_the_seal(changed) -> None:
    assert seal_edition(replace(EDITION, **changed), KEY).edition != SEAL.edition


def test_elements_in_another_order_have_another_seal() -> None:
    turned = replace(EDITION, elements=(OUTCOME, CALL))
    assert seal_edition(turned, KEY).edition != SEAL.edition


def test_without_the_key_the_seal_cannot_be_made() -> None:
    assert element_digest(EDITION, CALL, b"another key" * 3) != SEAL.elements[0]
