"""Numbers, dates, places, orders and votes in the cells of a row."""

from datetime import date
from decimal import Decimal

import pytest

from goldenthread.engagement.further_answers import read_further_answers, read_number, sector_of
from goldenthread.errors import InputError
from goldenthread.records.importing import ColumnMapping, ColumnUse, Use
from goldenthread.records.responses import (
    FurtherAnswers,
    GivenDate,
    GivenNumber,
    GivenPlace,
    GivenVote,
    MatrixChoices,
    RankedChoices,
)


def read(use: Use, cell: str, *, option: str = "", is_own: bool = False) -> FurtherAnswers:
    column = ColumnUse("H", use, "q", option=option)
    return read_further_answers({"H": cell}, ColumnMapping((column,), is_own_export=is_own))


@pytest.mark.parametrize("cell", ["4", " 4 ", "4.0", "4 - Good", "4 – Good", "4. Good"])
def test_a_rating_is_its_number(cell: str) -> None:
    assert read(Use.RATING, cell).numbers == (GivenNumber("q", Decimal(4)),)


@pytest.mark.parametrize("cell", ["Good", "4.5", "4/5", "=4"])
def test_what_is_no_rating_says_so_with_its_column(cell: str) -> None:
    with pytest.raises(InputError, match="Column “H”"):
        read(Use.RATING, cell)


def test_a_rating_beyond_its_scale_is_refused() -> None:
    assert read(Use.RATING, "5", option="1 5").numbers
    with pytest.raises(InputError, match="not on the scale from 1 to 5"):
        read(Use.RATING, "6", option="1 5")


@pytest.mark.parametrize(
    ("cell", "value"), [("1,200.5", "1200.5"), ("-3", "-3"), ("£ 40", "40"), ("٣", "3")]
)
def test_numbers_as_people_write_them(cell: str, value: str) -> None:
    assert read_number("H", cell) == Decimal(value)


@pytest.mark.parametrize("cell", ["about 5", "1e20", "NaN", "Infinity", "1.2.3"])
def test_what_is_no_number_is_refused(cell: str) -> None:
    with pytest.raises(InputError, match="not a number"):
        read_number("H", cell)


def test_a_date_is_a_day() -> None:
    assert read(Use.DATE_ANSWER, "3/4/2025").dates == (GivenDate("q", date(2025, 4, 3)),)
    with pytest.raises(InputError, match="Column “H”"):
        read(Use.DATE_ANSWER, "soon")


def test_a_ranking_is_put_in_order() -> None:
    columns = tuple(
        ColumnUse(option, Use.RANKING_IN_COLUMNS, "q", option=option) for option in "ABC"
    )
    values = {"A": "2nd", "B": "1", "C": ""}
    found = read_further_answers(values, ColumnMapping(columns))
    assert found.rankings == (RankedChoices("q", ((1, "B"), (2, "A"))),)
    with pytest.raises(InputError, match="no place"):
        read_further_answers({**values, "C": "0"}, ColumnMapping(columns))


def test_a_matrix_has_an_option_for_each_row() -> None:
    found = read(Use.MATRIX_ROW, "Very good", option="Buses")
    assert found.matrices == (MatrixChoices("q", (("Buses", "Very good"),)),)


def test_of_a_postcode_the_sector_is_kept_and_no_more() -> None:
    assert read(Use.AREA_ANSWER, "E14 6AB").places == (GivenPlace("q", postcode_sector="E14 6"),)
    assert read(Use.AREA_ANSWER, "Bow East").places == (GivenPlace("q", area="Bow East"),)
    assert [sector_of(one) for one in ("sw1a1aa", "E1 4", "14", "")] == ["SW1A 1", "E1 4", "", ""]


def test_a_pin_has_both_numbers() -> None:
    columns = (
        ColumnUse("A", Use.PLACE_ANSWER, "q"),
        ColumnUse("N", Use.LATITUDE, "q"),
        ColumnUse("E", Use.LONGITUDE, "q"),
    )
    values = {"A": "Bow East", "N": "51.5300", "E": "-0.0200"}
    (place,) = read_further_answers(values, ColumnMapping(columns)).places
    assert (place.latitude, place.longitude) == (Decimal("51.53"), Decimal("-0.02"))
    with pytest.raises(InputError, match="only one of its two numbers"):
        read_further_answers({**values, "E": ""}, ColumnMapping(columns))


@pytest.mark.parametrize(("cell", "value"), [("Agree", 1), ("disagree", -1), ("pass", 0)])
def test_a_vote_is_on_the_statement_of_its_column(cell: str, value: int) -> None:
    assert read(Use.VOTE, cell, option="More trees").votes == (GivenVote("q", "More trees", value),)


def test_what_is_no_vote_is_refused() -> None:
    with pytest.raises(InputError, match="is no vote"):
        read(Use.VOTE, "perhaps", option="More trees")


@pytest.mark.parametrize("cell", ["", "  ", "n/a", "prefer not to say"])
def test_who_did_not_say_gave_no_answer(cell: str) -> None:
    for use in (Use.RATING, Use.NUMBER, Use.DATE_ANSWER, Use.AREA_ANSWER, Use.VOTE):
        assert not read(use, cell, option="x")
