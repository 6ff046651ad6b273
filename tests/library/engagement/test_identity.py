from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engagement.identity import RowIdentities, content_digest, id_identity

CELLS = [("id", ""), ("what", "Trees"), ("where", "Here")]


def test_blank_cells_spaces_and_the_order_of_columns_make_no_difference() -> None:
    assert content_digest(CELLS) == content_digest([("where", " Here "), ("what", "Trees")])


def test_two_ways_to_write_the_same_letter_are_the_same_content() -> None:
    assert content_digest([("what", "caf\u00e9")]) == content_digest([("what", "cafe\u0301")])


def test_moving_a_border_between_cells_is_other_content() -> None:
    assert content_digest([("a", "1b1:2")]) != content_digest([("a", "1"), ("b", "2")])
    assert content_digest([("a", "bc")]) != content_digest([("ab", "c")])


def test_the_second_of_two_equal_rows_has_an_identity_of_its_own() -> None:
    identities = RowIdentities()
    first, second = (identities.by_content(content_digest(CELLS)) for _ in range(2))
    assert first != second
    assert RowIdentities().by_content(content_digest(CELLS)) == first


def test_an_id_given_twice_with_other_content_names_the_first_row() -> None:
    identities = RowIdentities()
    assert identities.by_id("7", b"one" * 6, 2) == (id_identity("7"), None)
    assert identities.by_id("7", b"one" * 6, 3) == (id_identity("7"), None)
    assert identities.by_id(" 7 ", b"two" * 6, 4) == (id_identity("7"), 2)


pairs = st.dictionaries(st.text(max_size=3), st.text(max_size=3).map(str.strip), max_size=3)


@given(pairs, pairs)
def test_different_content_never_shares_a_digest(
    one: dict[str, str], other: dict[str, str]
) -> None:
    import unicodedata  # noqa: PLC0415 - the oracle's own

    def meant(cells: dict[str, str]) -> set[tuple[str, str]]:
        plain = {(key, unicodedata.normalize("NFC", cell).strip()) for key, cell in cells.items()}
        return {(key, cell) for key, cell in plain if cell}

    same = content_digest(one.items()) == content_digest(other.items())
    assert same == (meant(one) == meant(other))
