"""Answers that say no more than "no": they belong together, and are about nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.text.normal_form import normal_form

NAME = "No, none or nothing to add"
FEWEST = 3  # of them, to be shown together
_MOST_WORDS = 6
_APOSTROPHES = re.compile(r"['’ʼ]")
_NOT_APPLICABLE = re.compile(r"\bn\s*[/.]\s*a\b", re.IGNORECASE)
# One of these has to stand in the answer …
_CORE = (
    "no nope nah none nil na nothing never not unsure idk nada dunno dont "
    "না নেই কিছুই maya maaha waxba لا nein nichts non rien ninguno ninguna"
)
# … and nothing beside them and these.
_BESIDE = (
    "i have there is are any anything that at the this moment time present currently now just "
    "really very much more else further other additional applicable comment comments add to thank "
    "thanks you sorry know sure of can think all yet it do does did ideas idea answer opinion "
    "নাই কোনো কোন মন্তব্য ধন্যবাদ আর কিছু mahadsanid wax kale jiro شكرا يوجد شيء "
    "danke weitere de más gracias merci"
)
# Words in which there is an opinion after all: "do not do it", "no to all", "you did nothing".
_SAYS_SOMETHING = re.compile(
    r"\b(?:do not|dont|never) (?!know|think|have|really|at|currently|just|now|yet)"
    r"|\b(?:do|does|did) nothing|\bno to |(?<!thank )\byou\b"
)
_CORES = frozenset(_CORE.split())
_WORDS = _CORES | frozenset(_BESIDE.split())


@dataclass(frozen=True, slots=True)
class NoMore:
    """The places of such texts among the different ones, and how some are spelt: commonest first."""

    places: tuple[int, ...]
    spellings: tuple[str, ...]


def says_no_more(text: str) -> bool:
    """Return whether an answer says that there is nothing to say, or that nobody knows.

    >>> says_no_more("No, nothing to add."), says_no_more("N/A"), says_no_more("No more cars")
    (True, True, False)
    """
    plain = normal_form(_NOT_APPLICABLE.sub("na", _APOSTROPHES.sub("", text)))
    said = plain.split()
    if not said or len(said) > _MOST_WORDS or _SAYS_SOMETHING.search(plain):
        return False
    return not set(said) - _WORDS and not _CORES.isdisjoint(said)


def find_no_more(texts: Sequence[str], copies: Sequence[int]) -> NoMore | None:
    """Return the different texts that say no more; None for fewer than three rows of them.

    `copies` tells for how many rows each text stands.
    """
    places = [place for place, text in enumerate(texts) if says_no_more(text)]
    if sum(copies[place] for place in places) < FEWEST:
        return None
    commonest = sorted(places, key=lambda place: (-copies[place], place))
    return NoMore(tuple(commonest), tuple(texts[place].strip() for place in commonest[:FEWEST]))
