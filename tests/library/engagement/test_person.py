from datetime import date

import pytest

from goldenthread.engagement.person import read_person
from goldenthread.errors import InputError
from goldenthread.records.engagement import Capacity, Channel
from goldenthread.records.importing import ColumnMapping, ColumnUse, FixedValues, Use

FIXED = FixedValues(Channel.PAPER, "everyone", "bn", Capacity.RESIDENT, may_publish_words=True)


def mapping_of(*uses: Use, fixed: FixedValues = FIXED) -> ColumnMapping:
    return ColumnMapping(tuple(ColumnUse(use.value, use) for use in uses), fixed)


def test_what_no_column_says_is_taken_from_the_fixed_values() -> None:
    person = read_person({}, mapping_of())
    assert (person.channel, person.audience, person.language) == (Channel.PAPER, "everyone", "bn")
    assert (person.capacity, person.people_count) == (Capacity.RESIDENT, 1)
    assert person.may_publish_words
    assert person.date is None


def test_what_a_cell_says_wins_over_the_fixed_values() -> None:
    cells = {
        Use.CHANNEL: "Stall", Use.LANGUAGE: "Somali", Use.CAPACITY: "Prefer not to say",
        Use.AUDIENCE: "young  people", Use.DATE: "03/04/2025", Use.PEOPLE_COUNT: "1,200",
        Use.AREA: "Bow East", Use.ORGANISATION: "A residents' group",
    }  # fmt: skip
    values = {use.value: cell for use, cell in cells.items()}
    person = read_person(values, mapping_of(*cells))
    assert (person.channel, person.language) == (Channel.STALL, "so")
    assert (person.capacity, person.audience) == (Capacity.NOT_SAID, "young people")
    assert (person.date, person.people_count) == (date(2025, 4, 3), 1200)
    assert (person.area, person.organisation) == ("Bow East", "A residents' group")


def test_a_blank_cell_in_a_column_for_permission_is_no_permission() -> None:
    values = {Use.MAY_PUBLISH.value: " "}
    assert not read_person(values, mapping_of(Use.MAY_PUBLISH)).may_publish_words


@pytest.mark.parametrize("cell", ["about 12", "0", "-3", "2.5", "10-15", "99999999"])
def test_a_group_size_that_is_no_number_is_refused(cell: str) -> None:
    with pytest.raises(InputError, match="not a number of people"):
        read_person({Use.PEOPLE_COUNT.value: cell}, mapping_of(Use.PEOPLE_COUNT))


def test_a_group_size_may_come_from_a_workbook() -> None:
    values = {Use.PEOPLE_COUNT.value: "12.0"}
    assert read_person(values, mapping_of(Use.PEOPLE_COUNT)).people_count == 12


@pytest.mark.parametrize(
    ("use", "cell", "expected"),
    [
        (Use.AGE, "16-17", True),
        (Use.AGE, "25-34", False),
        (Use.AGE, "1", True),
        (Use.AGE, "0", True),
        (Use.YOUNG_PERSON, "yes", True),
        (Use.YOUNG_PERSON, "0", False),
        (Use.YOUNG_PERSON, "", False),
    ],
)
def test_young_people_are_recognised(use: Use, cell: str, *, expected: bool) -> None:
    assert read_person({use.value: cell}, mapping_of(use)).is_young_person is expected


def test_one_of_two_columns_is_enough_to_call_somebody_young() -> None:
    values = {Use.AGE.value: "25-34", Use.YOUNG_PERSON.value: "yes"}
    assert read_person(values, mapping_of(Use.AGE, Use.YOUNG_PERSON)).is_young_person


@pytest.mark.parametrize(
    ("use", "said"),
    [(Use.CAPACITY, "a capacity"), (Use.CHANNEL, "a channel"), (Use.MAY_PUBLISH, "yes or no")],
)
def test_a_value_that_is_not_known_is_refused_until_its_meaning_is_stated(
    use: Use, said: str
) -> None:
    with pytest.raises(InputError, match=f"“Something else” is not known as {said}"):
        read_person({use.value: "Something else"}, mapping_of(use))
    meaning = {Use.CAPACITY: "visitor", Use.CHANNEL: "stall", Use.MAY_PUBLISH: "yes"}[use]
    column = ColumnUse(use.value, use, meanings=(("something else", meaning),))
    person = read_person({use.value: "Something else"}, ColumnMapping((column,)))
    assert meaning in {person.capacity.value, person.channel.value, "yes"}


def test_a_date_that_cannot_be_read_names_its_column() -> None:
    with pytest.raises(InputError, match=r"Column “date”: “31/02/2025”"):
        read_person({"date": "31/02/2025"}, mapping_of(Use.DATE))
