"""What the check before opening asks for, in words, and where each question comes from.

Help for officers, not legal advice: the sources are named so that a lawyer can be asked.
"""

from dataclasses import dataclass

from goldenthread_web.engagement.models import OpeningCheck
from goldenthread_web.engagement.models.opening import INFLUENCE_TOLD


@dataclass(frozen=True, slots=True)
class Level:
    """One level of influence: as officers choose it, and as residents read it."""

    value: str
    name: str
    told: str


LEVELS = tuple(
    Level(value, str(label).partition(":")[0], INFLUENCE_TOLD[value])
    for value, label in OpeningCheck.Influence.choices
)
LEVEL_OF = {level.value: level for level in LEVELS}

LEVELS_SOURCE = (
    "The five levels follow the IAP2 Spectrum of Public Participation, whose last level is "
    "“empower”. S. R. Arnstein drew the first such ladder in 1969."
)
# Below the first, a consultation says why its time is enough; below the second, all the more.
LONG_WEEKS, SHORT_WEEKS = 12, 6


@dataclass(frozen=True, slots=True)
class Source:
    """Where a question of the check comes from."""

    name: str
    told: str


SOURCES = (
    Source(
        "The Gunning principles",
        "R v Brent London Borough Council, ex parte Gunning (1985): ask while things can still "
        "change, give enough reasons, give enough time, and weigh the answers with an open mind.",
    ),
    Source(
        "Moseley",
        "R (Moseley) v Haringey London Borough Council [2014] UKSC 56: the Supreme Court took up "
        "these principles. To be fair, people may have to be told which options were turned "
        "down, and why.",
    ),
    Source(
        "Consultation principles",
        "Cabinet Office, 2018: time in proportion to what is asked and of whom. They name no "
        "number of weeks. The Code of Practice of 2008, which they took over from, asked for "
        "twelve; six are the least for comments on a local plan (Town and Country Planning "
        "(Local Planning) (England) Regulations 2012).",
    ),
    Source(
        "The equality duty",
        "Equality Act 2010, section 149: think about people with protected characteristics "
        "before deciding, and be able to show it.",
    ),
    Source("Data protection", "UK GDPR, articles 13 and 35: tell people, and weigh risks first."),
)
