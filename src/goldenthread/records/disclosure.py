"""What could tell readers who somebody is, and what is done about it."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """A kind of personal data in a text."""

    NAME = "name"
    ADDRESS = "address"
    POSTCODE = "postcode"
    PHONE = "phone number"
    EMAIL = "e-mail address"
    NATIONAL_INSURANCE = "National Insurance number"
    NHS_NUMBER = "NHS number"
    ONLINE_PROFILE = "online profile"
    OTHER = "personal detail"


class FlagKind(StrEnum):
    """Why a text is read by a second person before it is released."""

    RISK_OF_HARM = "risk of harm"
    ABUSIVE_LANGUAGE = "abusive language"
    ACCUSATION = "accusation about a person"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """What may be personal data: text[start:end], in code points."""

    start: int
    end: int
    kind: FindingKind


@dataclass(frozen=True, slots=True, order=True)
class Redaction:
    """What a person decided to take out: text[start:end], in code points."""

    start: int
    end: int
    kind: FindingKind


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A piece of a text: text[start:end], in code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Flag:
    """Words that ask for a second reader: text[start:end], in code points."""

    kind: FlagKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CountRule:
    """How small counts are shown: those from 1 to `threshold` - 1 are hidden."""

    name: str
    threshold: int

    @property
    def small_label(self) -> str:
        """Return what is shown in place of a small count."""
        return f"fewer than {self.threshold}"


COUNCIL_DEFAULT = CountRule("council default", threshold=5)


@dataclass(frozen=True, slots=True)
class ShownCount:
    """A count as it may be shown: `value` is None where it is hidden."""

    value: int | None
    text: str


@dataclass(frozen=True, slots=True)
class ShownCounts:
    """A list of counts and their total, safe to show together."""

    cells: tuple[ShownCount, ...]
    total: ShownCount


@dataclass(frozen=True, slots=True)
class ShownGroups:
    """Counts in groups, each with its total, and the total of all, safe to show together."""

    groups: tuple[ShownCounts, ...]
    total: ShownCount


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of counts with its margins, safe to show together."""

    rows: tuple[tuple[ShownCount, ...], ...]
    row_totals: tuple[ShownCount, ...]
    column_totals: tuple[ShownCount, ...]
    total: ShownCount
