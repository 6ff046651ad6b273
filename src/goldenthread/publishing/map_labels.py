"""Where the name of an area is written on a map, and whether it fits."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.publishing.map_frame import MapFrame
from goldenthread.records.indicators import AreaOutline

LETTER_SHARE = 0.52  # of the size of the type, for the width of an average letter
LINE_SHARE = 1.15
FONT_SIZE = 12.0


@dataclass(frozen=True, slots=True)
class MapLabel:
    """A name in lines around a middle, in points of the drawing; no lines if it does not fit."""

    x: float
    y: float
    lines: tuple[str, ...]


def place_label(area: AreaOutline, frame: MapFrame, *, more_lines: int = 0) -> MapLabel:
    """Return where the area is widest, and its name in lines if they fit there, with room for more.

    The longest line fits the inscribed circle's width, with a little over the edge;
    less over the edge where more lines follow.
    """
    from shapely import Polygon, maximum_inscribed_circle  # noqa: PLC0415 (half a second)

    drawn = [Polygon([frame.project(one) for one in rings[0]]).buffer(0) for rings in area.polygons]
    widest = max(drawn, key=lambda polygon: polygon.area)
    radius = maximum_inscribed_circle(widest, tolerance=frame.width / 300)
    (x, y), *_ = radius.coords
    lines = break_lines(area.name.split())
    width = max(map(len, lines)) * LETTER_SHARE * FONT_SIZE
    has_room = (
        width <= (2.2 if more_lines else 2.5) * radius.length
        and (len(lines) + more_lines) * FONT_SIZE <= 2 * radius.length
    )
    return MapLabel(round(x, 1), round(y, 1), lines if has_room else ())


def break_lines(words: Sequence[str], longest: int = 12) -> tuple[str, ...]:
    """Return the words in lines of about `longest` letters.

    >>> break_lines(["Blackwall", "&", "Cubitt", "Town"])
    ('Blackwall &', 'Cubitt Town')
    """
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return tuple(lines) or ("",)
