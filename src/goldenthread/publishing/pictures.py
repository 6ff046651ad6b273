"""Charts as PNG, for documents that cannot hold an SVG."""

import json
import re
from xml.etree import ElementTree

from defusedxml.ElementTree import fromstring

from goldenthread.publishing.typesetting import typeset_png
from goldenthread.publishing.vector_images import SVG_NAMESPACE

_POINTS_PER_INCH = 72
_PLACE = re.compile(r"translate\(([-\d.]+),([-\d.]+)\)")
_TEXT = f"{{{SVG_NAMESPACE}}}text"


def svg_to_png(svg: str, *, pixels_per_point: float = 3.0) -> bytes:
    """Return a PNG on white of a chart's SVG, in our fonts.

    Shapes and words are drawn apart: SVG renderers put Bengali letters on top
    of each other. Raises MissingPartError without fonts.
    """
    root: ElementTree.Element = fromstring(svg)
    texts = _take_texts(root)
    picture = {
        "width": float(root.get("width", "0")),
        "height": float(root.get("height", "0")),
        "shapes": ElementTree.tostring(root, encoding="unicode"),
        "texts": texts,
    }
    words = {"picture": json.dumps(picture)}
    density = pixels_per_point * _POINTS_PER_INCH
    return typeset_png("picture.typ", words, pixels_per_inch=density)


def _take_texts(root: ElementTree.Element) -> list[dict[str, str | float]]:
    """Remove the texts from the picture and return them with their places."""
    taken: list[dict[str, str | float]] = []
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag == _TEXT:
                parent.remove(child)
                taken.append(_describe_text(child))
    return taken


def _describe_text(text: ElementTree.Element) -> dict[str, str | float]:
    place = _PLACE.search(text.get("transform", ""))
    left, baseline = place.groups() if place else ("0", "0")
    ink = text.get("fill", "")
    return {
        "left": float(left),
        "baseline": float(baseline),
        "size": float(text.get("font-size", "15px").removesuffix("px")),
        "weight": "bold" if text.get("font-weight") else "regular",
        "ink": ink if ink.startswith("#") else "#000000",
        "is_centred": text.get("text-anchor") == "middle",
        "words": text.text or "",
    }
