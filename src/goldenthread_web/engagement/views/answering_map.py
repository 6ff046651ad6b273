"""A map to put a pin on without script: a picture that is a button, clicked somewhere."""

import re
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from goldenthread.errors import InputError
from goldenthread.publishing.maps import MapFrame, draw_picture, frame_of
from goldenthread.records.indicators import AreaOutline
from goldenthread_web.engagement.models import Question
from goldenthread_web.engagement.queries.answering_areas import area_under, outlines, with_areas
from goldenthread_web.engagement.queries.answering_draft import Answer, Draft, field_of
from goldenthread_web.engagement.queries.exercises import published
from goldenthread_web.people.permissions import open_to_all

# A click comes in points of the picture as it is shown, so its width must be known:
# there is one for phones and one for larger screens, and a style shows one of them.
NARROW, WIDE = 280, 600
CLICK = re.compile(r"map(280|600)v(\d{1,18})\.x")


@dataclass(frozen=True, slots=True)
class Picture:
    """The map at one width: what it is called when it is clicked, and its size in points."""

    name: str
    width: int
    height: int
    is_wide: bool


@dataclass(frozen=True, slots=True)
class MapPart:
    """A map on the page, with where the pin stands in points of the wide picture."""

    address: str
    pictures: tuple[Picture, ...]
    frame: MapFrame
    pin: tuple[float, float] | None
    area: str
    is_close: bool


def map_of(question: Question, draft: Draft, slug: str) -> MapPart | None:
    """Return the map of a question: the whole place, or the area that was asked for."""
    if question.area_set_id is None:
        return None
    found = outlines(question.area_set_id)
    if not found:
        return None
    view = _view(draft, question, found)
    frame = frame_of([found[view]] if view else found.values(), width=WIDE)
    pin = draft.place(question).pin
    chosen = draft.words(question)
    address = reverse("engagement:map", args=[slug, question.pk])
    return MapPart(
        address=f"{address}?view={view}&chosen={chosen}" if view or chosen else address,
        pictures=tuple(
            Picture(
                field_of(question, f"map{width}v{view}"),
                width,
                round(frame.height * width / WIDE),
                width == WIDE,
            )
            for width in (NARROW, WIDE)
        ),
        frame=frame,
        pin=frame.project((float(pin[0]), float(pin[1]))) if pin else None,
        area=found[known].name if (known := _number_in(chosen, found)) else "",
        is_close=bool(view),
    )


def _view(draft: Draft, question: Question, found: dict[int, AreaOutline]) -> int:
    return _number_in(draft.words(question, "view"), found)


def _number_in(written: str, found: dict[int, AreaOutline]) -> int:
    """Return the number of an area that there is, as it is written; 0 for anything else."""
    return next((number for number in found if str(number) == written), 0)


def pin_where_clicked(question: Question, posted: dict[str, str]) -> dict[str, Answer] | None:
    """Return the answers that a click on this question's map gives; None if there was none.

    Raises:
        InputError: the click was beside all areas.
    """
    begin = field_of(question) + "_"
    for name, x in posted.items():
        found = CLICK.fullmatch(name.removeprefix(begin)) if name.startswith(begin) else None
        if found and question.area_set_id is not None:
            y = posted.get(name.removesuffix("x") + "y", "")
            return _pin(question, (x, y), int(found[1]), int(found[2]))
    return None


def _pin(question: Question, clicked: tuple[str, str], width: int, view: int) -> dict[str, Answer]:
    areas = outlines(question.area_set_id or 0)
    frame = frame_of([areas[view]] if view in areas else areas.values(), width=WIDE)
    if not all(one.isdecimal() and len(one) < 6 for one in clicked):  # noqa: PLR2004
        raise InputError(
            gettext("That click did not arrive. Try again, or choose an area from the list.")
        )
    x, y = (int(one) * WIDE / width for one in clicked)
    longitude, latitude = frame.locate(x, y)
    area = area_under(areas, (longitude, latitude))
    if area is None:
        raise InputError(
            gettext("That is outside the map. Tap inside it, or choose an area from the list.")
        )
    return {
        field_of(question): str(area),
        field_of(question, "pin"): f"{latitude:.4f},{longitude:.4f}",
    }


@open_to_all
@cache_control(public=True, max_age=3600)
@require_safe
def show_map(request: HttpRequest, slug: str, question_id: int) -> HttpResponse:
    """Draw the areas of a question; no pin, and nothing that anybody answered."""
    engagement = get_object_or_404(published(), slug=slug)
    question = get_object_or_404(with_areas(engagement), pk=question_id)
    found = outlines(question.area_set_id or 0)
    view, chosen = (_area_in(request, name, found) for name in ("view", "chosen"))
    frame = frame_of([found[view]] if view else found.values(), width=WIDE)
    drawn = draw_picture(
        list(found.values()),
        frame=frame,
        title="Map of the areas",
        chosen=found[chosen].code if chosen else "",
    )
    return HttpResponse(drawn, content_type="image/svg+xml")


def _area_in(request: HttpRequest, name: str, found: dict[int, AreaOutline]) -> int:
    return _number_in(request.GET.get(name, ""), found)
