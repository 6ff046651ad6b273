"""What an officer fills in for a question: the fields that its kind needs, and no others."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from goldenthread_web.engagement.changes.questions_rows import Line
from goldenthread_web.engagement.models import Engagement, MatrixRow, Question, QuestionOption
from goldenthread_web.engagement.queries.building import area_sets, sections_of

Kind = Question.Kind
LONGEST_LINE = 300
MOST_LINES = 100
WIDEST_SCALE = 10
FEWEST = {
    "Option": "Give at least two options, one on each line.",
    "Row": "Give at least one row, one on each line.",
}
CHOICES = (Kind.ONE_CHOICE, Kind.SEVERAL_CHOICES)
# One line on each kind, for whoever chooses between them.
KIND_SENTENCES = {
    Kind.OPEN: "In their own words, short or long.",
    Kind.ONE_CHOICE: "They pick one option.",
    Kind.SEVERAL_CHOICES: "They tick all that fit.",
    Kind.RATING: "They give a number, such as 1 to 5, with words at both ends.",
    Kind.RANKING: "They put options in order, the first one first.",
    Kind.MATRIX: "The same options for several things, one choice in each row.",
    Kind.NUMBER: "They type a number, such as how many people live with them.",
    Kind.DATE: "They give a day.",
    Kind.AREA: "They say in which part of the place: by postcode or from a list.",
    Kind.PLACE: "They put a pin on a map, or describe the spot in words.",
    Kind.STATEMENTS: "They agree, disagree or pass on short statements of other people.",
    Kind.FILE: "They send a picture or a PDF. What it tells about the camera is taken out.",
}


class LinesField(forms.CharField):
    """One thing on each line; the same line twice is one line."""

    def __init__(self, *, one: str, **options: Any) -> None:
        self.one = one
        super().__init__(widget=forms.Textarea({"rows": 6}), **options)

    def clean(self, value: Any) -> list[str]:
        typed = (" ".join(line.split()) for line in str(super().clean(value)).splitlines())
        lines = list(dict.fromkeys(line for line in typed if line))
        if any(len(line) > LONGEST_LINE for line in lines):
            raise ValidationError(f"{self.one} has {LONGEST_LINE} characters at most.")
        if len(lines) > MOST_LINES:
            raise ValidationError(f"There are {len(lines)} lines, and {MOST_LINES} fit.")
        return lines


class LineField(forms.CharField):
    """One option on one line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=LONGEST_LINE, required=False, **options)

    def clean(self, value: Any) -> str:
        return " ".join(str(super().clean(value)).split())


def _number(label: str, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=-1_000_000, max_value=1_000_000, **options)


class QuestionForm(forms.Form):
    """A question of one kind: new, or one that may have been asked already.

    Once it was asked, each option stands in a line of its own, so that other
    words for the same option can be told from another option.
    """

    text = forms.CharField(
        label="The question",
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": "Write the question."},
    )
    help_text = forms.CharField(
        label="Help under the question",
        help_text="A sentence that makes it easier to answer. Many questions need none.",
        max_length=400,
        required=False,
    )

    def __init__(
        self,
        kind: str,
        *args: Any,
        engagement: Engagement,
        question: Question | None = None,
        needs_why: bool = False,
        **options: Any,
    ) -> None:
        self.kind, self.engagement = Kind(kind), engagement
        self.is_asked = question is not None and needs_why
        self.offered = _offered(question) if question else []
        self.rows = [one for one in question.rows.all() if not one.retired_at] if question else []
        super().__init__(*args, **options)
        self._add_fields_of_kind()
        self._add_placing()
        if needs_why:
            self.fields["why"] = forms.CharField(
                label="Why do you change it?" if question else "Why do you add it now?",
                help_text="People have answered, or are answering now. They can read this reason "
                "on the public page. Earlier answers keep the words that they answered.",
                max_length=300,
                error_messages={"required": "Say why. Residents can read it."},
            )

    def _add_fields_of_kind(self) -> None:
        add = {
            Kind.OPEN: self._add_length,
            Kind.RATING: self._add_scale,
            Kind.MATRIX: self._add_matrix,
            Kind.NUMBER: self._add_bounds,
            Kind.AREA: self._add_areas,
            Kind.PLACE: self._add_areas,
            Kind.STATEMENTS: self._add_own_statements,
        }
        if self.kind in {*CHOICES, Kind.RANKING}:
            self._add_options()
        elif self.kind in add:
            add[self.kind]()

    def _add_length(self) -> None:
        self.fields["is_short"] = forms.BooleanField(
            label="One line is enough for an answer",
            help_text="Otherwise people get a box.",
            required=False,
        )

    def _add_lines(
        self, name: str, one: str, present: Sequence[QuestionOption | MatrixRow]
    ) -> None:
        many = f"{one}s"
        if self.is_asked:
            for number, row in enumerate(present, start=1):
                self.fields[f"{one.lower()}_{row.pk}"] = LineField(
                    label=f"{one} {number}",
                    initial=row.text,
                    help_text=f"Other words mean: still the same {one.lower()}. To offer one no "
                    "longer, empty its line."
                    if number == 1
                    else "",
                )
        self.fields[name] = LinesField(
            one=one,
            label=f"More {many.lower()}" if self.is_asked else many,
            help_text="One on each line, in this order.",
            required=not self.is_asked,
            error_messages={"required": FEWEST[one]},
        )

    def _add_options(self) -> None:
        has = {
            "other": any(one.is_other for one in self.offered),
            "none": any(one.is_exclusive for one in self.offered),
        }
        self._add_lines("options", "Option", self.offered)
        if self.kind in CHOICES and not (self.is_asked and has["other"]):
            self.fields["other_option"] = LineField(
                label="An option to say something else",
                help_text="Such as “Other, please say”: people can write beside it. "
                "Leave it empty to offer none.",
            )
        if self.kind == Kind.SEVERAL_CHOICES and not (self.is_asked and has["none"]):
            self.fields["none_option"] = LineField(
                label="An option that rules out the others",
                help_text="Such as “None of these”. Leave it empty to offer none.",
            )
        if self.kind in {Kind.SEVERAL_CHOICES, Kind.RANKING}:
            self.fields["most_choices"] = forms.IntegerField(
                label="How many may they choose at most?"
                if self.kind == Kind.SEVERAL_CHOICES
                else "How many do they put in order at most?",
                help_text="Leave it empty for as many as they like.",
                min_value=1,
                max_value=MOST_LINES,
                required=False,
            )

    def _add_matrix(self) -> None:
        self._add_lines("rows", "Row", self.rows)
        self._add_lines("options", "Option", self.offered)

    def _add_scale(self) -> None:
        self.fields["lowest"] = _number("Lowest number", initial=1, disabled=self.is_asked)
        self.fields["lowest_label"] = LineField(label="Words at the lowest number")
        self.fields["highest"] = _number("Highest number", initial=5, disabled=self.is_asked)
        self.fields["highest_label"] = LineField(label="Words at the highest number")
        for name in ("lowest_label", "highest_label"):
            field = self.fields[name]
            field.max_length = 80  # type: ignore[attr-defined]
            field.validators[0].limit_value = 80  # type: ignore[attr-defined]

    def _add_bounds(self) -> None:
        self.fields["lowest"] = _number("Smallest number that can be right", required=False)
        self.fields["highest"] = _number("Largest number that can be right", required=False)

    def _add_areas(self) -> None:
        self.fields["area_set"] = forms.ModelChoiceField(
            label="Which areas?",
            queryset=area_sets(),
            required=self.kind == Kind.PLACE,
            help_text="In public, answers are shown by area only, never as a point.",
            error_messages={
                "required": "A map needs areas. If there are none in the list, bring them in "
                "first: in the office, under “Areas of the place”."
            },
        )

    def _add_own_statements(self) -> None:
        self.fields["takes_own_statements"] = forms.BooleanField(
            label="People may add statements of their own",
            help_text="Others see them once a moderator released them.",
            required=False,
        )

    def _add_placing(self) -> None:
        sections = sections_of(self.engagement)
        if sections:
            self.fields["section"] = forms.ModelChoiceField(
                label="Section",
                queryset=sections,
                required=False,
                empty_label="Before the first section",
            )
        self.fields["is_required"] = forms.BooleanField(
            label="People must answer this question",
            help_text="Ask for it only if the other answers mean nothing without it.",
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.kind in {*CHOICES, Kind.RANKING, Kind.MATRIX}:
            self._clean_lines(cleaned, "options", "option", self.offered)
        if self.kind == Kind.MATRIX:
            self._clean_lines(cleaned, "rows", "row", self.rows)
        self._clean_flags(cleaned)
        self._clean_numbers(cleaned)
        cleaned["text"] = " ".join(str(cleaned.get("text", "")).split())
        return cleaned

    def _clean_lines(
        self,
        cleaned: dict[str, Any],
        name: str,
        one: str,
        present: Sequence[QuestionOption | MatrixRow],
    ) -> None:
        """Put what stands and what is new together under one name."""
        standing = []
        if self.is_asked:
            standing = [
                Line(text, row.pk)
                for row in present
                if (text := cleaned.pop(f"{one}_{row.pk}", ""))
            ]
        lines = [*standing, *(Line(text) for text in cleaned.get(name) or [])]
        texts = [line.text.casefold() for line in lines]
        count = len(lines) + bool(cleaned.get("other_option")) + bool(cleaned.get("none_option"))
        if len(set(texts)) < len(texts):
            self.add_error(name, f"Two {one}s have the same words.")
        elif count < (2 if one == "option" else 1) and name not in self.errors:
            self.add_error(name, FEWEST[one.capitalize()])
        cleaned[name] = lines

    def _clean_flags(self, cleaned: dict[str, Any]) -> None:
        """An option that means "other" or "none of these" goes on to mean it in other words."""
        lines = {line.number: line.text for line in cleaned.get("options") or []}
        for row in self.offered if self.is_asked else []:
            for name, flag in (("other_option", row.is_other), ("none_option", row.is_exclusive)):
                if flag and row.pk in lines:
                    cleaned[name] = lines[row.pk]

    def _clean_numbers(self, cleaned: dict[str, Any]) -> None:
        lowest, highest = cleaned.get("lowest"), cleaned.get("highest")
        if lowest is None or highest is None:
            return
        if highest <= lowest:
            self.add_error("highest", "This has to be larger than the lowest number.")
        elif self.kind == Kind.RATING and highest - lowest > WIDEST_SCALE:
            self.add_error(
                "highest", f"A scale has {WIDEST_SCALE + 1} numbers at most, such as 0 to 10."
            )


def _offered(question: Question) -> list[QuestionOption]:
    return [
        one for one in question.options.all() if not one.is_from_file and one.retired_at is None
    ]


def first_values(question: Question) -> dict[str, Any]:
    """Return the question as the form shows it: options one a line, flagged ones apart."""
    offered = _offered(question)
    plain = [one.text for one in offered if not (one.is_other or one.is_exclusive)]
    return {
        "text": question.text,
        "help_text": question.help_text,
        "is_required": question.is_required,
        "is_short": question.is_short,
        "options": "\n".join(plain),
        "other_option": next((one.text for one in offered if one.is_other), ""),
        "none_option": next((one.text for one in offered if one.is_exclusive), ""),
        "rows": "\n".join(one.text for one in question.rows.all() if one.retired_at is None),
        "lowest": question.lowest,
        "highest": question.highest,
        "lowest_label": question.lowest_label,
        "highest_label": question.highest_label,
        "most_choices": question.most_choices,
        "area_set": question.area_set_id,
        "takes_own_statements": question.takes_own_statements,
        "section": question.section_id,
    }


class WhyForm(forms.Form):
    """A reason that residents can read; nothing to fill in before anybody answers."""

    why = forms.CharField(
        label="Why?",
        help_text="People have answered, or are answering now. They can read this reason on the "
        "public page.",
        max_length=300,
        error_messages={"required": "Say why. Residents can read it."},
    )

    def __init__(self, *args: Any, needs_why: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not needs_why:
            del self.fields["why"]

    @property
    def reason(self) -> str:
        return str(self.cleaned_data.get("why", ""))


class SaveForm(forms.Form):
    title = forms.CharField(
        label="What is it called in the library?",
        help_text="So that colleagues find it again.",
        max_length=160,
    )
