"""Stand-ins for characters that no font of ours can draw.

PDF/UA refuses a missing glyph, and leaving the character out in silence would
change what somebody said, so each run of them becomes a mark in square brackets.
"""

import unicodedata
from collections.abc import Sequence

EMOJI_STAND_IN = "[emoji]"
CHARACTER_STAND_IN = "[character]"
_JOINERS = "\u200c\u200d"
# Variation selectors, keycap frame, skin tones and flag tags only modify the emoji before them.
_EMOJI_MODIFIERS = frozenset([0xFE0E, 0xFE0F, 0x20E3, *range(0x1F3FB, 0x1F400)])
_EMOJI_BLOCKS = ((0x1F000, 0x1FAFF), (0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x2300, 0x23FF))

Coverage = frozenset[int]  # the code points that one font can draw


def replace_missing_glyphs(text: str, fonts: Sequence[Coverage]) -> str:
    """Return the text in NFC with a stand-in for each run of characters that cannot be drawn.

    >>> replace_missing_glyphs("Parks 🌳🌳 and 公园", [frozenset(range(32, 127))])
    'Parks [emoji] and [character]'
    """
    written: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        before = written[-1] if written else ""
        shown = _show(character, before, fonts)
        is_repeated_stand_in = len(shown) > 1 and shown == before
        if shown and not is_repeated_stand_in:
            written.append(shown)
    return "".join(written)


def _show(character: str, before: str, fonts: Sequence[Coverage]) -> str:
    """Return what is printed for a character after `before`; nothing for what is never seen."""
    category = unicodedata.category(character)
    if character in _JOINERS:
        return (
            character if before and unicodedata.category(before[-1]).startswith(("L", "M")) else ""
        )
    if ord(character) in _EMOJI_MODIFIERS or category in {"Cc", "Cf"}:
        return "\n" if character == "\n" else " " if character == "\t" else ""
    if category.startswith("Z"):
        return " "
    if category.startswith("M"):
        return character if _is_drawn_on(character, before, fonts) else CHARACTER_STAND_IN
    if any(ord(character) in font for font in fonts):
        return character
    return EMOJI_STAND_IN if _is_emoji(character) else CHARACTER_STAND_IN


def _is_drawn_on(mark: str, before: str, fonts: Sequence[Coverage]) -> bool:
    """Tell whether one font has the mark and the letter under it: a cluster has one font."""
    letter = before[-1:] if len(before) == 1 else ""
    needed = {ord(mark)} | {ord(letter) for letter in letter if letter not in _JOINERS}
    return bool(letter) and any(needed <= font for font in fonts)


def _is_emoji(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _EMOJI_BLOCKS)
