"""What a page of results needs, put together for the office and for the public alike."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.http import QueryDict
from django.utils import timezone

from goldenthread.records.reports import OpenQuestion
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.engagement.queries.once import count_past_the_rule, rule_of
from goldenthread_web.people.audit import By
from goldenthread_web.reports.queries import published_report
from goldenthread_web.reports.queries.once import say_past_the_rule
from goldenthread_web.reports.queries.results.answered import labels_for, questions_of
from goldenthread_web.reports.queries.results.counts import ResultCounts
from goldenthread_web.reports.queries.results.filters import EVERYTHING, ResultFilter
from goldenthread_web.reports.queries.results.kept import ResultsToShow
from goldenthread_web.reports.queries.results.reading import FEWEST_FITTING, read_filter
from goldenthread_web.reports.queries.results.themes import themes_of
from goldenthread_web.reports.results_layout import (
    Card,
    Manner,
    Overview,
    card_of,
    line_of,
    overview_of,
    with_themes,
)
from goldenthread_web.reports.tasks import know_results


@dataclass
class ResultsPage:
    """An engagement, whose responses are counted, and what is known of them."""

    engagement: Engagement
    questions: list[Question]
    chosen: ResultFilter
    known: ResultsToShow
    is_public: bool = False
    now: datetime = field(default_factory=timezone.now)

    @property
    def is_too_few(self) -> bool:
        """Whether a filter lets so few people through that nothing of them is told."""
        counts = self.known.counts
        return not self.chosen.is_empty and counts is not None and counts.people < FEWEST_FITTING

    @property
    def counts(self) -> ResultCounts | None:
        return None if self.is_too_few else self.known.counts

    @cached_property
    def overview(self) -> Overview | None:
        return overview_of(self.counts) if self.counts else None

    @property
    def is_invented(self) -> bool:
        return self.engagement.is_invented

    @cached_property
    def past_the_rule(self) -> str:
        """What the rule on how often one person can answer was not asked of.

        In public it is counted as of the moment of all other figures.
        """
        until = self.known.counted_at if self.is_public else None
        if not rule_of(self.engagement) or (self.is_public and until is None):
            return ""
        counts = count_past_the_rule(self.engagement, until=until)
        return say_past_the_rule(self.engagement, counts)

    @cached_property
    def is_heard(self) -> bool:
        """Whether the public can read what was heard."""
        return published_report(self.engagement) is not None

    def _themes(self, questions: Sequence[Question]) -> dict[int, OpenQuestion]:
        """Return open questions with their themes: of everybody, in public once the report is."""
        if not self.chosen.is_empty or (self.is_public and not self.is_heard):
            return {}
        until = self.known.counted_at if self.is_public else None
        return themes_of(self.engagement, questions, until=until)

    @property
    def sentence(self) -> str:
        """Whose answers these are, and when they were counted; for downloads too."""
        at = self.known.counted_at
        counted = f"Counted at {timezone.localtime(at):%H:%M on %-d %B %Y}." if at else ""
        told = (f"{self.engagement.title}.", self.chosen.sentence, counted, self.past_the_rule)
        return " ".join(filter(None, told))

    def lines(self) -> list[Card]:
        """Return every question with its sentence, nothing drawn."""
        return self.cards(self.questions, is_drawn=False)

    def cards(self, questions: Sequence[Question], *, is_drawn: bool = True) -> list[Card]:
        """Return the cards of these questions; those with nothing drawn in two queries at most."""
        counts = self.counts
        if counts is None:
            return []
        found = [counts.of(question.pk) for question in questions]
        labels = labels_for(questions, found)
        manner = Manner(is_public=self.is_public, has_split=False)
        themes = self._themes(questions) if is_drawn else {}
        return [
            with_themes(
                card_of(question, one, labels, people=counts.people, manner=manner),
                themes.get(question.pk),
            )
            if is_drawn
            else line_of(question, one, labels, people=counts.people)
            for question, one in zip(questions, found, strict=True)
            if one.people or not question.retired_at
        ]


def office_page(by: By, engagement: Engagement, params: QueryDict) -> ResultsPage:
    """Return results under the filter of the address."""
    questions = questions_of(engagement)
    chosen = read_filter(params, questions)
    now = timezone.now()
    known = know_results(
        by=by,
        engagement=engagement,
        questions=questions,
        chosen=chosen,
        for_public=False,
        now=now,
    )
    return ResultsPage(engagement, questions, chosen, known, now=now)


def public_page(by: By, engagement: Engagement) -> ResultsPage:
    """Return results of everybody: no filter, by which people could be told apart."""
    questions = questions_of(engagement)
    now = timezone.now()
    known = know_results(
        by=by,
        engagement=engagement,
        questions=questions,
        chosen=EVERYTHING,
        for_public=True,
        now=now,
    )
    return ResultsPage(engagement, questions, EVERYTHING, known, is_public=True, now=now)
