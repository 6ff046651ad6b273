"""A form as its builder sees it: sections and questions in order, and what it asks of people."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from goldenthread.engagement.question_hints import question_hints
from goldenthread.records.questions import QuestionHint
from goldenthread.text.readability import measure_readability
from goldenthread_web.engagement.models import (
    Engagement,
    MatrixRow,
    Question,
    QuestionOption,
    Section,
)
from goldenthread_web.engagement.queries.answering import minutes_to_answer
from goldenthread_web.engagement.queries.building_conditions import (
    WITH_CONDITIONS,
    shown_only_if,
)
from goldenthread_web.engagement.queries.exercises import questions_of
from goldenthread_web.indicators.models import AreaSet


@dataclass(frozen=True, slots=True)
class BuiltQuestion:
    """One question in the builder's list; `number` counts those that are still asked."""

    question: Question
    number: int
    condition: str
    options: tuple[QuestionOption, ...]
    rows: tuple[MatrixRow, ...]
    hints: tuple[QuestionHint, ...]


@dataclass(frozen=True, slots=True)
class BuiltSection:
    """A section with its questions; None stands for those before the first section."""

    section: Section | None
    condition: str
    questions: tuple[BuiltQuestion, ...]


@dataclass(frozen=True, slots=True)
class FormFigures:
    """What a form asks of people. `reading_age` is None where too little is there to measure."""

    question_count: int
    required_count: int
    minutes: int
    reading_age: int | None


@dataclass(frozen=True, slots=True)
class BuiltForm:
    """The whole form: what is asked, in order, and what was asked once."""

    sections: tuple[BuiltSection, ...]
    retired: tuple[Question, ...]
    figures: FormFigures


def in_form_order(questions: Sequence[Question]) -> list[Question]:
    """Return questions as they are asked: those of no section first, then section by section."""

    def place(question: Question) -> tuple[int, int, int, int]:
        section = question.section
        return (
            section.position if section else -1,
            section.pk if section else 0,
            question.position,
            question.pk,
        )

    return sorted(questions, key=place)


def ordered_questions(engagement: Engagement) -> list[Question]:
    """Return all questions of a form in order, retired ones too, each with its section."""
    found = questions_of(engagement).select_related("section")
    return in_form_order(list(found.prefetch_related("rows", *WITH_CONDITIONS)))


def sections_of(engagement: Engagement) -> QuerySet[Section]:
    """Return the sections in order with their conditions."""
    return Section.objects.filter(engagement=engagement).prefetch_related(*WITH_CONDITIONS)


def section_of(engagement: Engagement, section_id: int) -> Section:
    """Return a section of this engagement, or answer that there is none."""
    return get_object_or_404(sections_of(engagement), pk=section_id)


def question_of(engagement: Engagement, question_id: int) -> Question:
    """Return a question of this engagement with its rows, or answer that there is none."""
    found = questions_of(engagement).select_related("section", "engagement")
    return get_object_or_404(found.prefetch_related("rows", *WITH_CONDITIONS), pk=question_id)


def built_form(engagement: Engagement) -> BuiltForm:
    """Return the form of an engagement, in a constant number of queries."""
    questions = ordered_questions(engagement)
    asked = [one for one in questions if one.retired_at is None]
    numbers = {one.pk: number for number, one in enumerate(asked, start=1)}
    shown = [_built(one, numbers[one.pk]) for one in asked]
    sections: list[Section | None] = [None, *sections_of(engagement)]
    return BuiltForm(
        sections=tuple(
            BuiltSection(
                section=section,
                condition=shown_only_if(section) if section else "",
                questions=tuple(
                    one for one in shown if one.question.section_id == getattr(section, "pk", None)
                ),
            )
            for section in sections
        ),
        retired=tuple(one for one in questions if one.retired_at is not None),
        figures=figures_of(asked),
    )


def _built(question: Question, number: int) -> BuiltQuestion:
    return BuiltQuestion(
        question=question,
        number=number,
        condition=shown_only_if(question),
        options=tuple(one for one in question.options.all() if one.retired_at is None),
        rows=tuple(one for one in question.rows.all() if one.retired_at is None),
        hints=question_hints(question.text, is_open=question.kind == Question.Kind.OPEN),
    )


Places = Sequence[tuple[str, Sequence[tuple[str, str]]]]


def places_for(form: BuiltForm, question: Question) -> Places:
    """Return the places to which a question can go, section by section: first, or behind another."""
    groups = []
    for part in form.sections:
        title = part.section.title if part.section else "Before the first section"
        number = part.section.pk if part.section else 0
        first = (f"section-{number}", f"First in “{_short(title)}”" if number else "First of all")
        behind = [
            (f"question-{one.question.pk}", f"After {one.number}. {_short(one.question.text)}")
            for one in part.questions
            if one.question.pk != question.pk
        ]
        groups.append((title, [first, *behind]))
    return groups


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69].rstrip()}…"  # noqa: PLR2004 - a line


def figures_of(asked: Sequence[Question]) -> FormFigures:
    """Return how many questions there are, how long they take and how hard they read."""
    texts = [
        text if text.endswith((".", "?", "!")) else f"{text}."
        for one in asked
        for text in (one.text, one.help_text)
        if text
    ]
    measured = measure_readability(" ".join(texts))
    return FormFigures(
        question_count=len(asked),
        required_count=sum(one.is_required for one in asked),
        minutes=minutes_to_answer(list(asked)),
        reading_age=measured.reading_age if measured else None,
    )


def address_of_list(slug: str, question: Question | None = None) -> str:
    """Return the address of the builder, at a question if one is named."""
    address = reverse("engagement:questions", args=[slug])
    return f"{address}#question-{question.pk}" if question else address


def last_section(engagement: Engagement) -> Section | None:
    """Return the section in which a new question is expected: the last one, if there are any."""
    return Section.objects.filter(engagement=engagement).last()


def area_sets() -> QuerySet[AreaSet]:
    """Return the sets of areas that a question can use."""
    return AreaSet.objects.all()


def copyable_engagements(
    visible: QuerySet[Engagement], engagement: Engagement
) -> QuerySet[Engagement]:
    """Return engagements whose questions can be taken over: published ones, and one's own."""
    published = Engagement.objects.filter(is_published=True)
    found = (visible | published).exclude(pk=engagement.pk).filter(questions__isnull=False)
    asked = Prefetch("questions", queryset=Question.objects.filter(retired_at=None))
    return found.distinct().prefetch_related(asked)
