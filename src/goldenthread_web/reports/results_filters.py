"""The filters of results as a form draws them."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.http import QueryDict

from goldenthread_web.reports.queries.quotes import language_name
from goldenthread_web.reports.queries.results.filters import ResultFilter
from goldenthread_web.reports.queries.results.reading import MOST_ANSWERS, Choices

LABELS = {
    "capacity": "In what capacity",
    "channel": "By which way",
    "language": "Language",
    "area": "Area",
}
SIDES = ("rows", "columns")


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FilterSelect:
    """One list to choose from; groups are (heading, choices), one without a heading if there are none."""

    identifier: str
    name: str
    label: str
    empty: str
    groups: tuple[tuple[str, tuple[Choice, ...]], ...]


@dataclass(frozen=True, slots=True)
class FilterFields:
    """Everything that the form of filters shows; `kept` are values that it hands on unseen."""

    selects: tuple[FilterSelect, ...]
    kept: tuple[tuple[str, str], ...]
    of_filter: tuple[tuple[str, str], ...]


def fields_of(choices: Choices, chosen: ResultFilter, params: QueryDict) -> FilterFields:
    """Return the fields with what is chosen."""
    selects = [
        _select_of_attribute(name, values, getattr(chosen, name))
        for name, values in choices.attributes.items()
        if values
    ]
    if choices.options:
        ticked = [one.option for one in chosen.answers]
        ticked += [0] * (MOST_ANSWERS - len(ticked))
        selects += [_select_of_answer(at, choices, option) for at, option in enumerate(ticked)]
    sides = [(name, value) for name in SIDES if (value := params.get(name, ""))]
    return FilterFields(tuple(selects), tuple(sides), tuple(parse_qsl(chosen.address)))


def _select_of_attribute(name: str, values: list[str], chosen: str) -> FilterSelect:
    found = tuple(Choice(value, _say_value(name, value), value == chosen) for value in values)
    return FilterSelect(f"filter-{name}", name, LABELS[name], "Any", (("", found),))


def _say_value(name: str, value: str) -> str:
    shown = language_name(value) if name == "language" else value
    return f"{shown[:1].upper()}{shown[1:]}"


def _select_of_answer(at: int, choices: Choices, ticked: int) -> FilterSelect:
    groups = tuple(
        (question, tuple(Choice(str(pk), text, pk == ticked) for pk, text in options))
        for question, options in choices.options
    )
    label = "And who answered" if at else "Who answered"
    return FilterSelect(f"filter-answer-{at}", "answer", label, "Anything", groups)
