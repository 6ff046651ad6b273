"""What says something, and what does not: several kinds of nonsense, made at random."""

import random
import string
from collections.abc import Callable

import numpy as np
import pytest

from goldenthread.themes.plausibility import find_what_says_something

SAID = [
    f"{start} {what} {where}"
    for start in (
        "We need",
        "Please mend the",
        "There are too few",
        "I like our",
        "Who looks after the",
    )
    for what in ("street lights", "benches", "bins", "playgrounds", "bus stops", "trees")
    for where in ("near the school", "by the canal", "on our estate", "in the evening")
]
STRAY = [
    "galaxy",
    "volcano",
    "trumpet",
    "enzyme",
    "glacier",
    "walrus",
    "sonnet",
    "neutron",
    "pyramid",
    "saxophone",
]


def _letters(chance: random.Random) -> str:
    words = chance.randint(2, 8)
    return " ".join("".join(chance.choices(string.ascii_lowercase, k=7)) for _ in range(words))


def _mash(chance: random.Random) -> str:
    return "".join(chance.choices("asdfghjkl", k=chance.randint(4, 14)))


def _stray_words(chance: random.Random) -> str:
    return " ".join(chance.choices(STRAY, k=chance.randint(3, 9)))


def _signs(chance: random.Random) -> str:
    return "".join(chance.choices("!?.,;:-_#*+/()👍😂🚲", k=chance.randint(1, 12)))


def _numbers(chance: random.Random) -> str:
    return " ".join(str(chance.randint(0, 9999)) for _ in range(chance.randint(1, 5)))


@pytest.mark.parametrize("kind", [_letters, _mash, _stray_words, _signs, _numbers])
@pytest.mark.parametrize("seed", [1, 2])
def test_nonsense_does_not_pass_however_much_there_is(
    kind: Callable[[random.Random], str], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - test data
    nonsense = sorted({kind(chance) for _ in range(60)})
    passed = find_what_says_something([*SAID, *nonsense])
    assert passed[: len(SAID)].all()
    assert passed[len(SAID) :].mean() <= 0.05


def test_fillers_do_not_pass() -> None:
    fillers = ["n/a", "test", "none", "No.", "idk", "-", "dunno", "I don't know", "x"]
    assert find_what_says_something([*SAID, *fillers])[len(SAID) :].sum() <= 1


@pytest.mark.parametrize(
    "text",
    [
        "আমাদের এলাকায় রাস্তায় আলো খুব কম এবং রাতে ভয় লাগে",
        "Waxaan u baahanahay iftiin badan oo waddooyinka ah",
        "amader elakay rasta khub ondhokar ache ar raat e bhoy lage",
        "Die Straßen sind nachts zu dunkel und nicht sicher",
        "我們的街道晚上太暗了，老人都不敢出門",
    ],
)
def test_a_lone_sentence_in_another_language_passes(text: str) -> None:
    assert find_what_says_something([*SAID, text])[-1]


def test_answers_in_single_words_pass_when_others_use_them() -> None:
    answers = ["parking", "litter", "crime", "buses", "parks", "housing"] * 1
    different = [f"{one} {other}" for one in answers for other in answers if one != other]
    passed = find_what_says_something([*answers, *different, "zxcvq"])
    assert passed[:-1].all()
    assert not passed[-1]


def test_nothing_in_nothing_out() -> None:
    assert find_what_says_something([]).tolist() == []
    assert not np.any(find_what_says_something(["", " ", "?"]))


def test_in_a_small_corpus_a_familiar_spelling_is_enough() -> None:
    texts = ["ducks", "চিকিৎসা দরকার", "xkqvvpw", *SAID]
    spelling = np.array([-2.5, -4.5, -4.5] + [-2.0] * len(SAID))
    assert find_what_says_something(texts, familiarity=spelling)[:3].tolist() == [
        True,
        True,
        False,
    ]
    assert find_what_says_something(texts)[:3].tolist() == [False, False, False]


def test_in_a_large_corpus_the_words_of_others_decide_whatever_the_spelling() -> None:
    texts = [f"{text} {number}" for number in range(20) for text in SAID]
    assert len(texts) >= 500
    spelling = np.full(len(texts) + 1, -1.0)
    assert not find_what_says_something([*texts, "walrus"], familiarity=spelling)[-1]


@pytest.mark.parametrize(
    "text",
    ["haha haha haha", "aaaaaaaaaaa", "bla bla bla bla", "no no no no no", "哈哈哈哈哈哈哈哈"],
)
def test_a_few_letters_over_and_over_never_pass(text: str) -> None:
    assert not find_what_says_something([*SAID, text], familiarity=np.zeros(len(SAID) + 1))[-1]


def test_the_filler_of_printers_does_not_pass_and_a_spanish_sentence_does() -> None:
    texts = [
        "Lorem ipsum dolor sit amet, sed do eiusmod",
        "el dolor de las calles sin luz es enorme",
    ]
    passed = find_what_says_something([*SAID, *texts], familiarity=np.zeros(len(SAID) + 2))
    assert passed[-2:].tolist() == [False, True]
