"""The options of a question and the rows of a matrix: what is offered, and what was offered."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.utils import timezone

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.models import (
    ConditionOption,
    MatrixRow,
    Question,
    QuestionOption,
)

Row = QuestionOption | MatrixRow
R = TypeVar("R", QuestionOption, MatrixRow)


@dataclass(frozen=True, slots=True)
class Line:
    """One option or row as it is wanted: new, or the one of this number in other words."""

    text: str
    number: int | None = None


Lines = Sequence[str | Line]


@dataclass(frozen=True, slots=True)
class WantedOptions:
    """The options that are wanted, and which of them mean "other" and "none of these"."""

    lines: tuple[Line, ...]
    other: str = ""
    none: str = ""

    @staticmethod
    def of(lines: Lines, *, other: str = "", none: str = "") -> "WantedOptions":
        """Return the lines with "other" and "none of these" at their end."""
        taken = [one if isinstance(one, Line) else Line(one) for one in lines]
        taken += [Line(text) for text in (other, none) if text]
        # The first of each text: one that has a number stands before a new line like it.
        once = {one.text: one for one in reversed(taken)}
        return WantedOptions(tuple(reversed(once.values())), other, none)


def set_options(question: Question, wanted: WantedOptions, *, is_asked: bool) -> None:
    """Offer just these options, in this order; one that stays keeps its row.

    What came with a file stays as an answer too; what an officer names is offered.
    """
    offered = list(question.options.all())
    for position, line in enumerate(wanted.lines, start=1):
        row = _taken(offered, line) or QuestionOption(question=question)
        row.text, row.position, row.retired_at = line.text, position, None
        row.is_from_file = False
        row.is_other, row.is_exclusive = line.text == wanted.other, line.text == wanted.none
        _save(row, offered)
    _let_go(offered, wanted.lines, is_asked=is_asked)


def set_rows(question: Question, lines: Lines, *, is_asked: bool) -> None:
    """Ask just these rows of a matrix, in this order; one that stays keeps its row."""
    asked = list(question.rows.all())
    wanted = [one if isinstance(one, Line) else Line(one) for one in lines]
    for position, line in enumerate(wanted, start=1):
        row = _taken(asked, line) or MatrixRow(question=question)
        row.text, row.position, row.retired_at = line.text, position, None
        _save(row, asked)
    _let_go(asked, wanted, is_asked=is_asked)


def _taken(rows: Sequence[R], line: Line) -> R | None:
    for row in rows:
        if row.pk == line.number or (line.number is None and row.text == line.text):
            return row
    return None


def _save(row: Row, others: Sequence[Row]) -> None:
    if any(one.text == row.text and one.pk != row.pk for one in others):
        raise InputError(
            f"“{row.text}” was offered before, as an option of its own. Take this one out, and "
            "write those words as a new line: the earlier one is offered again."
        )
    row.save()


def _let_go(rows: Sequence[Row], wanted: Sequence[Line], *, is_asked: bool) -> None:
    """Retire what is not wanted any more; what nobody could read is deleted."""
    numbers, texts = {one.number for one in wanted}, {one.text for one in wanted}
    for row in rows:
        stays = row.pk in numbers or row.text in texts or getattr(row, "is_from_file", False)
        if stays or row.retired_at is not None:
            continue
        _refuse_if_named(row)
        if is_asked:
            row.retired_at = timezone.now()
            row.save(update_fields=["retired_at"])
        else:
            row.delete()


def _refuse_if_named(row: Row) -> None:
    """Raise ConflictError if a condition names the option: nobody could fulfil it any more."""
    if not isinstance(row, QuestionOption):
        return
    named = ConditionOption.objects.filter(option=row).select_related("condition__question").first()
    if named is not None:
        shown = named.condition.question or named.condition.section
        raise ConflictError(
            f"“{row.text}” decides whether “{shown}” is asked. Change that condition first, "
            "then take the option out."
        )
