"""Words of texts in several scripts."""

import unicodedata

from goldenthread.themes.words import split_words


def forms(text: str) -> list[str]:
    return [word.form for word in split_words(text)]


def test_words_are_compared_small_and_kept_as_written() -> None:
    words = split_words("Mile End's PARK, please!")
    assert [word.form for word in words] == ["mile", "end's", "park", "please"]
    assert words[0].written == "Mile"


def test_vowel_signs_do_not_break_a_word() -> None:
    assert forms("রাস্তায় আলো নেই") == [
        unicodedata.normalize("NFC", word) for word in ("রাস্তায়", "আলো", "নেই")
    ]


def test_scripts_without_spaces_give_pairs() -> None:
    assert forms("計程車") == ["計程", "程車"]


def test_nothing_but_signs_gives_no_words() -> None:
    assert forms("👍 ?! …") == []
