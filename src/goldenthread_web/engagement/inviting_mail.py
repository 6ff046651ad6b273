"""Mail as plain text with a simple HTML beside it: no picture, no tracking, nothing from afar."""

import hmac
import re
from dataclasses import dataclass
from email.utils import parseaddr
from hashlib import sha256
from html import escape

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from goldenthread.engagement import one_line

LINK = re.compile(r"https?://[^\s<>\"“”]+[^\s<>\"“”.,;:!?]")
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "yi"})


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one person."""

    to: str
    subject: str
    body: str
    language: str
    # The address of the page on which they can leave, if they are on a list.
    leave: str = ""
    # Tells this mail from all others: sent twice, it carries the same number.
    reference: str = ""


def send_mail(mail: Mail, connection: BaseEmailBackend | None = None) -> None:
    """Hand a mail to the mail server. Raises what the server's refusal raises."""
    message = EmailMultiAlternatives(
        subject=one_line(mail.subject),
        body=mail.body,
        to=[mail.to],
        headers=_headers(mail),
        connection=connection,
    )
    message.attach_alternative(_html(mail), "text/html")
    message.send()


def _headers(mail: Mail) -> dict[str, str]:
    # Out-of-office replies would only come back to us.
    headers = {"Auto-Submitted": "auto-generated"}
    if mail.leave:
        headers["List-Unsubscribe"] = f"<{mail.leave}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if mail.reference:
        told = f"mail\x00{mail.reference}".encode()
        number = hmac.new(settings.WORDS_KEY.encode(), told, sha256).hexdigest()[:32]
        domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
        headers["Message-ID"] = f"<{number}@{domain}>"
    return headers


def _html(mail: Mail) -> str:
    direction = "rtl" if mail.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"
    paragraphs = "\n".join(
        f"<p>{_linked(part)}</p>" for part in mail.body.split("\n\n") if part.strip()
    )
    return (
        f'<!doctype html>\n<html lang="{escape(mail.language)}" dir="{direction}"><head>'
        f'<meta charset="utf-8"><title>{escape(mail.subject)}</title></head>\n'
        f"<body>\n{paragraphs}\n</body></html>\n"
    )


def _linked(paragraph: str) -> str:
    """Return the paragraph with its links, everything else escaped."""
    parts, at = [], 0
    for found in LINK.finditer(paragraph):
        address = escape(found[0])
        parts += [escape(paragraph[at : found.start()]), f'<a href="{address}">{address}</a>']
        at = found.end()
    return "".join([*parts, escape(paragraph[at:])]).replace("\n", "<br>\n")
