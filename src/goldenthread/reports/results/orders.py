"""Rankings and matrices: tables of options by position, and of rows by option."""

from goldenthread.publishing.charts import grouped_share_chart, share_chart
from goldenthread.records.publishing import Chart, Table
from goldenthread.records.results import Matrix, RankedOption, Rankings
from goldenthread.reports.results.protecting import (
    hide_in_crossing,
    is_mean_safe,
    protect_list,
    share_bar,
)
from goldenthread.reports.wording import NOT_SHOWN, say_part, say_people, say_percent


def rankings_chart(rankings: Rankings) -> Chart:
    """Return who put each option first; the table has every position and the mean rank.

    An option that nobody placed has no mean. Rank 1 is the one put first.
    """
    shown = show_positions(rankings)
    bars = [
        share_bar(one.option, line[0] if line else 0, rankings.base)
        for one, line in zip(rankings.options, shown, strict=True)
    ]
    places = max((len(one.positions) for one in rankings.options), default=0)
    headers = ("Option", "Mean rank", *(f"Put {_nth(at + 1)}" for at in range(places)), "Placed by")
    rows = tuple(
        (
            one.option,
            say_mean_rank(one, line),
            *(_cell(count) for count in line),
            f"{sum(one.positions):,}",
        )
        for one, line in zip(rankings.options, shown, strict=True)
    )
    table = Table(f"{rankings.question} ({say_people(rankings.base)} ranked)", headers, rows)
    return share_chart(rankings.question, say_first(rankings), bars, table=table)


def show_positions(rankings: Rankings) -> tuple[tuple[int | None, ...], ...]:
    """Return people by option and position; all hidden where the totals would tell too much.

    Each position belongs to one option of each response at most, so how often it
    was given can be known, as can who placed an option.
    """
    cells = tuple(one.positions for one in rankings.options)
    if not cells or not cells[0]:
        return tuple(() for _ in cells)
    found = hide_in_crossing(cells, rows_add_up=True, columns_add_up=True)
    return found or tuple(tuple(None for _ in line) for line in cells)


def mean_rank(option: RankedOption) -> float | None:
    """Return the mean position of an option among those who placed it.

    >>> mean_rank(RankedOption("Parks", (6, 3, 1)))
    1.5
    """
    placed = sum(option.positions)
    if not placed:
        return None
    return sum(at * people for at, people in enumerate(option.positions, start=1)) / placed


def say_mean_rank(option: RankedOption, shown: tuple[int | None, ...]) -> str:
    """Return the mean rank to one decimal place, where that gives nobody away."""
    mean = mean_rank(option)
    if mean is None:
        return "–"
    return f"{mean:.1f}" if is_mean_safe(sum(option.positions), shown) else NOT_SHOWN


def say_first(rankings: Rankings) -> str:
    """Return which option has the best mean rank, and how many put it first."""
    if not rankings.base:
        return "Nobody answered this question."
    shown = show_positions(rankings)
    ranked = [
        (mean, one, line)
        for one, line in zip(rankings.options, shown, strict=True)
        if (mean := mean_rank(one)) is not None and is_mean_safe(sum(one.positions), line)
    ]
    if not ranked:
        return f"Too few people answered to say an order. {say_people(rankings.base)} did."
    mean, best, line = min(ranked, key=lambda found: found[0])
    first = line[0]
    put = "" if first is None else f"; {say_part(first, rankings.base, 'people')} put it first"
    return f"“{best.option}” stands highest: its mean rank is {mean:.1f}{put}."


def matrix_chart(matrix: Matrix) -> Chart:
    """Return each row's shares; the table has rows by options, with who answered each row."""
    shown = [(label, sum(counts), protect_list(counts)) for label, counts in matrix.rows]
    bars = [
        share_bar(option, count, base, group=label)
        for label, base, counts in shown
        for option, count in zip(matrix.options, counts, strict=True)
    ]
    rows = tuple(
        (label, *(_share(count, base) for count in counts), f"{base:,}")
        for label, base, counts in shown
    )
    table = Table(matrix.question, ("Row", *matrix.options, "Answered"), rows)
    return grouped_share_chart(matrix.question, say_matrix(matrix), bars, table=table)


def say_matrix(matrix: Matrix) -> str:
    """Return in which row most people chose the first option, and in which the fewest."""
    option = matrix.options[0] if matrix.options else ""
    shares = [
        (counts[0] / sum(counts), label)
        for label, counts in matrix.rows
        if sum(counts) and protect_list(counts)[0] is not None
    ]
    if not shares:
        return "Too few people answered to compare the rows."
    (lowest, least), (highest, most) = min(shares), max(shares)
    if least == most:
        return f"“{option}” for “{most}”: {say_percent(highest)}."
    return (
        f"“{option}” was chosen most for “{most}” ({say_percent(highest)}) and least for "
        f"“{least}” ({say_percent(lowest)})."
    )


def _cell(count: int | None) -> str:
    return NOT_SHOWN if count is None else f"{count:,}"


def _share(count: int | None, base: int) -> str:
    if count is None or not base:
        return NOT_SHOWN if count is None else "–"
    return f"{say_percent(count / base)} ({count:,})"


def _nth(place: int) -> str:
    return {1: "first", 2: "second", 3: "third"}.get(place, f"{place}th")
