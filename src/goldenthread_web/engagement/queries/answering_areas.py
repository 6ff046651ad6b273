"""The areas that a question offers, and what is known of a postcode."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from goldenthread.indicators import area_at, outline_of
from goldenthread.records.indicators import AreaOutline, Position
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.indicators.models import Area, PostcodeArea


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """An area as it stands in a list: its number on the map, and its name."""

    pk: int
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class OfferedAreas:
    """The areas of one set by name, and whether postcodes can be looked up in it."""

    choices: tuple[AreaChoice, ...]
    has_postcodes: bool

    def name_of(self, number: str) -> str:
        return next((one.name for one in self.choices if str(one.pk) == number), "")


NO_AREAS = OfferedAreas((), has_postcodes=False)


def offered_areas(questions: Iterable[Question]) -> dict[int, OfferedAreas]:
    """Return the areas that these questions offer, by the number of their set."""
    sets = {one.area_set_id for one in questions if one.area_set_id is not None}
    if not sets:
        return {}
    areas = Area.objects.filter(area_set__in=sets).order_by("name", "id")
    found = list(areas.values_list("area_set_id", "pk", "name"))
    looked_up = PostcodeArea.objects.filter(area_set__in=sets)
    with_postcodes = set(looked_up.values_list("area_set_id", flat=True).distinct())
    return {
        one: OfferedAreas(
            tuple(
                AreaChoice(pk, number, name)
                for number, (_, pk, name) in enumerate(
                    (row for row in found if row[0] == one), start=1
                )
            ),
            one in with_postcodes,
        )
        for one in sets
    }


def with_areas(engagement: Engagement) -> QuerySet[Question]:
    """Return the questions of an engagement that have a map or list of areas."""
    return Question.objects.filter(engagement=engagement, area_set__isnull=False)


def area_of_postcode(area_set_id: int, postcode: str) -> int | None:
    """Return in which area a whole postcode, "E14AB", lies."""
    found = PostcodeArea.objects.filter(area_set=area_set_id, postcode=postcode)
    return found.values_list("area", flat=True).first()


def outlines(area_set_id: int) -> dict[int, AreaOutline]:
    """Return the outlines of a set by the number of the area, in the order of the list."""
    areas = Area.objects.filter(area_set=area_set_id).order_by("name", "id")
    return {one.pk: outline_of(one.outline, code=one.code, name=one.name) for one in areas}


def area_under(found: dict[int, AreaOutline], position: Position) -> int | None:
    """Return the number of the area in which a position, longitude first, lies."""
    area = area_at(list(found.values()), position)
    return next((pk for pk, one in found.items() if one is area), None)
