"""Why an element is in the plan: what it rests on, down to single contributions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from goldenthread.plans import quote_parts
from goldenthread.records.disclosure import Span
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.engagement.queries.crowds import with_capacity_told
from goldenthread_web.plans.models import OutcomeElement
from goldenthread_web.plans.queries.editions import (
    Ground,
    PublishedBasis,
    PublishedEdition,
    PublishedElement,
    edition_with_everything,
)
from goldenthread_web.plans.queries.outcomes import outcomes_that_led_to
from goldenthread_web.plans.wording import ShownQuote, library_redactions, show_quote
from goldenthread_web.themes.models import Theme
from goldenthread_web.themes.queries import released_quotes

MOST_QUOTES = 4


@dataclass(frozen=True, slots=True)
class Reason:
    """One ground; of a theme with what people said in it that is released today.

    `lines` has each basis with counts, the largest first, and its theme as it
    stands today, if it still stands.
    """

    ground: Ground
    lines: tuple[tuple[PublishedBasis, Theme | None], ...]
    said: tuple[ShownQuote, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """All that the "Why?" page of an element shows."""

    reading: PublishedEdition
    element: PublishedElement
    reasons: tuple[Reason, ...]
    came_of: tuple[OutcomeElement, ...]

    @property
    def first_heard(self) -> Reason | None:
        """The first reason with words: they stand open, so that nobody has to look for them."""
        return next((reason for reason in self.reasons if reason.said), None)

    @property
    def is_invented(self) -> bool:
        quotes = (*self.element.quotes, *(one for r in self.reasons for one in r.said))
        return (
            self.reading.edition.is_invented
            or any(quote.is_invented for quote in quotes)
            or any(link.outcome.engagement.is_invented for link in self.came_of)
        )


def find_reasons(number: int, label: str) -> Reasons | None:
    """Return why the element is in the edition; None if there is no such element."""
    reading = edition_with_everything(number)
    element = reading.element(label) if reading else None
    if reading is None or element is None:
        return None
    reasons = tuple(_reason(ground) for ground in element.grounds)
    return Reasons(reading, element, reasons, tuple(outcomes_that_led_to(element.element.element)))


def _reason(ground: Ground) -> Reason:
    counted = [one for one in ground.bases if one.counts]
    counted.sort(key=lambda one: -(one.basis.contribution_count or 0))
    lines = tuple((one, _as_it_stands(one.basis.theme)) for one in counted)
    heard = [released_quotes(theme, MOST_QUOTES) for _, theme in lines if theme]
    in_turn = [one for of_each in zip_longest(*heard) for one in of_each if one]
    return Reason(ground, lines, tuple(_whole(in_turn[:MOST_QUOTES])))


def _as_it_stands(theme: Theme | None) -> Theme | None:
    """Return the theme, or what took it in; None if it has ended."""
    while theme is not None and theme.ended_at is not None:
        theme = theme.merged_into
    return theme


def _whole(said: Sequence[Contribution]) -> Iterable[ShownQuote]:
    told = with_capacity_told(said)
    for one in said:
        whole = Span(0, len(one.text))
        yield show_quote(one, quote_parts(one.text, whole, library_redactions(one)), told=told)
