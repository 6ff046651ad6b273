"""The list of answers on the page before sending."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, gettext_lazy

from goldenthread_web.engagement.asking import page_form
from goldenthread_web.engagement.forms.answering_kinds import scale_of
from goldenthread_web.engagement.models import Question
from goldenthread_web.engagement.queries.answering_areas import NO_AREAS, OfferedAreas
from goldenthread_web.engagement.queries.answering_draft import PLACED, Draft, offered
from goldenthread_web.engagement.queries.answering_steps import Step
from goldenthread_web.engagement.sitting import Sitting
from goldenthread_web.engagement.speaking import marked

NOT_ANSWERED = gettext_lazy("Not answered")
Areas = Mapping[int, OfferedAreas]


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One answer as it will be sent, and the page and question where it can be changed."""

    label: str
    shown: tuple[str, ...]
    step_name: str
    is_words: bool
    at: str = ""


def summarise(sitting: Sitting, areas: Areas) -> list[tuple[str, list[SummaryRow]]]:
    """Return the answers in three parts: what was said, about you, equality."""
    answers, about = gettext("Your answers"), gettext("About you")
    parts: dict[str, list[SummaryRow]] = {answers: [], about: []}
    for step in sitting.steps:
        name = gettext("Who is taking part") if step.name == "equality" else about
        if step.questions:
            parts[answers] += _answers(step, sitting.draft, areas)
        else:
            parts.setdefault(name, []).extend(_about(sitting, step))
    return list(parts.items())


def _answers(step: Step, draft: Draft, areas: Areas) -> list[SummaryRow]:
    return [
        SummaryRow(
            label=marked(question),
            shown=shown_answer(question, draft, areas.get(question.area_set_id or 0, NO_AREAS))
            or (str(NOT_ANSWERED),),
            step_name=step.name,
            is_words=question.kind == Question.Kind.OPEN,
            at=f"#question-{question.pk}",
        )
        for question in step.questions
    ]


def shown_answer(question: Question, draft: Draft, areas: OfferedAreas) -> tuple[str, ...]:
    """Return the answer in lines, as they will be sent; none if there is none."""
    if not draft.has_answer(question):
        return ()
    if question.kind in PLACED:
        return _place(question, draft, areas)
    show = SHOWN.get(Question.Kind(question.kind))
    return show(question, draft) if show else (draft.words(question),)


def _ranked(question: Question, draft: Draft) -> tuple[str, ...]:
    ranked = enumerate(draft.ranked(question), start=1)
    return tuple(format_html("{}. {}", number, marked(one)) for number, one in ranked)


def _date(question: Question, draft: Draft) -> tuple[str, ...]:
    day = draft.date(question)
    return (date_format(day, "j F Y"),) if day else ()


def _file(question: Question, draft: Draft) -> tuple[str, ...]:
    kept = draft.file(question)
    return (f"{kept.shown_name} ({max(kept.size // 1000, 1):,} kB)",) if kept else ()


def _rating(question: Question, draft: Draft) -> tuple[str, ...]:
    if not (question.lowest_label and question.highest_label):
        return (draft.words(question),)
    scale = scale_of(question)
    told: dict[str, str | int] = {
        "number": draft.words(question),
        "lowest": scale[0],
        "lowest_label": marked(question, "lowest_label"),
        "highest": scale[-1],
        "highest_label": marked(question, "highest_label"),
    }
    meaning = gettext(
        "%(number)s (%(lowest)s is “%(lowest_label)s”, %(highest)s is “%(highest_label)s”)"
    )
    escaped = {name: conditional_escape(str(one)) for name, one in told.items()}
    return (mark_safe(meaning % escaped),)  # noqa: S308 - every part is escaped


def _ticked(question: Question, draft: Draft) -> tuple[str, ...]:
    chosen, said = draft.chosen(question), draft.other_words(question).strip()
    return tuple(
        format_html("{}: {}", marked(one), said) if one.is_other and said else marked(one)
        for one in offered(question)
        if str(one.pk) in chosen
    )


def _rows(question: Question, draft: Draft) -> tuple[str, ...]:
    texts = {str(one.pk): marked(one) for one in offered(question)}
    ticked = draft.in_rows(question)
    return tuple(
        format_html("{}: {}", marked(row), texts[ticked[row.pk]])
        for row in question.rows.all()
        if row.pk in ticked
    )


def _place(question: Question, draft: Draft, areas: OfferedAreas) -> tuple[str, ...]:
    place = draft.place(question)
    lines = [areas.name_of(place.area), place.postcode_sector]
    lines.append(gettext("A pin on the map") if place.pin else "")
    lines.append(draft.words(question, "words").strip())
    return tuple(line for line in lines if line)


def _statements(question: Question, draft: Draft) -> tuple[str, ...]:
    votes, own = len(draft.votes(question)), draft.words(question, "own").strip()
    voted = gettext("Statements that you voted on: %(count)s") % {"count": votes}
    said = gettext("Your own statement: %(own)s") % {"own": own}
    return tuple(line for line, is_there in ((voted, votes), (said, own)) if is_there)


SHOWN: dict[Question.Kind, Callable[[Question, Draft], tuple[str, ...]]] = {
    Question.Kind.ONE_CHOICE: _ticked,
    Question.Kind.SEVERAL_CHOICES: _ticked,
    Question.Kind.RANKING: _ranked,
    Question.Kind.MATRIX: _rows,
    Question.Kind.DATE: _date,
    Question.Kind.FILE: _file,
    Question.Kind.RATING: _rating,
    Question.Kind.STATEMENTS: _statements,
}


def _about(sitting: Sitting, step: Step) -> list[SummaryRow]:
    form = page_form(sitting, step)
    return [
        SummaryRow(
            label=str(field.label),
            shown=_shown(field.field, form.initial.get(field.name)),
            step_name=step.name,
            is_words=not hasattr(field.field, "choices"),
        )
        for field in form
    ]


def _shown(field: object, answer: str | list[str] | None) -> tuple[str, ...]:
    if not answer or (isinstance(answer, str) and not answer.strip()):
        return (str(NOT_ANSWERED),)
    if not hasattr(field, "choices"):
        return (str(answer),)
    chosen = {answer} if isinstance(answer, str) else set(answer)
    labels = tuple(str(label) for value, label in field.choices if str(value) in chosen)
    return labels or (str(NOT_ANSWERED),)
