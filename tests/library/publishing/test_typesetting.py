import json

import pytest

from goldenthread.errors import GoldenThreadError
from goldenthread.publishing.fonts_folder import require_fonts
from goldenthread.publishing.typesetting import load_fonts, typeset_pdf, typeset_png


def test_only_our_own_fonts_are_used() -> None:
    assert load_fonts(require_fonts()).families() == [
        "Atkinson Hyperlegible Next",
        "Noto Sans Arabic",
        "Noto Sans Bengali",
    ]


def test_a_picture_is_a_png() -> None:
    shapes = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
    picture = {"width": 10, "height": 10, "shapes": shapes, "texts": []}
    words = {"picture": json.dumps(picture)}
    assert typeset_png("picture.typ", words, pixels_per_inch=72).startswith(b"\x89PNG")


def test_a_document_without_a_title_is_refused_by_the_standard() -> None:
    shapes = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
    picture = {"width": 10, "height": 10, "shapes": shapes, "texts": []}
    with pytest.raises(GoldenThreadError, match="PDF/UA-1"):
        typeset_pdf("picture.typ", {"picture": json.dumps(picture)})
