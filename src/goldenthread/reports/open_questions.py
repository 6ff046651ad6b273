"""The answers to an open question in the Word document: themes, quotes, and what stands beside them."""

from collections.abc import Sequence

from docx.document import Document

from goldenthread.disclosure import show_count
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
from goldenthread.reports.theme_counts import rank_themes, show_theme
from goldenthread.reports.wording import (
    say_contributions,
    say_list,
    say_people,
)

NO_VOTE = "A count of contributions is not a vote."
SUGGESTED_ONLY = (
    "No analyst has decided on themes here yet. What follows was suggested by a method that "
    "groups similar words: read it as a first sorting, not as a finding."
)
NO_WORDS_RELEASED = "None of these words is released yet."


def add_open_question(document: Document, question: OpenQuestion) -> None:
    """Add a question with its themes, minority views, campaigns and what is not placed yet."""
    add_heading(document, question.question, level=2)
    for sentence in say_open_question(question):
        add_paragraph(document, sentence)
    if question.contributions:
        add_chart(document, theme_sizes_chart(question))
    for theme in list_main_themes(question):
        _add_theme(document, question, theme)
    _add_minority_views(document, question)
    _add_campaigns(document, question.campaigns)


def say_open_question(question: OpenQuestion) -> tuple[str, ...]:
    """Return how much was said, and what kind of themes follow."""
    if not question.contributions:
        return ("Nobody answered this question.",)
    counted = f"{say_contributions(question.contributions)} from {say_people(question.people)}."
    return (f"{counted} {NO_VOTE}", *say_kind_of_themes(question))


def say_kind_of_themes(question: OpenQuestion) -> tuple[str, ...]:
    """Return who decided the themes, and whether their sizes add up."""
    sentences = []
    if question.are_suggestions and question.themes:
        sentences.append(SUGGESTED_ONLY)
    if len(question.themes) > 1:
        sentences.append("One contribution can be in several themes, or in none.")
    return tuple(sentences)


def list_main_themes(question: OpenQuestion) -> tuple[ReportedTheme, ...]:
    """Return the themes that are not told of as minority views, largest first."""
    elsewhere = {view.name for view in question.minority_views}
    return tuple(theme for theme, _ in rank_themes(question) if theme.name not in elsewhere)


def say_theme(question: OpenQuestion, theme: ReportedTheme) -> tuple[str, ...]:
    """Return all that is told in numbers of a theme; its parts not where its size is hidden."""
    size = say_theme_size(question, theme)
    if show_theme(question, theme).value is None:
        return (size,)
    parts = (say_nested(theme), say_theme_capacities(theme) if theme.by_capacity else "")
    return (size, *(part for part in parts if part))


def say_theme_size(question: OpenQuestion, theme: ReportedTheme) -> str:
    """Return "n of N contributions, from m people", and how sure we are."""
    return f"{_say_size(question, theme)} {theme.how_sure}".strip()


def _say_size(question: OpenQuestion, theme: ReportedTheme | MinorityView) -> str:
    shown = show_theme(question, theme)
    return f"{shown.sentence}, from {shown.people}."


def say_nested(theme: ReportedTheme) -> str:
    """Return the themes within this one with their contributions, or nothing."""
    parts = [f"“{name}” ({show_count(count).text})" for name, count in theme.nested]
    return f"Within it: {say_list(parts)}." if parts else ""


def say_view_size(question: OpenQuestion, view: MinorityView) -> str:
    """Return "n of N contributions, from m people", and why the view is listed."""
    return f"{_say_size(question, view)} {view.reason}".strip()


def say_theme_capacities(theme: ReportedTheme) -> str:
    """Return contributions by capacity, without counts so small that they point at somebody.

    Empty where no count can be shown.
    """
    counts = {(capacity, theme.name): count for capacity, count in theme.by_capacity}
    hidden = find_hidden_cells(counts, columns_add_up=False)
    parts = [f"{cell[0]} {count:,}" for cell, count in counts.items() if cell not in hidden]
    if not parts:
        return ""
    others = "; others are not shown" if hidden else ""
    return f"Contributions by capacity: {say_list(parts)}{others}."


def say_campaign(campaign: Campaign) -> str:
    """Return how many people sent a text, and how many of them added words."""
    return (
        f"{say_people(campaign.people)} sent this text, "
        f"{show_count(campaign.added_own_words).text} added words of their own."
    )


def say_quote_source(quote: ReleasedQuote) -> str:
    """Return in what capacity words were said and how they are marked."""
    return ". ".join(part for part in (quote.capacity, quote.marked) if part)


def _add_theme(document: Document, question: OpenQuestion, theme: ReportedTheme) -> None:
    add_heading(document, theme.name, level=3)
    if theme.definition:
        add_paragraph(document, theme.definition)
    for sentence in say_theme(question, theme):
        add_paragraph(document, sentence)
    _add_quotes(document, theme.quotes)


def _add_minority_views(document: Document, question: OpenQuestion) -> None:
    if not question.minority_views:
        return
    add_heading(document, "Minority views", level=3)
    add_paragraph(
        document,
        "A count alone would hide these. They are listed so that they are not lost.",
    )
    for view in question.minority_views:
        add_heading(document, view.name, level=4)
        if view.definition:
            add_paragraph(document, view.definition)
        add_paragraph(document, say_view_size(question, view))
        _add_quotes(document, view.quotes)


def _add_campaigns(document: Document, campaigns: Sequence[Campaign]) -> None:
    if not campaigns:
        return
    add_heading(document, "Texts that many people sent", level=3)
    add_paragraph(document, "Each person is counted. The text is shown once.")
    for campaign in campaigns:
        if campaign.text:
            add_quote(document, campaign.text, source=say_campaign(campaign))
        else:
            add_paragraph(document, f"{say_campaign(campaign)} {NO_WORDS_RELEASED}")


def _add_quotes(document: Document, quotes: Sequence[ReleasedQuote]) -> None:
    for quote in quotes:
        source = say_quote_source(quote)
        add_quote(document, quote.words, source=source, language=quote.language)
