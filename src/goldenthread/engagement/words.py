"""The form in which words are kept, whichever way they came."""

import unicodedata

# Signs that no document format can hold: control characters and two that are none.
_UNPRINTABLE = dict.fromkeys([*range(9), *range(14, 32), 0x7F, 0xFFFE, 0xFFFF])
_LINE_ENDS = {0x0B: "\n", 0x0C: "\n", 0x0D: "\n"}
_KEPT_SIGNS = _UNPRINTABLE | _LINE_ENDS


def normal_text(received: str) -> str:
    r"""Return words as they are kept: NFC, one kind of line end, nothing around them.

    Control characters are left out, because Word and PDF files cannot hold them.

    >>> normal_text(" cafe\u0301\r\non the\x08 corner ")
    'café\non the corner'
    """
    unified = received.replace("\r\n", "\n").translate(_KEPT_SIGNS)
    return unicodedata.normalize("NFC", unified).strip()


def one_line(received: str) -> str:
    """Return words on one line, single spaces between them."""
    return " ".join(normal_text(received).split())


def shortened(text: str, most: int) -> str:
    """Return a text in at most so many signs, its end kept: headers often differ there only.

    >>> shortened("How many days a week do you travel? by bus", 24)
    'How many day…vel? by bus'
    """
    if len(text) <= most:
        return text
    head = most // 2
    return f"{text[:head].rstrip()}…{text[len(text) - (most - head - 1) :].lstrip()}"
