"""What is derived from the random token in a resident's cookie.

The server keeps digests only. The receipt code, too, comes from the token and
a key outside the database: a double click, a reload or a lost connection shows
the same receipt again, and the code is stored nowhere.
"""

import hmac
from hashlib import sha512

from django.conf import settings

from goldenthread.engagement import receipts
from goldenthread_web.engagement.models import Engagement


def draft_digest(engagement: Engagement, token: str) -> str:
    """Return the digest under which the unsent answers are found."""
    return _derive("draft", engagement, token).hex()[:64]


def sending_key(engagement: Engagement, token: str) -> str:
    """Return the key that makes sending twice store once."""
    return _derive("sending", engagement, token).hex()[:64]


def receipt_code(engagement: Engagement, token: str) -> str:
    """Return the receipt code of what is sent with this token."""
    random_bytes = _derive("receipt", engagement, token)
    return receipts.new_receipt_code(lambda count: random_bytes[:count])


def receipt_digest(code: str) -> str:
    """Return the digest under which a receipt is looked up.

    Raises:
        ReceiptCodeError: the code was not typed as it was given.
    """
    return receipts.receipt_digest(code, settings.WORDS_KEY.encode())


def invitation_code(engagement: Engagement, seed: str) -> str:
    """Return the code to take part with that belongs to an invitation's seed."""
    random_bytes = _derive("invitation", engagement, seed)
    return receipts.new_receipt_code(lambda count: random_bytes[:count])


def invitation_digest(code: str) -> str:
    """Return the digest under which an invitation is looked up: never that of a receipt.

    Raises:
        ReceiptCodeError: the code was not typed as it was given.
    """
    told = f"invitation code\x00{receipts.parse_receipt_code(code)}".encode()
    return hmac.new(settings.WORDS_KEY.encode(), told, sha512).hexdigest()[:64]


def _derive(purpose: str, engagement: Engagement, token: str) -> bytes:
    told = f"{purpose}\x00{engagement.pk}\x00{token}".encode()
    return hmac.new(settings.WORDS_KEY.encode(), told, sha512).digest()
