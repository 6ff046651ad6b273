"""The fields of one question, by its kind. Names are as the draft reads them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, gettext_lazy

from goldenthread_web.engagement.forms.answering_fields import (
    NumberField,
    PostcodeField,
    WordsField,
    one_of,
)
from goldenthread_web.engagement.forms.statements import HOW
from goldenthread_web.engagement.models import Question
from goldenthread_web.engagement.queries.answering_areas import OfferedAreas
from goldenthread_web.engagement.queries.answering_draft import DATE_PARTS, field_of, offered
from goldenthread_web.engagement.speaking import marked

Fields = dict[str, forms.Field]
LONGEST_OTHER, LONGEST_SHORT = 1_000, 300
NO_NAMES = gettext_lazy("Please do not give names or addresses.")
PARTS_OF_DATE = {
    "day": gettext_lazy("Day"),
    "month": gettext_lazy("Month"),
    "year": gettext_lazy("Year"),
}
HINTS = {
    Question.Kind.SEVERAL_CHOICES: gettext_lazy("Tick all that fit."),
    Question.Kind.RANKING: gettext_lazy(
        "Give place 1 to what comes first for you. You need not place them all."
    ),
    Question.Kind.MATRIX: gettext_lazy("Choose one answer in each row."),
    Question.Kind.DATE: gettext_lazy("For example, 27 3 2025."),
    Question.Kind.FILE: gettext_lazy(
        "JPEG, PNG or PDF, up to 10 MB. We take out where and when it was taken. "
        "A person looks at it before anybody else can."
    ),
}

AT_MOST = {
    Question.Kind.SEVERAL_CHOICES: gettext_lazy("Tick up to %(most)s."),
    Question.Kind.RANKING: gettext_lazy(
        "Give place 1 to what comes first for you. Place %(most)s at most."
    ),
}


def hint_of(question: Question, areas: OfferedAreas) -> str:
    """Return what stands under a question: its own help, how to answer, may it be left out."""
    parts = [marked(question, "help_text"), _how(question, areas)]
    if not question.is_required:
        parts.append(gettext("You can leave this out."))
    return format_html_join(" ", "{}", ([part] for part in parts if part))


def _how(question: Question, areas: OfferedAreas) -> str:
    kind = Question.Kind(question.kind)
    if kind is Question.Kind.OPEN:
        any_length = gettext("A word or a page, in any language.")
        return str(NO_NAMES) if question.is_short else f"{any_length} {NO_NAMES}"
    if kind in AT_MOST and question.most_choices:
        return str(AT_MOST[kind]) % {"most": question.most_choices}
    if kind is Question.Kind.NUMBER:
        return _bounds(question)
    if kind is Question.Kind.AREA and not areas.choices:
        return gettext("Your postcode. We keep only its start, such as E1\u00a04.")
    if kind is Question.Kind.STATEMENTS:
        return str(HOW)
    return str(HINTS.get(kind, ""))


def _bounds(question: Question) -> str:
    if question.lowest is not None and question.highest is not None:
        return gettext("From %(lowest)s to %(highest)s.") % {
            "lowest": question.lowest,
            "highest": question.highest,
        }
    if question.lowest is not None:
        return gettext("%(lowest)s or more.") % {"lowest": question.lowest}
    if question.highest is None:
        return ""
    return gettext("%(highest)s or less.") % {"highest": question.highest}


def fields_of(question: Question, areas: OfferedAreas) -> Fields:
    """Return the fields in which this question is answered."""
    shared: dict[str, Any] = {
        "label": question.text,
        "help_text": hint_of(question, areas),
        "required": question.is_required,
    }
    make = MAKERS[Question.Kind(question.kind)]
    return make(question, shared, areas)


def _open(question: Question, shared: dict[str, Any], _: OfferedAreas) -> Fields:
    needed = {"required": gettext("Write an answer. A few words are enough.")}
    rows, longest = (1, LONGEST_SHORT) if question.is_short else (8, 10_000)
    field = WordsField(rows=rows, longest=longest, error_messages=needed, **shared)
    return {field_of(question): field}


def _choices(question: Question) -> list[tuple[str, str]]:
    return [(str(one.pk), marked(one)) for one in offered(question)]


def _with_other(question: Question, field: forms.Field) -> Fields:
    fields = {field_of(question): field}
    other = next((one for one in offered(question) if one.is_other), None)
    if other is not None:
        fields[field_of(question, "other")] = WordsField(
            label=format_html("{}: {}", marked(other), gettext("please say")),
            required=False,
            longest=LONGEST_OTHER,
        )
    return fields


def _one_choice(question: Question, shared: dict[str, Any], _: OfferedAreas) -> Fields:
    needed = {"required": gettext("Choose an answer.")}
    return _with_other(question, one_of(_choices(question), error_messages=needed, **shared))


def _several_choices(question: Question, shared: dict[str, Any], _: OfferedAreas) -> Fields:
    field = forms.MultipleChoiceField(
        choices=_choices(question),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext("Choose an answer.")},
        **shared,
    )
    return _with_other(question, field)


def scale_of(question: Question) -> range:
    """Return the numbers of a rating: 1 to 5 unless the officer says otherwise."""
    lowest = 1 if question.lowest is None else question.lowest
    highest = 5 if question.highest is None else question.highest
    return range(lowest, min(highest, lowest + 20) + 1)


def _rating(question: Question, shared: dict[str, Any], _: OfferedAreas) -> Fields:
    points = [(str(number), str(number)) for number in scale_of(question)]
    needed = {"required": gettext("Choose a number.")}
    return {field_of(question): one_of(points, error_messages=needed, **shared)}


def _ranking(question: Question, _: dict[str, Any], __: OfferedAreas) -> Fields:
    options = offered(question)
    count = min(len(options), question.most_choices or len(options))
    places = [("", gettext("No place")), *((str(n), str(n)) for n in range(1, count + 1))]
    return {
        field_of(question, f"rank_{option.pk}"): forms.ChoiceField(
            label=marked(option), choices=places, required=False
        )
        for option in options
    }


def _matrix(question: Question, _: dict[str, Any], __: OfferedAreas) -> Fields:
    return {
        field_of(question, f"row_{row.pk}"): one_of(
            _choices(question),
            label=marked(row),
            required=question.is_required,
            error_messages={
                "required": gettext("Choose an answer for “%(row)s”.") % {"row": row.text}
            },
        )
        for row in question.rows.all()
    }


def _number(question: Question, shared: dict[str, Any], _: OfferedAreas) -> Fields:
    needed = {"required": gettext("Write a number.")}
    bounds = {"lowest": question.lowest, "highest": question.highest}
    return {field_of(question): NumberField(error_messages=needed, **bounds, **shared)}


def _date(question: Question, _: dict[str, Any], __: OfferedAreas) -> Fields:
    def part(name: str, width: int) -> forms.CharField:
        attributes = {
            "inputmode": "numeric",
            "autocomplete": "off",
            "class": f"govuk-date-input__input govuk-input--width-{width}",
        }
        widget = forms.TextInput(attrs=attributes)
        return forms.CharField(label=PARTS_OF_DATE[name], required=False, widget=widget)

    widths = {"day": 2, "month": 2, "year": 4}
    return {field_of(question, name): part(name, widths[name]) for name in DATE_PARTS}


def _area_list(areas: OfferedAreas, *, label: str, is_numbered: bool) -> forms.ChoiceField:
    named = [
        (str(one.pk), f"{one.number}. {one.name}" if is_numbered else one.name)
        for one in areas.choices
    ]
    return forms.ChoiceField(
        label=label, choices=[("", gettext("Choose an area")), *named], required=False
    )


def _area(question: Question, shared: dict[str, Any], areas: OfferedAreas) -> Fields:
    fields: Fields = {}
    if areas.has_postcodes or not areas.choices:
        fields[field_of(question, "postcode")] = PostcodeField(
            label=gettext("Your postcode"),
            required=question.is_required and not areas.choices,
            help_text=gettext("We keep only its start, such as E1\u00a04.")
            if areas.choices
            else "",
            error_messages={"required": gettext("Write your postcode, or its start.")},
        )
    if areas.choices:
        label = (
            gettext("Or choose the area from the list") if areas.has_postcodes else gettext("Area")
        )
        fields[field_of(question)] = _area_list(areas, label=label, is_numbered=False)
    return fields


def _place(question: Question, _: dict[str, Any], areas: OfferedAreas) -> Fields:
    fields: Fields = {}
    if areas.choices:
        fields[field_of(question)] = _area_list(areas, label=gettext("Area"), is_numbered=True)
    fields[field_of(question, "words")] = WordsField(
        rows=3,
        label=gettext("Describe the place in your own words"),
        help_text=f"{gettext('For example: “the crossing by the library”.')} {NO_NAMES}",
        required=False,
        longest=LONGEST_OTHER,
    )
    return fields


def _file(question: Question, shared: dict[str, Any], _: OfferedAreas) -> Fields:
    attributes = {"accept": "image/jpeg,image/png,application/pdf"}
    needed = {
        "required": gettext("Choose a file."),
        "empty": gettext("This file is empty. Choose another one."),
    }
    widget = forms.FileInput(attrs=attributes)
    return {field_of(question): forms.FileField(widget=widget, error_messages=needed, **shared)}


MAKERS: dict[Question.Kind, Callable[[Question, dict[str, Any], OfferedAreas], Fields]] = {
    Question.Kind.OPEN: _open,
    Question.Kind.ONE_CHOICE: _one_choice,
    Question.Kind.SEVERAL_CHOICES: _several_choices,
    Question.Kind.RATING: _rating,
    Question.Kind.RANKING: _ranking,
    Question.Kind.MATRIX: _matrix,
    Question.Kind.NUMBER: _number,
    Question.Kind.DATE: _date,
    Question.Kind.AREA: _area,
    Question.Kind.PLACE: _place,
    Question.Kind.FILE: _file,
}
