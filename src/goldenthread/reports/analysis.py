"""What one run of theme discovery found, as a record for the report."""

from collections import Counter
from datetime import date

from goldenthread.records.reports import AnalysedTheme, Analysis, CopiedText, TextColumn
from goldenthread.records.themes import SuggestedTheme, ThemeDiscovery

QUOTES_A_THEME = 5
MOST_COPIES_LISTED = 20

_LIMITS = (
    "These themes are suggestions of a method. No person has checked, named or agreed them.",
    "A count of contributions is not a vote.",
    "Those who write are not a sample of those who live in a place.",
    "The words stand as in the file: nobody has looked for names or addresses in them.",
)


def describe_analysis(column: TextColumn, discovery: ThemeDiscovery, *, made_on: date) -> Analysis:
    """Return the themes largest first, with quotes, copies, and what is not placed yet."""
    themes = sorted(discovery.themes, key=lambda theme: -theme.size)
    return Analysis(
        file_name=column.file_name,
        column=column.column,
        contributions=len(column.texts),
        empty_rows=column.empty_rows,
        not_placed_yet=int((discovery.labels < 0).sum()),
        themes=tuple(_describe_theme(theme, column.texts) for theme in themes),
        copies=_find_copies(column.texts, discovery),
        made_on=made_on,
        method=(discovery.method,),
        limits=_LIMITS,
        unreadable=column.unreadable,
    )


def _describe_theme(theme: SuggestedTheme, texts: tuple[str, ...]) -> AnalysedTheme:
    """Return a theme with its most typical texts, each once."""
    quotes = dict.fromkeys(texts[row].strip() for row in theme.exemplars)
    return AnalysedTheme(
        name=theme.name,
        phrases=theme.phrases,
        contributions=theme.size,
        stability=theme.stability,
        quotes=tuple(quotes)[:QUOTES_A_THEME],
    )


def _find_copies(texts: tuple[str, ...], discovery: ThemeDiscovery) -> tuple[CopiedText, ...]:
    sizes = Counter(int(first) for first in discovery.duplicate_of)
    copied = sorted((-size, first) for first, size in sizes.items() if size > 1)
    return tuple(
        CopiedText(texts[first].strip(), -negative)
        for negative, first in copied[:MOST_COPIES_LISTED]
    )
