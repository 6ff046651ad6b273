"""The form of an engagement on paper, in one of its languages."""

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, override

from goldenthread.records.asking import Comparison, Condition
from goldenthread.records.paper import PaperForm, PaperKind, PaperPart, PaperQuestion
from goldenthread_web.engagement.forms.answering import CAPACITY_WORDS
from goldenthread_web.engagement.models import Engagement, EqualityQuestion, Question
from goldenthread_web.engagement.previewing import PreviewSitting
from goldenthread_web.engagement.queries.answering_draft import offered
from goldenthread_web.engagement.queries.answering_steps import question_steps
from goldenthread_web.partners.queries import partnership

Kind = Question.Kind
KINDS = {
    Kind.OPEN: PaperKind.LINES,
    Kind.ONE_CHOICE: PaperKind.ONE,
    Kind.SEVERAL_CHOICES: PaperKind.SEVERAL,
    Kind.RATING: PaperKind.SCALE,
    Kind.RANKING: PaperKind.ORDER,
    Kind.MATRIX: PaperKind.GRID,
    Kind.STATEMENTS: PaperKind.LINES,
}


def paper_form_of(engagement: Engagement, language: str = "") -> PaperForm:
    """Return what can be asked on paper, which votes on statements cannot.

    A language that the form is not in is left for the one that it was written in: paper
    has no room for two directions of writing.
    """
    spoken = engagement.languages or ["en"]
    with override(get_language()):
        sitting = PreviewSitting(engagement, language if language in spoken else spoken[0])
        return _compose(engagement, sitting)


def _compose(engagement: Engagement, sitting: PreviewSitting) -> PaperForm:
    place = partnership()
    asked = [one for one in sitting.questions if _can_be_written(one)]
    numbers = {one.pk: number for number, one in enumerate(_in_order(asked), start=1)}
    conditions = sitting.asked.conditions
    parts = [
        PaperPart(
            step.section.title if step.section else "",
            tuple(
                _ask(one, _tell(conditions.get(one.pk, ()), numbers, asked))
                for one in step.questions
            ),
            step.section.text if step.section else "",
        )
        for step in question_steps(asked)
    ]
    return PaperForm(
        title=engagement.title,
        partnership=place.name if place else "",
        language=sitting.voice.tongue.code,
        paragraphs=tuple(_introduce(engagement)),
        parts=(*parts, _about(engagement), *_apart(sitting.equality_questions)),
        page_word=gettext("Page"),
        stamp=gettext("Invented for this demonstration") if engagement.is_invented else "",
    )


def _in_order(asked: list[Question]) -> Iterator[Question]:
    for step in question_steps(asked):
        yield from step.questions


def _can_be_written(question: Question) -> bool:
    if question.kind == Kind.STATEMENTS:
        return question.takes_own_statements
    return True


def _introduce(engagement: Engagement) -> Iterator[str]:
    yield from filter(None, engagement.why_asked.splitlines())
    yield gettext("You do not give your name. You can leave out any question.")
    day = date_format(engagement.closes_on, "j F Y")
    yield gettext("Please give this form back by %(day)s.") % {"day": day}
    yield from filter(None, engagement.other_ways.splitlines())


def _ask(question: Question, condition: str) -> PaperQuestion:
    kind = KINDS.get(Kind(question.kind), PaperKind.ONE_LINE)
    if question.kind == Kind.OPEN and question.is_short:
        kind = PaperKind.ONE_LINE
    hints = (condition, question.help_text, _how(Kind(question.kind), question))
    return PaperQuestion(
        text=question.text,
        kind=kind,
        hint=" ".join(hint for hint in hints if hint),
        options=tuple(_options(question)),
        rows=tuple(row.text for row in question.rows.all()) if kind is PaperKind.GRID else (),
        ends=(question.lowest_label, question.highest_label),
    )


def _options(question: Question) -> Iterator[str]:
    if question.kind == Kind.RATING:
        lowest, highest = question.lowest or 1, question.highest or 5
        yield from map(str, range(lowest, highest + 1))
        return
    for option in offered(question):
        rest = " ____________________________" if option.is_other else ""
        yield f"{option.text}{rest}"


def _how(kind: Kind, question: Question) -> str:
    if kind == Kind.SEVERAL_CHOICES and question.most_choices:
        return gettext("Tick up to %(most)s.") % {"most": question.most_choices}
    return {
        Kind.ONE_CHOICE: gettext("Tick one."),
        Kind.SEVERAL_CHOICES: gettext("Tick all that fit."),
        Kind.RATING: gettext("Tick one."),
        Kind.RANKING: gettext("Write 1 beside what matters most to you, then 2, and so on."),
        Kind.MATRIX: gettext("Tick one in each row."),
        Kind.AREA: gettext(
            "The name of a neighbourhood is enough. Please do not give your address."
        ),
        Kind.PLACE: gettext("Describe the place: a corner, a park, a building. Not your address."),
        Kind.FILE: gettext("You can put a picture or a page with this form."),
    }.get(kind, "")


def _tell(conditions: tuple[Condition, ...], numbers: dict[int, int], asked: list[Question]) -> str:
    """Say for whom a question is, by the numbers that stand on the paper."""
    known = {one.pk: one for one in asked}
    told = [
        _tell_one(one, numbers[one.depends_on], known[one.depends_on])
        for one in conditions
        if one.depends_on in known
    ]
    return " ".join(told)


def _tell_one(condition: Condition, number: int, earlier: Question) -> str:
    named = [one.text for one in offered(earlier) if one.pk in condition.options]
    facts = {"number": number, "options": " / ".join(named), "value": condition.number}
    return {
        Comparison.ANY_OF: gettext("Only if you ticked “%(options)s” at %(number)s."),
        Comparison.NONE_OF: gettext("Only if you did not tick “%(options)s” at %(number)s."),
        Comparison.AT_LEAST: gettext("Only if you gave %(value)s or more at %(number)s."),
        Comparison.AT_MOST: gettext("Only if you gave %(value)s or less at %(number)s."),
        Comparison.ANSWERED: gettext("Only if you answered %(number)s."),
    }[condition.comparison] % facts


def _about(engagement: Engagement) -> PaperPart:
    publish = PaperQuestion(
        gettext("May we show your words to other people?"),
        PaperKind.ONE,
        options=(gettext("Yes, without my name"), gettext("No, only count them")),
    )
    if engagement.is_for_under_18:
        age = PaperQuestion(gettext("How old are you?"), PaperKind.ONE_LINE)
        return PaperPart(gettext("About you"), (age, publish))
    capacity = PaperQuestion(
        gettext("How do you know this place?"),
        PaperKind.ONE,
        gettext("Choose the one that fits best."),
        options=tuple(str(words) for _value, words in CAPACITY_WORDS),
    )
    return PaperPart(gettext("About you"), (capacity, publish))


def _apart(questions: list[EqualityQuestion]) -> Iterator[PaperPart]:
    if not questions:
        return
    asked = tuple(
        PaperQuestion(
            one.text,
            PaperKind.ONE if offered(one) else PaperKind.ONE_LINE,
            options=tuple(option.text for option in offered(one)),
        )
        for one in questions
    )
    text = gettext("We keep these answers apart from the others. You need not answer them.")
    yield PaperPart(gettext("Who is taking part"), asked, text, is_apart=True)
