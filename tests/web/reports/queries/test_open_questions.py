from dataclasses import replace

import pytest
from django.utils import timezone
from tests.web.builders import make_engagement, make_question, make_response

from goldenthread.records.reports import OpenQuestion
from goldenthread_web.engagement.models import Contribution, Engagement, Question
from goldenthread_web.reports.queries.open_questions import say_how_sure
from goldenthread_web.reports.queries.theme_sizes import Size
from goldenthread_web.reports.queries.what_we_heard import what_we_heard
from goldenthread_web.themes.models import (
    Campaign,
    Codebook,
    Coding,
    DiscoveryRun,
    SuggestedTheme,
    Suggestion,
    Theme,
)


def asked(engagement: Engagement) -> OpenQuestion:
    return what_we_heard(engagement, today=timezone.localdate()).open_questions[0]


def test_themes_have_n_of_all_and_their_people(coded: Engagement) -> None:
    question = asked(coded)
    assert (question.contributions, question.people) == (48, 48), "one is with the lead"
    assert [(one.name, one.contributions, one.people) for one in question.themes] == [
        ("Getting about", 20, 20),
        ("Rents", 6, 18),
    ]
    assert question.themes[1].by_capacity == (("Business", 6),)
    assert question.not_placed_yet == 48 - 26
    assert not question.are_suggestions


def test_a_theme_of_mainly_one_capacity_is_a_minority_view(coded: Engagement) -> None:
    views = asked(coded).minority_views
    assert [view.name for view in views] == ["Rents"]
    assert views[0].reason.startswith("Raised mainly by people who answered as: business.")


def test_a_theme_of_few_is_a_minority_view_with_its_words(db: None) -> None:
    engagement = make_engagement()
    for number in range(60):
        make_response(engagement, f"Buses {number}", status="released")
    make_response(engagement, "I live on a boat", status="released")
    codebook = Codebook.objects.create(engagement=engagement)
    for name, start in (("Buses", "Buses"), ("Boats", "I live")):
        theme = Theme.objects.create(codebook=codebook, name=name)
        for said in Contribution.objects.filter(text__startswith=start):
            Coding.objects.create(theme=theme, contribution=said, origin="read")
    view = asked(engagement).minority_views[0]
    assert (view.name, view.contributions, view.quotes[0].words) == ("Boats", 1, "I live on a boat")


def test_two_things_that_one_response_says_of_a_theme_are_one_person(
    engagement: Engagement, question: Question
) -> None:
    make_response(engagement, "Bus one", "Bus two", status="released", people_count=4)
    theme = Theme.objects.create(
        codebook=Codebook.objects.create(engagement=engagement), name="Buses"
    )
    for said in Contribution.objects.all():
        Coding.objects.create(theme=theme, contribution=said, origin="read")
    found = asked(engagement).themes[0]
    assert (found.contributions, found.people, len(found.quotes)) == (2, 4, 1)


def test_nested_themes_count_in_their_parent_once(
    engagement: Engagement, question: Question
) -> None:
    make_response(engagement, "Bus and night bus", status="released")
    make_response(engagement, "Night bus", status="released")
    codebook = Codebook.objects.create(engagement=engagement)
    parent = Theme.objects.create(codebook=codebook, name="Buses")
    nested = Theme.objects.create(codebook=codebook, name="Night buses", parent=parent)
    both, one = Contribution.objects.order_by("id")
    for theme, said in ((parent, both), (nested, both), (nested, one)):
        Coding.objects.create(theme=theme, contribution=said, origin="read")
    (found,) = asked(engagement).themes
    assert (found.name, found.contributions, found.people) == ("Buses", 2, 2)
    assert found.nested == (("Night buses", 2),)


@pytest.fixture
def suggested(heard: Engagement) -> Engagement:
    """A run that would put the buses in one theme."""
    run = DiscoveryRun.objects.create(
        engagement=heard, method="Similar words were grouped.", finished_at=timezone.now()
    )
    buses = list(Contribution.objects.filter(text__startswith="Buses"))
    theme = SuggestedTheme.objects.create(
        run=run,
        position=0,
        name="Buses, resident",
        size=20,
        people_count=20,
        stability=0.8,
        exemplar_ids=[buses[7].pk],
    )
    Suggestion.objects.bulk_create(
        Suggestion(run=run, contribution=said, suggested_theme=theme, confidence=0.5)
        for said in buses
    )
    return heard


def test_where_nobody_decided_suggestions_are_called_so(suggested: Engagement) -> None:
    question = asked(suggested)
    assert question.are_suggestions
    (theme,) = question.themes
    assert (theme.name, theme.contributions) == ("Buses, resident", 20)
    assert theme.how_sure == (
        "Suggested by a method, not decided by anybody yet. "
        "Stability in repeated runs: 0.80 (1 is most)."
    )
    assert theme.quotes[0].words == "Buses, said resident 7"
    assert question.not_placed_yet == 28


def test_what_an_analyst_set_aside_is_not_reported(suggested: Engagement) -> None:
    SuggestedTheme.objects.update(set_aside_at=timezone.now())
    assert asked(suggested).themes == ()
    assert asked(suggested).not_placed_yet == 48


def test_a_campaign_without_released_words_shows_its_numbers_only(suggested: Engagement) -> None:
    held = Contribution.objects.filter(status="held").first()
    Campaign.objects.create(
        run=DiscoveryRun.objects.get(),
        first=held,
        contribution_count=9,
        people_count=9,
        own_words_count=2,
    )
    (campaign,) = asked(suggested).campaigns
    assert (campaign.text, campaign.people, campaign.added_own_words) == ("", 9, 2)


def test_what_was_said_without_a_question_stands_last(heard: Engagement) -> None:
    Contribution.objects.filter(text__startswith="Rents").update(question=None)
    questions = what_we_heard(heard, today=timezone.localdate()).open_questions
    assert [(one.question, one.contributions) for one in questions] == [
        ("What matters to you?", 42),
        ("Said without a question", 6),
    ]


def test_how_sure_says_who_placed_what() -> None:
    size = Size(contributions=10, accepted=4)
    assert say_how_sure(size, 0.5, is_suggestion=False) == (
        "6 read and placed by an analyst, 4 suggested by a method and accepted by an analyst "
        "with the theme. Stability in repeated runs: 0.50 (1 is most)."
    )
    assert say_how_sure(replace(size, accepted=0), None, is_suggestion=False) == (
        "10 read and placed by an analyst."
    )


def test_a_theme_of_one_question_is_not_counted_in_another(coded: Engagement) -> None:
    other = make_question(coded, "Anything else?")
    make_response(coded, "Buses again", question=other, status="released")
    theme = Theme.objects.get(name="Getting about")
    said = Contribution.objects.get(text="Buses again")
    Coding.objects.create(theme=theme, contribution=said, origin="read")
    first, second = what_we_heard(coded, today=timezone.localdate()).open_questions
    assert first.themes[0].contributions == 20
    assert [(one.name, one.contributions) for one in second.themes] == [("Getting about", 1)]
    assert second.themes[0].quotes[0].words == "Buses again"
