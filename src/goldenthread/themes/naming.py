"""Naming themes by the words that their texts use more than the others do.

Phrases of one to three words are ranked by the z-score of their log-odds against all the
texts, with a Dirichlet prior: Monroe, Colaresi and Quinn (2008), "Fightin' Words",
Political Analysis 16, 372, equations 15 to 22. They are counted once a text.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log, sqrt

from goldenthread.text.function_words import all_function_words
from goldenthread.themes.words import LONGEST_PHRASE, Word, split_words

PHRASES_A_THEME = 8
STOP_WORD_SHARE = 0.04  # of the texts; rarer words are never stop words by evenness
STOP_WORD_LIFT = 2.2  # a stop word is in no theme more than this many times as common as outside it
LONGER_PHRASE_BONUS = 1.25
SHORTEST_LATIN_WORD = 3
# English words that answers to any question are full of: a theme is not named by them.
SAYS_TOO_LITTLE = frozenset(
    [
        "after",
        "again",
        "also",
        "always",
        "anything",
        "ask",
        "asking",
        "back",
        "because",
        "before",
        "best",
        "better",
        "come",
        "day",
        "down",
        "even",
        "every",
        "everyone",
        "everything",
        "first",
        "get",
        "gets",
        "getting",
        "give",
        "go",
        "goes",
        "going",
        "good",
        "got",
        "great",
        "here",
        "just",
        "keep",
        "know",
        "let",
        "like",
        "lot",
        "lots",
        "made",
        "make",
        "makes",
        "many",
        "maybe",
        "more",
        "most",
        "much",
        "must",
        "need",
        "needs",
        "never",
        "new",
        "next",
        "nice",
        "nobody",
        "nothing",
        "now",
        "one",
        "only",
        "other",
        "people",
        "please",
        "put",
        "really",
        "right",
        "said",
        "same",
        "say",
        "says",
        "see",
        "someone",
        "something",
        "still",
        "stop",
        "sure",
        "take",
        "than",
        "then",
        "there",
        "thing",
        "things",
        "think",
        "time",
        "too",
        "try",
        "two",
        "until",
        "use",
        "used",
        "want",
        "wants",
        "way",
        "well",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "work",
        "works",
        "would",
        "year",
        "years",
        "yes",
        "you",
        "your",
    ]
)
APOSTROPHES = ("'", "\u2019")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeName:
    """A short name, and the phrases it was chosen from, the most telling first."""

    name: str
    phrases: tuple[str, ...]


def name_themes(texts_of_themes: Sequence[Sequence[str]]) -> list[ThemeName]:
    """Return a name for each theme from its texts; no two names are the same."""
    words_of = [[split_words(text) for text in texts] for texts in texts_of_themes]
    stop_words = _find_stop_words(words_of)
    counts = [_count_phrases(words, stop_words) for words in words_of]
    overall: Counter[Phrase] = Counter()
    for count in counts:
        overall.update(count)
    names: list[ThemeName] = []
    taken: set[str] = set()
    for count, words in zip(counts, words_of, strict=True):
        ranked = _distinct(_rank(count, overall))
        written = _as_written(ranked, words)
        name = _choose_name(written, taken, number=len(names) + 1)
        taken.add(name)
        names.append(ThemeName(name, tuple(written)))
    return names


def _find_stop_words(words_of_themes: Sequence[Sequence[Sequence[Word]]]) -> set[str]:
    """Return words of grammar: the bundled lists, and what is common evenly everywhere."""
    counts_of = [_count_texts(words) for words in words_of_themes]
    sizes = [len(words) for words in words_of_themes]
    overall: Counter[str] = Counter()
    for counts in counts_of:
        overall.update(counts)
    total = sum(sizes)
    common = [form for form, count in overall.items() if count >= STOP_WORD_SHARE * total]
    learned = {
        form
        for form in common
        if all(
            counts[form] * (total - size) <= STOP_WORD_LIFT * (overall[form] - counts[form]) * size
            for counts, size in zip(counts_of, sizes, strict=True)
        )
    }
    return learned | all_function_words()


def _count_texts(words_of_texts: Sequence[Sequence[Word]]) -> Counter[str]:
    return Counter(form for words in words_of_texts for form in {word.form for word in words})


def _count_phrases(
    words_of_texts: Sequence[Sequence[Word]], stop_words: Collection[str]
) -> Counter[Phrase]:
    """Return how many texts each phrase stands in that neither starts nor ends in a stop word."""
    counts: Counter[Phrase] = Counter()
    for words in words_of_texts:
        forms = [word.form for word in words]
        counts.update(
            {
                tuple(forms[start : start + length])
                for length in range(1, LONGEST_PHRASE + 1)
                for start in range(len(forms) - length + 1)
                if _can_name(forms[start])
                and _can_name(forms[start + length - 1])
                and forms[start] not in stop_words
                and forms[start + length - 1] not in stop_words
            }
        )
    return counts


def _can_name(form: str) -> bool:
    if form in SAYS_TOO_LITTLE or any(sign in form for sign in APOSTROPHES):
        return False
    return not form.isdigit() and (len(form) >= SHORTEST_LATIN_WORD or not form.isascii())


def _rank(count: Counter[Phrase], overall: Counter[Phrase]) -> list[Phrase]:
    """Return the phrases that set the theme apart, by z-score, longer ones a little preferred."""
    inside, total = sum(count.values()) or 1, sum(overall.values()) or 1
    outside = total - inside
    least = 2 if len(count) > 1 else 1

    def score(phrase: Phrase) -> float:
        here, prior = count[phrase], overall[phrase]
        elsewhere = overall[phrase] - here
        odds_here = log((here + prior) / (inside + total - here - prior))
        odds_elsewhere = log((elsewhere + prior) / (outside + total - elsewhere - prior))
        spread = sqrt(1 / (here + prior) + 1 / (elsewhere + prior))
        return (odds_here - odds_elsewhere) / spread * LONGER_PHRASE_BONUS ** (len(phrase) - 1)

    usable = [phrase for phrase, here in count.items() if here >= least]
    return sorted(usable or count, key=lambda phrase: (-score(phrase), phrase))


def _distinct(ranked: Sequence[Phrase]) -> list[Phrase]:
    """Return the first phrases, leaving out what repeats the words of an earlier one."""
    chosen: list[Phrase] = []
    for phrase in ranked:
        if all(not set(phrase) & set(other) for other in chosen):
            chosen.append(phrase)
        if len(chosen) == PHRASES_A_THEME:
            break
    return chosen


def _as_written(ranked: Sequence[Phrase], words_of_texts: Sequence[Sequence[Word]]) -> list[str]:
    """Return each phrase in the spelling that most texts give it."""
    spellings: dict[Phrase, Counter[str]] = defaultdict(Counter)
    wanted = set(ranked)
    for words in words_of_texts:
        for length in range(1, LONGEST_PHRASE + 1):
            for start in range(len(words) - length + 1):
                piece = words[start : start + length]
                phrase = tuple(word.form for word in piece)
                if phrase in wanted:
                    spellings[phrase][" ".join(word.written for word in piece)] += 1
    return [
        min(spellings[phrase].items(), key=lambda item: (-item[1], item[0]))[0] for phrase in ranked
    ]


def _choose_name(phrases: Sequence[str], taken: Collection[str], *, number: int) -> str:
    """Return the first phrase, with the second if it is one word or another theme has it."""
    if not phrases:
        return f"Theme {number}"
    name = _capitalised(phrases[0])
    if (" " not in name or name in taken) and len(phrases) > 1:
        name = f"{name}, {phrases[1]}"
    return name if name not in taken else f"{name} ({number})"


def _capitalised(phrase: str) -> str:
    return phrase[:1].upper() + phrase[1:]
