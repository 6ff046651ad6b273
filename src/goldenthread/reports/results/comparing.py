"""The same question in an earlier exercise: shares side by side, and whether chance explains it."""

from goldenthread.publishing.charts import grouped_share_chart
from goldenthread.records.publishing import Chart, Table
from goldenthread.records.reports import ClosedQuestion
from goldenthread.records.results import Comparison, EarlierShare
from goldenthread.reports.results.protecting import share_bar
from goldenthread.reports.wording import NOT_SHOWN, say_list, say_percent
from goldenthread.uncertainty.differences import Difference, share_difference

NOW = "This time"
METHOD = (
    "“More than chance can explain” means that the 95% interval of the difference (Newcombe 1998, "
    "method 10) leaves out no difference. Chance is one reason among others: those who answered "
    "then may be other kinds of people."
)
MANY = (
    "Of twenty options that did not change, one will look changed by chance: the more options are "
    "compared, the less one of them says."
)
SEVERAL = 5


def compare_questions(now: ClosedQuestion, earlier: ClosedQuestion, *, title: str) -> Comparison:
    """Return the options that both have, by their text, capitals aside; `title` is the earlier exercise."""
    before = {one.option.casefold(): one for one in earlier.options}
    shares = tuple(
        EarlierShare(one.option, one.count, one.base, then.count, then.base)
        for one in now.options
        if (then := before.get(one.option.casefold()))
    )
    names = {one.option.casefold() for one in now.options}
    unlike = [one.option for one in now.options if one.option.casefold() not in before]
    unlike += [one.option for one in earlier.options if one.option.casefold() not in names]
    notes = [METHOD]
    if len(shares) > SEVERAL:
        notes.append(MANY)
    if unlike:
        quoted = say_list([f"“{name}”" for name in unlike])
        notes.append(
            f"Asked in one of the two only, so that shares of the others may move too: {quoted}."
        )
    return Comparison(now.question, title, shares, tuple(notes))


def difference_of(share: EarlierShare) -> Difference | None:
    """Return now less then, or None where one of them is not shown."""
    if share.now is None or share.before is None or not share.now_base or not share.before_base:
        return None
    return share_difference((share.now, share.now_base), (share.before, share.before_base))


def say_difference(share: EarlierShare) -> str:
    """Return by how many percentage points a share changed, and whether chance can explain it.

    >>> say_difference(EarlierShare("Yes", 56, 70, 48, 80))
    'up 20 points (5 to 33): more than chance can explain'
    """
    found = difference_of(share)
    if found is None:
        return NOT_SHOWN
    points, low, high = (
        round(bound * 100) for bound in (found.value, found.interval.lower, found.interval.upper)
    )
    if not found.is_beyond_chance:
        return f"{points:+d} points ({low:+d} to {high:+d}): chance can explain it"
    way = "up" if found.value > 0 else "down"
    ends = (low, high) if found.value > 0 else (-high, -low)
    return f"{way} {abs(points)} points ({ends[0]} to {ends[1]}): more than chance can explain"


def comparison_chart(comparison: Comparison) -> Chart:
    """Return the shares of each option then and now, with what became of each in the table."""
    bars = [
        share_bar(label, count, base, group=one.option)
        for one in comparison.shares
        for label, count, base in (
            (NOW, one.now, one.now_base),
            (comparison.earlier, one.before, one.before_base),
        )
    ]
    headers = ("Option", NOW, comparison.earlier, "Change")
    rows = tuple(
        (
            one.option,
            _say(one.now, one.now_base),
            _say(one.before, one.before_base),
            say_difference(one),
        )
        for one in comparison.shares
    )
    title = f"{comparison.question} Beside “{comparison.earlier}”"
    return grouped_share_chart(
        title, say_comparison(comparison), bars, table=Table(title, headers, rows)
    )


def say_comparison(comparison: Comparison) -> str:
    """Return which shares changed by more than chance can explain."""
    found = [(one, difference_of(one)) for one in comparison.shares]
    moved = [
        f"“{one.option}” {'up' if gap.value > 0 else 'down'} from "
        f"{_percent(one.before, one.before_base)} to {_percent(one.now, one.now_base)}"
        for one, gap in found
        if gap and gap.is_beyond_chance
    ]
    if moved:
        return f"Since “{comparison.earlier}”, more than chance can explain: {say_list(moved)}."
    return f"Since “{comparison.earlier}”, no share changed by more than chance can explain."


def _percent(count: int | None, base: int) -> str:
    return say_percent((count or 0) / base)


def _say(count: int | None, base: int) -> str:
    if count is None or not base:
        return NOT_SHOWN
    return f"{say_percent(count / base)} ({count:,} of {base:,})"
