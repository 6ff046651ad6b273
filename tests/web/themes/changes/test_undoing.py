"""Merge, then undo: everything is as it was."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.web.builders import make_engagement, make_response

from goldenthread.errors import ConflictError, GoldenThreadError
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.themes.changes import shaping
from goldenthread_web.themes.changes.placing import move_contributions
from goldenthread_web.themes.changes.undoing import undo_change
from goldenthread_web.themes.models import Theme, ThemeChange, ThemeTally
from goldenthread_web.themes.queries import active_codings, not_placed
from goldenthread_web.themes.queries.counts import tally_of


def state_of(engagement: Engagement) -> dict[str, Any]:
    standing = Theme.objects.filter(codebook__engagement=engagement, ended_at=None)
    return {
        "themes": set(
            standing.values_list("pk", "name", "definition", "includes", "excludes", "parent")
        ),
        "codings": set(
            active_codings(engagement).values_list("theme", "contribution", "origin", "by")
        ),
        "queue": set(not_placed(engagement).values_list("pk", flat=True)),
        "tallies": set(ThemeTally.objects.filter(theme__in=standing).values_list()),
    }


@pytest.fixture
def themes(engagement, analyst, said) -> list[Theme]:
    made = [shaping.add_theme(by=analyst, engagement=engagement, name=name) for name in "ABCD"]
    for number, contribution in enumerate(said):
        into = made[number % 3]
        move_contributions(by=analyst, contribution_ids=[contribution.pk], into=into)
    move_contributions(by=analyst, contribution_ids=[said[0].pk], into=made[1])
    shaping.nest_theme(by=analyst, theme=made[3], parent=made[0])
    return made


def last_change(engagement: Engagement) -> ThemeChange:
    return ThemeChange.objects.filter(codebook__engagement=engagement).latest("pk")


def test_a_merge_can_be_undone_exactly(engagement, analyst, themes) -> None:
    before = state_of(engagement)
    shaping.merge_themes(by=analyst, source=themes[0], target=themes[1], why="the same thing")
    merged = state_of(engagement)
    assert len(merged["themes"]) == 3
    assert merged["queue"] == before["queue"]
    themes[3].refresh_from_db()
    assert themes[3].parent == themes[1], "what was nested goes along"
    undo_change(by=analyst, change=last_change(engagement))
    assert state_of(engagement) == before


def test_what_was_moved_on_after_a_merge_stays_there(engagement, analyst, themes, said) -> None:
    shaping.merge_themes(by=analyst, source=themes[0], target=themes[1], why="the same thing")
    merge = last_change(engagement)
    move_contributions(by=analyst, contribution_ids=[said[3].pk], into=themes[2], out_of=themes[1])
    undo_change(by=analyst, change=merge)
    places = active_codings(engagement).filter(contribution=said[3])
    assert [coding.theme for coding in places] == [themes[2]]


def test_a_later_change_of_the_same_theme_is_undone_first(engagement, analyst, themes) -> None:
    shaping.merge_themes(by=analyst, source=themes[0], target=themes[1], why="the same thing")
    merge = last_change(engagement)
    shaping.rename_theme(by=analyst, theme=themes[1], name="Both")
    with pytest.raises(ConflictError, match="Renamed"):
        undo_change(by=analyst, change=merge)
    undo_change(by=analyst, change=last_change(engagement))
    undo_change(by=analyst, change=merge)
    with pytest.raises(ConflictError, match="undone already"):
        undo_change(by=analyst, change=merge)
    with pytest.raises(ConflictError, match="not undone"):
        undo_change(by=analyst, change=last_change(engagement))


def test_an_undo_does_not_take_a_name_from_another_theme(engagement, analyst, themes) -> None:
    shaping.end_theme(by=analyst, theme=themes[2], why="too vague")
    ended = last_change(engagement)
    shaping.add_theme(by=analyst, engagement=engagement, name="C")
    with pytest.raises(ConflictError, match="There is a theme called “C” already"):
        undo_change(by=analyst, change=ended)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["merge", "split", "nest", "end", "rename", "define", "move", "remove"]),
        st.integers(0, 20),
        st.integers(0, 20),
    ),
    min_size=1,
    max_size=7,
)


def take_step(engagement: Engagement, by: Any, step: tuple[str, int, int]) -> None:
    kind, first, second = step
    standing = list(Theme.objects.filter(codebook__engagement=engagement, ended_at=None))
    theme, other = standing[first % len(standing)], standing[second % len(standing)]
    inside = sorted(
        active_codings(engagement).filter(theme=theme).values_list("contribution", flat=True)
    )
    some = inside[: 1 + second % 3]
    name = f"{theme.name}{first}{second}"
    match kind:
        case "merge":
            shaping.merge_themes(by=by, source=theme, target=other, why="same")
        case "split":
            shaping.split_theme(by=by, theme=theme, contribution_ids=some, name=name, why="two")
        case "nest":
            shaping.nest_theme(by=by, theme=theme, parent=None if second % 4 == 0 else other)
        case "end":
            shaping.end_theme(by=by, theme=theme, why="vague")
        case "rename":
            shaping.rename_theme(by=by, theme=theme, name=name)
        case "define":
            shaping.define_theme(by=by, theme=theme, definition=name, includes="", excludes="")
        case "move":
            move_contributions(by=by, contribution_ids=some, into=other, out_of=theme)
        case _:
            move_contributions(by=by, contribution_ids=some, out_of=theme)


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_any_changes_undone_in_turn_leave_everything_as_it_was(analyst, steps) -> None:
    point = transaction.savepoint()
    engagement = make_engagement(analyst)
    made = [shaping.add_theme(by=analyst, engagement=engagement, name=name) for name in "ABC"]
    for number in range(6):
        response = make_response(engagement, f"words {number}", people_count=1 + number % 2)
        ids = [response.contributions.get().pk]
        move_contributions(by=analyst, contribution_ids=ids, into=made[number % 3])
    states, changes = [state_of(engagement)], []
    for step in steps:
        try:
            take_step(engagement, analyst, step)
        except (GoldenThreadError, ZeroDivisionError):
            continue
        changes.append(last_change(engagement))
        states.append(state_of(engagement))
    for change in reversed(changes):
        assert state_of(engagement) == states.pop()
        undo_change(by=analyst, change=change)
    assert state_of(engagement) == states.pop()
    for theme in Theme.objects.filter(codebook__engagement=engagement, ended_at=None):
        fresh = tally_of(theme)
        kept = (theme.tally.contribution_count, theme.tally.people_count)
        assert kept == (fresh.contribution_count, fresh.people_count)
    transaction.savepoint_rollback(point)
