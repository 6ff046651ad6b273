"""Who took part, by their equality answers: local answers, and what they add up to in the Census."""

from collections.abc import Iterator

from goldenthread.disclosure import show_groups
from goldenthread.publishing.charts import share_chart
from goldenthread.records.disclosure import ShownCount, ShownCounts
from goldenthread.records.publishing import Bar, Chart, Table
from goldenthread.records.results import EqualityCategory, EqualityCounts
from goldenthread.reports.wording import NOT_SHOWN, say_part, say_percent

NOT_ANSWERED = "Did not answer"
EVERYBODY = "All responses"
HEADERS = ("Answer", "In the Census", "Responses", "Share of all responses")


def equality_table(counts: EqualityCounts) -> Table:
    """Return each answer, and under a Census category the local answers that count towards it.

    Small counts are hidden, and so is what would give them away, among the local
    answers, the categories and the total together: those who did not answer are a
    category too, because the number of responses is known.
    """
    groups, total = _shown(counts)
    rows: list[tuple[str, ...]] = []
    for category, shown in zip(counts.categories, groups, strict=False):
        rows += _rows(category, shown, total)
    rows.append((NOT_ANSWERED, "", *_cells(groups[-1].total, total)))
    rows.append((EVERYBODY, "", total.text, "100%" if total.value else "–"))
    return Table(counts.question, HEADERS, tuple(rows))


def equality_chart(counts: EqualityCounts) -> Chart:
    """Return the categories of the Census as shares of all responses, with the whole table.

    Of who took part nothing is estimated, so there is no interval.
    """
    groups, total = _shown(counts)
    labels = [*(category.label for category in counts.categories), NOT_ANSWERED]
    pairs = [(label, shown.total) for label, shown in zip(labels, groups, strict=True)]
    bars = [_bar(label, count, total) for label, count in pairs]
    sentence = _say_largest(pairs[:-1], total)
    return share_chart(counts.question, sentence, bars, table=equality_table(counts))


def _shown(counts: EqualityCounts) -> tuple[tuple[ShownCounts, ...], ShownCount]:
    groups = [[one.responses, *(count for _, count in one.local)] for one in counts.categories]
    shown = show_groups([*groups, [counts.not_answered]])
    return shown.groups, shown.total


def _rows(
    category: EqualityCategory, shown: ShownCounts, total: ShownCount
) -> Iterator[tuple[str, ...]]:
    published = f"“{category.published}”" if category.published else ""
    if not category.local:
        yield (category.label, published, *_cells(shown.total, total))
        return
    yield (f"{category.label}: all together", published, *_cells(shown.total, total))
    towards = f"counts towards “{category.published or category.label}”"
    labels = [f"{category.label}: nothing more exact", *(label for label, _ in category.local)]
    for label, cell in zip(labels, shown.cells, strict=True):
        yield (label, towards, *_cells(cell, total))


def _cells(count: ShownCount, total: ShownCount) -> tuple[str, str]:
    if count.value is None or not total.value:
        return (count.text, NOT_SHOWN if count.value is None else "–")
    return (count.text, say_percent(count.value / total.value))


def _bar(label: str, count: ShownCount, total: ShownCount) -> Bar:
    if count.value is None or not total.value:
        return Bar(label, count.text, None)
    share = count.value / total.value
    return Bar(label, f"{say_percent(share)} ({count.value:,})", share)


def _say_largest(pairs: list[tuple[str, ShownCount]], total: ShownCount) -> str:
    known = [(count.value, label) for label, count in pairs if count.value]
    if not known or not total.value:
        return "Too few answered to say what most chose."
    most, label = max(known)
    return (
        f"“{label}” is the largest that can be shown: {say_part(most, total.value, 'responses')}."
    )
