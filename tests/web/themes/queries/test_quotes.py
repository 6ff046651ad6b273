from goldenthread_web.themes.models import Coding, DiscoveryRun, SuggestedTheme
from goldenthread_web.themes.queries import released_quotes


def test_only_released_words_are_quoted_and_each_response_once(theme, said) -> None:
    Coding.objects.bulk_create(Coding(theme=theme, contribution=one, origin="read") for one in said)
    assert released_quotes(theme, 5) == [said[0], said[3]]
    assert released_quotes(theme, 1) == [said[0]]


def test_the_most_typical_words_come_first(engagement, theme, said) -> None:
    run = DiscoveryRun.objects.create(engagement=engagement)
    theme.suggested_theme = SuggestedTheme.objects.create(
        run=run,
        position=1,
        name="buses",
        size=2,
        people_count=2,
        stability=0.9,
        exemplar_ids=[said[3].pk, said[2].pk],
    )
    theme.save()
    Coding.objects.bulk_create(Coding(theme=theme, contribution=one, origin="read") for one in said)
    assert released_quotes(theme, 5) == [said[3], said[0]]
