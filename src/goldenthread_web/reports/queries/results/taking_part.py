"""How an exercise goes: responses by day and kind, where people stop, and time taken."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Count, F, Sum
from django.db.models.functions import Coalesce, TruncDate

from goldenthread.records.disclosure import COUNCIL_DEFAULT
from goldenthread.reports.results.taking_part import Step
from goldenthread.uncertainty.means import quantile
from goldenthread_web.engagement.models import DropOut, Engagement, Question, UnsentResponse
from goldenthread_web.engagement.queries.answering_steps import question_steps
from goldenthread_web.reports.queries.results.counts import Group
from goldenthread_web.reports.queries.results.scope import Scope

COUNTED_BY = ("channel", "capacity", "audience", "area", "language")
OTHERS = "others"
LONGEST_MINUTES = 24 * 60
LAST_PAGES = (
    "about-you", "your-age", "organisation", "your-words", "staying-in-touch", "equality",
)  # fmt: skip


def count_days(scope: Scope) -> tuple[tuple[str, int], ...]:
    """Return responses by day: when it was said, else when it came."""
    days = scope.responses().annotate(on=Coalesce("said_on", TruncDate("received_at")))
    counted = days.values_list("on").annotate(n=Count("*")).order_by("on")
    return tuple((on.isoformat(), count) for on, count in counted)


def count_groups(scope: Scope) -> Iterable[Group]:
    """Yield people by channel, capacity, audience, area and language, in one query.

    What few people have written as their area or audience is not kept by name.
    """
    people: Counter[tuple[str, str]] = Counter()
    responses: Counter[tuple[str, str]] = Counter()
    grouped = scope.responses().values_list(*COUNTED_BY)
    for *values, n, of_them in grouped.annotate(n=Count("*"), of_them=Sum("people_count")):
        for name, value in zip(COUNTED_BY, values, strict=True):
            people[name, value] += of_them
            responses[name, value] += n
    rare = {key for key in people if key[1] and key[0] in {"audience", "area"}}
    rare = {key for key in rare if people[key] < COUNCIL_DEFAULT.threshold}
    for key in people.keys() - rare:
        yield Group(*key, people[key], responses[key])
    for name in sorted({name for name, _ in rare}):
        small = [key for key in rare if key[0] == name]
        yield Group(
            name, OTHERS, sum(people[key] for key in small), sum(responses[key] for key in small)
        )


def count_minutes(scope: Scope) -> tuple[float, ...]:
    """Return of how many responses the time taken is known, and its quartiles in minutes."""
    timed = scope.responses().filter(started_at__isnull=False)
    taken: Counter[float] = Counter()
    for began, ended in timed.values_list("started_at", "received_at").iterator(chunk_size=5_000):
        if began is None:
            continue
        minutes = round((ended - began).total_seconds() / 60, 1)
        if 0 <= minutes <= LONGEST_MINUTES:
            taken[minutes] += 1
    if not taken:
        return (0,)
    values = list(taken.items())
    return (taken.total(), *(quantile(values, share) for share in (0.25, 0.5, 0.75)))


def steps_of(engagement: Engagement, *, sent: int) -> list[Step]:
    """Return how many came to each page and how many stopped there, in three queries.

    `sent` is how many sent their answers online.
    """
    stopped: Counter[str] = Counter()
    for step, count in DropOut.objects.filter(engagement=engagement).values_list("step", "count"):
        stopped[step] += count
    unsent = UnsentResponse.objects.filter(engagement=engagement).order_by()
    for step, count in unsent.values_list("last_step").annotate(n=Count("*")):
        stopped[step] += count
    if not stopped:
        return []
    pages = _pages_of(engagement)
    places = {name: place for place, name in enumerate(pages)}
    ordered = sorted(stopped, key=lambda name: (places.get(name, len(pages)), name))
    steps, reached = [], sent + stopped.total()
    for name in ordered:
        steps.append(Step(pages.get(name) or _say_page(name), stopped[name], reached))
        reached -= stopped[name]
    return steps


def _pages_of(engagement: Engagement) -> dict[str, str]:
    """Return the title of each page by its name, in order; pages of retired questions too."""
    questions = Question.objects.filter(engagement=engagement).select_related("section")
    in_order = questions.order_by(F("section__position").asc(nulls_first=True), "position", "pk")
    pages = {step.name: step.title for step in question_steps(list(in_order))}
    return {"": "The first page", **pages, **{name: _say_page(name) for name in LAST_PAGES}}


def _say_page(name: str) -> str:
    """Return the name of a page in words; the page of a question that was deleted has no other."""
    return name.replace("-", " ").capitalize()
