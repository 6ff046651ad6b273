"""Saying what the columns of a file are, and what holds for every row."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from goldenthread.engagement import check_mapping
from goldenthread.errors import GoldenThreadError
from goldenthread.records.engagement import Capacity, Channel
from goldenthread.records.importing import (
    BESIDE_USES,
    EQUALITY_USES,
    QUESTION_USES,
    ColumnMapping,
    ColumnUse,
    DateOrder,
    FixedValues,
    Use,
)
from goldenthread_web.engagement.changes.import_questions import (
    KINDS,
    check_questions,
    with_keys,
)
from goldenthread_web.engagement.models import Engagement, Question, SavedMapping
from goldenthread_web.engagement.queries.exercises import questions_of
from goldenthread_web.engagement.queries.import_files import FileSample
from goldenthread_web.engagement.queries.import_values import (
    MEANING_CHOICES,
    unknown_values,
)

Pairs = list[tuple[str, str]]
LONGEST_SHOWN = 80
DETAILS = frozenset({"question", "title", "separator", "option"})
OPTION_LABELS = {
    Use.SEVERAL_CHOICES_IN_COLUMNS: "Option that it stands for",
    Use.RANKING_IN_COLUMNS: "Option that it stands for",
    Use.MATRIX_ROW: "Row that it stands for",
    Use.VOTE: "Statement that it stands for",
}
# A form field cannot hold the sign itself.
NEW_LINE = "new line"

USES: list[tuple[str, Pairs]] = [
    ("Left out", [(Use.IGNORED, "Left out")]),
    (
        "What they said",
        [
            (Use.OPEN_QUESTION, "A question answered in own words"),
            (Use.ONE_CHOICE, "A question with one choice"),
            (Use.SEVERAL_CHOICES_IN_ONE_CELL, "Several choices in one cell"),
            (Use.SEVERAL_CHOICES_IN_COLUMNS, "One option of several choices"),
            (Use.OTHER_WORDS, "Words beside “other”"),
            (Use.RATING, "A rating"),
            (Use.RANKING_IN_COLUMNS, "The place of one option in a ranking"),
            (Use.MATRIX_ROW, "One row of a matrix"),
            (Use.NUMBER, "A number"),
            (Use.DATE_ANSWER, "A date that was asked for"),
            (Use.AREA_ANSWER, "A postcode or area that was asked for"),
            (Use.PLACE_ANSWER, "A place on the map: its area"),
            (Use.POSTCODE_SECTOR, "A place: its postcode sector"),
            (Use.LATITUDE, "A place: latitude"),
            (Use.LONGITUDE, "A place: longitude"),
            (Use.PLACE_WORDS, "Words about a place"),
            (Use.OWN_STATEMENT, "A statement for others to vote on"),
            (Use.VOTE, "Votes on one statement"),
        ],
    ),
    (
        "The person",
        [
            (Use.CAPACITY, "Capacity: resident, business …"),
            (Use.ORGANISATION, "Organisation"),
            (Use.AREA, "Area or ward"),
            (Use.YOUNG_PERSON, "Under 18: yes or no"),
            (Use.AGE, "Age or age band"),
            (Use.EQUALITY_QUESTION, "An equality question"),
        ],
    ),
    (
        "The response",
        [
            (Use.RESPONSE_ID, "Its number or reference"),
            (Use.DATE, "Date"),
            (Use.CHANNEL, "Channel: paper, stall …"),
            (Use.AUDIENCE, "Audience"),
            (Use.LANGUAGE, "Language"),
            (Use.PEOPLE_COUNT, "Number of people in the group"),
            (Use.MAY_PUBLISH, "May the words be published?"),
        ],
    ),
]


class ColumnForm(forms.Form):
    """What one column is used for, and what only this use needs to know."""

    use = forms.ChoiceField(label="Used for", choices=[(group, pairs) for group, pairs in USES])
    question = forms.ChoiceField(label="Question", required=False)
    title = forms.CharField(label="Words of the new question", required=False, max_length=400)
    separator = forms.CharField(
        label="What parts the choices", required=False, max_length=10, strip=False
    )
    option = forms.CharField(label="Option that it stands for", required=False, max_length=300)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        column: ColumnUse,
        position: int,
        questions: Sequence[Question],
        sample: FileSample,
    ) -> None:
        super().__init__(data, prefix=f"c{position}")
        self.column = column
        self.cells = sample.cells_of(position)
        self._questions = {one.key: one for one in questions}
        self.shown_use = self._shown_use()
        self._keep_what_the_use_needs()
        self.meanings = self._add_meanings()

    @property
    def shown_header(self) -> str:
        """The header with the end that tells it from its neighbours, where it is long."""
        question, between, option = self.column.header.rpartition(" – ")
        if between and len(question) > LONGEST_SHOWN:
            return f"{question[:LONGEST_SHOWN].rstrip()}… – {option}"
        return self.column.header

    @property
    def examples(self) -> list[str]:
        """Three different cells, as they stand in the file."""
        return list(dict.fromkeys(self.cells))[:3]

    @property
    def is_used(self) -> bool:
        return self.shown_use is not Use.IGNORED

    @property
    def details(self) -> list[forms.BoundField]:
        """The fields that only this use needs, without the meanings of values."""
        return [self[name] for name in self.fields if name in DETAILS]

    @property
    def needs_a_look(self) -> bool:
        """Whether something is wrong here, or a value is not understood."""
        is_open = any(not field.value() for _, field in self.meanings)
        return is_open or any(name != "use" for name in self.errors)

    @property
    def summary(self) -> str:
        """What the closed details say."""
        if self.meanings:
            return f"Say what {len(self.meanings)} of its values mean"
        if self.shown_use is Use.SEVERAL_CHOICES_IN_COLUMNS:
            return f"Option “{self['option'].value()}”".replace("\n", " ")[:LONGEST_SHOWN]
        return "Question and wording"

    def _shown_use(self) -> Use:
        stated = str(self.data.get(self.add_prefix("use"), "")) if self.is_bound else ""
        return Use(stated) if stated in set(Use) else self.column.use

    def _keep_what_the_use_needs(self) -> None:
        column, use = self.column, self.shown_use
        is_joined = self._names_question_of_this_kind(column.question)
        self.initial = {
            "use": use,
            "question": column.question if is_joined else "",
            "title": (column.header if is_joined else column.title or column.header)[:400],
            "separator": NEW_LINE if column.separator == "\n" else column.separator,
            "option": (column.option or column.header)[:300],
        }
        joinable = [("", "A new question")] + [
            (one.key, one.text[:LONGEST_SHOWN])
            for one in self._questions.values()
            if one.kind == KINDS.get(use)
        ]
        if use in QUESTION_USES and len(joinable) > 1:
            self.fields["question"].choices = joinable  # type: ignore[attr-defined]
        else:
            del self.fields["question"]
        if use not in QUESTION_USES | BESIDE_USES | EQUALITY_USES:
            del self.fields["title"]
        if use is not Use.SEVERAL_CHOICES_IN_ONE_CELL:
            del self.fields["separator"]
        if use not in OPTION_LABELS:
            del self.fields["option"]
        else:
            self.fields["option"].label = OPTION_LABELS[use]

    def _names_question_of_this_kind(self, key: str) -> bool:
        return key in self._questions and self._questions[key].kind == KINDS.get(self.shown_use)

    def _add_meanings(self) -> list[tuple[str, forms.BoundField]]:
        """Add a select for each value of the file that is not understood by itself."""
        choices = MEANING_CHOICES.get(self.shown_use)
        if choices is None:
            return []
        stated = dict(self.column.meanings)
        values = list(dict.fromkeys([*stated, *unknown_values(self.shown_use, self.cells)]))
        if self.is_bound:
            values = [str(value) for value in self._sent_values()] or values
        for index, value in enumerate(values):
            name = f"meaning_{index}"
            self.fields[name] = forms.ChoiceField(
                label=f"“{value[:LONGEST_SHOWN]}” means", choices=choices, required=False
            )
            self.initial[name] = stated.get(value, "")
        return [(value, self[f"meaning_{index}"]) for index, value in enumerate(values)]

    def _sent_values(self) -> list[object]:
        values: list[object] = []
        while (name := self.add_prefix(f"value_{len(values)}")) in self.data:
            values.append(self.data[name])
        return values

    def as_column(self) -> ColumnUse:
        """Return the use as stated; the question is "" for a new one."""
        found = self.cleaned_data
        meanings = ((value, str(found.get(field.name, ""))) for value, field in self.meanings)
        return ColumnUse(
            header=self.column.header,
            use=Use(found["use"]),
            question=str(found.get("question", "")),
            title=self._title(),
            separator=self._separator(),
            option=str(found.get("option") or self.initial["option"])
            if self.shown_use in OPTION_LABELS
            else "",
            meanings=tuple((value, meaning) for value, meaning in meanings if meaning),
        )

    def _separator(self) -> str:
        stated = str(self.cleaned_data.get("separator") or self.column.separator or ";")
        return "\n" if stated == NEW_LINE else stated

    def _title(self) -> str:
        if self.shown_use not in QUESTION_USES | BESIDE_USES | EQUALITY_USES:
            return ""
        joined = self._questions.get(str(self.cleaned_data.get("question", "")))
        return (
            joined.text if joined else str(self.cleaned_data.get("title") or self.initial["title"])
        )


class FixedValuesForm(forms.Form):
    """What holds for every row where no column says it."""

    channel = forms.ChoiceField(
        label="Channel", choices=[(one.value, one.value.capitalize()) for one in Channel]
    )
    capacity = forms.ChoiceField(
        label="Capacity", choices=[(one.value, one.value.capitalize()) for one in Capacity]
    )
    audience = forms.CharField(label="Audience", required=False, max_length=160)
    language = forms.CharField(
        label="Language",
        required=False,
        max_length=12,
        help_text="As a code, such as en, bn or so.",
    )
    date_order = forms.ChoiceField(
        label="Dates such as 03/04/2025",
        choices=[
            (DateOrder.DAY_FIRST, "Day first: 3 April"),
            (DateOrder.MONTH_FIRST, "Month first: 4 March"),
            (DateOrder.NOT_STATED, "Cannot be told: do not take such rows"),
        ],
    )
    may_publish_words = forms.BooleanField(
        label="People were told that their words may be published",
        required=False,
        help_text="If not, what they said is counted but never quoted.",
    )

    def __init__(self, data: Mapping[str, Any] | None, *, mapping: ColumnMapping) -> None:
        fixed = mapping.fixed
        initial = {
            "channel": fixed.channel.value,
            "capacity": fixed.capacity.value,
            "audience": fixed.audience,
            "language": fixed.language or "",
            "date_order": mapping.date_order.value,
            "may_publish_words": fixed.may_publish_words,
        }
        super().__init__(data, prefix="fixed", initial=initial)

    def as_fixed(self) -> FixedValues:
        """Return the values as stated."""
        found = self.cleaned_data
        return FixedValues(
            channel=Channel(found["channel"]),
            audience=str(found["audience"]),
            language=str(found["language"]) or None,
            capacity=Capacity(found["capacity"]),
            may_publish_words=bool(found["may_publish_words"]),
        )


class MappingForm:
    """All columns of one file and what holds for every row."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        mapping: ColumnMapping,
        sample: FileSample,
        engagement: Engagement,
    ) -> None:
        self._engagement = engagement
        self._sample = sample
        self._questions = list(questions_of(engagement))
        drafted = {column.header: column for column in mapping.columns}
        self.columns = [
            ColumnForm(
                data,
                column=drafted.get(header, ColumnUse(header, Use.IGNORED)),
                position=position,
                questions=self._questions,
                sample=sample,
            )
            for position, header in enumerate(sample.headers)
        ]
        self.fixed = FixedValuesForm(data, mapping=mapping)
        self.problem = ""

    @property
    def used(self) -> list[ColumnForm]:
        return [form for form in self.columns if form.is_used]

    @property
    def left_out(self) -> list[ColumnForm]:
        return [form for form in self.columns if not form.is_used]

    @property
    def forms(self) -> list[forms.Form]:
        return [*self.columns, self.fixed]

    @property
    def errors(self) -> list[tuple[str, str]]:
        """The mistakes, each with the id of its field, for the summary on top."""
        found = [
            (form[name].auto_id, str(error))
            for form in self.forms
            for name, errors in form.errors.items()
            for error in errors
        ]
        return [*found, ("columns", self.problem)] if self.problem else found

    def is_valid(self) -> bool:
        """Return whether the mapping fits the file and the questions that are there."""
        if not all([form.is_valid() for form in self.forms]):  # noqa: C419 - each shows its own
            return False
        try:
            mapping = self.as_mapping()
            check_mapping(mapping, self._sample.headers)
            check_questions(self._engagement, mapping)
        except GoldenThreadError as reason:
            self.problem = str(reason)
        return not self.problem

    def as_mapping(self) -> ColumnMapping:
        """Return what was stated."""
        return ColumnMapping(
            columns=with_keys([form.as_column() for form in self.columns], self._questions),
            fixed=self.fixed.as_fixed(),
            date_order=DateOrder(self.fixed.cleaned_data["date_order"]),
            layout=self._sample.layout,
        )


class SaveMappingForm(forms.Form):
    """A name for the mapping, for the next file of this kind."""

    name = forms.CharField(
        label="Keep this mapping as",
        help_text="Name it after the tool, such as Citizen Space. The tool's own columns, such as its "
        "number and date, are then known in every exercise; a file with the same questions too.",
        max_length=120,
        required=False,
    )


class ChooseMappingForm(forms.Form):
    """A mapping that was kept before."""

    saved = forms.ModelChoiceField(
        label="A mapping that was kept", queryset=SavedMapping.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, kept: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["saved"].queryset = kept  # type: ignore[attr-defined]
