"""Closed questions, counted in the database by option and capacity."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from goldenthread.records.disclosure import COUNCIL_DEFAULT
from goldenthread.records.reports import OTHER_ANSWERS, CapacityTally, ClosedQuestion, QuestionKind
from goldenthread.reports.counting import count_tallies
from goldenthread_web.engagement.models import ChoiceAnswer, Engagement, Question
from goldenthread_web.engagement.queries.exercises import there_by
from goldenthread_web.reports.queries.remembered import Memory


@dataclass
class Answered:
    """People in one capacity who answered one question, and by option, each option by its id."""

    people: int = 0
    responses: int = 0
    options: Counter[int] = field(default_factory=Counter)


OTHER = 0
Counts = dict[tuple[int, str], Answered]  # by question and capacity


def closed_questions(
    engagement: Engagement, questions: list[Question], memory: Memory, *, people: int
) -> tuple[ClosedQuestion, ...]:
    """Return the closed ones of these questions, counted, in two queries.

    Options are counted and never combinations of them. `people` is everybody
    who took part.
    """
    closed = [question for question in questions if question.kind in set(QuestionKind)]
    if not closed:
        return ()
    counts = memory.counted(
        "closed-questions", lambda: count_answers(engagement, until=memory.until)
    )
    return tuple(_count_question(question, counts, people=people) for question in closed)


def count_answers(
    engagement: Engagement,
    answers: QuerySet[ChoiceAnswer] | None = None,
    *,
    until: datetime | None = None,
) -> Counts:
    """Return who answered what. Each response counts once: grouped by its size, SQL can add up."""
    if answers is None:
        answers = _answers_that_count(engagement).filter(
            there_by(until, "response__"), question__kind__in=set(QuestionKind)
        )
    found: defaultdict[tuple[int, str], Answered] = defaultdict(Answered)
    sizes = answers.values_list("question", "response__capacity", "response__people_count")
    for question, capacity, size, responses in sizes.annotate(
        responses=Count("response", distinct=True)
    ):
        found[question, capacity].people += size * responses
        found[question, capacity].responses += responses
    ticked = answers.values_list("question", "response__capacity", "option")
    for question, capacity, option, people in ticked.annotate(n=Sum("response__people_count")):
        found[question, capacity].options[option] = people
    _join_own_words(found, answers)
    return dict(found)


def _join_own_words(found: Counts, answers: QuerySet[ChoiceAnswer]) -> None:
    """Put what a few people wrote into a file as one answer: nobody has released their words."""
    totals: Counter[int] = Counter()
    for one in found.values():
        totals.update(one.options)
    written = set(answers.filter(option__is_from_file=True).values_list("option", flat=True))
    rare = {option for option in written if totals[option] < COUNCIL_DEFAULT.threshold}
    if not rare:
        return
    for one in found.values():
        one.options = Counter({pk: n for pk, n in one.options.items() if pk not in rare})
    sizes = answers.filter(option__in=rare).values_list(
        "question", "response__capacity", "response__people_count"
    )
    for question, capacity, size, n in sizes.annotate(n=Count("response", distinct=True)):
        found[question, capacity].options[OTHER] += size * n


def _count_question(question: Question, counts: Counts, *, people: int) -> ClosedQuestion:
    ticked_by_some = {pk for one in counts.values() for pk in one.options}
    options = {
        option.pk: option.text
        for option in question.options.all()
        if not option.is_from_file or option.pk in ticked_by_some
    }
    if any(OTHER in one.options for (asked, _), one in counts.items() if asked == question.pk):
        options[OTHER] = OTHER_ANSWERS
    tallies = [
        CapacityTally(
            capacity.capitalize(),
            one.people,
            one.responses,
            tuple((options[pk], n) for pk, n in one.options.items() if pk in options),
        )
        for (asked, capacity), one in counts.items()
        if asked == question.pk
    ]
    return count_tallies(
        question.text,
        tallies,
        options=list(options.values()),
        kind=QuestionKind(question.kind),
        not_answered=max(0, people - sum(tally.people for tally in tallies)),
    )


def _answers_that_count(engagement: Engagement) -> QuerySet[ChoiceAnswer]:
    """Return the options ticked in responses that count."""
    return ChoiceAnswer.objects.filter(
        Q(response__response_import=None) | Q(response__response_import__state="complete"),
        response__engagement=engagement,
        response__removed_at=None,
    ).order_by()
