"""Open questions: their themes with sizes and quotes, and what stands beside them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.records.reports import Campaign, MinorityView, OpenQuestion, ReportedTheme
from goldenthread.reports.theme_counts import show_sizes
from goldenthread_web.engagement.models import Contribution, Engagement, Question
from goldenthread_web.engagement.wording import released_text
from goldenthread_web.reports.queries.participation import Totals
from goldenthread_web.reports.queries.quotes import Quotes, shorten
from goldenthread_web.reports.queries.remembered import Memory
from goldenthread_web.reports.queries.theme_sizes import (
    Place,
    Size,
    ThemeSizes,
    coded_sizes,
    suggested_sizes,
)
from goldenthread_web.themes.models import Coding, DiscoveryRun, SuggestedTheme, Theme
from goldenthread_web.themes.queries import campaigns, finished_runs
from goldenthread_web.themes.queries.released_names import as_released

WITHOUT_QUESTION = "Said without a question"
SMALL_SHARE = 0.03
FEWEST_CONTRIBUTIONS = 50
MOST_SHARE_OF_ONE_CAPACITY = 2 / 3
LARGEST_SHARE_OF_SUCH = 0.15
FEWEST_OF_CAPACITY = 5
MOST_CANDIDATES = 12


@dataclass(frozen=True, slots=True)
class _Named:
    """A theme or a suggested theme, as a report needs it."""

    pk: int
    name: str
    definition: str
    stability: float | None
    exemplar_ids: tuple[int, ...]
    is_suggestion: bool
    parent_id: int | None = None


class ThemesOfQuestions:
    """The themes of an engagement, question by question: decided ones, else suggested ones."""

    def __init__(
        self,
        engagement: Engagement,
        totals: Totals,
        memory: Memory,
        *,
        told: frozenset[str],
        has_quotes: bool = True,
    ) -> None:
        self._totals, self._memory, self._told = totals, memory, told
        self.runs = list(finished_runs(engagement))
        self._themes = _themes_of(engagement)
        has_nested = any(theme.parent_id for theme in self._themes.values())
        self._coded = memory.counted(
            "codings", lambda: coded_sizes(engagement, has_nested=has_nested, until=memory.until)
        )
        self._suggested, self._proposed = self._read_suggestions(totals.by_question())
        self.quotes = Quotes(self._candidates() if has_quotes else {}, told=told)

    def has_decided(self, question: int | None) -> bool:
        """Return whether a person put anything said to this question in a theme."""
        return bool(self._coded.placed.get(question))

    def open_question(
        self, question: int | None, text: str, campaigns: tuple[Campaign, ...]
    ) -> OpenQuestion:
        """Return one open question as the report tells it."""
        total = self._totals.by_question()[question]
        is_decided = self.has_decided(question)
        known, sizes = (
            (self._themes, self._coded) if is_decided else (self._suggested, self._proposed)
        )
        places = [place for place in sizes.sizes if place[1] == question and place[0] in known]
        places.sort(key=lambda place: -sizes.sizes[place].contributions)
        not_placed = max(0, total - sizes.placed.get(question, 0))
        shown = show_sizes([sizes.sizes[place].contributions for place in places], not_placed)
        themes = {
            place: self._theme(known[place[0]], place, sizes, is_shown=cell.value is not None)
            for place, cell in zip(places, shown[:-1], strict=True)
        }
        return OpenQuestion(
            question=text,
            contributions=total,
            people=self._totals.people_by_question.get(question, 0),
            themes=tuple(themes.values()),
            minority_views=tuple(self._minority_views(themes, sizes, question, total)),
            campaigns=campaigns,
            not_placed_yet=not_placed,
            are_suggestions=not is_decided,
        )

    def _theme(
        self, named: _Named, place: Place, sizes: ThemeSizes, *, is_shown: bool
    ) -> ReportedTheme:
        size = sizes.sizes[place]
        nested = [
            (theme.name, sizes.nested[theme.pk, place[1]])
            for theme in self._themes.values()
            if theme.parent_id == named.pk and (theme.pk, place[1]) in sizes.nested
        ]
        return ReportedTheme(
            name=named.name,
            definition=named.definition,
            contributions=size.contributions,
            people=size.people,
            quotes=self.quotes.of(place),
            how_sure=say_how_sure(
                size, named.stability, is_suggestion=named.is_suggestion, is_shown=is_shown
            ),
            by_capacity=tuple(
                (capacity.capitalize(), count) for capacity, count in size.by_capacity.most_common()
            ),
            nested=tuple(nested) if not named.is_suggestion else (),
        )

    def _minority_views(
        self,
        themes: dict[Place, ReportedTheme],
        sizes: ThemeSizes,
        question: int | None,
        total: int,
    ) -> Iterable[MinorityView]:
        of_question = self._totals.by_capacity_of(question)
        for place, theme in themes.items():
            reason = ""
            if total >= FEWEST_CONTRIBUTIONS and theme.contributions < total * SMALL_SHARE:
                reason = "Few people said this."
            elif theme.contributions < total * LARGEST_SHARE_OF_SUCH:
                reason = self._say_one_capacity(sizes.sizes[place], of_question, total)
            if reason:
                yield MinorityView(
                    name=theme.name,
                    reason=f"{reason} {theme.how_sure}".strip(),
                    contributions=theme.contributions,
                    people=theme.people,
                    quotes=theme.quotes,
                    definition=theme.definition,
                )

    def _say_one_capacity(self, size: Size, of_question: dict[str, int], total: int) -> str:
        """Say that mainly one capacity raised it, if so many more than its share did."""
        capacity, count = size.by_capacity.most_common(1)[0]
        is_told = capacity in self._told and capacity != "not said"
        is_most = count >= size.contributions * MOST_SHARE_OF_ONE_CAPACITY
        is_usual = of_question[capacity] * 2 > total
        if not is_told or not is_most or is_usual or count < FEWEST_OF_CAPACITY:
            return ""
        return f"Raised mainly by people who answered as: {capacity}."

    def _read_suggestions(
        self, questions: Iterable[int | None]
    ) -> tuple[dict[int, _Named], ThemeSizes]:
        """Return the suggestions that stand for the questions where nobody decided yet."""
        runs = {
            question: run.pk
            for question in questions
            if not self.has_decided(question) and (run := self.latest_run_that_read(question))
        }
        if not runs:
            return {}, ThemeSizes()
        found = SuggestedTheme.objects.filter(run__in=set(runs.values()), set_aside_at=None)
        sizes = self._memory.counted(
            "suggestions", lambda: suggested_sizes(runs, until=self._memory.until)
        )
        readable: defaultdict[int, list[int]] = defaultdict(list)
        for (theme, _), size in sizes.sizes.items():
            readable[theme] += size.readable[:MOST_CANDIDATES]
        named = {
            one.pk: _Named(
                one.pk, one.name, "", one.stability, tuple(one.exemplar_ids), is_suggestion=True
            )
            for one in as_released(found, also=readable).values()
        }
        return named, sizes

    def latest_run_that_read(self, question: int | None) -> DiscoveryRun | None:
        """Return the latest finished run that read what was said to this question."""
        fitting = (run for run in self.runs if run.question_id in {None, question})
        return next(fitting, None)

    def _candidates(self) -> dict[Place, list[int]]:
        """Return what could be quoted of each theme: typical contributions in it, then others.

        Typical ones may not be released; of the others there is always one that is, if any is.
        """
        typical = self._typical()
        found: dict[Place, list[int]] = {}
        for themes, sizes in ((self._themes, self._coded), (self._suggested, self._proposed)):
            for place, size in sizes.sizes.items():
                if named := themes.get(place[0]):
                    first = typical[named.pk, named.is_suggestion][:MOST_CANDIDATES]
                    others = size.readable[:MOST_CANDIDATES]
                    found[place] = list(dict.fromkeys([*first, *others]))
        return found

    def _typical(self) -> defaultdict[tuple[int, bool], list[int]]:
        """Return the typical contributions of themes, those of decided ones only while in them."""
        found: defaultdict[tuple[int, bool], list[int]] = defaultdict(list)
        for one in self._suggested.values():
            found[one.pk, True] = list(one.exemplar_ids)
        wanted = {pk for theme in self._themes.values() for pk in theme.exemplar_ids}
        coded = Coding.objects.filter(
            contribution__in=wanted, theme__in=list(self._themes), ended_at=None
        )
        pairs = set(coded.values_list("theme", "contribution")) if wanted else set()
        for theme in self._themes.values():
            head = theme.parent_id or theme.pk
            found[head, False] += [pk for pk in theme.exemplar_ids if (theme.pk, pk) in pairs]
        return found


def open_questions(
    engagement: Engagement, questions: list[Question], themes: ThemesOfQuestions, totals: Totals
) -> tuple[OpenQuestion, ...]:
    """Return the open questions in the order of the form, then what was said without one."""
    asked: list[tuple[int | None, str]] = [
        (question.pk, question.text)
        for question in questions
        if question.kind == Question.Kind.OPEN
    ]
    if totals.by_question()[None]:
        asked.append((None, WITHOUT_QUESTION))
    sent = _campaigns_by_question(engagement)
    return tuple(themes.open_question(pk, text, tuple(sent[pk])) for pk, text in asked)


def say_how_sure(
    size: Size, stability: float | None, *, is_suggestion: bool, is_shown: bool = True
) -> str:
    """Return who or what put contributions in a theme, and how stable the theme was.

    Numbers of a theme whose size is not shown are left out: they add up to it.
    """
    steady = (
        "" if stability is None else f" Stability in repeated runs: {stability:.2f} (1 is most)."
    )
    if is_suggestion:
        return f"Suggested by a method, not decided by anybody yet.{steady}"
    if not is_shown:
        return f"Placed by an analyst.{steady if size.accepted else ''}"
    read = size.contributions - min(size.accepted, size.contributions)
    parts = []
    if read:
        parts.append(f"{read:,} read and placed by an analyst")
    if size.accepted:
        parts.append(
            f"{min(size.accepted, size.contributions):,} suggested by a method and accepted by an "
            "analyst with the theme"
        )
    return f"{', '.join(parts).capitalize()}.{steady if size.accepted else ''}"


def _themes_of(engagement: Engagement) -> dict[int, _Named]:
    found = Theme.objects.filter(codebook__engagement=engagement, ended_at=None)
    return {
        one.pk: _Named(
            pk=one.pk,
            name=one.name,
            definition=one.definition,
            stability=one.suggested_theme.stability if one.suggested_theme else None,
            exemplar_ids=tuple(one.suggested_theme.exemplar_ids) if one.suggested_theme else (),
            is_suggestion=False,
            parent_id=one.parent_id,
        )
        for one in found.select_related("suggested_theme")
    }


def _campaigns_by_question(engagement: Engagement) -> defaultdict[int | None, list[Campaign]]:
    """Return the texts that many sent, by the question that they answer; words released only."""
    lines = campaigns(engagement)
    firsts = [line.campaign.first_id for line in lines]
    asked = dict(Contribution.objects.filter(id__in=firsts).values_list("id", "question"))
    found: defaultdict[int | None, list[Campaign]] = defaultdict(list)
    for line in lines:
        words = shorten(released_text(line.words)) if line.words else ""
        told = Campaign(words, line.people_count, line.own_words_count)
        found[asked.get(line.campaign.first_id)].append(told)
    return found
