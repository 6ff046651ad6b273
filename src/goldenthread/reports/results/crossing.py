"""Two questions crossed: counts and row shares, and nobody to be picked out."""

from collections.abc import Sequence
from dataclasses import replace

from goldenthread.publishing.charts import grouped_share_chart
from goldenthread.records.publishing import Chart, Table
from goldenthread.records.reports import ClosedQuestion
from goldenthread.records.results import Crossing, ShownCrossing
from goldenthread.reports.capacity_split import FEWEST_PEOPLE_IN_CELL, FEWEST_PEOPLE_IN_GROUP
from goldenthread.reports.results.protecting import HIDDEN_NOTE, hide_in_crossing, share_bar
from goldenthread.reports.wording import NOT_SHOWN, say_list, say_people, say_percent

OTHERS = "Others, put together"
MOST_CELLS = 200
TOO_FEW = "Too few people answered both to show them together."
TOO_MANY = "These have too many options to be shown in one table. Choose a question with fewer."


def show_crossing(crossing: Crossing) -> ShownCrossing:
    """Return the crossing with small lines put together and small cells hidden, or refused.

    Lines of fewer than 10 people are put together until they are enough. Where
    only one line is left, or a margin would have to be hidden, nothing is shown.
    """
    joined = _join_lines(_join_lines(crossing))
    bare = ShownCrossing(crossing.rows_title, crossing.columns_title, base=crossing.base)
    if len(joined.rows) < 2 or len(joined.columns) < 2:  # noqa: PLR2004 (nothing to compare)
        return replace(bare, refusal=TOO_FEW)
    if len(joined.rows) * len(joined.columns) > MOST_CELLS:
        return replace(bare, refusal=TOO_MANY)
    cells = _hide(joined)
    if cells is None:
        return replace(bare, refusal=TOO_FEW)
    is_hidden = any(count is None for row in cells for count in row)
    return replace(
        bare,
        rows=joined.rows,
        columns=joined.columns,
        cells=cells,
        row_totals=joined.row_totals,
        column_totals=joined.column_totals,
        notes=_notes(joined, is_hidden=is_hidden),
    )


def _hide(crossing: Crossing) -> tuple[tuple[int | None, ...], ...] | None:
    return hide_in_crossing(
        crossing.cells,
        rows_add_up=crossing.rows_add_up,
        columns_add_up=crossing.columns_add_up,
    )


def _join_lines(crossing: Crossing) -> Crossing:
    """Return the crossing turned round, its small rows put together; call it twice.

    Of what several may choose, small rows are left out: they cannot be added up.
    """
    small, kept = _sort_lines(crossing.row_totals, adds_up=crossing.rows_add_up)
    rows = [crossing.rows[at] for at in kept]
    cells = [crossing.cells[at] for at in kept]
    totals = [crossing.row_totals[at] for at in kept]
    if small and crossing.rows_add_up:
        together = zip(*(crossing.cells[at] for at in small), strict=True)
        rows.append(OTHERS if len(small) > 1 else crossing.rows[small[0]])
        cells.append(tuple(sum(line) for line in together))
        totals.append(sum(crossing.row_totals[at] for at in small))
    turned = tuple(zip(*cells, strict=True)) if cells else tuple(() for _ in crossing.columns)
    return Crossing(
        rows_title=crossing.columns_title,
        columns_title=crossing.rows_title,
        rows=crossing.columns,
        columns=tuple(rows),
        cells=turned,
        row_totals=crossing.column_totals,
        column_totals=tuple(totals),
        base=crossing.base,
        rows_add_up=crossing.columns_add_up,
        columns_add_up=crossing.rows_add_up,
    )


def _sort_lines(totals: Sequence[int], *, adds_up: bool) -> tuple[list[int], list[int]]:
    """Return which lines are small and which stay; those of nobody are in neither.

    Lines that add up are put together until they are enough, the smallest first.
    """
    some = [at for at, total in enumerate(totals) if total]
    small: list[int] = []
    for at in sorted(some, key=lambda one: totals[one]):
        joined = sum(totals[one] for one in small)
        needs_company = adds_up and 0 < joined < FEWEST_PEOPLE_IN_GROUP
        if totals[at] < FEWEST_PEOPLE_IN_GROUP or needs_company:
            small.append(at)
    return sorted(small), [at for at in some if at not in small]


def crossing_of_split(question: ClosedQuestion, *, title: str) -> ShownCrossing:
    """Return a question by capacity as “What we heard” shows it: the two must never differ."""
    splits = question.by_capacity
    if not splits:
        return ShownCrossing(title, question.question, base=question.base, refusal=TOO_FEW)
    return ShownCrossing(
        title,
        question.question,
        rows=tuple(split.capacity for split in splits),
        columns=tuple(one.option for one in question.options),
        cells=tuple(tuple(one.count for one in split.options) for split in splits),
        row_totals=tuple(split.base for split in splits),
        column_totals=tuple(one.count for one in question.options),
        base=question.base,
        notes=("Shares are of the people in the row.", *question.notes[1:]),
    )


def crossing_table(shown: ShownCrossing) -> Table:
    """Return counts with row shares, and the totals of rows and columns."""
    headers = (shown.rows_title, *shown.columns, "All")
    rows = [
        (label, *(_say_cell(count, total) for count in cells), f"{total:,}")
        for label, cells, total in zip(shown.rows, shown.cells, shown.row_totals, strict=True)
    ]
    rows.append(("All", *(_say_total(total) for total in shown.column_totals), f"{shown.base:,}"))
    caption = (
        f"{shown.rows_title} by {shown.columns_title} ({say_people(shown.base)} answered both)"
    )
    return Table(caption, headers, tuple(rows))


def crossing_chart(shown: ShownCrossing) -> Chart | None:
    """Return the row shares as bars in groups, or None where the crossing is refused."""
    if shown.refusal:
        return None
    bars = [
        share_bar(column, count, total, group=f"{label} ({say_people(total)})")
        for label, cells, total in zip(shown.rows, shown.cells, shown.row_totals, strict=True)
        for column, count in zip(shown.columns, cells, strict=True)
    ]
    title = f"{shown.rows_title} by {shown.columns_title}"
    return grouped_share_chart(title, say_crossing(shown), bars, table=crossing_table(shown))


def say_crossing(shown: ShownCrossing) -> str:
    """Return for the most frequent column how the rows stand to it."""
    if shown.refusal:
        return shown.refusal
    at = max(range(len(shown.columns)), key=lambda place: shown.column_totals[place] or 0)
    parts = [
        f"{say_percent(count / total)} of {total:,} (“{label}”)"
        for label, cells, total in zip(shown.rows, shown.cells, shown.row_totals, strict=True)
        if (count := cells[at]) is not None and total
    ]
    chosen = f"Of those in each row, “{shown.columns[at]}” was given by"
    return f"{chosen} {say_list(parts)}." if parts else TOO_FEW


def _say_total(total: int | None) -> str:
    return NOT_SHOWN if total is None else f"{total:,}"


def _say_cell(count: int | None, total: int) -> str:
    if count is None:
        return NOT_SHOWN
    return f"{count:,} ({say_percent(count / total)})" if total else "0"


def _notes(crossing: Crossing, *, is_hidden: bool) -> tuple[str, ...]:
    notes = ["Shares are of the people in the row."]
    if is_hidden:
        notes.append(HIDDEN_NOTE)
    if OTHERS in (*crossing.rows, *crossing.columns):
        notes.append(f"Lines of fewer than {FEWEST_PEOPLE_IN_GROUP} people stand together.")
    if not (crossing.rows_add_up and crossing.columns_add_up):
        notes.append(
            "People could choose several options, so one person can stand in several of them. "
            f"Options that fewer than {FEWEST_PEOPLE_IN_CELL} people chose are left out."
        )
    return tuple(notes)
