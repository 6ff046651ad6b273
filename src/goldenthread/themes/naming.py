"""Naming themes by phrases that several of their texts share and the other themes lack.

A phrase weighs the share of the theme's texts that it stands in, times the logarithm of how
much more common it is there than in the other themes, smoothed. This is the class-based
TF-IDF of Grootendorst (2022), arXiv 2203.05794, with texts counted instead of occurrences.
Phrases are taken one after another for the texts that those before do not stand in.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log

from goldenthread.themes.phrase_languages import Languages, find_languages
from goldenthread.themes.phrases import (
    Clauses,
    Phrase,
    Sightings,
    find_plurals,
    read_clauses,
    see_phrases,
)
from goldenthread.themes.says_too_little import says_too_little

PHRASES_A_THEME = 8
STOP_WORD_SHARE = 0.04  # of the texts; rarer words are never stop words by evenness
STOP_WORD_LIFT = 2.2  # a stop word is in no theme more than this many times as common as outside it
FEWEST_TEXTS = 2  # that a phrase stands in, whatever it is: never one person's words alone
LEAST_SHARE = 0.01  # of the texts of a theme
BONUS_OF_LENGTH = (1.0, 1.7, 1.7)  # of one, two and three words
COVERED_COUNTS = 0.25  # of a text that an earlier phrase stands in
ENOUGH_ALONE = 0.3  # share of a theme's texts from which a phrase of several words names it alone
PARTS_OF_A_NAME = 3
LONGEST_BEGINNING = 5  # words
_PAST = re.compile(r"..[^e]ed$")


@dataclass(frozen=True, slots=True)
class ThemeName:
    """A short name, and the phrases it was chosen from, the most telling first."""

    name: str
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase chosen for a theme, as most of its texts write it, and the share it stands in."""

    phrase: Phrase
    written: str
    share: float


def name_themes(
    texts_of_themes: Sequence[Sequence[str]],
    *,
    speakers: Sequence[Sequence[int]] | None = None,
    exemplars: Sequence[Sequence[str]] | None = None,
) -> list[ThemeName]:
    """Return a name for each theme from its different texts; no two names are the same.

    A phrase stands in two texts at least, of two `speakers` (one for each text) where
    these are given. A theme without such a phrase is named by the beginning of one of its
    `exemplars`, or by its number. Languages are named where a theme is in others than most.
    """
    read = [[read_clauses(text) for text in texts] for texts in texts_of_themes]
    seen = _see(read, speakers or [list(range(len(texts))) for texts in read])
    overall: Counter[Phrase] = Counter()
    for phrases in seen:
        overall.update({phrase: len(one.texts) for phrase, one in phrases.items()})
    total = sum(map(len, read))
    common = find_languages([clauses for texts in read for clauses in texts])
    names: list[ThemeName] = []
    for number, (texts, phrases) in enumerate(zip(read, seen, strict=True)):
        languages = find_languages(texts)
        weights = _weigh(phrases, languages, overall, total)
        found = _choose_phrases(phrases, weights, len(texts))
        found = found or _take_beginning(exemplars[number] if exemplars else ())
        behind = languages.told_beside(common)
        taken = {other.name for other in names}
        name = _choose_name(found, taken, number=number + 1, behind=behind)
        names.append(ThemeName(name, tuple(one.written for one in found)))
    return names


def _see(
    read: Sequence[Sequence[Clauses]], speakers: Sequence[Sequence[int]]
) -> list[dict[Phrase, Sightings]]:
    """Return what can name each theme: what two texts of two people say."""
    plurals = find_plurals([clauses for texts in read for clauses in texts])
    stop_words = _find_stop_words(read)
    return [
        {
            phrase: seen
            for phrase, seen in see_phrases(texts, plurals, stop_words).items()
            if len({speaker_of[text] for text in seen.texts}) >= FEWEST_TEXTS
        }
        for texts, speaker_of in zip(read, speakers, strict=True)
    ]


def _find_stop_words(texts_of_themes: Sequence[Sequence[Clauses]]) -> set[str]:
    """Return the words that are common evenly everywhere."""
    if len(texts_of_themes) == 1:
        return set()
    counts_of = [_count_texts(texts) for texts in texts_of_themes]
    sizes = [len(texts) for texts in texts_of_themes]
    overall: Counter[str] = Counter()
    for counts in counts_of:
        overall.update(counts)
    total = sum(sizes)
    return {
        form
        for form, count in overall.items()
        if count >= STOP_WORD_SHARE * total
        and all(
            counts[form] * (total - size) <= STOP_WORD_LIFT * (count - counts[form]) * size
            for counts, size in zip(counts_of, sizes, strict=True)
        )
    }


def _count_texts(texts: Sequence[Clauses]) -> Counter[str]:
    return Counter(
        form for clauses in texts for form in {word.form for clause in clauses for word in clause}
    )


def _weigh(
    phrases: dict[Phrase, Sightings],
    languages: Languages,
    overall: Counter[Phrase],
    total: int,
) -> dict[Phrase, float]:
    """Return the weight of one text for each phrase that stands in enough of them."""
    size = len(languages.of_texts)
    least = max(FEWEST_TEXTS, LEAST_SHARE * size)
    weights = {}
    for phrase, seen in phrases.items():
        here = len(seen.texts)
        is_foreign = len(seen.texts & languages.foreign) * 2 > here
        if is_foreign or min(here, len(seen.surroundings)) < least:
            continue
        elsewhere = overall[phrase] - here
        lift = log((here + 0.5) / (size + 1)) - log((elsewhere + 0.5) / (total - size + 1))
        if lift > 0:
            bonus = BONUS_OF_LENGTH[len(phrase) - 1]
            weights[phrase] = lift * bonus * _thing_factor(phrase, seen, languages.main)
    return weights


def _thing_factor(phrase: Phrase, seen: Sightings, language: str) -> float:
    """Return 0.3 to 1.3 by how likely the phrase names a thing, less where its form tells against."""
    factor = 0.3 + seen.thing_share
    if language == "de" and as_written(seen).islower():
        factor *= 0.5
    if language == "en" and len(phrase) == 1 and _PAST.search(phrase[0]):
        factor *= 0.7
    return factor


def _choose_phrases(
    phrases: dict[Phrase, Sightings], weights: dict[Phrase, float], size: int
) -> list[_Found]:
    """Return the phrases that tell most of the texts, none with a word of an earlier one."""
    chosen: list[_Found] = []
    covered: set[int] = set()
    left = set(weights)
    while left and len(chosen) < PHRASES_A_THEME:
        gains = {phrase: _gain(phrases[phrase], covered) * weights[phrase] for phrase in left}
        best = min(left, key=lambda phrase: (-round(gains[phrase], 9), phrase))
        seen = phrases[best]
        chosen.append(_Found(best, as_written(seen), len(seen.texts) / size))
        covered |= seen.texts
        left = {phrase for phrase in left if not _words_in(phrase) & _words_in(best)}
    return chosen


def _gain(seen: Sightings, covered: set[int]) -> float:
    """Return how many texts the phrase tells that no other one does; copies count once."""
    new = len(seen.texts - covered) + COVERED_COUNTS * len(seen.texts & covered)
    return new * min(1.0, len(seen.surroundings) / len(seen.texts))


def _words_in(phrase: Phrase) -> set[str]:
    return {part for word in phrase for part in word.split("-")} | set(phrase)


def as_written(seen: Sightings) -> str:
    """Return the spelling that is commonest."""
    return min(seen.written.items(), key=lambda item: (-item[1], item[0]))[0]


def _take_beginning(exemplars: Sequence[str]) -> list[_Found]:
    """Return the beginning of the shortest exemplar that says something, up to a clause."""
    clauses = [clause for text in exemplars for clause in read_clauses(text)[:1]]
    telling = [
        clause
        for clause in clauses
        if any(word.form not in says_too_little() for word in clause[:LONGEST_BEGINNING])
    ]
    if not telling:
        return []
    words = min(telling, key=len)[:LONGEST_BEGINNING]
    phrase = tuple(word.form for word in words)
    return [_Found(phrase, " ".join(word.written for word in words), ENOUGH_ALONE)]


def _choose_name(
    found: Sequence[_Found], taken: Collection[str], *, number: int, behind: str
) -> str:
    """Return the first phrases, joined: one if it tells enough, more if another theme has it."""
    if not found:
        return f"Theme {number}"
    first = found[0]
    parts = 1 if len(first.phrase) > 1 and first.share >= ENOUGH_ALONE else 2
    if len(found) > parts and all(len(one.phrase) == 1 for one in found[:2]):
        parts = PARTS_OF_A_NAME
    names = [
        _capitalised(", ".join(one.written for one in found[:count])) + behind
        for count in range(min(parts, len(found)), len(found) + 1)
    ]
    return next((name for name in names if name not in taken), f"{names[0]} ({number})")


def _capitalised(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
