"""What kind of sound a file holds, told by its first bytes and never by its name."""

FIRST_BYTES = 64
# What cameras write is left out: a film shows faces.
SOUND_BRANDS = frozenset({b"M4A ", b"M4B ", b"mp42", b"mp41", b"isom", b"iso2", b"3gp4", b"3gp5"})


def sound_kind(first_bytes: bytes) -> str:
    r"""Return "ogg", "mp3", "m4a", "wav" or "webm"; empty for anything else.

    >>> sound_kind(b"OggS\x00"), sound_kind(b"<html>")
    ('ogg', '')
    """
    begins = first_bytes[:FIRST_BYTES]
    if begins.startswith(b"OggS"):
        return "ogg"
    if begins.startswith(b"RIFF") and begins[8:12] == b"WAVE":
        return "wav"
    if begins.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in begins:
        return "webm"
    if begins[4:8] == b"ftyp" and begins[8:12] in SOUND_BRANDS:
        return "m4a"
    return "mp3" if begins.startswith(b"ID3") or _is_frame(begins) else ""


def _is_frame(begins: bytes) -> bool:
    """Return whether this begins with the head of an MPEG frame of layer III, all parts possible."""
    if len(begins) < 4 or begins[0] != 0xFF or begins[1] & 0xE0 != 0xE0:  # noqa: PLR2004
        return False
    version, layer = begins[1] >> 3 & 3, begins[1] >> 1 & 3
    bitrate, rate = begins[2] >> 4, begins[2] >> 2 & 3
    return version != 1 and layer == 1 and bitrate not in {0, 15} and rate != 3  # noqa: PLR2004
