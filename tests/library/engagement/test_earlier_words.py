"""Choices in earlier words become the same choices as they read now."""

from datetime import date

from goldenthread.engagement.earlier_words import EarlierOptions
from goldenthread.records.engagement import Capacity, Channel
from goldenthread.records.own_package import EarlierWords, ExportedForm, ExportedQuestion
from goldenthread.records.responses import (
    ChosenOptions,
    FurtherAnswers,
    MatrixChoices,
    OwnFields,
    ResponseRow,
)

FORM = ExportedForm(
    "Streets",
    date(2026, 1, 1),
    3,
    (
        ExportedQuestion(
            "way",
            wordings=(
                EarlierWords(2, "Which way?", options=(("By bus", "Bus"), ("On foot", "Walking"))),
                EarlierWords(1, "Which way?", options=(("By bus", "Walking"), ("On foot", "Feet"))),
            ),
        ),
    ),
)


def row(version: int, *chosen: str) -> ResponseRow:
    return ResponseRow(
        2, "x", Channel.OTHER, None, None, "", Capacity.RESIDENT, "", "", 1, False, True, (),  # noqa: FBT003 (as the record has them)
        (ChosenOptions("way", chosen),), (),
        FurtherAnswers(matrices=(MatrixChoices("way", (("Morning", chosen[0]),)),)),
        OwnFields("n", form_version=version),
    )  # fmt: skip


def test_the_words_of_a_version_stand_until_the_next() -> None:
    earlier = EarlierOptions(FORM)
    assert earlier.now("way", 1, "Walking") == "By bus"
    assert [earlier.now("way", version, "Walking") for version in (2, 3)] == ["On foot"] * 2
    assert earlier.now("way", 1, "By boat") == "By boat"
    assert earlier.now("another", 1, "Walking") == "Walking"


def test_ticks_and_rows_of_a_matrix_are_named_as_now() -> None:
    found = EarlierOptions(FORM).in_words_of_now(row(1, "Feet", "By boat"))
    assert found.choices == (ChosenOptions("way", ("On foot", "By boat")),)
    assert found.further.matrices == (MatrixChoices("way", (("Morning", "On foot"),)),)
    assert found.identity == "x"
