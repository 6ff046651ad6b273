"""Phrases that can name a theme, and in how many of its texts each stands.

A phrase is one to three words of one clause. What may be personal data breaks a clause,
so that no phrase holds it.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from goldenthread.disclosure.findings import find_personal_data
from goldenthread.text.function_words import all_function_words
from goldenthread.themes.says_too_little import says_little_alone, says_too_little
from goldenthread.themes.words import LONGEST_PHRASE, Word, is_without_spaces, split_words

SHORTEST_LATIN_WORD = 3
SHORTEST_STEM = 3
ENDINGS = ("s", "es", "n", "en")  # of the plural, where the word stands without it too
_BREAKS = re.compile(r"[.,;:!?…()\[\]{}\"“”„«»/|&+=*\n\r\t।؟،]+|\s[-–—]+\s|https?://\S*|www\.\S*")
_HISSING = ("s", "x", "z", "ch", "sh")
_POSSESSIVE = re.compile(r"['’]s$")
# After these an English word is likelier a verb or an adjective than the name of a thing.
_BEFORE_VERBS = frozenset(
    [
        "i",
        "you",
        "we",
        "they",
        "he",
        "she",
        "it",
        "to",
        "will",
        "would",
        "can",
        "could",
        "should",
        "must",
        "may",
        "might",
        "not",
        "don't",
        "dont",
        "didn't",
        "doesn't",
        "can't",
        "cannot",
        "never",
        "very",
        "too",
        "so",
        "who",
        "i'm",
        "we're",
        "they're",
        "i'd",
        "i'll",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "have",
        "has",
        "had",
        "get",
        "gets",
        "getting",
    ]
)
# What begins with a verb goes on with one of these: "ban them", "pay my rent".
_AFTER_VERBS = frozenset(
    [
        "the",
        "a",
        "an",
        "my",
        "our",
        "your",
        "their",
        "this",
        "that",
        "these",
        "those",
        "them",
        "us",
        "it",
        "me",
        "him",
        "her",
        "more",
        "some",
    ]
)

Phrase = tuple[str, ...]
Clauses = list[list[Word]]


@dataclass(slots=True)
class Sightings:
    """How a phrase was seen in a theme: texts, words around it, spellings, as a thing's name."""

    texts: set[int] = field(default_factory=set)
    surroundings: set[tuple[object, ...]] = field(default_factory=set)
    written: Counter[str] = field(default_factory=Counter)
    as_thing: int = 0
    as_other: int = 0

    @property
    def thing_share(self) -> float:
        """Return how likely the phrase names a thing, 0 to 1; one half where nothing tells."""
        return (self.as_thing + 1) / (self.as_thing + self.as_other + 2)


def read_clauses(text: str) -> Clauses:
    """Return the words of each clause; what may be personal data is left out and breaks one.

    >>> [[word.form for word in clause] for clause in read_clauses("Ask Mrs Begum, or us.")]
    [['ask'], ['or', 'us']]
    """
    pieces, at = [], 0
    for finding in find_personal_data(text):
        pieces.append(text[at : finding.start])
        at = finding.end
    pieces.append(text[at:])
    clauses = (split_words(part) for part in _BREAKS.split("|".join(pieces)) if part)
    return [clause for clause in clauses if clause]


def find_plurals(texts: Sequence[Clauses]) -> dict[str, str]:
    """Return for words that stand with and without a plural's ending the form without it.

    >>> find_plurals([read_clauses("a bin, bins, gas")])
    {'bins': 'bin'}
    """
    forms = {word.form for clauses in texts for clause in clauses for word in clause}
    folded = {}
    for form in forms:
        for ending in ENDINGS:
            stem = form.removesuffix(ending)
            if stem != form and stem in forms and _can_be_stem(stem, ending):
                folded[form] = stem
                break
    return folded


def _can_be_stem(stem: str, ending: str) -> bool:
    if stem in says_too_little():
        return False
    if ending == "es" and stem.endswith(_HISSING):
        return len(stem) >= SHORTEST_STEM
    least = SHORTEST_STEM if ending == "s" else SHORTEST_STEM + 2
    return len(stem) >= least and not stem.endswith("s")


def see_phrases(
    texts: Sequence[Clauses], plurals: Mapping[str, str], stop_words: Collection[str]
) -> dict[Phrase, Sightings]:
    """Return the phrases of a theme's texts that can name it, with how they were seen."""
    seen: dict[Phrase, Sightings] = {}
    for number, clauses in enumerate(texts):
        for clause in clauses:
            for start, end in _spans(clause, stop_words):
                words = clause[start:end]
                phrase = tuple(plurals.get(word.form, word.form) for word in words)
                sightings = seen.setdefault(phrase, Sightings())
                sightings.texts.add(number)
                sightings.written[" ".join(word.written for word in words)] += 1
                sightings.surroundings.add(_around(clause, start, end) or (number,))
                _note_use(sightings, clause, start, end)
    return seen


def _around(clause: Sequence[Word], start: int, end: int) -> tuple[str, ...]:
    """Return the neighbours of a phrase in its clause; none if it is the whole clause.

    A sentence that was copied always has the same ones, however many copied it.
    """
    if start == 0 and end == len(clause):
        return ()
    before = clause[start - 1].form if start else ""
    return before, clause[end].form if end < len(clause) else ""


def _spans(clause: Sequence[Word], stop_words: Collection[str]) -> Iterator[tuple[int, int]]:
    for start in range(len(clause)):
        for end in range(start + 1, min(start + LONGEST_PHRASE, len(clause)) + 1):
            if _can_name(clause[start:end], stop_words):
                yield start, end


def _can_name(words: Sequence[Word], stop_words: Collection[str]) -> bool:
    first, last = words[0].form, words[-1].form
    if len(words) == 1:
        return _is_telling(first, stop_words) and first not in says_too_little()
    if _POSSESSIVE.search(last) or not _is_telling(last, stop_words):
        return False
    if not _is_telling(_POSSESSIVE.sub("", first), stop_words):
        return False
    forms = {word.form for word in words}
    if len(forms) < len(words) or forms & _BEFORE_VERBS:
        return False
    ends = {first, last}
    weak = ends & says_too_little()
    return weak <= says_little_alone() and len(weak) < len(ends)


def _is_telling(form: str, stop_words: Collection[str]) -> bool:
    if form in stop_words or form in all_function_words() or "'" in form or "’" in form:
        return False
    if not any(sign.isalpha() for sign in form):
        return False
    return len(form) >= SHORTEST_LATIN_WORD or not form.isascii()


def _note_use(sightings: Sightings, clause: Sequence[Word], start: int, end: int) -> None:
    """Note whether the words around say that the phrase names a thing.

    What ends a clause or stands before a word of grammar is likely the name of a thing;
    what stands before another word of content rather tells something of that.
    """
    grammar = all_function_words()
    after = clause[end].form if end < len(clause) else ""
    before = clause[start - 1].form if start else ""
    ends_here = not after or after in grammar or is_without_spaces(after[0])
    is_order = not before and after in _AFTER_VERBS
    if not ends_here or is_order or before in _BEFORE_VERBS:
        sightings.as_other += 1
    elif before in grammar:
        sightings.as_thing += 1
