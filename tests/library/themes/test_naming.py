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


def test_interjections_and_fillers_name_nothing() -> None:
    laughing = ["lol the dog", "dog lol", "my dog lol", "ok lol", "lol yeah", "idk lol"]
    assert name_themes([laughing, BINS])[0].name == "Dog"


def test_romanised_words_of_grammar_name_nothing() -> None:
    said = ["aro khlass lagbo", "amare khlass o aro dewka", "khlass ase nai", "aro khlass oibo"]
    named, _ = name_themes([said, BINS])
    assert named.name == "Khlass (Sylheti)"


def test_one_and_many_of_a_thing_count_together() -> None:
    buses = ["a bus at night", "night buses", "the buses are late", "my bus was full"]
    phrases = name_themes([buses, BINS])[0].phrases
    assert [phrase.casefold() for phrase in phrases].count("bus") + phrases.count("buses") == 1


def test_a_phrase_of_one_contribution_or_of_one_person_is_not_taken() -> None:
    texts = ["the lift is broken", "mend the lift", "a purple giraffe", "the lift, please"]
    assert name_themes([texts, BINS])[0].phrases == ("lift",)
    said = ["a purple giraffe", "the purple giraffe there", *texts[:2]]
    named = name_themes([said, BINS], speakers=[[7, 7, 1, 2], [3, 4, 5, 6]])
    assert named[0].phrases == ("lift",)


def test_a_sentence_that_was_copied_weighs_as_one() -> None:
    copied = "we ask the purple giraffe committee to agree"
    texts = [f"{copied}. {own}" for own in ("damp walls", "damp beds", "my walls", "walls")]
    assert "giraffe" not in name_themes([[*texts, "damp walls again"], BINS])[0].name


def test_personal_data_does_not_stand_in_a_name() -> None:
    texts = ["Mrs Applethwaite has the ramp", "ask Mrs Applethwaite, ramp", "the ramp 07700 900611"]
    named = name_themes([texts, BINS])[0]
    assert "Applethwaite" not in " ".join([named.name, *named.phrases])
    assert "Ramp" in named.name


def test_german_things_come_before_what_is_said_of_them() -> None:
    dark = ["Die Beleuchtung ist zu dunkel", "dunkel ohne Beleuchtung", "Beleuchtung fehlt, dunkel"]
    assert name_themes([dark, BINS])[0].phrases[0] == "Beleuchtung"


def test_where_no_words_are_shared_the_shortest_typical_text_is_begun() -> None:
    texts = ["a theatre. or a room", "swimming in the dock with lifeguards in summer", "fireworks"]
    named = name_themes([texts, BINS], exemplars=[texts[:2], BINS])[0]
    assert (named.name, named.phrases) == ("A theatre", ("a theatre",))


def test_no_two_themes_have_the_same_name() -> None:
    names = [theme.name for theme in name_themes([BINS, BINS, BINS, ["?"], ["!"]])]
    assert len(set(names)) == len(names)


def test_the_same_texts_give_the_same_names() -> None:
    assert name_themes([BINS, LANES]) == name_themes([list(BINS), list(LANES)])


def test_no_themes_have_no_names() -> None:
    assert name_themes([]) == []
