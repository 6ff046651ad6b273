"""A sentence on what was taken in past the rule on how often one person can answer."""

from goldenthread.disclosure import show_parts
from goldenthread.reports.wording import say_list
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.once import PastTheRule, rule_of

WAYS = ("that staff entered for somebody", "from files")


def say_past_the_rule(engagement: Engagement, counts: PastTheRule) -> str:
    """Return what the rule was not asked of, small numbers hidden; empty where there is nothing."""
    rule = rule_of(engagement)
    apart = (counts.entered, counts.from_files)
    if not rule or not any(apart):
        return ""
    shown = show_parts([*apart, counts.sent])
    told = [
        f"{_number_or_some(cell.text)} {way}"
        for count, cell, way in zip(apart, shown[:2], WAYS, strict=True)
        if count
    ]
    return (
        f"People could answer {rule}. That was not asked of responses that they did not send "
        f"themselves: {say_list(told)}."
    )


def _number_or_some(shown: str) -> str:
    return shown if shown[:1].isdigit() or shown.startswith("fewer") else "some"
