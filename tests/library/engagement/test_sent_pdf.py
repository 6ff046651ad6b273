"""A PDF written anew: its pages, and nothing that acts, hides or tells."""

import io

import pytest
from PIL import ExifTags, Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from goldenthread.engagement.sent_files import rewrite_file
from goldenthread.engagement.sent_pdf import MOST_PAGES, rewrite_pdf, without_notes
from goldenthread.errors import InputError

SECRET = "Flat 9, Invented Road"


def written(writer: PdfWriter) -> bytes:
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def picture_page() -> bytes:
    """Return a PDF of one photo that carries its notes inside."""
    notes = Image.Exif()
    notes[ExifTags.Base.Artist] = SECRET
    content = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(content, "PDF")
    return content.getvalue()


def hostile() -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": SECRET, "/Title": SECRET})
    script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject(SECRET)}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {NameObject(name): value for name, value in script.items()}
    )
    writer.add_attachment("secret.txt", SECRET.encode())
    writer.add_annotation(0, FreeText(text=SECRET, rect=(0, 0, 9, 9)))
    page[NameObject("/AA")] = DictionaryObject(
        {NameObject("/O"): DictionaryObject({NameObject("/JS"): TextStringObject(SECRET)})}
    )
    page[NameObject("/Metadata")] = TextStringObject(SECRET)
    page[NameObject("/PieceInfo")] = DictionaryObject({NameObject("/X"): TextStringObject(SECRET)})
    writer.add_outline_item(title=SECRET, page_number=0)
    return written(writer)


def everything_in(content: bytes) -> str:
    """Return every object of a PDF as text."""
    reader = PdfReader(io.BytesIO(content))
    numbers = range(1, int(reader.trailer["/Size"]))
    return "\n".join(str(reader.get_object(number)) for number in numbers) + str(reader.trailer)


def test_nothing_but_the_pages_comes_along() -> None:
    before, after = hostile(), rewrite_file(hostile())
    assert everything_in(before).count(SECRET) >= 5
    told = everything_in(after.content)
    for gone in (SECRET, "/JS", "/AA", "/EmbeddedFiles", "/OpenAction", "/Annots", "/Outlines"):
        assert gone not in told, gone
    assert after.ending == "pdf"
    assert len(PdfReader(io.BytesIO(after.content)).pages) == 1


def test_a_photo_on_a_page_stays() -> None:
    after = PdfReader(io.BytesIO(rewrite_pdf(picture_page())))
    (image,) = after.pages[0].images
    red, green, blue = image.image.convert("RGB").getpixel((5, 5))
    assert red > 240
    assert green < 20
    assert blue < 20


def test_the_notes_in_a_jpeg_are_cut_out_and_its_picture_is_left() -> None:
    notes = Image.Exif()
    notes[ExifTags.Base.Artist] = SECRET
    content = io.BytesIO()
    Image.effect_noise((50, 30), 80).save(content, "JPEG", exif=notes, comment=SECRET)
    before = content.getvalue()
    after = without_notes(before)
    assert SECRET.encode() in before
    assert SECRET.encode() not in after
    assert Image.open(io.BytesIO(after)).tobytes() == Image.open(io.BytesIO(before)).tobytes()


def test_a_locked_a_broken_an_empty_and_a_very_long_pdf_are_refused() -> None:
    locked = PdfWriter()
    locked.add_blank_page(9, 9)
    locked.encrypt("password", algorithm="RC4-128")
    with pytest.raises(InputError, match="locked by a password"):
        rewrite_pdf(written(locked))
    with pytest.raises(InputError, match="cannot be opened"):
        rewrite_pdf(b"%PDF-1.7 and nothing else")
    long = PdfWriter()
    for _ in range(MOST_PAGES + 1):
        long.add_blank_page(9, 9)
    with pytest.raises(InputError, match="101 pages"):
        rewrite_pdf(written(long))
