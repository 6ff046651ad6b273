"""Areas read from GeoJSON, and the area in which a point lies."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from goldenthread.errors import InputError
from goldenthread.records.indicators import AreaOutline, Position, Ring

MOST_AREAS = 2_000
LARGEST_FILE = 20_000_000
SMALLEST_RING = 4
CODE_ENDINGS = ("code", "cd", "id", "gss")
NAME_ENDINGS = ("name", "nm")


def read_areas(
    content: bytes, *, code_property: str = "", name_property: str = ""
) -> tuple[AreaOutline, ...]:
    """Return the areas of a GeoJSON feature collection, in the order of the file.

    Without a named property, the code is in the one that ends in "code" or "cd",
    and the name in the one that ends in "name" or "nm".

    Raises:
        InputError: it is no GeoJSON of areas, in degrees, each with a code of its
            own and a name; says in which feature.
    """
    features = _features(content)
    properties = _properties(features[0], 1)
    code_property = code_property or _guess(properties, CODE_ENDINGS, "code")
    name_property = name_property or _guess(properties, NAME_ENDINGS, "name")
    areas: dict[str, AreaOutline] = {}
    for number, feature in enumerate(features, start=1):
        area = _read_feature(feature, number, (code_property, name_property))
        if area.code in areas:
            raise InputError(
                f"Feature {number} (“{area.name}”) has the code {area.code}, which "
                f"“{areas[area.code].name}” has too. Give each area a code of its own."
            )
        areas[area.code] = area
    return tuple(areas.values())


def _features(content: bytes) -> list[Any]:
    if len(content) > LARGEST_FILE:
        raise InputError(
            f"The file has {len(content):,} bytes, and {LARGEST_FILE:,} fit. Draw the outlines "
            "with fewer points, then send it again."
        )
    try:
        read = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError(
            "This is not GeoJSON. Export the areas as GeoJSON in degrees (WGS 84)."
        ) from error
    features = read.get("features") if isinstance(read, dict) else None
    if not isinstance(features, list) or not features:
        raise InputError("There is no feature in this file. A “FeatureCollection” is needed.")
    if len(features) > MOST_AREAS:
        raise InputError(f"There are {len(features):,} areas, and {MOST_AREAS:,} fit.")
    return features


def _properties(feature: Any, number: int) -> Mapping[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise InputError(f"Feature {number} has no properties. Each area needs a code and a name.")
    return properties


def _guess(properties: Mapping[str, Any], endings: tuple[str, ...], meaning: str) -> str:
    for ending in endings:
        for name, value in properties.items():
            if name.lower().endswith(ending) and value not in (None, ""):
                return name
    raise InputError(
        f"None of the properties looks like the {meaning} of an area: "
        f"{', '.join(properties) or 'there are none'}. Say which one it is."
    )


def _read_feature(feature: Any, number: int, names: tuple[str, str]) -> AreaOutline:
    properties = _properties(feature, number)
    code, name = (str(properties.get(one) or "").strip() for one in names)
    if not code or not name:
        raise InputError(f"Feature {number} has no {names[0] if not code else names[1]}.")
    try:
        return outline_of(feature.get("geometry"), code=code, name=name)
    except InputError as error:
        raise InputError(f"Feature {number} (“{name}”): {error}") from error


def outline_of(geometry: Any, *, code: str, name: str) -> AreaOutline:
    """Return the area that a GeoJSON geometry draws.

    Raises:
        InputError: it is no Polygon or MultiPolygon of positions in degrees.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise InputError(f"its geometry is {kind or 'missing'}, and an area is a Polygon.")
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    try:
        read = tuple(tuple(_ring(ring) for ring in polygon) for polygon in polygons)
    except (TypeError, ValueError) as error:
        raise InputError("its coordinates are not lists of two numbers.") from error
    if not read or not all(read):
        raise InputError("its outline is empty.")
    return AreaOutline(code, name, read)


def _ring(positions: Any) -> Ring:
    ring = tuple(_position(one) for one in positions)
    if len(ring) < SMALLEST_RING or ring[0] != ring[-1]:
        raise InputError("a ring of its outline is not closed.")
    return ring


def _position(pair: Any) -> Position:
    longitude, latitude = float(pair[0]), float(pair[1])
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):  # noqa: PLR2004 (degrees)
        raise InputError(
            f"the position {pair[0]}, {pair[1]} is not in degrees. Export the file as WGS 84 "
            "(EPSG:4326), not as the British National Grid."
        )
    return longitude, latitude


def geometry_of(area: AreaOutline) -> dict[str, Any]:
    """Return the outline as a GeoJSON geometry."""
    polygons = [[list(map(list, ring)) for ring in polygon] for polygon in area.polygons]
    if len(polygons) == 1:
        return {"type": "Polygon", "coordinates": polygons[0]}
    return {"type": "MultiPolygon", "coordinates": polygons}


def area_at(areas: Sequence[AreaOutline], position: Position) -> AreaOutline | None:
    """Return the area in which the position lies; on a shared border the first one.

    >>> square = ((0.0, 51.0), (1.0, 51.0), (1.0, 52.0), (0.0, 52.0), (0.0, 51.0))
    >>> area_at([AreaOutline("E1", "North", ((square,),))], (0.5, 51.5)).name
    'North'
    """
    from shapely import Point  # noqa: PLC0415 (half a second, which the site's start should not pay)

    point = Point(*position)
    return next((one for one in areas if _surface(one).covers(point)), None)


def _surface(area: AreaOutline) -> Any:
    from shapely import MultiPolygon, Polygon, make_valid  # noqa: PLC0415

    surface = MultiPolygon([Polygon(rings[0], rings[1:]) for rings in area.polygons])
    return surface if surface.is_valid else make_valid(surface)
