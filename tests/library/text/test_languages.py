"""Languages of a borough, typed in their own script and in Latin letters."""

import pytest

from goldenthread.errors import InputError
from goldenthread.text import detect_language

SPOKEN = ["en", "bn", "so", "ar"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The street is dark and I do not feel safe at night.", "en"),
        ("রাস্তায় আলো নেই এবং রাতে ভয় লাগে", "bn"),
        ("Waxaan u baahanahay meel ay carruurtu ku ciyaaraan.", "so"),
        ("الشارع مظلم في الليل ولا أشعر بالأمان", "ar"),
        ("amader elakay rasta khub ondhokar, raate bhoy lage, alo nei", "bn-Latn"),
        ("amrar rasta bout andair, light nai, hokkol manush dorai", "syl-Latn"),
        ("123 456", None),
        ("", None),
    ],
)
def test_each_language_is_told(text: str, expected: str | None) -> None:
    assert detect_language(text, SPOKEN) == expected


def test_a_stated_language_always_wins() -> None:
    assert detect_language("The street is dark.", SPOKEN, stated="so") == "so"


def test_english_with_a_few_bengali_words_stays_english() -> None:
    text = "My khala lives by the mosque and the bus stop there has no light or seat at all."
    assert detect_language(text, SPOKEN) == "en"


def test_latin_bengali_is_looked_for_only_where_bengali_is_spoken() -> None:
    assert detect_language("amader rasta khub ondhokar", ["en"]) == "en"


def test_an_unknown_code_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match="ISO 639-1"):
        detect_language("Hello there", ["en", "xx"])
