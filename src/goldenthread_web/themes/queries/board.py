"""The theme board: what a method suggests, what people decided, and what waits."""

from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q, Sum

from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.engagement.permissions import SEE_HELD_WORDS
from goldenthread_web.engagement.queries.contributions import counted
from goldenthread_web.engagement.queries.exercises import counted_responses
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.models import Person
from goldenthread_web.people.permissions import allows
from goldenthread_web.themes.models import Coding, DiscoveryRun, SuggestedTheme, Suggestion, Theme
from goldenthread_web.themes.queries.certainty import Certainty, certainty_of
from goldenthread_web.themes.queries.counts import ThemeCount, themes_with_counts
from goldenthread_web.themes.queries.placements import NOT_READ, codings_of_outer
from goldenthread_web.themes.queries.quotes import Quote, typical_quotes
from goldenthread_web.themes.queries.released_names import as_released
from goldenthread_web.themes.queries.runs import finished_runs, unfinished_run


@dataclass(frozen=True, slots=True)
class Waiting:
    """The queue in numbers, and what is withheld, with what counts in all."""

    answered_count: int
    people_count: int
    queue_count: int
    suggested_count: int
    withheld_count: int

    @property
    def placed_count(self) -> int:
        return self.answered_count - self.queue_count - self.withheld_count

    @property
    def placed_share(self) -> float:
        readable = self.answered_count - self.withheld_count
        return self.placed_count / readable if readable else 0.0


@dataclass(frozen=True, slots=True)
class SuggestedLine:
    """A suggestion that nobody has decided on yet, or that was set aside."""

    theme: SuggestedTheme
    certainty: Certainty
    quotes: list[Quote]


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """A theme of the analyst's, with those nested in it."""

    count: ThemeCount
    certainty: Certainty
    quotes: list[Quote]
    nested: list["ThemeLine"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that the board shows, in a number of queries that does not grow."""

    run: DiscoveryRun | None
    runs: list[DiscoveryRun]
    job: Job | None
    suggested: list[SuggestedLine]
    set_aside: list[SuggestedLine]
    themes: list[ThemeLine]
    waiting: Waiting
    campaign_count: int

    @property
    def quotes_shown(self) -> int:
        nested = [line for head in self.themes for line in head.nested]
        of_themes = sum(len(line.quotes) for line in [*self.themes, *nested])
        return of_themes + sum(len(line.quotes) for line in [*self.suggested, *self.set_aside])


def board_of(engagement: Engagement, person: Person, run_id: int | None = None) -> Board:
    """Return the board as the person may see it, with the latest run or the one asked for."""
    runs = list(finished_runs(engagement)[:20])
    run = next((run for run in runs if run.pk == run_id), runs[0] if runs else None)
    undecided = _undecided(run)
    if not allows(person, SEE_HELD_WORDS, on=engagement):
        undecided = list(as_released(undecided).values())
    waiting = waiting_in(engagement, run)
    counts = themes_with_counts(engagement, answered_count=waiting.answered_count)
    themes = [count.theme for count in counts]
    quotes = typical_quotes(person, engagement, suggested=undecided, themes=themes)
    lines = [_suggested_line(theme, quotes.of_suggested) for theme in undecided]
    going_on = unfinished_run(engagement)
    return Board(
        run=run,
        runs=runs,
        job=going_on.job if going_on else None,
        suggested=[line for line in lines if line.theme.set_aside_at is None],
        set_aside=[line for line in lines if line.theme.set_aside_at is not None],
        themes=_heads(counts, quotes.of_theme),
        waiting=waiting,
        campaign_count=run.campaigns.count() if run else 0,
    )


def waiting_in(engagement: Engagement, run: DiscoveryRun | None) -> Waiting:
    """Return the numbers of the queue, in three queries."""
    is_withheld = Q(status=Contribution.Status.WITHHELD)
    numbers = counted(engagement).aggregate(
        all=Count("pk"),
        withheld=Count("pk", filter=is_withheld),
        waiting=Count("pk", filter=~is_withheld & Q(~Exists(codings_of_outer()))),
    )
    people = counted_responses(engagement).aggregate(n=Sum("people_count"))["n"]
    return Waiting(
        answered_count=numbers["all"],
        people_count=people or 0,
        queue_count=numbers["waiting"],
        suggested_count=_suggested_in_queue(run),
        withheld_count=numbers["withheld"],
    )


def _suggested_in_queue(run: DiscoveryRun | None) -> int:
    placed = Coding.objects.filter(
        contribution=OuterRef("contribution"), ended_at=None, theme__ended_at=None
    )
    waiting = Suggestion.objects.filter(
        ~Exists(placed), run=run, suggested_theme__isnull=False, suggested_theme__set_aside_at=None
    )
    return waiting.exclude(contribution__status__in=NOT_READ).count()


def _undecided(run: DiscoveryRun | None) -> list[SuggestedTheme]:
    accepted = Theme.objects.filter(suggested_theme=OuterRef("pk"), ended_at=None)
    found = SuggestedTheme.objects.filter(~Exists(accepted), run=run)
    return list(found.select_related("set_aside_by").order_by("position"))


def _suggested_line(theme: SuggestedTheme, quotes: dict[int, list[Quote]]) -> SuggestedLine:
    return SuggestedLine(theme, certainty_of(theme.stability, theme.size), quotes.get(theme.pk, []))


def _theme_line(
    count: ThemeCount, quotes: dict[int, list[Quote]], nested: list[ThemeLine]
) -> ThemeLine:
    certainty = certainty_of(count.stability, count.contribution_count)
    shown = quotes.get(count.theme.pk, [])
    return ThemeLine(count, certainty, shown, nested)


def _heads(counts: list[ThemeCount], quotes: dict[int, list[Quote]]) -> list[ThemeLine]:
    nested: dict[int, list[ThemeLine]] = {}
    for count in counts:
        if count.parent is not None:
            line = _theme_line(count, quotes, [])
            nested.setdefault(count.parent.pk, []).append(line)
    return [
        _theme_line(count, quotes, nested.get(count.theme.pk, []))
        for count in counts
        if count.parent is None
    ]
