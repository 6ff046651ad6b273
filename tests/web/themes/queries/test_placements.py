from django.utils import timezone
from tests.web.builders import make_response

from goldenthread_web.engagement.models import Contribution
from goldenthread_web.themes.models import Coding, DiscoveryRun, SuggestedTheme, Suggestion
from goldenthread_web.themes.queries import not_placed, themes_of


def test_the_queue_holds_what_can_be_read_and_nobody_has_placed(engagement, theme, said) -> None:
    make_response(engagement, "I was hurt", status=Contribution.Status.SAFEGUARDING)
    make_response(engagement, "Dr Nobody is to blame", status=Contribution.Status.WITHHELD)
    Coding.objects.create(theme=theme, contribution=said[0], origin="read")
    Coding.objects.create(theme=theme, contribution=said[1], origin="read", ended_at=timezone.now())
    assert list(not_placed(engagement)) == said[1:]


def test_a_theme_that_ended_gives_its_contributions_back_to_the_queue(
    engagement, theme, said
) -> None:
    Coding.objects.create(theme=theme, contribution=said[0], origin="read")
    theme.ended_at = timezone.now()
    theme.save()
    assert said[0] in not_placed(engagement)
    assert not themes_of(said)[said[0].pk].is_placed


def test_a_placement_tells_decision_from_suggestion(
    engagement, theme, said, django_assert_num_queries
) -> None:
    run = DiscoveryRun.objects.create(engagement=engagement, finished_at=timezone.now())
    suggested = SuggestedTheme.objects.create(
        run=run, position=1, name="buses", size=2, people_count=2, stability=0.9
    )
    for contribution, place in zip(said[:3], (suggested, suggested, None), strict=True):
        Suggestion.objects.create(
            run=run, contribution=contribution, suggested_theme=place, confidence=0.7
        )
    Coding.objects.create(theme=theme, contribution=said[0], origin="accepted")
    with django_assert_num_queries(2):
        placed = themes_of(said)
    assert [(one.theme, one.origin) for one in placed[said[0].pk].given] == [(theme, "accepted")]
    assert placed[said[1].pk].suggested == suggested
    assert not placed[said[1].pk].is_placed
    assert (placed[said[2].pk].suggested, placed[said[2].pk].was_read) == (None, True)
    assert not placed[said[3].pk].was_read
    suggested.set_aside_at = timezone.now()
    suggested.save()
    placement = themes_of([said[1].pk])[said[1].pk]
    assert (placement.suggested, placement.was_set_aside) == (None, True)


def test_an_unfinished_run_suggests_nothing(engagement, said) -> None:
    run = DiscoveryRun.objects.create(engagement=engagement)
    Suggestion.objects.create(run=run, contribution=said[0], confidence=0.1)
    assert not themes_of(said)[said[0].pk].was_read
