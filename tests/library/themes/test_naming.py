"""Names of themes."""

from goldenthread.themes.naming import name_themes

BINS = ["The street bins overflow", "Empty the street bins", "The street bins smell", "street bins"]
LANES = ["A Cycle Lane on the road", "the Cycle Lane is blocked", "more Cycle Lane", "Cycle Lane"]


def test_a_theme_is_named_by_what_its_texts_share_as_they_wrote_it() -> None:
    bins, lanes = name_themes([BINS, LANES])
    assert bins.name == "Street bins"
    assert lanes.name == "Cycle Lane"
    assert lanes.phrases[0] == "Cycle Lane"


def test_words_of_grammar_neither_start_nor_end_a_phrase() -> None:
    for name in name_themes([BINS, LANES]):
        for phrase in name.phrases:
            assert phrase.casefold().split()[0] not in {"the", "a", "is", "more"}


def test_no_two_themes_have_the_same_name() -> None:
    names = [theme.name for theme in name_themes([BINS, BINS, BINS, ["?"], ["!"]])]
    assert len(set(names)) == len(names)


def test_no_themes_have_no_names() -> None:
    assert name_themes([]) == []
