"""What may be handed to everybody as data: released words, and questions as they were asked.

Words stand alone: nothing here says which of them one person said. They come in the
order of their references, which are random, and not in the order in which they came.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from goldenthread_web.engagement.models import Contribution, Engagement, Question
from goldenthread_web.engagement.queries.contributions import released
from goldenthread_web.engagement.queries.crowds import with_capacity_told
from goldenthread_web.engagement.queries.wordings import changes_while_open
from goldenthread_web.engagement.wording import released_text
from goldenthread_web.reports.models import Licence, OpenDataTerms, PublishedReport
from goldenthread_web.reports.queries.results.answered import questions_of

WORDS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class OpenWords:
    """Released words with their redactions; the capacity only where many took part in it."""

    reference: str
    question_key: str
    question: str
    part: str
    words: str
    capacity: str
    is_invented: bool


@dataclass(frozen=True, slots=True)
class OpenQuestionAsked:
    """A question as it is, and what changed in it while people could answer."""

    key: str
    position: int
    kind: str
    text: str
    help_text: str
    options: tuple[str, ...]
    rows: tuple[str, ...]
    asked_since_version: int
    asked_no_more_since: str


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """What changed in the form while people could answer, and why."""

    version: int
    on: str
    question: str
    what_changed: str
    why: str


def open_words(engagement: Engagement, *, after: str = "", most: int) -> list[OpenWords]:
    """Return released words after this reference, in three queries however many."""
    found = released().filter(response__engagement=engagement, reference__gt=after)
    contributions = list(found.order_by("reference")[:most])
    told = with_capacity_told(contributions)
    return [_open(one, is_told=one.pk in told) for one in contributions]


def all_open_words(engagement: Engagement) -> Iterator[OpenWords]:
    """Yield all released words, some hundred at a time."""
    after = ""
    while batch := open_words(engagement, after=after, most=WORDS_AT_ONCE):
        yield from batch
        after = batch[-1].reference


def count_open_words(engagement: Engagement) -> int:
    """Return how many contributions can be read in public."""
    return released().filter(response__engagement=engagement).count()


def _open(one: Contribution, *, is_told: bool) -> OpenWords:
    return OpenWords(
        reference=one.reference,
        question_key=one.question.key if one.question else "",
        question=one.question.text if one.question else "",
        part=one.part,
        words=released_text(one),
        capacity=one.response.capacity if is_told else "",
        is_invented=one.response.is_invented,
    )


def questions_asked(engagement: Engagement) -> list[OpenQuestionAsked]:
    """Return the questions in the order of the form; what people wrote into a file is no option."""
    return [
        OpenQuestionAsked(
            key=one.key,
            position=number,
            kind=Question.Kind(one.kind).value,
            text=one.text,
            help_text=one.help_text,
            options=tuple(o.text for o in one.options.all() if not o.is_from_file),
            rows=tuple(row.text for row in one.rows.all()),
            asked_since_version=one.first_version,
            asked_no_more_since=f"{timezone.localdate(one.retired_at):%Y-%m-%d}"
            if one.retired_at
            else "",
        )
        for number, one in enumerate(questions_of(engagement), start=1)
    ]


def changes_told(engagement: Engagement) -> list[ChangeTold]:
    """Return what changed while people could answer, the newest first: as the public page says it."""
    return [
        ChangeTold(
            version=one.version,
            on=f"{timezone.localdate(one.changed_at):%Y-%m-%d}",
            question=one.question,
            what_changed=one.what_changed,
            why=one.why,
        )
        for one in changes_while_open(engagement)
    ]


def licences_of(engagements: Iterable[Engagement]) -> dict[int, Licence]:
    """Return the same of many engagements, in one query."""
    known = {one.pk: Licence.OPEN_GOVERNMENT for one in engagements}
    chosen = OpenDataTerms.objects.filter(engagement__in=known)
    return known | {one.engagement_id: Licence(one.licence) for one in chosen}


def reported_of(engagements: Iterable[Engagement]) -> frozenset[int]:
    """Return those of the engagements whose report is public."""
    found = PublishedReport.objects.filter(engagement__in=[one.pk for one in engagements])
    return frozenset(found.values_list("engagement", flat=True))


def licence_of(engagement: Engagement) -> Licence:
    """Return under which terms the data may be used: what an officer chose, else the usual ones."""
    chosen = OpenDataTerms.objects.filter(engagement=engagement).values_list("licence", flat=True)
    return Licence(chosen.first() or Licence.OPEN_GOVERNMENT)
