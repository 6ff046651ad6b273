"""From degrees to the points of a drawing and back."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

from goldenthread.errors import InputError
from goldenthread.records.indicators import AreaOutline, Position

MARGIN_SHARE = 0.03
NARROWEST, WIDEST = 0.5, 2.0


@dataclass(frozen=True, slots=True)
class MapFrame:
    """A piece of the map: its north-west corner in degrees, and its size in points.

    Equirectangular: a degree of longitude is drawn as long as it is at the
    middle latitude. Over a borough or a county that is right to a hair.
    """

    west: float
    north: float
    points_per_degree: float  # of latitude
    stretch: float  # cosine of the middle latitude
    width: float
    height: float

    def project(self, position: Position) -> tuple[float, float]:
        """Return where a position, longitude and latitude, is drawn: points from the top left."""
        longitude, latitude = position
        across = (longitude - self.west) * self.stretch * self.points_per_degree
        return across, (self.north - latitude) * self.points_per_degree

    def locate(self, x: float, y: float) -> Position:
        """Return the longitude and latitude of a point of the drawing."""
        longitude = self.west + x / (self.stretch * self.points_per_degree)
        return longitude, self.north - y / self.points_per_degree


def frame_of(areas: Iterable[AreaOutline], *, width: float = 600) -> MapFrame:
    """Return the frame that shows these areas whole, with a small margin around them.

    Raises:
        InputError: there is no area to show.
    """
    positions = [position for area in areas for rings in area.polygons for position in rings[0]]
    if not positions:
        raise InputError("There is no area to draw. Bring in the areas of the place first.")
    west, east = min(x for x, _ in positions), max(x for x, _ in positions)
    south, north = min(y for _, y in positions), max(y for _, y in positions)
    stretch = cos(radians((south + north) / 2))
    across, down = max((east - west) * stretch, 1e-6), max(north - south, 1e-6)
    # Very long or very tall places still get a picture that fits a phone.
    across = max(across, down * NARROWEST)
    margin = MARGIN_SHARE * across
    height = max(down, across / WIDEST) + 2 * margin
    scale = width / (across + 2 * margin)
    middle_x, middle_y = (west + east) / 2, (south + north) / 2
    return MapFrame(
        west=middle_x - (across / 2 + margin) / stretch,
        north=middle_y + height / 2,
        points_per_degree=scale,
        stretch=stretch,
        width=width,
        height=round(height * scale, 1),
    )
