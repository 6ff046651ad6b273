"""Reading near-duplicates once."""

from goldenthread.themes.reading import read_once


def test_copies_are_read_once_and_counted() -> None:
    reading = read_once(["Trees!", "Bins", "trees", "TREES"])
    assert reading.texts == ["Bins", "TREES"]
    assert reading.copies.tolist() == [1, 3]
    assert reading.first_rows.tolist() == [1, 0]
    assert reading.place_of_row.tolist() == [1, 0, 1, 1]
    assert reading.duplicate_of.tolist() == [0, 1, 0, 0]


def test_the_texts_read_do_not_depend_on_the_order_of_rows() -> None:
    texts = ["Trees!", "Bins", "trees", "TREES", "Lamps"]
    assert read_once(texts).texts == read_once(texts[::-1]).texts


def test_nothing_is_read_from_nothing() -> None:
    assert read_once([]).texts == []
