from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.records.reports import MinorityView, OpenQuestion, ReportedTheme
from goldenthread.reports.theme_counts import show_sizes, show_theme, show_themes


def question(*sizes: tuple[int, int], not_placed: int = 0) -> OpenQuestion:
    """Return a question with a theme of so many contributions and people each."""
    themes = tuple(
        ReportedTheme(f"Theme {number}", "", said, people)
        for number, (said, people) in enumerate(sizes)
    )
    total = sum(said for said, _ in sizes) + not_placed
    return OpenQuestion("What?", total, 100, themes, not_placed_yet=not_placed)


def test_sizes_are_shown_as_counted_by_hand() -> None:
    shown = show_themes(question((30, 28), (20, 1), not_placed=10))
    assert [(one.contributions, one.people) for one in shown.themes] == [
        ("30 of 60 (50%)", "28 people"),
        ("20 of 60 (33%)", "fewer than 5 people"),
    ]
    assert shown.not_placed.sentence == "10 of 60 contributions (17%)"


def test_a_small_theme_takes_the_smallest_neighbour_with_it_people_and_all() -> None:
    few, neighbour, large = show_themes(question((2, 2), (9, 9), (40, 40))).themes
    assert (few.sentence, few.people) == ("fewer than 5 of 51 contributions", "fewer than 5 people")
    assert (neighbour.sentence, neighbour.people) == ("not shown of 51 contributions", "not shown")
    assert (large.value, large.people_alone) == (40, "40")


def test_few_that_are_not_placed_hide_a_theme_too() -> None:
    shown = show_themes(question((30, 30), (9, 9), not_placed=1))
    assert [one.value for one in shown.themes] == [30, None]
    assert shown.not_placed.contributions == "fewer than 5 of 40"


def test_a_view_that_is_no_theme_of_the_question_is_hidden_for_itself() -> None:
    view = MinorityView("Boats", "Few people said this.", 3, 3)
    assert show_theme(question((30, 30)), view).value is None


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(0, 30))
def test_no_small_count_is_what_the_total_leaves(sizes: list[int], not_placed: int) -> None:
    shown = show_sizes(sizes, not_placed)
    counts = [*sizes, not_placed]
    assert not any(0 < (cell.value or 0) < 5 for cell in shown)
    hidden = [count for cell, count in zip(shown, counts, strict=True) if cell.value is None]
    assert not 0 < sum(hidden) < 5 or len(hidden) == len(counts)
    if len(hidden) == 1:
        assert hidden[0] >= 5 or sum(counts) < 5
