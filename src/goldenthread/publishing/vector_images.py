"""Make a drawn SVG safe to write into a page and give it its accessible name."""

from hashlib import sha256
from xml.etree import ElementTree

from defusedxml.ElementTree import fromstring

SVG_NAMESPACE = "http://www.w3.org/2000/svg"
FONT_FAMILY = '"Atkinson Hyperlegible Next", sans-serif'
INK = "#010203"  # drawn in this; becomes the colour of the page's own text
_KEPT_ELEMENTS = {"svg", "g", "path", "rect", "line", "text", "tspan"}
_DROPPED_ATTRIBUTES = {"style", "class", "role", "pointer-events", "version"}


def _local_name(qualified: str) -> str:
    return qualified.rsplit("}", 1)[-1]


def _is_dropped(attribute: str) -> bool:
    """Tell whether a policy would block the attribute or a screen reader would stumble on it."""
    name = _local_name(attribute)
    return name in _DROPPED_ATTRIBUTES or name.startswith(("aria-", "on")) or name == "href"


def _clean_element(element: ElementTree.Element) -> None:
    for attribute in [name for name in element.attrib if _is_dropped(name)]:
        del element.attrib[attribute]
    for name, value in element.attrib.items():
        if value == INK:
            element.set(name, "currentColor")
    for child in list(element):
        is_hidden = child.get("display") == "none" or child.get("fill") == "transparent"
        if is_hidden or _local_name(child.tag) not in _KEPT_ELEMENTS:
            element.remove(child)
        else:
            _clean_element(child)


def _add_name(root: ElementTree.Element, title: str, sentence: str) -> None:
    """Give the picture its accessible name; ids are digests so that charts on one page differ."""
    mark = sha256(ElementTree.tostring(root) + f"{title}\n{sentence}".encode()).hexdigest()[:12]
    for place, (tag, words) in enumerate((("title", title), ("desc", sentence))):
        child = ElementTree.Element(f"{{{SVG_NAMESPACE}}}{tag}", {"id": f"chart-{mark}-{tag}"})
        child.text = words
        root.insert(place, child)
    root.set("role", "img")
    root.set("aria-labelledby", f"chart-{mark}-title chart-{mark}-desc")


def name_and_clean_svg(svg: str, *, title: str, sentence: str) -> str:
    """Return the SVG with a title and a description, without script, style or links.

    A strict policy (a nonce and no 'unsafe-inline') blocks style attributes
    too, so only presentation attributes stay.
    """
    ElementTree.register_namespace("", SVG_NAMESPACE)
    root: ElementTree.Element = fromstring(svg)
    _clean_element(root)
    _add_name(root, title, sentence)
    return ElementTree.tostring(root, encoding="unicode")
