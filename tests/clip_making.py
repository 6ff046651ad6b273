"""Films and sounds made by hand: small, of our own, with notes in them that must go."""

import io
import struct
import wave

PLACE = b"+51.5150-000.0330/"
NOTED = b"Filmed by Jo on Jo's phone"


def box(kind: bytes, *contents: bytes) -> bytes:
    """Return an MP4 box."""
    content = b"".join(contents)
    return struct.pack(">I4s", 8 + len(content), kind) + content


def track(handler: bytes, codec: bytes) -> bytes:
    times = struct.pack(">III", 0, 3_800_000_000, 3_800_000_001)
    described = struct.pack(">II", 0, 1) + box(codec, bytes(16))
    return box(
        b"trak",
        box(b"tkhd", times, bytes(72)),
        box(
            b"mdia",
            box(b"mdhd", times, bytes(12)),
            box(b"hdlr", bytes(8), handler, bytes(12), b"made\0"),
            box(b"minf", box(b"stbl", box(b"stsd", described))),
        ),
    )


def mp4(
    *codecs: tuple[bytes, bytes],
    brand: bytes = b"isom",
    content: bytes = b"pictures and sound",
) -> bytes:
    """Return a film with these tracks, and with a place and a name noted in it."""
    times = struct.pack(">III", 0, 3_800_000_000, 3_800_000_001)
    tracks = codecs or ((b"vide", b"avc1"), (b"soun", b"mp4a"))
    return b"".join(
        [
            box(b"ftyp", brand, bytes(4), b"isommp42"),
            box(b"free", NOTED),
            box(
                b"moov",
                box(b"mvhd", times, bytes(88)),
                *(track(*one) for one in tracks),
                box(b"udta", box(b"\xa9xyz", PLACE), box(b"meta", NOTED)),
            ),
            box(b"mdat", content),
            box(b"uuid", bytes(16), NOTED),
        ]
    )


def silent_film(content: bytes = b"signing") -> bytes:
    return mp4((b"vide", b"avc1"), content=content)


def m4a() -> bytes:
    return mp4((b"soun", b"mp4a"), brand=b"M4A ")


def element(name: int, *contents: bytes) -> bytes:
    """Return a WebM element with a size of eight bytes."""
    content = b"".join(contents)
    ident = name.to_bytes((name.bit_length() + 7) // 8, "big")
    return ident + (1 << 56 | len(content)).to_bytes(8, "big") + content


def webm(*codecs: tuple[int, bytes], kind: bytes = b"webm", is_open: bool = False) -> bytes:
    """Return a film with these tracks; an open one was never closed by its recorder."""
    tracks = codecs or ((1, b"V_VP9"), (2, b"A_OPUS"))
    parts = [
        element(
            0x1549A966,
            element(0xBF, b"sums"),
            element(0x4461, bytes(8)),
            element(0x7BA9, NOTED),
            b"\x7b\xa9\x82Jo",
        ),
        element(
            0x1654AE6B,
            *(
                element(0xAE, element(0x83, bytes([number])), element(0x86, codec))
                for number, codec in tracks
            ),
        ),
        element(0x1254C367, PLACE),
    ]
    pictures = element(0xE7, b"\0") + element(0xA3, b"pictures and sound")
    if is_open:
        unknown = b"\x01" + b"\xff" * 7
        cluster = b"\x1f\x43\xb6\x75" + unknown + pictures
        segment = b"\x18\x53\x80\x67" + unknown + b"".join(parts) + cluster + cluster
    else:
        segment = element(0x18538067, *parts, element(0x1F43B675, pictures))
    return element(0x1A45DFA3, element(0x4286, b"\x01"), element(0x4282, kind)) + segment


def wav() -> bytes:
    """Return a tenth of a second of silence, with a name noted after it."""
    written = io.BytesIO()
    with wave.open(written, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8_000)
        sound.writeframes(bytes(1_600))
    noted = NOTED + b"\0" * (len(NOTED) % 2)
    return written.getvalue() + b"LIST" + struct.pack("<I", len(noted)) + noted


def mp3() -> bytes:
    """Return two frames of silence between two tags that note a name."""
    frame = b"\xff\xfb\x90\x64" + bytes(413)
    size = len(NOTED)
    first = b"ID3\x04\x00\x00" + bytes([0, 0, size >> 7, size & 0x7F]) + NOTED
    return first + frame * 2 + b"TAG" + NOTED.ljust(125, b"\0")
