"""Rows as a survey tool exports them: texts that people wrote, mixed and changed a little."""

import csv
import random
import re
from collections.abc import Iterator
from pathlib import Path

from material.corpora import SHARED_DATA

SOURCES = (
    ("cimt/topics_dataset.csv", "text"),
    ("banking77/train.csv", "text"),
    ("decide-madrid/comments.csv", "text"),
    ("polis/american-assembly.bowling-green/comments.csv", "comment-body"),
    ("polis/austria-climate.7z7ejpbmv5.2022-08-08/comments.csv", "comment-body"),
    ("polis/bg2050-volunteers/comments.csv", "comment-body"),
    ("polis/london.youth.policing/comments.csv", "comment-body"),
    ("polis/vtaiwan.uberx/comments.csv", "comment-body"),
)
HEAD = ("Response ID", "What would you change?", "Favourite place", "Date", "Are you a", "Ward")
PLACES = ("Park", "Street", "Market", "Library", "Canal", "Station", "School", "Square")
ROLES = ("Resident", "Business", "Visitor")
WARDS = ("North", "East", "South", "West", "Riverside", "Hill")
SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "wa", "zen", "for", "tal")
LONGEST = 1_500
SENTENCE = re.compile(r"(?<=[.!?。])\s+")


def read_voices(chance: random.Random) -> tuple[list[str], str]:
    """Return texts to draw from, and where they come from."""
    texts = [text for path, column in SOURCES for text in _column(SHARED_DATA / path, column)]
    if texts:
        return texts, f"{len(texts):,} texts that people wrote"
    lexicon = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(4_000)]
    made = [" ".join(chance.choices(lexicon, k=chance.randint(5, 60))) + "." for _ in range(5_000)]
    return made, "made-up words, for there are no real texts on this machine"


def changed(texts: list[str], chance: random.Random) -> str:
    """Return one text with a word left out, and a sentence of another one in seven of ten."""
    words = chance.choice(texts).split()
    if len(words) > 4:
        del words[chance.randrange(len(words))]
    if chance.random() < 0.7:
        words.append(chance.choice(SENTENCE.split(chance.choice(texts))))
    return " ".join(words)[:LONGEST]


def write_rows(path: Path, rows: int, texts: list[str], chance: random.Random) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEAD)
        writer.writerows(_rows(rows, texts, chance))


def _rows(rows: int, texts: list[str], chance: random.Random) -> Iterator[tuple[str, ...]]:
    for number in range(rows):
        day = f"2026-05-{chance.randint(1, 28):02}"
        yield (
            f"R{number}",
            changed(texts, chance),
            chance.choice(PLACES),
            day,
            chance.choice(ROLES),
            chance.choice(WARDS),
        )


def _column(path: Path, column: str) -> list[str]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        found = (str(row[column] or "").strip() for row in csv.DictReader(stream))
        return [text for text in found if any(sign.isalnum() for sign in text)]
