"""Answers that stand in a list: areas, months and years."""

from goldenthread.publishing.charts import column_chart, share_chart
from goldenthread.publishing.maps import area_map
from goldenthread.records.indicators import AreaOutline
from goldenthread.records.publishing import AreaShade, Chart, Table
from goldenthread.records.results import ListedAnswers
from goldenthread.reports.results.protecting import protect_list, share_bar, share_cells
from goldenthread.reports.wording import say_list, say_part, say_people, say_percent

SHARE_HEADERS = ("People", "Share", "95% interval")
MOST_BARS = 14
STEPS = 5


def listed_chart(answers: ListedAnswers) -> Chart:
    """Return the lines as shares of everybody in the list; many lines in order are columns."""
    base = sum(line.people for line in answers.lines)
    shown = protect_list(tuple(line.people for line in answers.lines))
    pairs = [(line.label, count) for line, count in zip(answers.lines, shown, strict=True)]
    rows = tuple((label, *share_cells(count, base)) for label, count in pairs)
    caption = f"{answers.question} ({say_people(base)})"
    table = Table(caption, (answers.heading, *SHARE_HEADERS), rows)
    sentence = say_most(pairs, base)
    if answers.heading in {"Month", "Year"} and len(pairs) > MOST_BARS:
        return column_chart(answers.question, sentence, pairs, table=table)
    bars = [share_bar(label, count, base) for label, count in pairs]
    return share_chart(answers.question, sentence, bars, table=table)


def say_listed(answers: ListedAnswers) -> str:
    """Return the sentence of the list without drawing it."""
    shown = protect_list(tuple(line.people for line in answers.lines))
    pairs = [(line.label, count) for line, count in zip(answers.lines, shown, strict=True)]
    return say_most(pairs, sum(line.people for line in answers.lines))


def map_chart(answers: ListedAnswers, outlines: tuple[AreaOutline, ...]) -> Chart:
    """Return the lines as shades of the areas of their names; only areas are shown, never places."""
    chart = listed_chart(answers)
    base = sum(line.people for line in answers.lines)
    counts = protect_list(tuple(line.people for line in answers.lines))
    by_name = {line.label: count for line, count in zip(answers.lines, counts, strict=True)}
    most = max((count for count in counts if count), default=0)
    shades = []
    for outline in outlines:
        count = by_name.get(outline.name, 0)
        is_known = count is not None and most > 0
        step = min(STEPS - 1, STEPS * (count or 0) // most) if is_known else None
        shown = say_percent((count or 0) / base) if is_known else ""
        shades.append(AreaShade(outline.code, step, shown))
    title = f"Map: {answers.question}"
    sentence = f"The darker an area, the more people. {chart.sentence}"
    return area_map(title, sentence, outlines, shades, table=chart.table)


def say_most(pairs: list[tuple[str, int | None]], base: int) -> str:
    """Return which line is the largest, and how large.

    >>> say_most([("Bow", 6), ("Poplar", 14)], 20)
    '“Poplar” was given most: by 14 of 20 people (70%).'
    """
    counted = [(count, label) for label, count in pairs if count]
    if not base:
        return "Nobody answered this question."
    if not counted:
        return f"{say_people(base)} answered. Too few gave the same answer to show any."
    most = max(count for count, _ in counted)
    labels = [f"“{label}”" for count, label in counted if count == most]
    were = "was" if len(labels) == 1 else "were each"
    return f"{say_list(labels)} {were} given most: by {say_part(most, base, 'people')}."
