"""One question of a page, as its template draws it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.forms import BoundField
from django.forms.boundfield import BoundWidget

from goldenthread_web.engagement.forms.answering_kinds import hint_of
from goldenthread_web.engagement.forms.statements import vote_field
from goldenthread_web.engagement.models import Question, QuestionOption
from goldenthread_web.engagement.queries.answering_draft import (
    DATE_PARTS,
    KeptFile,
    field_of,
    offered,
)
from goldenthread_web.engagement.queries.statements import Statement

if TYPE_CHECKING:
    from goldenthread_web.engagement.forms.answering_questions import QuestionsForm

# Kinds with one field and a label of its own; all others are a group with a legend.
SINGLE = frozenset({Question.Kind.OPEN, Question.Kind.NUMBER, Question.Kind.FILE})


class QuestionPart:
    """A question with its fields. `template` draws what lies between hint and next question."""

    def __init__(self, form: "QuestionsForm", question: Question) -> None:
        self.form, self.question = form, question
        self.map: object | None = None
        self.clips: Sequence[object] = ()

    @property
    def template(self) -> str:
        return f"engagement/asked/{self.question.kind.replace(' ', '_')}.html"

    @property
    def ident(self) -> str:
        """The id of the whole question on the page, to which its buttons come back."""
        return f"question-{self.question.pk}"

    @property
    def hint(self) -> str:
        return hint_of(self.question, self.form.areas_of(self.question))

    @property
    def hint_id(self) -> str:
        main = self.main
        return f"{main.auto_id}_helptext" if main else f"{self.ident}-hint"

    @property
    def is_single(self) -> bool:
        return self.question.kind in SINGLE

    @property
    def main(self) -> BoundField | None:
        return self._field()

    @property
    def points(self) -> list[BoundWidget]:
        """The radios of a scale, without the one that takes an answer back."""
        return [one for one in self.main or [] if one.data["value"]]

    @property
    def none(self) -> BoundWidget | None:
        """The radio that takes an answer back, where a scale can be left out."""
        return next((one for one in self.main or [] if not one.data["value"]), None)

    @property
    def other(self) -> BoundField | None:
        return self._field("other")

    @property
    def other_value(self) -> str:
        """The option beside which words can be written."""
        return next((str(one.pk) for one in self.options if one.is_other), "")

    @property
    def words(self) -> BoundField | None:
        return self._field("words")

    @property
    def postcode(self) -> BoundField | None:
        return self._field("postcode")

    @property
    def date_fields(self) -> list[BoundField]:
        return [self.form[field_of(self.question, part)] for part in DATE_PARTS]

    @property
    def ranks(self) -> list[BoundField]:
        options = offered(self.question)
        return [self.form[field_of(self.question, f"rank_{one.pk}")] for one in options]

    @property
    def rows(self) -> list[BoundField]:
        return [
            self.form[field_of(self.question, f"row_{row.pk}")] for row in self.question.rows.all()
        ]

    @property
    def votes(self) -> list[tuple[Statement, BoundField]]:
        """The statements that stand here, each with its vote."""
        put = self.form.statements.get(self.question.pk, ())
        return [(one, self.form[vote_field(self.question, one.pk)]) for one in put]

    @property
    def own(self) -> BoundField | None:
        return self._field("own")

    @property
    def shown(self) -> BoundField | None:
        return self._field("shown")

    @property
    def options(self) -> list[QuestionOption]:
        return offered(self.question)

    @property
    def has_errors(self) -> bool:
        name = field_of(self.question)
        return any(one == name or one.startswith(f"{name}_") for one in self.form.errors)

    @property
    def group_errors(self) -> list[tuple[str, str]]:
        """Errors that stand above the whole group, with the ids that the group names."""
        shown = self.date_fields if self.question.kind == Question.Kind.DATE else [self.main]
        return [
            (f"{one.auto_id}_error", str(error)) for one in shown if one for error in one.errors
        ]

    @property
    def described_by(self) -> str:
        return " ".join([self.hint_id, *dict.fromkeys(ident for ident, _ in self.group_errors)])

    @property
    def kept_file(self) -> KeptFile | None:
        return self.form.kept_file(self.question)

    def _field(self, part: str = "") -> BoundField | None:
        name = field_of(self.question, part)
        return self.form[name] if name in self.form.fields else None
