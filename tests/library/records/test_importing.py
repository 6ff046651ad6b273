from goldenthread.records.engagement import Capacity, Channel
from goldenthread.records.importing import (
    EQUALITY_USES,
    QUESTION_USES,
    REPEATABLE_USES,
    ColumnMapping,
    ColumnUse,
    FixedValues,
    Use,
)


def test_columns_are_picked_by_use_in_the_order_of_the_mapping() -> None:
    columns = (
        ColumnUse("a", Use.OPEN_QUESTION, "a"),
        ColumnUse("b", Use.DATE),
        ColumnUse("c", Use.ONE_CHOICE, "c"),
    )
    assert ColumnMapping(columns).used_as(Use.ONE_CHOICE, Use.OPEN_QUESTION) == columns[::2]


def test_nobody_is_published_or_given_a_capacity_by_default() -> None:
    assert FixedValues() == FixedValues(
        Channel.OTHER, "", None, Capacity.NOT_SAID, may_publish_words=False
    )


def test_equality_questions_are_never_ordinary_questions() -> None:
    assert QUESTION_USES.isdisjoint(EQUALITY_USES)
    assert QUESTION_USES | EQUALITY_USES < REPEATABLE_USES
