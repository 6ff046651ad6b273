"""Keys of coming back on another device, and of answering once: digests are kept, no more."""

import hmac
from hashlib import sha512

from django.conf import settings

from goldenthread.engagement import receipts
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.people.models import Person


def resume_code(engagement: Engagement, token: str) -> str:
    """Return the code with which the answers of this token can be gone on with elsewhere.

    It comes from the token's 256 random bits and a key outside the database, so a
    reload shows the same code again, and it is stored nowhere.
    """
    random_bytes = _digest("resume", engagement, token)
    return receipts.new_receipt_code(lambda count: random_bytes[:count])


def resume_digest(engagement: Engagement, code: str) -> str:
    """Return the digest under which unsent answers are looked up by their code.

    Raises:
        ReceiptCodeError: the code was not typed as it was given.
    """
    plain = receipts.parse_receipt_code(code)
    return _digest("resume code", engagement, plain).hex()[:64]


def browser_digest(engagement: Engagement, browser: str) -> str:
    """Return the digest that tells whether this browser has answered here."""
    return _digest("once a browser", engagement, browser).hex()[:64]


def person_digest(engagement: Engagement, person: Person) -> str:
    """Return the digest that tells whether this person has answered here."""
    return _digest("once a person", engagement, str(person.pk)).hex()[:64]


def _digest(purpose: str, engagement: Engagement, told: str) -> bytes:
    message = f"{purpose}\x00{engagement.pk}\x00{told}".encode()
    return hmac.new(settings.WORDS_KEY.encode(), message, sha512).digest()
