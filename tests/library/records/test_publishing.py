from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from goldenthread.records.publishing import Bar, PlanDocument, PlanElement


def test_a_published_edition_cannot_be_changed() -> None:
    plan = PlanDocument("T", "P", "1", date(2025, 1, 1), "d", elements=())
    with pytest.raises(FrozenInstanceError):
        plan.title = "Other"  # type: ignore[misc]


def test_elements_with_the_same_words_are_equal_and_can_be_counted() -> None:
    assert len({PlanElement("1", "Outcome", "x"), PlanElement("1", "Outcome", "x")}) == 1


def test_a_bar_without_a_length_is_not_a_bar_of_nothing() -> None:
    assert Bar("a", "not shown", None) != Bar("a", "not shown", 0.0)
