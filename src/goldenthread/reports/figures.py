"""The charts of a report, drawn from its record: page and Word document share their figures."""

from collections.abc import Sequence

from goldenthread.disclosure import show_counts
from goldenthread.publishing.charts import grouped_share_chart, share_chart, size_chart
from goldenthread.records.publishing import Bar, Chart, Table
from goldenthread.records.reports import (
    OTHER_ANSWERS,
    CapacityCounts,
    ClosedQuestion,
    OpenQuestion,
    OptionCount,
    Participation,
    ParticipationTable,
    SetAside,
)
from goldenthread.reports.theme_counts import ShownTheme, rank_themes, show_themes
from goldenthread.reports.wording import (
    NOT_SHOWN,
    say_contributions,
    say_count,
    say_largest,
    say_list,
    say_part,
    say_people,
    say_percent,
    say_range,
)


def closed_question_chart(question: ClosedQuestion) -> Chart:
    """Return how many people chose each option, in the order of the form."""
    bars = [_share_bar(counted, label=counted.option) for counted in question.options]
    rows = tuple(_option_row(counted) for counted in question.options)
    caption = f"{question.question} ({say_people(question.base)} answered)"
    headers = ("Option", "People", "Share", "95% interval")
    table = Table(caption, headers, rows)
    return share_chart(question.question, say_most_chosen(question), bars, table=table)


def capacity_chart(question: ClosedQuestion) -> Chart | None:
    """Return each option split by capacity, or None where there is no split to show.

    An option of which nothing can be shown stands in the table only.
    """
    splits = question.by_capacity
    if not splits:
        return None
    lines = list(zip(*(split.options for split in splits), strict=True))
    drawn = [line for line in lines if any(one.count is not None for one in line)] or lines
    bars = [
        _share_bar(counted, label=split.capacity, group=counted.option)
        for line in drawn
        for split, counted in zip(splits, line, strict=True)
    ]
    headers = ("Option", *(f"{split.capacity} ({split.base:,})" for split in splits))
    rows = tuple((line[0].option, *(_say_option(counted) for counted in line)) for line in lines)
    table = Table(f"{question.question} By capacity (people who answered)", headers, rows)
    sentence = _say_capacities(question.options, splits)
    if left_out := len(lines) - len(drawn):
        options = say_count(left_out, "option", "options")
        sentence += f" Not drawn, because it could tell what a few people chose: {options}."
    return grouped_share_chart(f"{question.question} By capacity", sentence, bars, table=table)


def theme_sizes_chart(question: OpenQuestion) -> Chart:
    """Return the size of each theme, largest first, and what is not placed yet as its own bar."""
    total = question.contributions
    told = [(theme.name, size) for theme, size in rank_themes(question)]
    if question.not_placed_yet:
        told.append(("Not placed in a theme yet", show_themes(question).not_placed))
    bars = [Bar(name, size.contributions, size.value) for name, size in told]
    rows = tuple((name, size.contributions, size.people_alone) for name, size in told)
    headers = (
        "Suggested theme" if question.are_suggestions else "Theme",
        "Contributions",
        "People",
    )
    caption = f"Themes: {question.question} ({say_contributions(total)})"
    title = f"Themes in answers to: {question.question}"
    sentence = _say_largest_theme(question, told)
    return size_chart(title, sentence, bars, table=Table(caption, headers, rows))


def telling_tables(counted: Sequence[ParticipationTable]) -> tuple[ParticipationTable, ...]:
    """Return the tables in which people differ; by capacity also where all have the same.

    Of channel and audience, "In short" has said what a single line would.
    """
    return tuple(one for one in counted if len(one.rows) > 1 or one.counted_by == "capacity")


def participation_chart(counted: ParticipationTable) -> Chart:
    """Return how many people took part by capacity, channel or audience, largest first.

    Small counts are hidden, with others that would give them away.
    """
    rows = sorted(counted.rows, key=lambda row: (-row.people, row.label))
    shown = show_participation(rows)
    # What is hidden stands in the order of its names: that of its sizes would tell of them.
    rows.sort(
        key=lambda row: (0, -row.people, row.label) if _is_told(shown[row]) else (1, 0, row.label)
    )
    title = f"Who took part, by {counted.counted_by}"
    headers = (counted.counted_by.capitalize(), "People", "Responses", "Contributions")
    table = Table(title, headers, tuple((row.label, *shown[row]) for row in rows))
    total = sum(row.people for row in rows)
    bars = [_participation_bar(row, shown[row][0], total) for row in rows]
    sentence = _say_largest_group(rows, shown, total, counted_by=counted.counted_by)
    return size_chart(title, sentence, bars, table=table)


def show_participation(
    rows: Sequence[Participation],
) -> dict[Participation, tuple[str, str, str]]:
    """Return people, responses and contributions of each row as they may be shown.

    A row of few people or few responses is hidden in all three: one would tell of another.
    """
    people = show_counts([row.people for row in rows]).cells
    responses = show_counts([row.responses for row in rows]).cells
    shown = {}
    for row, one, other in zip(rows, people, responses, strict=True):
        figures = (f"{row.people:,}", f"{row.responses:,}", f"{row.contributions:,}")
        if one.value is None or other.value is None:
            figures = (one.text if one.value is None else NOT_SHOWN, NOT_SHOWN, NOT_SHOWN)
        shown[row] = figures
    return shown


def set_aside_table(
    withheld: Sequence[SetAside], *, counted_only: int = 0, held: int = 0, released: int = 0
) -> Table:
    """Return in numbers what is not shown, and why, with small counts hidden."""
    rows = [(f"Withheld: {one.reason}", one.contributions) for one in withheld]
    rows += [
        ("Counted only, as the person asked", counted_only),
        ("Not released yet", held),
        ("Released: anybody may read them", released),
    ]
    rows = [(label, count) for label, count in rows if count]
    shown = show_counts([count for _, count in rows]).cells
    told = tuple((label, cell.text) for (label, _), cell in zip(rows, shown, strict=True))
    return Table(
        "What is shown, what is not, and why", ("What became of it", "Contributions"), told
    )


def _share_bar(counted: OptionCount, *, label: str, group: str = "") -> Bar:
    shown = _say_option(counted)
    return Bar(label, shown, counted.share, counted.lower, counted.upper, group)


def _say_option(counted: OptionCount) -> str:
    if counted.count is None:
        return NOT_SHOWN
    return f"{say_percent(counted.share or 0.0)} ({counted.count:,})"


def _option_row(counted: OptionCount) -> tuple[str, ...]:
    if counted.count is None:
        return (counted.option, NOT_SHOWN, NOT_SHOWN, "–")
    share = say_percent(counted.share or 0.0)
    return (counted.option, f"{counted.count:,}", share, say_range(counted.lower, counted.upper))


def _participation_bar(row: Participation, shown: str, total: int) -> Bar:
    if not shown[:1].isdigit():
        return Bar(row.label, shown, None)
    return Bar(row.label, say_part(row.people, total), row.people)


def _say_largest_group(
    rows: Sequence[Participation],
    shown: dict[Participation, tuple[str, str, str]],
    total: int,
    *,
    counted_by: str,
) -> str:
    if not rows:
        return f"Nobody is counted by {counted_by} yet."
    if not _is_told(shown[rows[0]]):
        return f"Too few people took part to show them by {counted_by}."
    most = rows[0].people
    names = [row.label for row in rows if _is_told(shown[row]) and row.people == most]
    return say_largest(names, say_part(most, total, "people"))


def _is_told(figures: tuple[str, str, str]) -> bool:
    return figures[0][:1].isdigit()


def say_most_chosen(question: ClosedQuestion) -> str:
    """Return which options were chosen most, and by how many of those who answered."""
    shown = [counted for counted in question.options if counted.count]
    if not question.base:
        return "Nobody answered this question."
    if not shown:
        return "Too few people answered to show what they chose."
    # What a few people wrote was counted together, and nobody chose it: no option is "other answers".
    offered = [counted for counted in shown if counted.option != OTHER_ANSWERS]
    shown = offered or shown
    most = max(counted.count or 0 for counted in shown)
    first = [f"“{counted.option}”" for counted in shown if counted.count == most]
    verb = "was" if len(first) == 1 else "were each"
    return (
        f"{say_list(first)} {verb} chosen most: by "
        f"{say_part(most, question.base, 'people who answered')}."
    )


def _say_capacities(options: Sequence[OptionCount], splits: Sequence[CapacityCounts]) -> str:
    """Say for the most chosen option how each capacity stands to it."""
    place = max(range(len(options)), key=lambda number: options[number].count or 0)
    parts = [
        f"{split.capacity} {say_percent(split.options[place].share or 0.0)} of {say_people(split.base)}"
        for split in splits
        if split.options[place].count is not None
    ]
    chosen = f"The share that chose “{options[place].option}”"
    return f"{chosen}: {say_list(parts)}." if parts else f"{chosen} is not shown by capacity."


def _say_largest_theme(question: OpenQuestion, told: Sequence[tuple[str, ShownTheme]]) -> str:
    waiting = f"{show_themes(question).not_placed.sentence} are not placed yet."
    if not question.themes:
        return f"No theme has been named yet. {waiting}"
    name, size = told[0]
    kind = "suggested theme" if question.are_suggestions else "theme"
    if size.value is None:
        return f"Of each {kind} there is too little to say how large it is. {waiting}"
    first = [name for name, other in told[: len(question.themes)] if other.value == size.value]
    if len(first) == 1:
        return f"The largest {kind} is “{name}”: {size.sentence}, from {size.people}. {waiting}"
    quoted = say_list([f"“{name}”" for name in first])
    return f"The largest {kind}s are {quoted}: {size.sentence} each. {waiting}"
