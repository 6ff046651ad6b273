"""The areas of a place, such as its wards."""

from dataclasses import dataclass

Position = tuple[float, float]
Ring = tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class AreaOutline:
    """One area with its outline.

    Each polygon is its outer ring followed by its holes. Positions are longitude
    and latitude in degrees (WGS 84); the last one of a ring repeats the first.
    """

    code: str
    name: str
    polygons: tuple[tuple[Ring, ...], ...]
