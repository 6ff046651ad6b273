"""What the rule on how often one person can answer was not asked of, wherever results are told."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.web.builders import make_engagement, make_response, today

from goldenthread_web.engagement.models import (
    AnsweringRule,
    Engagement,
    EngagementResponse,
    ResponseImport,
)
from goldenthread_web.engagement.queries.once import (
    RULES,
    PastTheRule,
    count_past_the_rule,
    rule_of,
)
from goldenthread_web.people.models import Person
from goldenthread_web.reports.queries.once import say_past_the_rule
from goldenthread_web.reports.queries.what_we_heard import what_we_heard

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement(engagement_officer: Person) -> Engagement:
    """Seven responses that were sent, six that staff entered, and eight from a file."""
    made = make_engagement(engagement_officer, slug="streets", answering_rule=AnsweringRule.CODE)
    came = ResponseImport.objects.create(
        engagement=made, file_name="a.csv", state="complete", finished_at=timezone.now()
    )
    for _ in range(7):
        make_response(made, "Safer crossings")
    for _ in range(6):
        make_response(made, entered_by=engagement_officer)
    for _ in range(8):
        make_response(made, response_import=came)
    return made


def test_responses_are_counted_by_how_they_came(engagement: Engagement) -> None:
    assert count_past_the_rule(engagement) == PastTheRule(entered=6, from_files=8, sent=7)
    EngagementResponse.objects.filter(entered_by__isnull=False).update(removed_at=timezone.now())
    assert count_past_the_rule(engagement).entered == 0


def test_of_what_came_later_nothing_is_counted(engagement: Engagement) -> None:
    before = timezone.now() - timedelta(hours=1)
    assert count_past_the_rule(engagement, until=before) == PastTheRule(0, 0, 0)
    ResponseImport.objects.update(finished_at=before)
    EngagementResponse.objects.filter(response_import=None).update(received_at=before)
    assert count_past_the_rule(engagement, until=timezone.now()) == PastTheRule(6, 8, 7)


def test_each_rule_that_keeps_somebody_out_has_its_words() -> None:
    assert set(RULES) == set(AnsweringRule) - {AnsweringRule.OPEN}


def test_the_sentence_counts_what_was_not_asked(engagement: Engagement) -> None:
    assert say_past_the_rule(engagement, count_past_the_rule(engagement)) == (
        "People could answer once with each code. That was not asked of responses that they did "
        "not send themselves: 6 that staff entered for somebody and 8 from files."
    )


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        (PastTheRule(3, 0, 40), ": fewer than 5 that staff entered for somebody."),
        (PastTheRule(0, 12, 40), ": 12 from files."),
        # The total is known: it would tell the small one.
        (PastTheRule(3, 12, 0), ": fewer than 5 that staff entered for somebody and some from"),
    ],
)
def test_small_numbers_are_hidden(counts: PastTheRule, told: str) -> None:
    rule = AnsweringRule.BROWSER.value
    assert told in say_past_the_rule(Engagement(answering_rule=rule), counts)


def test_nothing_is_said_where_all_were_asked_or_nobody_is(engagement: Engagement) -> None:
    assert not say_past_the_rule(engagement, PastTheRule(0, 0, 40))
    engagement.answering_rule = AnsweringRule.OPEN
    assert not rule_of(engagement)
    assert not say_past_the_rule(engagement, PastTheRule(6, 8, 7))


def test_what_we_heard_says_it_among_its_methods(engagement: Engagement) -> None:
    told = " ".join(what_we_heard(engagement, today=timezone.localdate()).method)
    assert "6 that staff entered for somebody and 8 from files." in told
    Engagement.objects.update(answering_rule=AnsweringRule.OPEN)
    engagement.refresh_from_db()
    told = " ".join(what_we_heard(engagement, today=timezone.localdate()).method)
    assert "staff entered" not in told


def test_results_say_it_in_the_office_in_public_and_in_downloads(
    engagement: Engagement, engagement_officer: Person, signed_in, stranger
) -> None:
    Engagement.objects.update(results_public_on=today())
    officer = signed_in(engagement_officer)
    for client, path in (
        (officer, "/office/engagements/streets/results/"),
        (officer, "/office/engagements/streets/results.csv"),
        (stranger, "/engagements/streets/results/"),
        (stranger, "/engagements/streets/results.csv"),
    ):
        page = client.get(path)
        assert page.status_code == 200, path
        assert "6 that staff entered for somebody and 8 from files." in page.content.decode(), path
