"""Whose responses are counted: the filters that stand in the address of a page."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from goldenthread.reports.wording import say_date, say_list

ATTRIBUTES = ("capacity", "channel", "language", "area")


@dataclass(frozen=True, slots=True)
class AnswerFilter:
    """Only those who gave one answer to another question."""

    option: int
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class ResultFilter:
    """All of these must fit; what is empty lets everything through."""

    capacity: str = ""
    channel: str = ""
    language: str = ""
    area: str = ""
    began_on: date | None = None
    ended_on: date | None = None
    answers: tuple[AnswerFilter, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.address

    @property
    def is_answers_only(self) -> bool:
        return not (
            self.capacity
            or self.channel
            or self.language
            or self.area
            or self.began_on
            or self.ended_on
        )

    @property
    def address(self) -> str:
        """The query string of this filter, the same for the same filter."""
        parts = [(name, getattr(self, name)) for name in ATTRIBUTES]
        parts += [("from", self.began_on or ""), ("to", self.ended_on or "")]
        parts += [("answer", one.option) for one in sorted(self.answers, key=lambda a: a.option)]
        return urlencode([(name, value) for name, value in parts if value])

    @property
    def sentence(self) -> str:
        """Whose responses these are, in words; empty where all are."""
        parts = []
        if self.capacity:
            parts.append(f"in the capacity “{self.capacity}”")
        if self.channel:
            parts.append(f"by “{self.channel}”")
        if self.language:
            parts.append(f"in the language “{self.language}”")
        if self.area:
            parts.append(f"from “{self.area}”")
        if self.began_on:
            parts.append(f"from {say_date(self.began_on)} on")
        if self.ended_on:
            parts.append(f"up to {say_date(self.ended_on)}")
        parts += [f"who answered “{one.text}” to “{one.question}”" for one in self.answers]
        return f"Only responses {say_list(parts)}." if parts else ""


EVERYTHING = ResultFilter()
