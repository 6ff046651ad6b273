"""Giving a film or sound in pieces, as players ask for them (RFC 9110, section 14)."""

import re
from collections.abc import Iterator

from django.core.files.base import File
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

# Players ask for "all from here" and take what comes: a long film on a slow
# telephone then keeps no thread of the server for minutes.
LARGEST_PIECE = 4_000_000
BLOCK = 65_536
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


def _piece(file: File[bytes], start: int, length: int) -> Iterator[bytes]:
    """Yield a stretch of a file in blocks; it is opened when the first one is sent."""
    with file.open("rb") as opened:
        opened.seek(start)
        while length > 0 and (block := opened.read(min(BLOCK, length))):
            length -= len(block)
            yield block


def give_in_ranges(
    request: HttpRequest, file: File[bytes], *, content_type: str, stamp: str = ""
) -> HttpResponseBase:
    """Return the file, or the piece that was asked for; `stamp` stands for its content.

    Several pieces at once, and what cannot be understood, are answered with the whole file.

    Raises:
        Http404: the file is lost.
    """
    try:
        size = file.size
    except FileNotFoundError as error:
        raise Http404 from error
    response: HttpResponseBase
    asked = _asked_for(request, size, stamp)
    if asked is None:
        response = StreamingHttpResponse(_piece(file, 0, size))
        response.headers["Content-Length"] = str(size)
    elif asked[0] >= asked[1]:
        response = HttpResponse(status=416)
        response.headers["Content-Range"] = f"bytes */{size}"
    else:
        start, end = asked[0], min(asked[1], asked[0] + LARGEST_PIECE)
        response = StreamingHttpResponse(_piece(file, start, end - start), status=206)
        response.headers["Content-Length"] = str(end - start)
        response.headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response.headers["Content-Type"] = content_type
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    if stamp:
        response.headers["ETag"] = f'"{stamp}"'
    return response


def asks_for_piece(request: HttpRequest) -> bool:
    """Return whether a player asks for a piece in a way that we understand."""
    return request.method == "GET" and bool(_matched(request))


def _matched(request: HttpRequest) -> re.Match[str] | None:
    found = RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    return found if found and (found[1] or found[2]) else None


def _asked_for(request: HttpRequest, size: int, stamp: str) -> tuple[int, int] | None:
    """Return the first byte and the one after the last, or nothing for the whole file."""
    found = _matched(request) if request.method == "GET" else None
    if found is None or request.headers.get("If-Range", f'"{stamp}"') != f'"{stamp}"':
        return None
    if not found[1]:
        return max(0, size - int(found[2])), size
    start, end = int(found[1]), int(found[2]) + 1 if found[2] else size
    # A range that ends before it begins says nothing at all.
    return None if found[2] and end <= start else (start, min(end, size))
