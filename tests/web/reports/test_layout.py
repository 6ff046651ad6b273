from tests.library.reports.example_report import PLACE, REPORT

from goldenthread_web.reports.layout import draw, lay_out, without_words


def test_charts_are_kept_without_a_word_of_a_resident() -> None:
    draw.cache_clear()
    page = lay_out(REPORT)
    assert page.open[0].themes[0].quotes
    kept = repr(without_words(PLACE))
    for said in ("number removed", "Save our library"):
        assert said in repr(PLACE)
        assert said not in kept
    before = draw.cache_info().misses
    lay_out(REPORT)
    assert draw.cache_info().misses == before


def test_a_minority_view_is_told_of_once() -> None:
    page = lay_out(REPORT)
    names = [theme.name for theme in page.open[0].themes]
    assert names == ["Damp and repairs", "Street lighting"]
    assert [view.name for view in page.open[0].minority_views] == ["Boat dwellers"]
