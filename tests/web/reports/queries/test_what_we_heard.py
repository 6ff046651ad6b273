from random import Random

from django.utils import timezone
from tests.web.builders import make_engagement, make_question, make_response
from tests.web.reports.conftest import tick

from goldenthread.records.reports import WhatWeHeard
from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.reports.queries.what_we_heard import what_we_heard
from goldenthread_web.themes.models import Codebook, Coding, Theme


def report_of(engagement: Engagement) -> WhatWeHeard:
    return what_we_heard(engagement, today=timezone.localdate())


def test_it_says_what_was_asked_of_whom_when_and_who_decides(coded: Engagement) -> None:
    report = report_of(coded)
    assert report.title == "What we heard: Our river"
    assert report.purpose == coded.why_asked
    assert report.audience == "Everybody"
    assert (report.began_on, report.ended_on) == (coded.opens_on, coded.closes_on)
    assert (report.who_decides, report.decided_when) == (coded.who_decides, "March 2027")
    assert (report.responses, report.people, report.contributions) == (37, 49, 48)
    assert report.stamp == ""


def test_invented_responses_stamp_the_whole_report(heard: Engagement) -> None:
    make_response(heard, "Words", is_invented=True)
    assert report_of(heard).stamp == "Invented for this demonstration"


def test_nothing_heard_yet_is_an_honest_report(db: None) -> None:
    report = report_of(make_engagement())
    assert (report.responses, report.people, report.contributions) == (0, 0, 0)
    assert report.participation == report.open_questions == report.method == ()


def test_one_more_theme_question_or_response_costs_no_more_queries(
    coded: Engagement, django_assert_max_num_queries, django_assert_num_queries
) -> None:
    closed = make_question(coded, "Well?", "Yes", "No")
    tick(make_response(coded), closed, "Yes")
    with django_assert_max_num_queries(26) as first:
        report_of(coded)
    grow(coded)
    with django_assert_num_queries(len(first.captured_queries)):
        report_of(coded)


def grow(engagement: Engagement) -> None:
    random = Random(5)  # noqa: S311
    codebook = Codebook.objects.get(engagement=engagement)
    for number in range(3):
        asked = make_question(engagement, f"Question {number}?")
        closed = make_question(engagement, f"Closed {number}?", "Yes", "No", "Perhaps")
        theme = Theme.objects.create(codebook=codebook, name=f"Theme {number}")
        for said in range(8):
            response = make_response(engagement, f"Said {said}", question=asked, status="released")
            tick(response, closed, random.choice(["Yes", "No", "Perhaps"]))
            Coding.objects.create(
                theme=theme, contribution=Contribution.objects.latest("id"), origin="read"
            )
