from tests.web.builders import make_engagement, make_response

from goldenthread.records.reports import Participation, SetAside
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.reports.queries.participation import (
    channels_of,
    count_everything,
    participation_tables,
    set_aside,
)


def test_people_responses_and_contributions_equal_the_hand_count(heard: Engagement) -> None:
    # 20 residents + 6 businesses of 3 + held, withheld, safeguarded (one each) + 8 counted only.
    totals = count_everything(heard)
    assert totals.response_count == 20 + 6 + 3 + 8
    assert totals.people == 20 + 18 + 3 + 8
    assert totals.contribution_count == 20 + 6 + 7 + 7 + 8
    assert totals.released_count == 26


def test_who_took_part_is_counted_by_capacity_and_channel(heard: Engagement) -> None:
    capacity, channel = participation_tables(count_everything(heard))
    assert capacity.rows == (
        Participation("Resident", 31, 31, 42),
        Participation("Business", 6, 18, 6),
    )
    assert [row.label for row in channel.rows] == ["Online survey", "Paper"]


def test_ways_to_take_part_stand_by_how_many_people_used_them(heard: Engagement) -> None:
    assert channels_of(count_everything(heard)) == ("online survey", "paper")


def test_what_is_with_the_safeguarding_lead_is_in_no_number(heard: Engagement) -> None:
    withheld, counted_only, held = set_aside(count_everything(heard))
    assert withheld == (SetAside("It names a person", 7),)
    assert (counted_only, held) == (8, 7)


def test_every_contribution_stands_in_one_line_of_what_became_of_it(heard: Engagement) -> None:
    totals = count_everything(heard)
    withheld, counted_only, held = set_aside(totals)
    lines = sum(one.contributions for one in withheld) + counted_only + held
    assert lines + totals.released_count == totals.contribution_count


def test_audiences_of_few_people_stand_together(db: None) -> None:
    engagement = make_engagement()
    for audience, count in (("Young people", 6), ("Carers of twins", 2), ("Anglers", 1)):
        for _ in range(count):
            make_response(engagement, "Words", audience=audience)
    audience = participation_tables(count_everything(engagement))[2]
    assert [(row.label, row.people) for row in audience.rows] == [
        ("Young people", 6),
        ("Others", 3),
    ]


def test_a_removed_response_counts_nowhere(heard: Engagement) -> None:
    before = count_everything(heard).people
    removed = heard.responses.filter(capacity="business").first()
    heard.responses.filter(pk=removed.pk).update(removed_at="2026-01-01T00:00Z")
    after = count_everything(heard)
    assert (after.people, after.contribution_count) == (before - 3, 47)


def test_three_queries_count_everything(heard: Engagement, django_assert_num_queries) -> None:
    with django_assert_num_queries(3):
        count_everything(heard)
