from goldenthread.records.plans import BasisKind, ElementKind, Horizon


def test_only_themes_and_quotes_are_words() -> None:
    assert {kind for kind in BasisKind if kind.is_words} == {BasisKind.THEME, BasisKind.QUOTE}


def test_kinds_and_horizons_are_those_of_the_glossary() -> None:
    assert [kind.value for kind in ElementKind] == [
        "vision", "principle", "call to action", "outcome",
    ]  # fmt: skip
    assert [horizon.value for horizon in Horizon] == ["now", "plan period", "vision"]
