from pathlib import Path

import pytest

from goldenthread.errors import MissingPartError
from goldenthread.publishing.fonts_folder import FONT_FILES, FONTS_FOLDER, require_fonts


def test_the_fonts_of_this_machine_are_complete() -> None:
    assert require_fonts() == FONTS_FOLDER


def test_a_missing_font_is_named_with_what_to_run(tmp_path: Path) -> None:
    for name in FONT_FILES[1:]:
        (tmp_path / name).touch()
    with pytest.raises(MissingPartError, match=r"400Regular\.ttf not found.*build-assets"):
        require_fonts(tmp_path)


def test_a_missing_folder_is_said_too(tmp_path: Path) -> None:
    with pytest.raises(MissingPartError, match="NotoSansArabic"):
        require_fonts(tmp_path / "nowhere")
