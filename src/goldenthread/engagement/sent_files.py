"""Pictures and PDF files that people send, written anew with nothing else in them.

What a camera adds (where, when, which phone), scripts, attached files, forms and
notes do not come along. Hostile files are read in a process of their own, with
little memory and little time: `rewrite_apart`.
"""

import io
import json
import subprocess
import sys
from dataclasses import dataclass

from goldenthread.errors import FileRefusedError

LARGEST_FILE = 10_000_000
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 3_000
MOST_SECONDS = 20
MOST_MEMORY = 1_500_000_000
JPEG_QUALITY = 85
# What telephones call their pictures; the first two are said of several kinds.
HEIC_BRANDS = frozenset(
    {b"mif1", b"msf1", b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs"}
)


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file written anew: its content, and "jpg", "png" or "pdf"."""

    content: bytes
    ending: str


def rewrite_file(content: bytes) -> SentFile:
    """Return the file written anew. Its kind is told by its first bytes, not by its name.

    Raises:
        FileRefusedError: it is of another kind, too large, broken, locked by a password,
            or has too many pixels or pages.
    """
    if len(content) > LARGEST_FILE:
        raise too_large(len(content))
    if content.startswith(b"\xff\xd8\xff"):
        return SentFile(_rewrite_picture(content, "JPEG"), "jpg")
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return SentFile(_rewrite_picture(content, "PNG"), "png")
    if content.startswith(b"%PDF-"):
        from goldenthread.engagement.sent_pdf import rewrite_pdf  # noqa: PLC0415 (heavy)

        return SentFile(rewrite_pdf(content), "pdf")
    raise _of_another_kind(content)


def too_large(size: int) -> FileRefusedError:
    """Return the refusal of a file of so many bytes."""
    return FileRefusedError(
        "This file has %(megabytes)s MB, and 10 MB fit. Choose a smaller one.",
        megabytes=f"{size / 1e6:.0f}",
    )


def _of_another_kind(content: bytes) -> FileRefusedError:
    """Return a refusal that says what the file is, and what to do."""
    brands = {content[at : at + 4] for at in (8, *range(16, 32, 4))}
    if content[4:8] == b"ftyp" and b"avif" in brands:
        return FileRefusedError(
            "We take JPEG, PNG and PDF. This file is AVIF. Save it as JPEG and send that."
        )
    if content[4:8] == b"ftyp" and brands & HEIC_BRANDS:
        return FileRefusedError(
            "We take JPEG, PNG and PDF. This file is HEIC, which most other phones and computers "
            "cannot show. Open the picture on your phone, take a screenshot of it, and send that. "
            "For later pictures on an iPhone, choose Settings, Camera, Formats, “Most Compatible”."
        )
    if content.startswith(b"GIF8"):
        return FileRefusedError(
            "We take JPEG, PNG and PDF. This file is GIF. Save it as PNG and send that."
        )
    if content.startswith(b"PK\x03\x04"):
        return FileRefusedError(
            "We take JPEG, PNG and PDF. This file is a document or archive. Save it as PDF and "
            "send that."
        )
    return FileRefusedError(
        "We take JPEG, PNG and PDF, and this file is something else. Take the picture again, or "
        "save it as JPEG, PNG or PDF and send that."
    )


def _rewrite_picture(content: bytes, kind: str) -> bytes:
    """Return the picture upright, of its pixels alone: what was written beside them is gone."""
    from PIL import Image, ImageOps  # noqa: PLC0415 (loaded when a picture is sent)

    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise FileRefusedError(
                    "This picture has %(width)s by %(height)s points, which is too many. Make it "
                    "smaller and send it again.",
                    width=f"{opened.width:,}",
                    height=f"{opened.height:,}",
                )
            upright = ImageOps.exif_transpose(opened)
            has_gaps = upright.has_transparency_data and kind == "PNG"
            pixels = upright.convert("RGBA" if has_gaps else "RGB")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise FileRefusedError(
            "This picture cannot be opened. Take it again, or save it as JPEG, PNG or PDF and "
            "send that."
        ) from error
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    written = io.BytesIO()
    bare.save(written, kind, **({"quality": JPEG_QUALITY} if kind == "JPEG" else {}))
    return written.getvalue()


def rewrite_apart(content: bytes, *, seconds: float = MOST_SECONDS) -> SentFile:
    """Return what `rewrite_file` returns, from a process that is stopped when it takes too long.

    Raises:
        FileRefusedError: as `rewrite_file`; or it took too long or too much memory.
    """
    command = [sys.executable, "-I", "-m", "goldenthread.engagement.sent_files"]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=seconds)  # noqa: PLW1510, S603 (our own program)
    except subprocess.TimeoutExpired as error:
        raise FileRefusedError(
            "Opening this file takes too long. Take the picture again, or save it as JPEG, PNG or "
            "PDF and send that."
        ) from error
    if done.returncode == FileRefusedError.exit_code:
        told = json.loads(done.stderr)
        raise FileRefusedError(told["sentence"], **told["values"])
    ending, _, written = done.stdout.partition(b"\n")
    if done.returncode or not written:
        raise FileRefusedError(
            "This file cannot be opened. Take the picture again, or save it as JPEG, PNG or PDF "
            "and send that."
        )
    return SentFile(written, ending.decode())


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 (not on every system)
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main() -> int:
    """Write the file on the standard input anew to the standard output; return the exit code."""
    _limit_memory()
    try:
        done = rewrite_file(sys.stdin.buffer.read(LARGEST_FILE + 1))
    except FileRefusedError as error:
        sys.stderr.write(json.dumps({"sentence": error.sentence, "values": error.values}))
        return error.exit_code
    sys.stdout.buffer.write(done.ending.encode() + b"\n" + done.content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
