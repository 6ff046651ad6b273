"""Theme discovery: suggested themes, how stable each is, and a queue of what is not placed."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from goldenthread.records.themes import SuggestedTheme, ThemeDiscovery
from goldenthread.text.characters import CharacterEncoder
from goldenthread.text.encoders import Encoder, choose_encoder
from goldenthread.text.vectors import RememberingEncoder
from goldenthread.themes.consensus import Consensus, find_consensus, measure_stability
from goldenthread.themes.exemplars import choose_exemplars
from goldenthread.themes.naming import name_themes
from goldenthread.themes.neighbours import (
    Floats,
    join_vectors,
    link_neighbours,
    without_length,
)
from goldenthread.themes.no_more import FEWEST, NAME, NoMore, find_no_more
from goldenthread.themes.placing import NOT_PLACED, belonging_of_all, renumber_by_size
from goldenthread.themes.plausibility import LARGE_CORPUS, find_what_says_something
from goldenthread.themes.reading import DifferentTexts, read_once

Progress = Callable[[str, float], None]

GROUPING = "Finding groups that many runs agree on"
FEWEST_TEXTS = 20  # different texts that say something; fewer are too few to say
NEIGHBOURS_WHEN_CLEAR, NEIGHBOURS_WHEN_BLURRED = 12, 30
CLEAR_FROM = 0.7  # mean stability of the groups, weighted by size
LENGTH_COUNTS_FROM = 1_000  # texts; in fewer, what their length explains is taken off
MOST_IN_GRAPH = 20_000
MOST_NAMED_BY = 500  # texts of a theme
PLACED_FROM = 0.35  # confidence; below, a text lies between themes and waits for a person


@dataclass(frozen=True, slots=True, eq=False)
class _Grouping:
    """What was found in the m texts that say something: their vectors, themes and stability."""

    vectors: Floats
    labels: NDArray[np.int64]
    confidence: NDArray[np.float64]
    stability: list[float]


def discover_themes(
    texts: Sequence[str],
    *,
    languages: Collection[str] | None = None,
    seed: int = 0,
    encoder: Encoder | None = None,
    progress: Progress | None = None,
    speakers: Sequence[int] | None = None,
) -> ThemeDiscovery:
    """Return suggested themes for the texts, and for each text its theme, or -1: not placed yet.

    Near-duplicates are read once and share a label. The order of the rows does not
    matter. Fewer than 20 different texts that say something are too few to say: no
    themes. `progress` is told a sentence on the stage and the share done, 0 to 1. No theme
    is named by what only one of the `speakers` (a number for each text) has said.
    """
    tell = progress or _tell_nobody
    tell("Looking for texts that are nearly the same", 0.0)
    reading = read_once(texts)
    chosen = encoder or _choose(languages, len(reading.texts))
    no_more = find_no_more(reading.texts, reading.copies.tolist())
    plausible = _find_plausible(reading.texts, chosen)
    if no_more is not None:
        plausible = np.setdiff1d(plausible, no_more.places)
    if len(plausible) < FEWEST_TEXTS:
        return _too_few(reading, len(plausible))
    said = [reading.texts[place] for place in plausible]
    vectors = _read_vectors(said, chosen, tell)
    tell(GROUPING, 0.85)
    grouping = _group(vectors, reading.copies[plausible], seed, tell)
    tell("Naming the themes", 0.95)
    themes = _describe(said, grouping, _Rows.of(reading, plausible, speakers))
    tell("Themes found", 1.0)
    labels = _spread(reading, plausible, grouping.labels, NOT_PLACED)
    confidence = _spread(reading, plausible, grouping.confidence, 0.0)
    method = _method(len(said), chosen)
    found = ThemeDiscovery(themes, labels, confidence, reading.duplicate_of, method)
    return found if no_more is None else _with_no_more(found, reading, no_more)


def _with_no_more(
    found: ThemeDiscovery, reading: DifferentTexts, no_more: NoMore
) -> ThemeDiscovery:
    """Return the discovery with one more theme: answers that say no more than "no"."""
    is_one = np.isin(reading.place_of_row, no_more.places)
    commonest = reading.first_rows[list(no_more.places[:FEWEST])]
    theme = SuggestedTheme(
        name=NAME,
        phrases=no_more.spellings,
        size=int(is_one.sum()),
        stability=1.0,
        exemplars=tuple(commonest.tolist()),
    )
    return ThemeDiscovery(
        themes=(*found.themes, theme),
        labels=np.where(is_one, len(found.themes), found.labels),
        confidence=np.where(is_one, 1.0, found.confidence),
        duplicate_of=found.duplicate_of,
        method=f"{found.method} Answers such as “no” or “n/a” were put together by their words.",
    )


def _find_plausible(texts: Sequence[str], encoder: Encoder) -> NDArray[np.intp]:
    """Return the places of the texts that say something."""
    measure = getattr(encoder, "familiarity", None)
    is_small = 0 < len(texts) < LARGE_CORPUS
    familiar = measure(texts) if measure is not None and is_small else None
    return np.flatnonzero(find_what_says_something(texts, familiarity=familiar))


def _tell_nobody(_sentence: str, _share: float) -> None:
    return


def _too_few(reading: DifferentTexts, different: int) -> ThemeDiscovery:
    rows = len(reading.place_of_row)
    return ThemeDiscovery(
        themes=(),
        labels=np.full(rows, NOT_PLACED, np.int64),
        confidence=np.zeros(rows),
        duplicate_of=reading.duplicate_of,
        method=(
            f"Too few to say: {different} different texts say something, and themes are "
            f"looked for from {FEWEST_TEXTS}. All the texts wait to be placed by a person."
        ),
    )


def _choose(languages: Collection[str] | None, size: int) -> Encoder:
    chosen = choose_encoder(languages, size)
    return chosen if isinstance(chosen, CharacterEncoder) else _remembering(chosen.name)


@cache
def _remembering(_name: str) -> Encoder:
    """Keep vectors in memory while the program runs, so that a second look is quick."""
    return RememberingEncoder(choose_encoder())


def _read_vectors(texts: Sequence[str], encoder: Encoder, tell: Progress) -> Floats:
    sentence = f"Reading {len(texts):,} different texts"
    spelling = CharacterEncoder().encode(texts)
    if isinstance(encoder, CharacterEncoder):
        return join_vectors(spelling, spelling)
    meaning = encoder.encode(texts, lambda share: tell(sentence, 0.05 + 0.8 * share))
    if len(texts) < LENGTH_COUNTS_FROM:
        meaning = without_length(meaning, texts)
    return join_vectors(meaning, spelling)


def _group(vectors: Floats, copies: NDArray[np.int64], seed: int, tell: Progress) -> _Grouping:
    """Return the themes of the texts; where there are very many, of a sample, then the rest."""
    members = _choose_members(len(vectors), seed)
    consensus, neighbours = _find_clearest(vectors[members], seed, tell)
    belonging = belonging_of_all(vectors, members, consensus.belonging, neighbours)
    confidence = belonging.max(axis=1)
    nearest = np.where(confidence >= PLACED_FROM, belonging.argmax(axis=1), NOT_PLACED)
    smallest = min(12, max(3, len(vectors) // 250))
    labels, order = renumber_by_size(nearest, copies, smallest=smallest)
    stability = measure_stability(consensus.labels, consensus.runs)
    return _Grouping(vectors, labels, confidence, [float(stability[group]) for group in order])


def _find_clearest(vectors: Floats, seed: int, tell: Progress) -> tuple[Consensus, int]:
    """Return the groups among few neighbours if they are clear, else among more neighbours.

    Few neighbours show fine groups. Where those change from run to run, the texts do not
    bear so fine a reading, and a broader one is taken.
    """
    for first, neighbours in ((0.85, NEIGHBOURS_WHEN_CLEAR), (0.9, NEIGHBOURS_WHEN_BLURRED)):
        count = min(neighbours, len(vectors) // 4)
        told = partial(_tell_of_runs, tell, first)
        consensus = find_consensus(link_neighbours(vectors, count), seed=seed, progress=told)
        stability = measure_stability(consensus.labels, consensus.runs)
        if np.average(stability, weights=np.bincount(consensus.labels)) >= CLEAR_FROM:
            break
    return consensus, count


def _tell_of_runs(tell: Progress, first: float, share: float) -> None:
    tell(GROUPING, first + 0.05 * share)


def _choose_members(size: int, seed: int) -> NDArray[np.int64]:
    if size <= MOST_IN_GRAPH:
        return np.arange(size)
    random = np.random.default_rng(seed)
    return np.sort(random.choice(size, MOST_IN_GRAPH, replace=False))


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Of each text that says something: its first row, how many rows, and who said it, (m,)."""

    first: NDArray[np.int64]
    copies: NDArray[np.int64]
    speakers: NDArray[np.int64]

    @classmethod
    def of(
        cls, reading: DifferentTexts, plausible: NDArray[np.intp], speakers: Sequence[int] | None
    ) -> "_Rows":
        first = reading.first_rows[plausible]
        who = first if speakers is None else np.asarray(speakers, np.int64)[first]
        return cls(first, reading.copies[plausible], who)


def _describe(texts: Sequence[str], grouping: _Grouping, rows: _Rows) -> tuple[SuggestedTheme, ...]:
    themes = range(len(grouping.stability))
    members_of = [np.flatnonzero(grouping.labels == theme) for theme in themes]
    named_by = [_surest(members, grouping.confidence) for members in members_of]
    exemplars = [
        choose_exemplars(texts, grouping.vectors, grouping.confidence, members)
        for members in members_of
    ]
    names = name_themes(
        [[texts[member] for member in members] for members in named_by],
        speakers=[rows.speakers[members].tolist() for members in named_by],
        exemplars=[[texts[member] for member in chosen] for chosen in exemplars],
    )
    return tuple(
        SuggestedTheme(
            name=names[theme].name,
            phrases=names[theme].phrases,
            size=int(rows.copies[members_of[theme]].sum()),
            stability=grouping.stability[theme],
            exemplars=tuple(int(rows.first[member]) for member in exemplars[theme]),
        )
        for theme in themes
    )


def _surest(members: NDArray[np.int64], confidence: NDArray[np.float64]) -> list[int]:
    """Return the members that a theme is named by: all, or the surest where they are many."""
    order = np.argsort(-confidence[members], kind="stable")[:MOST_NAMED_BY]
    return cast("list[int]", np.sort(members[order]).tolist())


def _spread(
    reading: DifferentTexts, plausible: NDArray[np.int64], values: NDArray[Any], other: float
) -> NDArray[Any]:
    """Return the values of the texts that say something, for every row of the input."""
    of_text = np.full(len(reading.texts), other, values.dtype)
    of_text[plausible] = values
    return of_text[reading.place_of_row]


def _method(size: int, encoder: Encoder) -> str:
    return (
        f"{size:,} different texts were compared by meaning and spelling "
        f"({encoder.name}), linked to their nearest neighbours, and grouped by the Leiden method "
        "many times over on parts of the texts; themes are what the runs agree on."
    )
