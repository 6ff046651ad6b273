"""What was answered in one row: words, choices, equality answers."""

from collections.abc import Iterator

from goldenthread.engagement.meanings import (
    NO,
    YES,
    is_not_said,
    plain_value,
    stated_meaning,
    without_decimals,
)
from goldenthread.engagement.parting import parts_of, said_beside_other
from goldenthread.engagement.words import normal_text, one_line
from goldenthread.errors import InputError
from goldenthread.records.engagement import WordsAre
from goldenthread.records.importing import EQUALITY_USES, ColumnMapping, ColumnUse, Use
from goldenthread.records.responses import ChosenOptions, EqualityAnswer, OpenAnswer

WORDS = {
    Use.OPEN_QUESTION: WordsAre.ANSWER,
    Use.OTHER_WORDS: WordsAre.OTHER,
    Use.PLACE_WORDS: WordsAre.PLACE,
    Use.OWN_STATEMENT: WordsAre.STATEMENT,
}

Answers = tuple[tuple[OpenAnswer, ...], tuple[ChosenOptions, ...], tuple[EqualityAnswer, ...]]


def read_answers(values: dict[str, str], mapping: ColumnMapping) -> Answers:
    """Return the open answers, the choices and the equality answers of a row."""
    return (
        _open_answers(values, mapping),
        _choices(values, mapping),
        _equality_answers(values, mapping),
    )


def _open_answers(values: dict[str, str], mapping: ColumnMapping) -> tuple[OpenAnswer, ...]:
    beside = () if mapping.is_own_export else _written_beside_other(values, mapping)
    return (*_in_own_words(values, mapping), *beside)


def _written_beside_other(values: dict[str, str], mapping: ColumnMapping) -> Iterator[OpenAnswer]:
    """Yield the words of “Other (the hill is steep)”: they are somebody's, and wait to be released."""
    for column in mapping.used_as(Use.ONE_CHOICE, Use.SEVERAL_CHOICES_IN_ONE_CELL):
        for part in _labels_in(column, values[column.header]):
            _, words = said_beside_other(part)
            if words:
                yield OpenAnswer(column.question, normal_text(words), words, WordsAre.OTHER)


def _in_own_words(values: dict[str, str], mapping: ColumnMapping) -> tuple[OpenAnswer, ...]:
    return tuple(
        OpenAnswer(
            column.question,
            normal_text(values[column.header]),
            values[column.header],
            WORDS[column.use],
        )
        for column in mapping.used_as(*WORDS)
        if normal_text(values[column.header])
    )


def _choices(values: dict[str, str], mapping: ColumnMapping) -> tuple[ChosenOptions, ...]:
    chosen: dict[str, dict[str, None]] = {}
    for column in mapping.columns:
        cell = values.get(column.header, "")
        found = _written_in(column, cell) if mapping.is_own_export else _chosen_in(column, cell)
        for option in found:
            chosen.setdefault(column.question, {})[option] = None
    return tuple(ChosenOptions(question, tuple(options)) for question, options in chosen.items())


def _written_in(column: ColumnUse, cell: str) -> list[str]:
    """Return the options of a cell that this program wrote: the words that were asked, as they were."""
    if not cell.strip():
        return []
    if column.use is Use.ONE_CHOICE:
        return [one_line(cell)]
    return [column.option] if column.use is Use.SEVERAL_CHOICES_IN_COLUMNS else []


def _chosen_in(column: ColumnUse, cell: str) -> list[str]:
    if column.use is Use.SEVERAL_CHOICES_IN_COLUMNS:
        return [column.option] if _is_ticked(column, cell) else []
    labels = (without_decimals(one_line(part)) for part in _labels_in(column, cell))
    stated = (stated_meaning(label, column.meanings) for label in labels)
    return [said_beside_other(label)[0] for label in stated if label]


def _labels_in(column: ColumnUse, cell: str) -> list[str]:
    """Return the choices that stand in one cell; none if the column holds no choices."""
    if column.use is Use.ONE_CHOICE:
        return [cell]
    is_list = column.use is Use.SEVERAL_CHOICES_IN_ONE_CELL
    return parts_of(cell, column.separator) if is_list else []


def _is_ticked(column: ColumnUse, cell: str) -> bool:
    plain = plain_value(stated_meaning(cell, column.meanings))
    if plain in YES or (plain and plain == plain_value(column.option)):
        return True
    if plain in NO or is_not_said(cell):
        return False
    raise InputError(
        f"The column “{column.header}” stands for one option but holds “{cell.strip()[:40]}”, "
        "which is neither a tick nor blank. Map it as an open question, or mend the cell."
    )


def _equality_answers(values: dict[str, str], mapping: ColumnMapping) -> tuple[EqualityAnswer, ...]:
    return tuple(
        EqualityAnswer(column.question, without_decimals(one_line(values[column.header])))
        for column in mapping.used_as(*EQUALITY_USES)
        if normal_text(values[column.header])
    )
