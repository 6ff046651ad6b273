"""Evidence about the place: its areas, and later its measures."""

from goldenthread.indicators.areas import (
    LARGEST_FILE,
    area_at,
    geometry_of,
    outline_of,
    read_areas,
)
from goldenthread.indicators.postcodes import read_postcodes

__all__ = [
    "LARGEST_FILE",
    "area_at",
    "geometry_of",
    "outline_of",
    "read_areas",
    "read_postcodes",
]
