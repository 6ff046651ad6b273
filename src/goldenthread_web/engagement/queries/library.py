"""The question library, and what people have said already that answers a question."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from goldenthread.text.function_words import function_words
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    EngagementResponse,
    Question,
    SavedQuestion,
)
from goldenthread_web.engagement.queries.contributions import released
from goldenthread_web.engagement.queries.search import search_any, words_of
from goldenthread_web.engagement.wording import released_text

MOST_SHOWN = 10
MOST_READ = 2_000
SHORTEST_WORD = 3
ALIKE_FROM_THE_START = 80
Scored = tuple[tuple[float, tuple[str, ...]], Contribution]
# Words of nearly every question: they say nothing about what it asks.
ASKING = frozenset(
    words_of(
        "think like want need make made know tell say give people place area borough thing things much "
        "many good best better way ways year years would should please anything something "
        "one first put right keep stop stops"
    )
)


@dataclass(frozen=True, slots=True)
class AlreadySaid:
    """A released contribution that shares words with a question."""

    text: str
    reference: str
    exercise: str
    slug: str
    # Never beside the words of a young person.
    said_on: date | None
    asked: str
    shared: tuple[str, ...]
    is_invented: bool


@dataclass(frozen=True, slots=True)
class AlreadyHeard:
    """What was found: the best first, how many share words, and what was looked for."""

    shown: tuple[AlreadySaid, ...]
    contribution_count: int
    exercise_count: int
    words: tuple[str, ...]
    is_all_read: bool


def saved_questions(words: str = "") -> QuerySet[SavedQuestion]:
    """Return the questions that are kept, those whose title holds the words."""
    return SavedQuestion.objects.filter(title__icontains=words).select_related("saved_by")


def saved_question(number: int) -> SavedQuestion:
    """Return a kept question, or answer that there is none."""
    return get_object_or_404(SavedQuestion, pk=number)


def significant_words(text: str) -> tuple[str, ...]:
    """Return the words that tell what a question is about, each once, in their order."""
    small = function_words()["en"] | ASKING
    words = (word.casefold() for word in words_of(text))
    kept = dict.fromkeys(one for one in words if len(one) >= SHORTEST_WORD and one not in small)
    # A year alone tells little, unless nothing else is asked.
    named = [one for one in kept if not one.isdigit()]
    return tuple(named or kept)[:12]


def heard_before(text: str, engagement: Engagement) -> AlreadyHeard:
    """Return released contributions of other engagements that answer such a question."""
    return heard_before_each([text], engagement)[0]


def heard_before_each(texts: Sequence[str], engagement: Engagement) -> list[AlreadyHeard]:
    """Return for each question what was said already, in a constant number of queries.

    Ranked by how many significant words of the question they share, the question
    that they answered counting half; at least two, or the only one there is. Reads
    the newest 2,000 that share a word with any of the questions.
    """
    wanted = [significant_words(text) for text in texts]
    terms = sorted({word for words in wanted for word in words})
    if not terms:
        return [AlreadyHeard((), 0, 0, (), is_all_read=True) for _ in texts]
    others = released().exclude(response__engagement=engagement)
    found = list(search_any(others, terms).order_by("-id")[:MOST_READ])
    is_all_read = len(found) < MOST_READ
    found += _answers_to_such_questions(others, wanted, engagement, known=found)
    return [_ranked(found, words, is_all_read=is_all_read) for words in wanted]


def _ranked(
    found: Sequence[Contribution], wanted: tuple[str, ...], *, is_all_read: bool
) -> AlreadyHeard:
    enough = min(2, len(wanted)) or 1
    scored = [(score, one) for one in found if (score := _score(one, wanted))[0] >= enough]
    scored.sort(key=lambda pair: (-pair[0][0], -pair[1].pk))
    return AlreadyHeard(
        shown=tuple(_shown(one, score[1]) for score, one in _without_copies(scored)[:MOST_SHOWN]),
        contribution_count=len(scored),
        exercise_count=len({one.response.engagement_id for _, one in scored}),
        words=wanted,
        is_all_read=is_all_read,
    )


def _without_copies(scored: Sequence[Scored]) -> list[Scored]:
    """Return the best of each text: copies of a campaign begin alike and would fill the list."""
    best: dict[str, Scored] = {}
    for score, one in scored:
        best.setdefault(released_text(one)[:ALIKE_FROM_THE_START].casefold(), (score, one))
    return list(best.values())


def _answers_to_such_questions(
    others: QuerySet[Contribution],
    wanted: Sequence[tuple[str, ...]],
    engagement: Engagement,
    *,
    known: Iterable[Contribution],
) -> list[Contribution]:
    """Return answers to questions that share nearly all words with one, whatever they say."""
    asked = Question.objects.exclude(engagement=engagement).values_list("pk", "text")
    alike = [pk for pk, text in asked if any(_is_alike(text, words) for words in wanted)]
    seen = {one.pk for one in known}
    if not alike:
        return []
    answers = others.filter(question__in=alike).order_by("-id")[:MOST_READ]
    return [one for one in answers if one.pk not in seen]


def _is_alike(text: str, wanted: tuple[str, ...]) -> bool:
    return bool(wanted) and len(_shared(text, wanted)) >= max(min(2, len(wanted)), len(wanted) - 1)


def _score(contribution: Contribution, wanted: tuple[str, ...]) -> tuple[float, tuple[str, ...]]:
    """Return the score of what can be read of it, and the words that it shares."""
    said = _shared(released_text(contribution), wanted)
    asked = _shared(contribution.question.text if contribution.question else "", wanted)
    is_same = bool(wanted) and len(asked) == len(wanted)
    return len(said) + len(asked) / 2 + is_same, said or asked


def _shared(text: str, wanted: tuple[str, ...]) -> tuple[str, ...]:
    here = {_stem(word.casefold()) for word in words_of(text)}
    return tuple(word for word in wanted if _stem(word) in here)


def _stem(word: str) -> str:
    """Return a word without a plural's ending: "parks" and "park" are one."""
    return word[:-1] if word.endswith("s") and len(word) > SHORTEST_WORD else word


def _day_of(response: EngagementResponse) -> date:
    return response.said_on or timezone.localdate(response.received_at)


def _shown(contribution: Contribution, shared: tuple[str, ...]) -> AlreadySaid:
    response = contribution.response
    return AlreadySaid(
        text=released_text(contribution),
        reference=contribution.reference,
        exercise=response.engagement.title,
        slug=response.engagement.slug,
        said_on=None if response.is_young_person else _day_of(response),
        asked=contribution.question.text if contribution.question else "",
        shared=shared,
        is_invented=response.is_invented or response.engagement.is_invented,
    )
