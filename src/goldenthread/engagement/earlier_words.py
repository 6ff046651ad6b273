"""Choices in the words of an earlier version of a form, as the same choices read now."""

from dataclasses import replace

from goldenthread.records.own_package import ExportedForm
from goldenthread.records.responses import ChosenOptions, MatrixChoices, ResponseRow


class EarlierOptions:
    """What each option was called at each version of a form that was exported."""

    def __init__(self, form: ExportedForm) -> None:
        self._kept = {
            question.key: sorted(
                (
                    (one.version, {then: now for now, then in one.options})
                    for one in question.wordings
                ),
                key=lambda pair: pair[0],
            )
            for question in form.questions
        }

    def now(self, question: str, version: int, option: str) -> str:
        """Return how an option reads now that was chosen at this version."""
        standing = [names for at, names in self._kept.get(question, []) if at <= version]
        return standing[-1].get(option, option) if standing else option

    def in_words_of_now(self, row: ResponseRow) -> ResponseRow:
        """Return the row with every choice named as it is now: only so are equal choices equal.

        An export holds the words that were asked. Headers hold those of now, so
        ticks in columns and ranks need nothing.
        """
        version = row.own.form_version if row.own else 1
        choices = tuple(
            ChosenOptions(
                one.question, tuple(self.now(one.question, version, o) for o in one.options)
            )
            for one in row.choices
        )
        matrices = tuple(
            MatrixChoices(
                one.question,
                tuple((line, self.now(one.question, version, o)) for line, o in one.choices),
            )
            for one in row.further.matrices
        )
        return replace(row, choices=choices, further=replace(row.further, matrices=matrices))
