"""The form in which texts are compared."""

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.text.normal_form import normal_form


@given(st.text())
def test_a_normal_form_is_its_own_normal_form_up_to_case(text: str) -> None:
    form = normal_form(text)
    assert form == " ".join(form.split())


def test_vowel_signs_are_part_of_the_word() -> None:
    assert normal_form("কাজ!") != normal_form("কোজ!")


def test_signs_are_kept_where_there_is_nothing_else() -> None:
    assert normal_form(" ?! ") == "?!"
    assert normal_form("") == ""
