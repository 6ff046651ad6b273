"""What was taken in past the rule on how often one person can answer.

The rule is asked of answers that people send themselves. What staff write down
for somebody, and what comes from a file, is not held against it.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from goldenthread_web.engagement.models import AnsweringRule, Engagement
from goldenthread_web.engagement.queries.exercises import counted_responses, there_by

RULES = {
    AnsweringRule.BROWSER: "once from each browser",
    AnsweringRule.CODE: "once with each code",
    AnsweringRule.SIGNED_IN: "once for each person who signs in",
}


@dataclass(frozen=True, slots=True)
class PastTheRule:
    """Responses that the rule was not asked of, and those that people sent themselves."""

    entered: int
    from_files: int
    sent: int


def rule_of(engagement: Engagement) -> str:
    """Return the rule as it stands in a sentence; empty where people answer as they like."""
    return RULES.get(AnsweringRule(engagement.answering_rule), "")


def count_past_the_rule(engagement: Engagement, *, until: datetime | None = None) -> PastTheRule:
    """Return how many responses staff entered, how many files brought, and all others.

    Only those count that were there `until` a time, where one is given.
    """
    entered, from_file = Q(entered_by__isnull=False), Q(response_import__isnull=False)
    responses = counted_responses(engagement).filter(there_by(until))
    found = responses.aggregate(
        entered=Count("id", filter=entered & ~from_file),
        from_files=Count("id", filter=from_file),
        sent=Count("id", filter=~entered & ~from_file),
    )
    return PastTheRule(**found)
