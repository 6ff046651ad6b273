"""The page on the method tells the numbers that the code works with."""

from pathlib import Path

import pytest

from goldenthread.text.encoders import MOST_TEXTS_FOR_E5
from goldenthread.themes import consensus, discovery, neighbours

METHOD = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "method.md"
TOLD = {
    "runs": f"looked for {consensus.RUNS} times",
    "runs of stability": f"in the {consensus.RUNS} runs",
    "share of a run": f"another {consensus.SHARE_KEPT:.0%}".replace("%", " %"),
    "neighbours": f"the {discovery.NEIGHBOURS_WHEN_CLEAR} texts most like it",
    "more neighbours": f"with {discovery.NEIGHBOURS_WHEN_BLURRED}",
    "spelling": f"spelling at {neighbours.CHARACTER_WEIGHT}",
    "placed from": f"below {discovery.PLACED_FROM}",
    "sample": f"Above {discovery.MOST_IN_GRAPH:,} different texts",
    "by spelling alone": f"more than {MOST_TEXTS_FOR_E5:,}",
}


@pytest.mark.parametrize("what", TOLD)
def test_the_method_page_tells_the_number(what: str) -> None:
    text = " ".join(METHOD.read_text(encoding="utf-8").split())
    assert TOLD[what] in text


def test_it_says_when_there_are_too_few() -> None:
    assert discovery.FEWEST_TEXTS == 20
    assert "fewer than twenty different texts" in METHOD.read_text(encoding="utf-8")


def test_it_counts_the_levels_of_fineness() -> None:
    assert len(consensus.FINENESSES) == 3
    assert "three levels of fineness" in " ".join(METHOD.read_text(encoding="utf-8").split())
