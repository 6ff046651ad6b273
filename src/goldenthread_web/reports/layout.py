"""The report as a page shows it: each part with its chart and its sentences."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from goldenthread.records.publishing import Chart, Table
from goldenthread.records.reports import (
    Campaign,
    ClosedQuestion,
    MinorityView,
    OpenQuestion,
    ParticipationTable,
    ReleasedQuote,
    ReportedTheme,
    WhatWeHeard,
)
from goldenthread.records.results import Comparison, QuestionInFigures, ShownCrossing
from goldenthread.reports.figures import (
    capacity_chart,
    closed_question_chart,
    participation_chart,
    telling_tables,
    theme_sizes_chart,
)
from goldenthread.reports.open_questions import (
    list_main_themes,
    say_campaign,
    say_open_question,
    say_quote_source,
    say_theme,
    say_view_size,
)
from goldenthread.reports.petitions import SIGNATURES_ARE_NO_ANSWERS, petitions_table
from goldenthread.reports.results.charting import figure_charts, figure_notes, say_answered
from goldenthread.reports.results.comparing import comparison_chart
from goldenthread.reports.results.crossing import crossing_chart
from goldenthread.reports.votes import TOO_FEW_VOTES, list_votes_tables, say_votes
from goldenthread.reports.what_we_heard import (
    NOTHING_WITHHELD,
    list_facts,
    say_counted_at,
    say_totals,
    tell_set_aside,
)
from goldenthread.reports.wording import say_people

CHARTS_KEPT = 512
CountedPart = ClosedQuestion | OpenQuestion | ParticipationTable


@dataclass(frozen=True, slots=True)
class ParticipationPart:
    heading: str
    chart: Chart


@dataclass(frozen=True, slots=True)
class ClosedPart:
    question: ClosedQuestion
    silent: str
    chart: Chart | None
    split: Chart | None


@dataclass(frozen=True, slots=True)
class QuotePart:
    quote: ReleasedQuote
    source: str


@dataclass(frozen=True, slots=True)
class ThemePart:
    """A theme or a minority view: its name, its sentences and its quotes."""

    name: str
    definition: str
    sentences: tuple[str, ...]
    quotes: tuple[QuotePart, ...]


@dataclass(frozen=True, slots=True)
class OpenPart:
    question: OpenQuestion
    sentences: tuple[str, ...]
    chart: Chart | None
    themes: tuple[ThemePart, ...]
    minority_views: tuple[ThemePart, ...]
    campaigns: tuple[tuple[Campaign, str], ...]


@dataclass(frozen=True, slots=True)
class VotesPart:
    sentence: str
    tables: tuple[Table, ...]
    nothing: str


@dataclass(frozen=True, slots=True)
class FiguresPart:
    """A rating, ranking, matrix, number, date or area."""

    question: str
    answered: str
    charts: tuple[Chart, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CrossingPart:
    """Two things crossed; no chart where too few answered both, and why."""

    title: str
    chart: Chart | None
    refusal: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """Everything that the template writes, in its order."""

    report: WhatWeHeard
    totals: str
    counted: str
    facts: tuple[tuple[str, str], ...]
    participation: tuple[ParticipationPart, ...]
    closed: tuple[ClosedPart, ...]
    figures: tuple[FiguresPart, ...]
    crossings: tuple[CrossingPart, ...]
    comparisons: tuple[tuple[Comparison, Chart], ...]
    open: tuple[OpenPart, ...]
    votes: VotesPart | None
    petitions: Table | None
    signatures_note: str
    set_aside: Table | None
    nothing_withheld: str


def lay_out(report: WhatWeHeard) -> ReportPage:
    """Return the page of a report; page and Word document say the same from the same record."""
    is_all_released = not (report.withheld or report.counted_only or report.held)
    return ReportPage(
        report=report,
        totals=say_totals(report),
        counted=say_counted_at(report),
        facts=list_facts(report),
        participation=tuple(
            ParticipationPart(f"By {one.counted_by}", draw(participation_chart, one))
            for one in telling_tables(report.participation)
        ),
        closed=tuple(_closed_part(question) for question in report.closed_questions),
        figures=tuple(_figures_part(question) for question in report.in_figures),
        crossings=tuple(_crossing_part(shown) for shown in report.crossings),
        comparisons=tuple((one, draw_comparison(one)) for one in report.comparisons),
        open=tuple(_open_part(question) for question in report.open_questions),
        votes=_votes_part(report),
        petitions=petitions_table(report.petitions) if report.petitions else None,
        signatures_note=SIGNATURES_ARE_NO_ANSWERS,
        set_aside=None if is_all_released else tell_set_aside(report),
        nothing_withheld=NOTHING_WITHHELD if is_all_released and report.contributions else "",
    )


@lru_cache(maxsize=CHARTS_KEPT)
def draw(make: Callable[[CountedPart], Chart], counted: CountedPart) -> Chart:
    """Return a chart. It is kept by its figures and labels, which hold no resident's words."""
    return make(counted)


@lru_cache(maxsize=CHARTS_KEPT)
def draw_figures(question: QuestionInFigures) -> tuple[Chart, ...]:
    return figure_charts(question)


@lru_cache(maxsize=CHARTS_KEPT)
def draw_comparison(comparison: Comparison) -> Chart:
    return comparison_chart(comparison)


def _crossing_part(shown: ShownCrossing) -> CrossingPart:
    title = f"{shown.rows_title} by {shown.columns_title}"
    return CrossingPart(title, crossing_chart(shown), shown.refusal, shown.notes)


def _figures_part(question: QuestionInFigures) -> FiguresPart:
    charts = draw_figures(question)
    return FiguresPart(
        question.answered.question, say_answered(question), charts, figure_notes(charts)
    )


def _closed_part(question: ClosedQuestion) -> ClosedPart:
    silent = (
        f"{say_people(question.not_answered)} did not answer this." if question.not_answered else ""
    )
    has_split = bool(question.by_capacity)
    return ClosedPart(
        question,
        silent,
        chart=draw(closed_question_chart, question) if question.base else None,
        split=draw(capacity_chart, question) if has_split else None,
    )


def _open_part(question: OpenQuestion) -> OpenPart:
    return OpenPart(
        question,
        sentences=say_open_question(question),
        chart=draw(theme_sizes_chart, without_words(question)) if question.contributions else None,
        themes=tuple(_theme_part(question, theme) for theme in list_main_themes(question)),
        minority_views=tuple(_view_part(question, view) for view in question.minority_views),
        campaigns=tuple((campaign, say_campaign(campaign)) for campaign in question.campaigns),
    )


def without_words(question: OpenQuestion) -> OpenQuestion:
    """Return the question with its figures only: words of residents are kept nowhere else."""
    themes = tuple(replace(theme, quotes=()) for theme in question.themes)
    return replace(question, themes=themes, minority_views=(), campaigns=())


def _theme_part(question: OpenQuestion, theme: ReportedTheme) -> ThemePart:
    said = say_theme(question, theme)
    return ThemePart(theme.name, theme.definition, said, _quote_parts(theme.quotes))


def _view_part(question: OpenQuestion, view: MinorityView) -> ThemePart:
    sentences = (say_view_size(question, view),)
    return ThemePart(view.name, view.definition, sentences, _quote_parts(view.quotes))


def _quote_parts(quotes: tuple[ReleasedQuote, ...]) -> tuple[QuotePart, ...]:
    return tuple(QuotePart(quote, say_quote_source(quote)) for quote in quotes)


def _votes_part(report: WhatWeHeard) -> VotesPart | None:
    if report.votes is None:
        return None
    tables = list_votes_tables(report.votes)
    return VotesPart(say_votes(report.votes), tables, "" if tables else TOO_FEW_VOTES)
