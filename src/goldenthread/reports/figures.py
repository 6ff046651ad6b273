"""The charts of a report, drawn from its record: page and Word document share their figures."""

from collections.abc import Sequence

from goldenthread.publishing.charts import grouped_share_chart, share_chart, size_chart
from goldenthread.records.publishing import Bar, Chart, Table
from goldenthread.records.reports import (
    CapacityCounts,
    ClosedQuestion,
    OpenQuestion,
    OptionCount,
    Participation,
    ParticipationTable,
    SetAside,
)
from goldenthread.reports.wording import (
    NOT_SHOWN,
    say_contributions,
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
    return share_chart(question.question, _say_most_chosen(question), bars, table=table)


def capacity_chart(question: ClosedQuestion) -> Chart | None:
    """Return each option split by capacity, or None where there is no split to show."""
    splits = question.by_capacity
    if not splits:
        return None
    lines = list(zip(*(split.options for split in splits), strict=True))
    bars = [
        _share_bar(counted, label=split.capacity, group=counted.option)
        for line in lines
        for split, counted in zip(splits, line, strict=True)
    ]
    headers = ("Option", *(f"{split.capacity} ({split.base:,})" for split in splits))
    rows = tuple((line[0].option, *(_say_option(counted) for counted in line)) for line in lines)
    table = Table(f"{question.question} By capacity (people who answered)", headers, rows)
    sentence = _say_capacities(question.options, splits)
    return grouped_share_chart(f"{question.question} By capacity", sentence, bars, table=table)


def theme_sizes_chart(question: OpenQuestion) -> Chart:
    """Return the size of each theme, largest first, and what is not placed yet as its own bar."""
    themes = sorted(question.themes, key=lambda theme: -theme.contributions)
    total = question.contributions
    counted = [(theme.name, theme.contributions, theme.people) for theme in themes]
    bars = [Bar(name, say_part(count, total), count) for name, count, _ in counted]
    rows = [(name, say_part(count, total), f"{people:,}") for name, count, people in counted]
    if question.not_placed_yet:
        waiting = say_part(question.not_placed_yet, total)
        bars.append(Bar("Not placed in a theme yet", waiting, question.not_placed_yet))
        rows.append(("Not placed in a theme yet", waiting, "–"))
    headers = ("Theme", "Contributions", "People")
    caption = f"Themes: {question.question} ({say_contributions(total)})"
    sentence = _say_largest_theme(question, counted)
    title = f"Themes in answers to: {question.question}"
    return size_chart(title, sentence, bars, table=Table(caption, headers, tuple(rows)))


def participation_chart(counted: ParticipationTable) -> Chart:
    """Return how many people took part by capacity, channel or audience, largest first."""
    rows = sorted(counted.rows, key=lambda row: -row.people)
    title = f"Who took part, by {counted.counted_by}"
    headers = (counted.counted_by.capitalize(), "People", "Responses", "Contributions")
    table = Table(title, headers, tuple(_participation_row(row) for row in rows))
    total = sum(row.people for row in rows)
    bars = [Bar(row.label, say_part(row.people, total), row.people) for row in rows]
    sentence = (
        f"“{rows[0].label}” is the largest: {say_part(rows[0].people, total, 'people')}."
        if rows
        else f"Nobody is counted by {counted.counted_by} yet."
    )
    return size_chart(title, sentence, bars, table=table)


def set_aside_table(withheld: Sequence[SetAside], *, counted_only: int = 0, held: int = 0) -> Table:
    """Return in numbers what is not shown, and why."""
    rows = [(f"Withheld: {one.reason}", f"{one.contributions:,}") for one in withheld]
    if counted_only:
        rows.append(("Counted only, as the person asked", f"{counted_only:,}"))
    if held:
        rows.append(("Held: not yet read for release", f"{held:,}"))
    return Table("What is not shown, and why", ("Reason", "Contributions"), tuple(rows))


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


def _participation_row(row: Participation) -> tuple[str, ...]:
    return (row.label, f"{row.people:,}", f"{row.responses:,}", f"{row.contributions:,}")


def _say_most_chosen(question: ClosedQuestion) -> str:
    shown = [counted for counted in question.options if counted.count]
    if not question.base or not shown:
        return "Nobody answered this question."
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


def _say_largest_theme(question: OpenQuestion, counted: Sequence[tuple[str, int, int]]) -> str:
    total = question.contributions
    waiting = f"{say_part(question.not_placed_yet, total, 'contributions')} are not placed yet."
    if not counted:
        return f"No theme has been named yet. {waiting}"
    name, count, people = counted[0]
    return (
        f"The largest theme is “{name}”: {say_part(count, total, 'contributions')}, "
        f"from {say_people(people)}. {waiting}"
    )
