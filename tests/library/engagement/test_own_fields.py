"""What only our own export says of a response."""

from datetime import UTC, datetime

import pytest

from goldenthread.engagement.own_fields import read_own_fields
from goldenthread.errors import InputError
from goldenthread.records.importing import ColumnMapping, ColumnUse, Use
from goldenthread.records.responses import OwnFields

USES = {
    "n": Use.RESPONSE_ID, "r": Use.RECEIVED_AT, "s": Use.STARTED_AT, "v": Use.FORM_VERSION,
    "m": Use.MANDATE, "i": Use.IS_INVENTED,
}  # fmt: skip
MAPPING = ColumnMapping(tuple(ColumnUse(header, use) for header, use in USES.items()))
BLANK = dict.fromkeys(USES, "")


def test_blank_cells_say_nothing() -> None:
    assert read_own_fields(BLANK, MAPPING) == OwnFields("")


def test_moments_have_their_offset() -> None:
    told = {
        **BLANK,
        "n": "x",
        "r": "2026-05-01T10:20:30+00:00",
        "v": "3",
        "m": "The members",
        "i": "yes",
    }
    found = read_own_fields(told, MAPPING)
    assert found.received_at == datetime(2026, 5, 1, 10, 20, 30, tzinfo=UTC)
    assert (found.number, found.form_version, found.mandate) == ("x", 3, "The members")
    assert found.is_invented


@pytest.mark.parametrize(("header", "cell"), [("r", "yesterday"), ("v", "two"), ("v", "0")])
def test_what_cannot_be_read_is_named(header: str, cell: str) -> None:
    with pytest.raises(InputError, match="Column"):
        read_own_fields({**BLANK, header: cell}, MAPPING)
