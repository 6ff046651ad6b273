from pathlib import Path

import pytest

from goldenthread.errors import MissingPartError
from goldenthread.publishing.font_coverage import read_coverage
from goldenthread.publishing.fonts_folder import FONT_FILES, require_fonts


def test_each_font_draws_its_own_script() -> None:
    folder = require_fonts()
    latin = read_coverage(folder / "AtkinsonHyperlegibleNext_400Regular.ttf")
    bengali = read_coverage(folder / "NotoSansBengali_400Regular.ttf")
    arabic = read_coverage(folder / "NotoSansArabic_400Regular.ttf")
    assert set(map(ord, "Agé£–“”0")) <= latin
    assert set(map(ord, "আমাদের")) <= bengali
    assert set(map(ord, "نحن")) <= arabic
    assert ord("公") not in latin | bengali | arabic


@pytest.mark.parametrize("family", ["Atkinson", "NotoSansBengali", "NotoSansArabic"])
def test_every_weight_of_a_family_draws_the_same_characters(family: str) -> None:
    files = [require_fonts() / name for name in FONT_FILES if name.startswith(family)]
    assert len({read_coverage(path) for path in files}) == 1


def test_a_file_that_is_no_font_is_said(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\0\1\0\0\0\5 nothing")
    with pytest.raises(MissingPartError, match=r"broken\.ttf is not a font"):
        read_coverage(broken)
