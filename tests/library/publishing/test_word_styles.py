import docx
from docx.shared import Cm

from goldenthread.publishing.word_styles import FONT_FAMILY, prepare_styles


def test_pages_are_a4_and_headings_are_real_headings() -> None:
    document = docx.Document()
    prepare_styles(document, language="en-GB")
    assert round(document.sections[0].page_width / Cm(1), 1) == 21.0
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4"):
        assert document.styles[name].font.name == FONT_FAMILY
        assert document.styles[name].paragraph_format.keep_with_next


def test_our_own_styles_stand_on_normal_so_that_a_report_can_take_them_over() -> None:
    document = docx.Document()
    prepare_styles(document, language="en-GB")
    for name in ("Quote Source", "Table Text", "Table Number", "Stamp", "Picture"):
        assert document.styles[name].base_style.name == "Normal"
