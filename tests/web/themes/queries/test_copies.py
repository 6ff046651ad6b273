from django.utils import timezone
from tests.web.builders import make_response

from goldenthread_web.engagement.queries.contributions import visible_to
from goldenthread_web.themes.models import Campaign, DiscoveryRun, NearDuplicate
from goldenthread_web.themes.queries import campaigns


def test_a_campaign_is_a_line_of_its_own_with_one_copy_to_read(
    engagement, analyst, django_assert_max_num_queries
) -> None:
    of = []
    for status in ("held", "released", "held", "held", "held"):
        response = make_response(engagement, "Save the library now", status=status)
        of.append(response.contributions.get())
    run = DiscoveryRun.objects.create(engagement=engagement, finished_at=timezone.now())
    NearDuplicate.objects.bulk_create(
        NearDuplicate(run=run, contribution=copy, first=of[0]) for copy in of[1:]
    )
    Campaign.objects.create(
        run=run, first=of[0], contribution_count=5, people_count=5, own_words_count=0
    )
    with django_assert_max_num_queries(5):
        [line] = campaigns(engagement)
    assert (line.people_count, line.own_words_count, line.words) == (5, 0, of[1])
    [line] = campaigns(engagement, visible_to(analyst, engagement))
    assert line.words == of[0]


def test_without_a_run_there_are_no_campaigns(engagement) -> None:
    assert campaigns(engagement) == []
