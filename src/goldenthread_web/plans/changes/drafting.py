"""Drafting a plan: its elements, their order, and which calls to action they serve."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from goldenthread.errors import ConflictError, InputError
from goldenthread.records.plans import ElementKind, Horizon
from goldenthread_web.people.audit import By, person_of, record_event
from goldenthread_web.plans.models import Element, ElementLink, Plan
from goldenthread_web.plans.queries.drafts import standing_elements

LONGEST_SLUG = 40
# Addresses of other pages in the same place.
RESERVED_SLUGS = {"new", "readability"}


@dataclass(frozen=True, slots=True)
class Wording:
    """What an element says. `explanation` keeps how each source words it."""

    text: str
    explanation: str = ""
    horizon: Horizon = Horizon.PLAN_PERIOD


@dataclass(frozen=True, slots=True)
class Serves:
    """The calls to action that an outcome serves, one of them as its lead."""

    lead: Element | None = None
    others: Sequence[Element] = ()


SERVES_NOTHING = Serves()


@transaction.atomic
def make_plan(
    *, by: By, title: str, period: str, introduction: str = "", is_invented: bool = False
) -> Plan:
    """Return a new plan without elements. Its address comes from its title."""
    plan = Plan.objects.create(
        title=title,
        period=period,
        introduction=introduction,
        is_invented=is_invented,
        slug=_free_slug(title),
        made_by=person_of(by),
    )
    record_event(by=by, action="plans.made", subject=plan)
    return plan


def _free_slug(title: str) -> str:
    wanted = slugify(title)[:LONGEST_SLUG].strip("-") or "plan"
    found = Plan.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    taken = RESERVED_SLUGS | set(found)
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)


@transaction.atomic
def change_plan(*, by: By, plan: Plan, title: str, period: str, introduction: str) -> Plan:
    """Return the plan with another title, period or introduction. Its address stays."""
    plan.title, plan.period, plan.introduction = title, period, introduction
    plan.save(update_fields=["title", "period", "introduction"])
    record_event(by=by, action="plans.changed", subject=plan)
    return plan


@transaction.atomic
def add_element(
    *, by: By, plan: Plan, kind: ElementKind, wording: Wording, serves: Serves = SERVES_NOTHING
) -> Element:
    """Return a new element, the last of its kind.

    Raises:
        InputError: it serves something that is not a call to action of this plan.
    """
    _check_served(plan, kind, serves)
    last = standing_elements(plan).filter(kind=kind).last()
    element = Element.objects.create(
        plan=plan,
        kind=kind.value,
        position=last.position + 1 if last else 1,
        text=wording.text,
        explanation=wording.explanation,
        horizon=wording.horizon.value,
        made_by=person_of(by),
    )
    _link(element, serves)
    record_event(by=by, action="plans.element-added", subject=element, kind=kind.value)
    return element


@transaction.atomic
def change_element(
    *, by: By, element: Element, wording: Wording, serves: Serves = SERVES_NOTHING
) -> Element:
    """Return the element with this wording, serving just these calls to action.

    Raises:
        InputError: it serves something that is not a call to action of this plan.
    """
    _check_served(element.plan, ElementKind(element.kind), serves)
    element.text, element.explanation = wording.text, wording.explanation
    element.horizon = wording.horizon.value
    element.save(update_fields=["text", "explanation", "horizon"])
    ElementLink.objects.filter(element=element).delete()
    _link(element, serves)
    record_event(by=by, action="plans.element-changed", subject=element)
    return element


def _check_served(plan: Plan, kind: ElementKind, serves: Serves) -> None:
    served = [*serves.others, *([serves.lead] if serves.lead else [])]
    if served and kind is not ElementKind.OUTCOME:
        raise InputError("Only an outcome serves calls to action.")
    for one in served:
        is_call = one.kind == ElementKind.CALL_TO_ACTION and one.ended_at is None
        if one.plan_id != plan.pk or not is_call:
            raise InputError("An outcome serves calls to action of its own plan, nothing else.")


def _link(element: Element, serves: Serves) -> None:
    others = {one.pk: one for one in serves.others if one != serves.lead}.values()
    links = [ElementLink(element=element, served=one) for one in others]
    if serves.lead:
        links.append(ElementLink(element=element, served=serves.lead, is_lead=True))
    ElementLink.objects.bulk_create(links)


@transaction.atomic
def move_element(*, by: By, element: Element, is_up: bool) -> Element:
    """Return the element one place up or down among its own kind, under its own lead."""
    siblings = _siblings(element)
    at = siblings.index(element)
    to = max(0, at - 1) if is_up else min(len(siblings) - 1, at + 1)
    siblings.insert(to, siblings.pop(at))
    places = sorted(one.position for one in siblings)
    is_ambiguous = len(set(places)) < len(places)
    for number, one in enumerate(siblings):
        one.position = number + 1 if is_ambiguous else places[number]
    Element.objects.bulk_update(siblings, ["position"])
    record_event(by=by, action="plans.element-moved", subject=element, place=to + 1)
    return element


def _siblings(element: Element) -> list[Element]:
    found = standing_elements(element.plan).filter(kind=element.kind)
    lead = ElementLink.objects.filter(element=element, is_lead=True).first()
    if lead:
        found = found.filter(serves__served=lead.served_id, serves__is_lead=True)
    siblings = list(found)
    return [element if one.pk == element.pk else one for one in siblings]


@transaction.atomic
def end_element(*, by: By, element: Element, why: str, now: datetime) -> Element:
    """Return the element, out of the draft from now on. Published editions keep it.

    Raises:
        ConflictError: it has ended already.
    """
    if element.ended_at is not None:
        raise ConflictError("This is out of the draft already.")
    element.ended_at = now
    element.save(update_fields=["ended_at"])
    record_event(by=by, action="plans.element-ended", subject=element, why=why)
    return element
