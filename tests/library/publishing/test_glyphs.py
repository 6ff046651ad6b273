from hypothesis import given
from hypothesis import strategies as st

from goldenthread.publishing.font_coverage import read_coverage
from goldenthread.publishing.fonts_folder import require_fonts
from goldenthread.publishing.glyphs import replace_missing_glyphs

LATIN = frozenset([*range(32, 127), 0xE9, 0x301])
BENGALI = frozenset(range(0x980, 0xA00))


def test_what_can_be_drawn_stays_as_it_is() -> None:
    assert replace_missing_glyphs("Café আমাদের", [LATIN, BENGALI]) == "Café আমাদের"


def test_a_family_emoji_with_skin_tones_is_one_stand_in() -> None:
    assert replace_missing_glyphs("👩🏽‍👩🏻‍👧 ok", [LATIN]) == "[emoji] ok"


def test_other_characters_are_told_apart_from_emoji() -> None:
    assert replace_missing_glyphs("公园 and ❤️", [LATIN]) == "[character] and [emoji]"


def test_marks_of_direction_and_control_leave_nothing_behind() -> None:
    assert replace_missing_glyphs("a\u202eb\x07c\ufeff\td", [LATIN]) == "abc d"


def test_a_joiner_stays_between_letters_only() -> None:
    assert replace_missing_glyphs("ক\u200dখ 😀\u200d", [LATIN, BENGALI]) == "ক\u200dখ [emoji]"


def test_a_mark_on_a_letter_of_another_font_is_replaced() -> None:
    assert replace_missing_glyphs("ক\u0301", [LATIN, BENGALI]) == "ক[character]"


def test_a_stand_in_that_a_person_typed_stays_beside_ours() -> None:
    assert replace_missing_glyphs("[emoji]😀", [LATIN]) == "[emoji][emoji]"


@given(st.text())
def test_nothing_is_left_that_no_font_has(text: str) -> None:
    folder = require_fonts()
    fonts = [
        read_coverage(folder / f"{name}_400Regular.ttf")
        for name in ("AtkinsonHyperlegibleNext", "NotoSansBengali", "NotoSansArabic")
    ]
    drawable = frozenset().union(*fonts) | set(map(ord, "\n\u200c\u200d"))
    assert set(map(ord, replace_missing_glyphs(text, fonts))) <= drawable
