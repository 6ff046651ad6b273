"""Evidence about the place: its areas, and later its measures."""

from goldenthread.indicators.areas import (
    LARGEST_FILE,
    area_at,
    geometry_of,
    outline_of,
    read_areas,
)

__all__ = ["LARGEST_FILE", "area_at", "geometry_of", "outline_of", "read_areas"]
