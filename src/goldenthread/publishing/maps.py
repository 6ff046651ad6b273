"""Maps of areas as SVG: to look at, with sentence and table, and to put a pin on.

Every area carries its number from the list beside the map, or below it, and its
name where that fits, so colour says nothing that the text does not. Classes, not styles,
carry the colours: a page brings its own for light and dark, and a picture that
stands alone carries them in itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from html import escape

from goldenthread.publishing.map_frame import MapFrame, frame_of
from goldenthread.publishing.map_labels import FONT_SIZE, LINE_SHARE, MapLabel, place_label
from goldenthread.publishing.vector_images import FONT_FAMILY, SVG_NAMESPACE
from goldenthread.records.indicators import AreaOutline, Ring
from goldenthread.records.publishing import AreaShade, Chart, Table

__all__ = ["MapFrame", "area_map", "draw_picture", "frame_of"]
STEPS = 5
SHADED_WIDTH = 420.0  # as wide as the other charts: its type is read on a phone
KEY_SIZE, KEY_LINE = 15, 21.0
NOT_TOLD = "not shown"
# From light to dark; each a step in lightness that is seen without telling colours apart.
SHADES = ("#f6eedd", "#ecd9ae", "#dcb968", "#b98a2a", "#80590f")
INK_ON_SHADE = ("#16211f", "#16211f", "#16211f", "#16211f", "#ffffff")
PICTURE_STYLE = """
.map__ground{fill:#fbf9f4}.map__area{fill:#f1e9d8;stroke:#47524f;stroke-width:1}
.map__chosen{fill:#f0d48c;stroke-width:2}.map__name,.map__number{fill:#16211f}
.map__number{display:block}.map__name{display:none}
@media (min-width:420px){.map__name{display:block}.map__number--spare{display:none}}
@media (prefers-color-scheme:dark){.map__ground{fill:#131a18}
.map__area{fill:#26312e;stroke:#b9c0bd}.map__chosen{fill:#5d4a17}
.map__name,.map__number{fill:#eceae4}}
"""


def draw_picture(
    areas: Sequence[AreaOutline], *, frame: MapFrame, title: str, chosen: str = ""
) -> str:
    """Return a map that stands alone as a picture; the area of the code `chosen` stands out.

    Areas are numbered in the order given. Its words change with its width: names
    where it is wide enough, numbers on a phone.
    """
    classes = {chosen: "map__chosen"} if chosen else {}
    ground = '<rect class="map__ground" width="100%" height="100%" fill="#fbf9f4"/>'
    drawn = _draw_areas(areas, frame, classes) + _draw_labels(areas, frame)
    return _svg(frame, f"<style>{PICTURE_STYLE}</style>{ground}{drawn}", "map", title=title)


def area_map(
    title: str,
    sentence: str,
    areas: Sequence[AreaOutline],
    shades: Sequence[AreaShade],
    *,
    table: Table,
) -> Chart:
    """Return a map with areas shaded by a figure, which stands in each area with its name.

    Where they do not fit, the area has a number, and a key below the map says name
    and figure. An area without a shade, or whose step is None ("too few to show"),
    is hatched.
    """
    frame = frame_of(areas, width=SHADED_WIDTH)
    by_code = {shade.code: shade for shade in shades}
    classes = {
        area.code: _shade_class(by_code.get(area.code, AreaShade(area.code, None, "")).step)
        for area in areas
    }
    labels, key = _name_areas(areas, frame, by_code)
    words = "".join([*labels, *_draw_key(key, frame)])
    drawn = f"{_hatching()}{_draw_areas(areas, frame, classes)}{_hidden_words(words)}"
    height = frame.height + _key_height(key)
    drawing = _svg(frame, drawn, "map map--shaded", title=title, sentence=sentence, height=height)
    return Chart(title, sentence, drawing, table)


def _shade_class(step: int | None) -> str:
    return "map__unknown" if step is None else f"map__step-{min(max(step, 0), STEPS - 1)}"


def _hatching() -> str:
    return (
        '<defs><pattern id="map-hatching" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path d="M0 6L6 0" stroke="currentColor" stroke-opacity="0.35"/></pattern></defs>'
    )


def _draw_areas(areas: Sequence[AreaOutline], frame: MapFrame, classes: Mapping[str, str]) -> str:
    shapes = []
    for area in areas:
        extra = classes.get(area.code, "")
        fill = _fill(extra)
        path = "".join(_path(ring, frame) for rings in area.polygons for ring in rings)
        shapes.append(
            f'<path class="map__area {extra}" fill="{fill}" stroke="#47524f" '
            f'fill-rule="evenodd" d="{path}"><title>{escape(area.name)}</title></path>'
        )
    return "".join(shapes)


def _fill(css_class: str) -> str:
    """Return what an area is filled with where no style reaches, as in a document."""
    if css_class == "map__unknown":
        return "url(#map-hatching)"
    if css_class.startswith("map__step-"):
        return SHADES[int(css_class[-1])]
    return "#f0d48c" if css_class == "map__chosen" else "#f1e9d8"


def _path(ring: Ring, frame: MapFrame) -> str:
    """Return a closed path in half points.

    Positions that fall onto one another are drawn once: neighbours round alike,
    so that no gap opens between them, and a fine outline costs few bytes.
    """
    points: list[tuple[int, int]] = []
    for position in ring:
        x, y = frame.project(position)
        point = round(2 * x), round(2 * y)
        if not points or point != points[-1]:
            points.append(point)
    (first_x, first_y), *rest = points
    steps, (x, y) = [f"M{first_x / 2:g} {first_y / 2:g}"], (first_x, first_y)
    for next_x, next_y in rest:
        steps.append(f"l{(next_x - x) / 2:g} {(next_y - y) / 2:g}")
        x, y = next_x, next_y
    return "".join(steps) + "z"


def _draw_labels(areas: Sequence[AreaOutline], frame: MapFrame) -> str:
    written = []
    for number, area in enumerate(areas, start=1):
        label = place_label(area, frame)
        if not (0 <= label.x <= frame.width and 0 <= label.y <= frame.height):
            continue
        spare = " map__number--spare" if label.lines else ""
        written.append(
            f'<text class="map__number{spare}" font-size="24" x="{label.x}" '
            f'y="{label.y + 8:g}">{number}</text>{_lines(label)}'
        )
    return _hidden_words("".join(written), ' text-anchor="middle"')


def _hidden_words(drawn: str, more: str = "") -> str:
    """Return words for the eye only: sentence and table tell them to all others."""
    return f'<g{more} font-family="{escape(FONT_FAMILY)}" aria-hidden="true">{drawn}</g>'


def _name_areas(
    areas: Sequence[AreaOutline], frame: MapFrame, shades: Mapping[str, AreaShade]
) -> tuple[list[str], list[str]]:
    """Return what is written in the areas, and the lines of the key: those without room."""
    written: list[str] = []
    key: list[str] = []
    for area in areas:
        shade = shades.get(area.code, AreaShade(area.code, None, ""))
        label = place_label(area, frame, more_lines=1)
        if not label.lines:
            key.append(f"{len(key) + 1}  {area.name}: {shade.shown or NOT_TOLD}")
            label = MapLabel(label.x, label.y, (str(len(key)),))
        elif shade.shown:
            label = MapLabel(label.x, label.y, (*label.lines, shade.shown))
        written += _lines_on_shade(label, ink=_ink(shade))
    if any(shades.get(area.code) is None or shades[area.code].step is None for area in areas):
        key.append(f"Hatched: {NOT_TOLD}")
    return written, key


def _ink(shade: AreaShade) -> str:
    return "currentColor" if shade.step is None else INK_ON_SHADE[min(shade.step, STEPS - 1)]


def _lines_on_shade(label: MapLabel, *, ink: str) -> Iterator[str]:
    """Yield each line by itself, as documents take them, in the ink that is read on its shade."""
    for line, y in _places(label):
        yield (
            f'<text class="map__figure" text-anchor="middle" font-size="{FONT_SIZE:g}px" '
            f'fill="{ink}" transform="translate({label.x:g},{y:.1f})">{escape(line)}</text>'
        )


def _draw_key(key: Sequence[str], frame: MapFrame) -> Iterator[str]:
    """Yield the lines below the map: number, name and figure."""
    for place, words in enumerate(key, start=1):
        y = frame.height + place * KEY_LINE
        yield (
            f'<text class="map__key" font-size="{KEY_SIZE}px" fill="currentColor" '
            f'transform="translate(0,{y:.1f})">{escape(words)}</text>'
        )


def _key_height(key: Sequence[str]) -> float:
    return KEY_LINE * (len(key) + 0.5) if key else 0


def _places(label: MapLabel) -> Iterator[tuple[str, float]]:
    """Yield the lines of a label, each with its baseline, around its middle."""
    step = FONT_SIZE * LINE_SHARE
    top = label.y - step * (len(label.lines) - 1) / 2 + FONT_SIZE / 3
    for place, line in enumerate(label.lines):
        yield line, top + place * step


def _lines(label: MapLabel) -> str:
    if not label.lines:
        return ""
    spans = "".join(
        f'<tspan x="{label.x}" y="{y:.1f}">{escape(line)}</tspan>' for line, y in _places(label)
    )
    return f'<text class="map__name" font-size="{FONT_SIZE:g}">{spans}</text>'


def _svg(
    frame: MapFrame,
    drawn: str,
    css_class: str,
    *,
    title: str,
    sentence: str = "",
    height: float | None = None,
) -> str:
    """Return the whole drawing; ids are digests, so that maps on one page differ.

    With a `height`, it has a size of its own, as a document needs it.
    """
    mark = sha256(f"{title}\n{sentence}".encode()).hexdigest()[:12]
    told = f'<title id="map-{mark}-title">{escape(title)}</title>'
    names = f"map-{mark}-title"
    if sentence:
        told += f'<desc id="map-{mark}-desc">{escape(sentence)}</desc>'
        names += f" map-{mark}-desc"
    size = "" if height is None else f'width="{frame.width:g}" height="{height:g}" '
    return (
        f'<svg xmlns="{SVG_NAMESPACE}" class="{css_class}" {size}'
        f'viewBox="0 0 {frame.width:g} {frame.height if height is None else height:g}" role="img" '
        f'aria-labelledby="{names}">{told}{drawn}</svg>'
    )
