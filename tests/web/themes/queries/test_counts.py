from tests.web.builders import make_response

from goldenthread_web.themes.changes.tallies import count_again
from goldenthread_web.themes.models import Coding, DiscoveryRun, NearDuplicate, Theme
from goldenthread_web.themes.queries import themes_with_counts
from goldenthread_web.themes.queries.counts import count_coded


def code(theme, *contributions, origin="read") -> None:
    Coding.objects.bulk_create(
        Coding(theme=theme, contribution=one, origin=origin) for one in contributions
    )


def test_people_and_contributions_are_counted_apart(engagement, theme, said) -> None:
    code(theme, said[0], said[1], said[5])
    [count] = themes_with_counts(engagement)
    assert (count.contribution_count, count.people_count, count.answered_count) == (3, 5, 6)
    assert count.share == 0.5
    assert count.stability is None


def test_a_nested_theme_is_counted_in_its_parent_once_a_person(engagement, theme, said) -> None:
    night = Theme.objects.create(codebook=theme.codebook, name="Night buses", parent=theme)
    code(theme, said[0], said[2])
    code(night, said[0], said[1])
    head, nested = themes_with_counts(engagement)
    assert (head.contribution_count, head.with_nested_count) == (2, 3)
    assert (head.people_count, head.with_nested_people_count) == (2, 2)
    assert (nested.theme, nested.parent, nested.contribution_count) == (night, theme, 2)


def test_copies_are_counted_once_beside_with_copies(engagement, theme) -> None:
    for _ in range(4):
        make_response(engagement, "Save the library now")
    first, *copies = engagement.responses.order_by("id")
    run = DiscoveryRun.objects.create(engagement=engagement)
    of = [response.contributions.get() for response in (first, *copies)]
    NearDuplicate.objects.bulk_create(
        NearDuplicate(run=run, contribution=copy, first=of[0]) for copy in of[1:]
    )
    code(theme, *of)
    assert count_coded([theme.pk], run).without_copies_count == 1
    Coding.objects.filter(contribution=of[0]).delete()
    counted = count_coded([theme.pk], run)
    assert (counted.contribution_count, counted.without_copies_count) == (3, 1)
    assert counted.people_count == 3


def test_the_themes_take_as_many_queries_for_one_as_for_many(
    engagement, codebook, said, django_assert_max_num_queries
) -> None:
    themes = [Theme.objects.create(codebook=codebook, name=f"Theme {n}") for n in range(30)]
    count_again(themes=themes)
    with django_assert_max_num_queries(2):
        assert len(themes_with_counts(engagement)) == 30
