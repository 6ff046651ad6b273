"""Lines that say nothing, of several kinds, made at random."""

import random
import string
from collections.abc import Callable

STRAY_WORDS = [
    "galaxy",
    "volcano",
    "trumpet",
    "enzyme",
    "glacier",
    "walrus",
    "sonnet",
    "carburettor",
    "omelette",
    "velvet",
    "harpoon",
    "archipelago",
    "neutron",
    "ballet",
    "pyramid",
    "mitochondria",
    "saxophone",
    "lizard",
    "cathedral",
    "algebra",
    "pancake",
    "Vulkan",
    "Trompete",
    "Enzym",
    "Gletscher",
    "Walross",
    "Vergaser",
    "Harpune",
    "Eidechse",
    "Algebra",
    "Pfannkuchen",
    "Komet",
    "Geige",
    "Gurke",
    "Orkan",
    "Marmelade",
    "Kamel",
    "Schach",
    "Joghurt",
]
FILLERS = [
    "n/a",
    "keine Ahnung",
    "test",
    "Test Test",
    "no comment",
    "none",
    "-",
    "k.A.",
    "dunno",
    "nein",
    "ja",
    "ok",
    "egal",
    "hallo",
    "idk",
    "asdf",
    "asdf asdf",
    "qwertz",
    "blabla",
    "xxx",
    "no idea",
    "keine Angabe",
    "s.o.",
    "nothing",
    "weiß nicht",
]


def _letters(chance: random.Random) -> str:
    lengths = [chance.randint(2, 9) for _ in range(chance.randint(2, 12))]
    return " ".join("".join(chance.choices(string.ascii_lowercase, k=n)) for n in lengths)


def _mash(chance: random.Random) -> str:
    lengths = [chance.randint(4, 12) for _ in range(chance.randint(1, 4))]
    return " ".join("".join(chance.choices("asdfghjkl", k=n)) for n in lengths)


def _stray_words(chance: random.Random) -> str:
    return " ".join(chance.choices(STRAY_WORDS, k=chance.randint(3, 12)))


def _signs(chance: random.Random) -> str:
    return "".join(chance.choices("!?.,;:-_#*+/()😀👍🚲🔥🙏😂", k=chance.randint(1, 12)))


def _numbers(chance: random.Random) -> str:
    return " ".join(str(chance.randint(0, 99_999)) for _ in range(chance.randint(1, 5)))


def _fillers(chance: random.Random) -> str:
    return chance.choice(FILLERS)


KINDS: tuple[Callable[[random.Random], str], ...] = (
    _letters,
    _mash,
    _stray_words,
    _signs,
    _numbers,
    _fillers,
)


def make_nonsense(count: int, *, seed: int) -> list[str]:
    """Return lines of all the kinds in turn."""
    chance = random.Random(seed)  # noqa: S311 - not a secret
    return [KINDS[number % len(KINDS)](chance) for number in range(count)]
