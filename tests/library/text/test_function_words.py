"""Words of grammar."""

from goldenthread.text.function_words import function_words, most_function_words


def test_every_list_is_long_enough_to_tell_a_sentence() -> None:
    assert all(len(words) >= 15 for words in function_words().values())


def test_single_latin_letters_do_not_count() -> None:
    assert most_function_words(["a", "i", "o", "e", "y"])[1] == 0
