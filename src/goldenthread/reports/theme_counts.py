"""How large themes are, as it may be told: no count of few, and none that gives one away."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.disclosure import show_count, show_parts
from goldenthread.records.disclosure import ShownCount
from goldenthread.records.reports import MinorityView, OpenQuestion, ReportedTheme
from goldenthread.reports.wording import NOT_SHOWN, say_part, say_people


@dataclass(frozen=True, slots=True)
class ShownTheme:
    """How much was said of a theme, and by how many people; `value` is None if it is hidden.

    `contributions` is "88 of 702 (13%)", `sentence` says the same with its noun.
    """

    contributions: str
    sentence: str
    people: str
    value: int | None

    @property
    def people_alone(self) -> str:
        """Return the number of people without its noun, for a column of numbers."""
        return self.people.removesuffix(" people").removesuffix(" person")


@dataclass(frozen=True, slots=True)
class ShownThemes:
    """The themes of a question in their order, and what is in none of them yet."""

    themes: tuple[ShownTheme, ...]
    not_placed: ShownTheme


def show_sizes(contributions: Sequence[int], not_placed: int) -> tuple[ShownCount, ...]:
    """Return each count as it may be shown beside the others, the last of what is not placed."""
    return show_parts([*contributions, not_placed])


def show_themes(question: OpenQuestion) -> ShownThemes:
    """Return the sizes of all themes of a question as they may be shown together."""
    *cells, rest = show_sizes(
        [theme.contributions for theme in question.themes], question.not_placed_yet
    )
    total = question.contributions
    return ShownThemes(
        tuple(
            _shown(cell, total, _people(cell, theme.people))
            for cell, theme in zip(cells, question.themes, strict=True)
        ),
        _shown(rest, total, "–"),
    )


def rank_themes(question: OpenQuestion) -> list[tuple[ReportedTheme, ShownTheme]]:
    """Return themes with their sizes, largest first; what is hidden last, by name.

    The order of hidden sizes would tell of them.
    """

    def place(pair: tuple[ReportedTheme, ShownTheme]) -> tuple[int, str]:
        theme, size = pair
        return (1, theme.name) if size.value is None else (-size.value, "")

    return sorted(zip(question.themes, show_themes(question).themes, strict=True), key=place)


def show_theme(question: OpenQuestion, theme: ReportedTheme | MinorityView) -> ShownTheme:
    """Return the size of one theme as it may be shown beside the others."""
    names = [one.name for one in question.themes]
    if theme.name in names:
        return show_themes(question).themes[names.index(theme.name)]
    cell = show_count(theme.contributions)
    return _shown(cell, question.contributions, _people(cell, theme.people))


def _shown(cell: ShownCount, total: int, people: str) -> ShownTheme:
    hidden = f"{cell.text} of {total:,}"
    if cell.value is None:
        return ShownTheme(hidden, f"{hidden} contributions", people, None)
    sentence = say_part(cell.value, total, "contributions")
    return ShownTheme(say_part(cell.value, total), sentence, people, cell.value)


def _people(cell: ShownCount, people: int) -> str:
    """Return how many people; they would tell how many contributions, so both are hidden."""
    if cell.value is None and cell.text == NOT_SHOWN:
        return NOT_SHOWN
    shown = show_count(people)
    return say_people(people) if shown.value is not None else f"{shown.text} people"
