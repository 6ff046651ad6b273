"""Voting on statements and writing one's own: as fields of a page, and as forms."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goldenthread.engagement.receipts import ReceiptCodeError, parse_receipt_code
from goldenthread_web.engagement.changes.contributions import plain_words
from goldenthread_web.engagement.forms.answering_fields import WordsField, one_of
from goldenthread_web.engagement.forms.coming_back import RECEIPT_PROBLEMS
from goldenthread_web.engagement.models import Question, Vote
from goldenthread_web.engagement.queries.answering_draft import Draft, field_of
from goldenthread_web.engagement.queries.statements import LONGEST_STATEMENT, Statement

VOTES = (
    (str(Vote.Value.AGREE.value), gettext_lazy("Agree")),
    (str(Vote.Value.DISAGREE.value), gettext_lazy("Disagree")),
    (str(Vote.Value.PASS.value), gettext_lazy("Pass")),
)
HOW = gettext_lazy("Say what you think of each statement. Choose “Pass” if you are not sure.")
OWN_HINT = gettext_lazy(
    "One idea, in a few lines. A person reads it first. Then others can vote on it. "
    "They never see who wrote it."
)


class OwnStatementField(WordsField):
    """One idea: what is too long is told as that."""

    def validate(self, value: str) -> None:
        length = len(plain_words(value))
        if length > self.longest:
            raise forms.ValidationError(
                gettext(
                    "Your statement has %(length)s characters, and %(longest)s fit. "
                    "Make it shorter, or split it into two."
                )
                % {"length": length, "longest": self.longest}
            )
        super().validate(value)


def statement_fields(question: Question, put: Sequence[Statement]) -> dict[str, forms.Field]:
    """Return a vote for each statement that is put, and a box for an own one if it takes them."""
    votes = [(value, str(label)) for value, label in VOTES]
    fields: dict[str, forms.Field] = {
        vote_field(question, one.pk): one_of(votes, label=one.words, required=False) for one in put
    }
    fields[field_of(question, "shown")] = forms.CharField(
        widget=forms.HiddenInput,
        required=False,
        max_length=300,
        initial=" ".join(str(one.pk) for one in put),
    )
    if question.takes_own_statements:
        fields[field_of(question, "own")] = OwnStatementField(
            label=gettext_lazy("Is something missing? Add a statement of your own"),
            help_text=OWN_HINT,
            required=False,
            rows=3,
            longest=LONGEST_STATEMENT,
        )
    return fields


def vote_field(question: Question, statement: int) -> str:
    return field_of(question, f"vote_{statement}")


def check_statements(form: Any, question: Question) -> None:
    """Ask for one vote, or an own statement, where an answer is needed."""
    given = Draft(form.cleaned_data)
    name = field_of(question)
    # What stands on the page is what was put to them, whatever else was posted.
    put = [
        one.removeprefix(f"{name}_vote_") for one in form.fields if one.startswith(f"{name}_vote_")
    ]
    form.cleaned_data[field_of(question, "shown")] = " ".join(put)
    has_error = any(one.startswith(f"{name}_") for one in form.errors)
    if question.is_required and not given.has_answer(question) and not has_error:
        first = vote_field(question, int(put[0])) if put else field_of(question, "own")
        form.add_error(first, gettext("Vote on one statement or more."))


class TeamStatementsForm(forms.Form):
    """First statements, one on each line."""

    statements = forms.CharField(
        label="Add statements",
        help_text=(
            f"One on each line, {LONGEST_STATEMENT} characters at most. One idea each, so that "
            "people can agree or disagree. They are shown as written by the team, and counted "
            "as nobody’s voice."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": "Write one statement or more."},
    )

    def clean_statements(self) -> list[str]:
        lines = [plain_words(line) for line in self.cleaned_data["statements"].splitlines()]
        found = list(dict.fromkeys(line for line in lines if line))
        for number, line in enumerate(found, start=1):
            if len(line) > LONGEST_STATEMENT:
                raise forms.ValidationError(
                    f"Statement {number} has {len(line)} characters, and {LONGEST_STATEMENT} fit."
                )
        return found


class VoteForm(forms.Form):
    """One vote, as a button sends it."""

    statement = forms.IntegerField(min_value=1, max_value=2**62)
    vote = forms.TypedChoiceField(choices=VOTES, coerce=int)


class VotingCodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Your receipt code"),
        help_text=gettext_lazy("It is on the page that you saw when you sent your answers."),
        max_length=60,
        error_messages={"required": RECEIPT_PROBLEMS["empty"]},
    )

    def clean_code(self) -> str:
        try:
            return parse_receipt_code(self.cleaned_data["code"])
        except ReceiptCodeError as error:
            raise forms.ValidationError(RECEIPT_PROBLEMS[error.mistake.value]) from error
