"""The form in which two texts are compared: letters, marks and digits, small and evenly spaced."""

import unicodedata


def normal_form(text: str) -> str:
    """Return the text folded for comparison; a text without any letter keeps its signs.

    >>> normal_form("More  BUSES, please!")
    'more buses please'
    >>> normal_form(" 👍👍 ")
    '👍👍'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = "".join(
        sign if sign.isalnum() or unicodedata.category(sign)[0] == "M" else " " for sign in folded
    )
    return " ".join(words.split()) or " ".join(folded.split())
