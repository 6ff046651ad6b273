"""Which encoder is taken."""

import pytest

from goldenthread.text import CharacterEncoder, E5Encoder, choose_encoder


def test_e5_is_taken_where_its_weights_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.text.e5.find_weights", lambda: "somewhere")
    assert isinstance(choose_encoder(["en"], 1_000), E5Encoder)


def test_characters_are_taken_where_they_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.text.e5.find_weights", lambda: None)
    assert isinstance(choose_encoder(["en"], 1_000), CharacterEncoder)


def test_characters_are_taken_for_more_texts_than_can_be_read() -> None:
    assert isinstance(choose_encoder(["en"], 10_000_000), CharacterEncoder)
