import pytest

from goldenthread.engagement.meanings import (
    find_capacity,
    find_channel,
    find_language,
    find_permission,
    find_yes_or_no,
    is_under_18,
    stated_meaning,
)
from goldenthread.records.engagement import Capacity, Channel


@pytest.mark.parametrize("capacity", list(Capacity))
def test_every_capacity_is_known_by_its_own_name(capacity: Capacity) -> None:
    assert find_capacity(capacity.value.upper() + " ") is capacity


@pytest.mark.parametrize("channel", list(Channel))
def test_every_channel_is_known_by_its_own_name(channel: Channel) -> None:
    assert find_channel(f" {channel.value.title()}") is channel


def test_people_say_their_capacity_in_their_own_way() -> None:
    assert find_capacity("I live here") is Capacity.RESIDENT
    assert find_capacity("I study here.") is Capacity.WORKS_OR_STUDIES_HERE
    assert find_capacity("On behalf of an organisation") is Capacity.ORGANISATION
    assert find_capacity("Prefer not to say") is Capacity.NOT_SAID
    assert find_capacity("Beekeeper") is None


def test_languages_get_codes_and_unknown_ones_stay_as_they_are() -> None:
    assert find_language("BANGLA") == "bn"
    assert find_language("Af-Soomaali") == "so"
    assert find_language("  Old  Norse ") == "Old Norse"


def test_only_a_clear_yes_gives_permission() -> None:
    assert find_permission("Yes") is True
    assert find_permission("I agree") is True
    assert find_permission("") is False
    assert find_permission("Counted only") is False
    assert find_permission("Yes, but ask me first") is None


def test_yes_and_no_in_the_forms_that_tools_write() -> None:
    assert [find_yes_or_no(cell) for cell in ("TRUE", "1", "✓", "x")] == [True] * 4
    assert [find_yes_or_no(cell) for cell in ("FALSE", "0", "no", "Unchecked")] == [False] * 4
    assert find_yes_or_no("perhaps") is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("16", True), ("17", True), ("18", False), ("0-15", True), ("13 to 15", True),
        ("16–24", True), ("Under 18", True), ("under 25", True), ("18-24", False), ("18+", False),
        ("over 18", False), ("over 16", True), ("over 17", False), ("65 or over", False),
        ("prefer not to say", False), ("", False), ("teenager", None),
    ],
)  # fmt: skip
def test_an_age_band_that_reaches_below_18_counts_as_under_18(
    cell: str, *, expected: bool | None
) -> None:
    assert is_under_18(cell) is expected


def test_a_stated_meaning_wins_whatever_its_case() -> None:
    assert stated_meaning(" lives LOCALLY ", (("Lives locally", "resident"),)) == "resident"
    assert stated_meaning("elsewhere", (("Lives locally", "resident"),)) == "elsewhere"
