"""In which area a postcode lies, as look-up tables say it."""

import pytest

from goldenthread.errors import InputError
from goldenthread.indicators.postcodes import read_postcodes

CODES = {"E05000001", "E05000002"}
TABLE = """\ufeffpcds,oa21,osward,laua
E1 4AB,E00000001,E05000001,E09000030
e1 4ac,E00000002,E05000002,E09000030
M1 1AA,E00000003,E05000999,E08000003
,E00000004,E05000001,E09000030
"""


def test_the_column_of_the_areas_is_found_and_other_places_are_passed_over() -> None:
    assert read_postcodes(TABLE.encode(), CODES) == {"E14AB": "E05000001", "E14AC": "E05000002"}


def test_a_column_may_be_called_postcode_and_stand_last() -> None:
    table = "ward,Postcode\nE05000002,EC1A 1BB\n"
    assert read_postcodes(table.encode(), CODES) == {"EC1A1BB": "E05000002"}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "None of the columns is called"),
        (b"ward,place\nE05000001,x\n", "None of the columns is called"),
        (b"postcode,ward\nE1 4AB,W1\n", "No column holds the codes"),
        (b"postcode,ward\nnowhere,E05000001\n", "No postcode of this table"),
        (b"\xff\xfe\x00p", "not a CSV file in UTF-8"),
        (b"postcode\x00,ward\n", "not a CSV file"),
        (b"postcode,ward\n" + b"x" * 200_000, "cannot be read"),
        (b"x" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_what_is_no_look_up_table_is_refused(content: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_postcodes(content, CODES)
