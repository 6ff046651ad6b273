"""The areas of the place, and their outlines."""

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from goldenthread.indicators import outline_of
from goldenthread.records.indicators import AreaOutline
from goldenthread_web.indicators.models import Area, AreaSet


def area_sets() -> QuerySet[AreaSet]:
    """Return all sets with how many areas each has."""
    return AreaSet.objects.select_related("brought_by").annotate(
        area_count=Count("areas", distinct=True)
    )


def area_set_of(number: int) -> AreaSet:
    """Return a set, or answer that there is none."""
    return get_object_or_404(area_sets(), pk=number)


def postcode_count(area_set: AreaSet) -> int:
    """Return of how many postcodes it is known in which of these areas they lie."""
    return area_set.postcodes.count()


def outlines_of(area_set: AreaSet) -> list[AreaOutline]:
    """Return the outlines in the order of the list beside the map."""
    areas = Area.objects.filter(area_set=area_set).order_by("name", "id")
    return [outline_of(one.outline, code=one.code, name=one.name) for one in areas]
