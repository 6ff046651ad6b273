"""The answers to an open question in the Word document: themes, quotes, and what stands beside them."""

from collections.abc import Sequence

from docx.document import Document

from goldenthread.publishing.word import (
    add_chart,
    add_heading,
    add_paragraph,
    add_quote,
)
from goldenthread.records.reports import (
    Campaign,
    MinorityView,
    OpenQuestion,
    ReleasedQuote,
    ReportedTheme,
)
from goldenthread.reports.capacity_split import find_hidden_cells
from goldenthread.reports.figures import theme_sizes_chart
from goldenthread.reports.wording import (
    NOT_SHOWN,
    say_contributions,
    say_list,
    say_part,
    say_people,
)


def add_open_question(document: Document, question: OpenQuestion) -> None:
    """Add a question with its themes, minority views, campaigns and what is not placed yet."""
    add_heading(document, question.question, level=2)
    counted = f"{say_contributions(question.contributions)} from {say_people(question.people)}."
    add_paragraph(document, f"{counted} A count of comments is not a vote.")
    add_chart(document, theme_sizes_chart(question))
    for theme in question.themes:
        _add_theme(document, theme, total=question.contributions)
    _add_minority_views(document, question.minority_views)
    _add_campaigns(document, question.campaigns)


def say_theme_size(theme: ReportedTheme, total: int) -> str:
    """Return "n of N contributions, from m people", and how sure we are."""
    size = (
        f"{say_part(theme.contributions, total, 'contributions')}, from {say_people(theme.people)}."
    )
    return f"{size} {theme.how_sure}".strip()


def say_theme_capacities(theme: ReportedTheme) -> str:
    """Return contributions by capacity, without counts so small that they point at somebody."""
    counts = {(capacity, theme.name): count for capacity, count in theme.by_capacity}
    hidden = find_hidden_cells(counts, columns_add_up=False)
    parts = [
        f"{cell[0]} {NOT_SHOWN if cell in hidden else f'{count:,}'}"
        for cell, count in counts.items()
    ]
    return f"Contributions by capacity: {say_list(parts)}."


def say_campaign(campaign: Campaign) -> str:
    """Return how many people sent a text, and how many of them added words."""
    return (
        f"{say_people(campaign.people)} sent this text, "
        f"{campaign.added_own_words:,} added words of their own."
    )


def say_quote_source(quote: ReleasedQuote) -> str:
    """Return in what capacity words were said and how they are marked."""
    return ". ".join(part for part in (quote.capacity, quote.marked) if part)


def _add_theme(document: Document, theme: ReportedTheme, *, total: int) -> None:
    add_heading(document, theme.name, level=3)
    if theme.definition:
        add_paragraph(document, theme.definition)
    add_paragraph(document, say_theme_size(theme, total))
    if theme.by_capacity:
        add_paragraph(document, say_theme_capacities(theme))
    _add_quotes(document, theme.quotes)


def _add_minority_views(document: Document, views: Sequence[MinorityView]) -> None:
    if not views:
        return
    add_heading(document, "Minority views", level=3)
    add_paragraph(
        document, "Few people said these things. They are listed so that they are not lost."
    )
    for view in views:
        add_heading(document, view.name, level=4)
        counted = f"{say_contributions(view.contributions)} from {say_people(view.people)}."
        add_paragraph(document, f"{counted} {view.reason}".strip())
        _add_quotes(document, view.quotes)


def _add_campaigns(document: Document, campaigns: Sequence[Campaign]) -> None:
    if not campaigns:
        return
    add_heading(document, "Campaigns", level=3)
    for campaign in campaigns:
        add_quote(document, campaign.text, source=say_campaign(campaign))


def _add_quotes(document: Document, quotes: Sequence[ReleasedQuote]) -> None:
    for quote in quotes:
        source = say_quote_source(quote)
        add_quote(document, quote.words, source=source, language=quote.language)
