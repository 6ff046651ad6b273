"""How sure a suggestion is, in words and as a number."""

from dataclasses import dataclass

FEWEST_TO_SAY = 10
STEADY, FAIRLY_STEADY = 0.8, 0.6
DOTS = 10


@dataclass(frozen=True, slots=True)
class Certainty:
    """`word` and `sentence` for the page; `dots` are filled or not, ten of them, or none."""

    word: str
    sentence: str
    dots: tuple[bool, ...] = ()


def certainty_of(stability: float | None, size: int) -> Certainty:
    """Return how steadily a theme came back when the search was repeated on parts of the texts.

    >>> certainty_of(0.93, 40).sentence
    'In repeat runs, 93% of it came back as one theme.'
    >>> certainty_of(0.93, 4).word
    'Too few to say'
    """
    if stability is None:
        return Certainty("Made by hand", "A person made this theme; no method was asked.")
    if size < FEWEST_TO_SAY:
        return Certainty(
            "Too few to say", f"With fewer than {FEWEST_TO_SAY} contributions, nobody can tell."
        )
    word = "Steady" if stability >= STEADY else "Fairly steady"
    word = word if stability >= FAIRLY_STEADY else "Unsteady"
    filled = round(stability * DOTS)
    return Certainty(
        word,
        f"In repeat runs, {stability * 100:.0f}% of it came back as one theme.",
        tuple(place < filled for place in range(DOTS)),
    )
