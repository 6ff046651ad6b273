"""What no single field can see: errors across the fields of one question."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, Protocol

from django.utils.translation import gettext, gettext_lazy

from goldenthread.engagement.sent_files import LARGEST_FILE, rewrite_apart, too_large
from goldenthread.errors import FileRefusedError
from goldenthread_web.engagement.forms.answering_fields import sector_of
from goldenthread_web.engagement.forms.statements import check_statements
from goldenthread_web.engagement.models import Question
from goldenthread_web.engagement.queries.answering_areas import (
    NO_AREAS,
    OfferedAreas,
    area_of_postcode,
)
from goldenthread_web.engagement.queries.answering_draft import (
    DATE_PARTS,
    Draft,
    field_of,
    offered,
)


class CheckedForm(Protocol):
    """What a check needs of the form."""

    cleaned_data: dict[str, Any]
    draft: Draft
    areas: dict[int, OfferedAreas]

    def add_error(self, field: str | None, error: str) -> None: ...


PARTS_TO_WRITE = {
    "day": gettext_lazy("day"),
    "month": gettext_lazy("month"),
    "year": gettext_lazy("year"),
}


def check_choices(form: CheckedForm, question: Question) -> None:
    """Tick "other" if words were given there, and refuse ticks that contradict one another."""
    name = field_of(question)
    if name not in form.cleaned_data:
        return
    ticked = form.cleaned_data[name]
    chosen = set(ticked) if isinstance(ticked, list) else {ticked} - {""}
    others = [str(one.pk) for one in offered(question) if one.is_other]
    said = form.cleaned_data.get(field_of(question, "other"), "").strip()
    if said and others and not chosen & set(others):
        if chosen and not isinstance(ticked, list):
            form.add_error(
                name,
                gettext(
                    "You wrote something under another answer. Choose that one, or take your words "
                    "out."
                ),
            )
            return
        chosen.add(others[0])
        form.cleaned_data[name] = [*ticked, others[0]] if isinstance(ticked, list) else others[0]
    alone = [one for one in offered(question) if one.is_exclusive and str(one.pk) in chosen]
    if alone and len(chosen) > 1:
        form.add_error(
            name,
            gettext("“%(answer)s” does not go together with other answers.")
            % {"answer": alone[0].text},
        )
    elif question.most_choices and len(chosen) > question.most_choices:
        form.add_error(
            name,
            gettext("Tick at most %(most)s. You ticked %(count)s.")
            % {"most": question.most_choices, "count": len(chosen)},
        )


def check_ranking(form: CheckedForm, question: Question) -> None:
    """Refuse two options at one place; gaps close by themselves."""
    at_place: dict[str, list[str]] = defaultdict(list)
    options = offered(question)
    for option in options:
        name = field_of(question, f"rank_{option.pk}")
        if place := form.cleaned_data.get(name):
            at_place[place].append(option.text)
            if len(at_place[place]) > 1:
                first = at_place[place][0]
                form.add_error(
                    name,
                    gettext(
                        "“%(first)s” and “%(second)s” have place %(place)s. Give each its own place."
                    )
                    % {"first": first, "second": option.text, "place": place},
                )
    if question.is_required and not at_place:
        form.add_error(
            field_of(question, f"rank_{options[0].pk}"),
            gettext("Give a place to one or more of these."),
        )


def check_date(form: CheckedForm, question: Question) -> None:
    """Refuse a date that is not whole, or that no calendar has."""
    typed = {part: form.cleaned_data.get(field_of(question, part), "") for part in DATE_PARTS}
    missing = [part for part, value in typed.items() if not value.strip()]
    first = field_of(question, (missing or ["day"])[0])
    if len(missing) == len(DATE_PARTS):
        if question.is_required:
            form.add_error(first, gettext("Write a date."))
    elif missing:
        form.add_error(
            first,
            gettext("Write the %(parts)s of the date too.")
            % {"parts": gettext(" and the ").join(str(PARTS_TO_WRITE[one]) for one in missing)},
        )
    elif (found := Draft(form.cleaned_data).date(question)) is None or found.year < 1900:  # noqa: PLR2004
        form.add_error(first, gettext("There is no such date. Write it like 27 3 2025."))


def check_area(form: CheckedForm, question: Question) -> None:
    """Find the area of a postcode, and keep only its sector."""
    postcode = form.cleaned_data.get(field_of(question, "postcode"), "")
    areas = form.areas.get(question.area_set_id or 0, NO_AREAS)
    chosen = form.cleaned_data.get(field_of(question), "")
    form.cleaned_data[field_of(question, "postcode")] = sector_of(postcode)
    if postcode and " " not in postcode and areas.has_postcodes:
        chosen = _look_up(form, question, postcode, chosen)
    elif postcode and chosen != form.draft.words(question):
        # The sector that was kept belongs to the area that was chosen before.
        form.cleaned_data[field_of(question, "postcode")] = ""
    if areas.choices:
        form.cleaned_data.setdefault(field_of(question), "")
        form.cleaned_data[field_of(question)] = chosen
        if question.is_required and not chosen:
            form.add_error(field_of(question), gettext("Choose an area."))


def _look_up(form: CheckedForm, question: Question, postcode: str, chosen: str) -> str:
    """Return the area of a postcode; an error if it has none, or if another one was chosen."""
    areas = form.areas[question.area_set_id or 0]
    name = field_of(question, "postcode")
    found = area_of_postcode(question.area_set_id or 0, postcode)
    if found is None:
        if not chosen:
            form.add_error(
                name, gettext("We do not know this postcode. Choose the area from the list.")
            )
        return chosen
    before = form.draft.words(question)
    if chosen and chosen not in {str(found), before}:
        form.add_error(
            name,
            f"This postcode is in {areas.name_of(str(found))}, and you chose "
            f"{areas.name_of(chosen)}. Take one of them out.",
        )
    return str(found)


def check_place(form: CheckedForm, question: Question) -> None:
    """Take the pin away if another area was chosen since; a needed place is a place or words."""
    chosen = form.cleaned_data.get(field_of(question), "")
    pin = form.draft.words(question, "pin")
    if pin and chosen != form.draft.words(question):
        pin = ""
    form.cleaned_data[field_of(question, "pin")] = pin
    said = form.cleaned_data.get(field_of(question, "words"), "").strip()
    if question.is_required and not (chosen or pin or said):
        has_list = bool(form.areas.get(question.area_set_id or 0, NO_AREAS).choices)
        form.add_error(
            field_of(question) if has_list else field_of(question, "words"),
            gettext("Choose an area, put a pin on the map, or describe the place.")
            if has_list
            else gettext("Describe the place."),
        )


def check_file(form: CheckedForm, question: Question) -> None:
    """Write a sent file anew; the one that was kept stays if none was sent."""
    name = field_of(question)
    sent = form.cleaned_data.get(name)
    # Without a new file the field gives back what was kept, by whatever kind of question.
    if not sent or isinstance(sent, list | str):
        form.cleaned_data.pop(name, None)
        return
    try:
        if sent.size > LARGEST_FILE:
            raise too_large(sent.size)
        form.cleaned_data[name] = rewrite_apart(sent.read()), sent.name
    except FileRefusedError as error:
        form.add_error(name, gettext(error.sentence) % error.values)


CHECKS: dict[str, Callable[[CheckedForm, Question], None]] = {
    Question.Kind.ONE_CHOICE: check_choices,
    Question.Kind.SEVERAL_CHOICES: check_choices,
    Question.Kind.RANKING: check_ranking,
    Question.Kind.DATE: check_date,
    Question.Kind.AREA: check_area,
    Question.Kind.PLACE: check_place,
    Question.Kind.FILE: check_file,
    Question.Kind.STATEMENTS: check_statements,
}
# These keep something out of the draft, so they run when nothing else is checked.
ALWAYS = frozenset({Question.Kind.AREA, Question.Kind.PLACE, Question.Kind.FILE})
