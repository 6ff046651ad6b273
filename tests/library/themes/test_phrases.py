"""Phrases that can name a theme, and how they were seen."""

from goldenthread.themes.phrases import find_plurals, read_clauses, see_phrases


def see(*texts: str) -> dict[str, int]:
    """Return how many of the texts each phrase stands in."""
    read = [read_clauses(text) for text in texts]
    seen = see_phrases(read, find_plurals(read), frozenset())
    return {" ".join(phrase): len(one.texts) for phrase, one in seen.items()}


def test_a_phrase_does_not_run_over_the_end_of_a_clause() -> None:
    found = see("the market, lovely bagels (from the corner shop)")
    assert "corner shop" in found
    assert not [phrase for phrase in found if "market" in phrase and " " in phrase]


def test_what_may_be_personal_data_stands_in_no_phrase() -> None:
    found = see("ring 07700 900611 and ask for Mr Fennimore-Pye about the scooter")
    assert not [phrase for phrase in found if "fennimore" in phrase or "07700" in phrase]
    assert "scooter" in found


def test_texts_are_counted_not_how_often_one_repeats_itself() -> None:
    assert see("ducks ducks and ducks", "the duck")["duck"] == 2


def test_words_that_say_little_may_stand_beside_one_that_says_more() -> None:
    found = see("an open space", "some place", "space to work")
    assert "open space" in found
    assert "place" not in found
    assert "work" not in found


def test_what_is_said_of_a_thing_is_told_from_the_thing() -> None:
    texts = ["a tall tower", "the tall tower", "my tall tower"]
    read = [read_clauses(text) for text in texts]
    seen = see_phrases(read, {}, frozenset())
    assert seen["tall",].thing_share < 0.3
    assert seen["tall", "tower"].thing_share > 0.6


def test_words_around_tell_copies_from_words_of_ones_own() -> None:
    read = [read_clauses(text) for text in ("we want a lift now", "we want a lift now please")]
    assert len(see_phrases(read, {}, frozenset())["lift",].surroundings) == 1
    read = [read_clauses(text) for text in ("lift", "Lift!")]
    assert len(see_phrases(read, {}, frozenset())["lift",].surroundings) == 2
