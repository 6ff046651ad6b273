"""Writing a zip archive while what is in it is made: nothing of it is kept."""

import zipfile
from collections.abc import Iterable, Iterator
from io import RawIOBase


class _Sink(RawIOBase):
    """A file that cannot go back, and that hands over what was written so far."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, content: bytes) -> int:  # type: ignore[override]
        self._written.append(bytes(content))
        return len(content)

    def take(self) -> bytes:
        taken = b"".join(self._written)
        self._written.clear()
        return taken


def stream_archive(
    parts: Iterable[tuple[str, Iterable[str | bytes]]], *, effort: int = 6
) -> Iterator[bytes]:
    """Yield the bytes of an archive: each part is its name and what is in it, piece by piece.

    `effort` is how hard to pack, 1 (quick) to 9 (small).
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=effort) as package:
        for name, content in parts:
            with package.open(name, "w", force_zip64=True) as part:
                for piece in content:
                    part.write(piece.encode() if isinstance(piece, str) else piece)
                    if found := sink.take():
                        yield found
    yield sink.take()
