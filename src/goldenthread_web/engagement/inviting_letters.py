"""From an invitation to its page: address, words, code and the square for a phone."""

from datetime import date

import segno
from django.urls import reverse
from django.utils.translation import gettext, override

from goldenthread.records.letters import Letter, LetterHead
from goldenthread_web.engagement.inviting_words import day_in_words
from goldenthread_web.engagement.inviting_writing import Writer, letter_name
from goldenthread_web.engagement.models import Invitation, MessageWording
from goldenthread_web.engagement.queries.inviting import code_of
from goldenthread_web.page.languages import ENGLISH, SPOKEN


def head_of(writer: Writer, today: date) -> LetterHead:
    """Return what stands on every letter of this engagement."""
    lines = [line.strip() for line in writer.contact.splitlines() if line.strip()]
    return LetterHead(
        title=f"Letters: {writer.engagement}",
        sender=writer.sender or "Golden Thread",
        contact=tuple(lines),
        day=day_in_words(today, "en"),
        stamp="Invented for this demonstration" if writer.engagement.is_invented else "",
    )


def letter_of(writer: Writer, invitation: Invitation) -> Letter:
    """Return the letter of one invitation, in its language where there are words in it.

    Thanks, and what came of it, have no code any more.
    """
    invitee = invitation.invitee
    name = letter_name(invitation)
    language = invitee.language if invitee else "en"
    has_code = writer.kind == MessageWording.Kind.LETTER
    code = code_of(invitation) if has_code else ""
    words, used = writer.written(name=name, language=language, code=code)
    return Letter(
        language=used,
        address=address_lines(invitation),
        title=words.subject,
        paragraphs=tuple(part.strip() for part in words.body.split("\n\n") if part.strip()),
        code=code,
        code_label=_code_label(used),
        link=writer.site + reverse("engagement:type-any-code"),
        square=square_of(writer.site, code) if has_code else "",
    )


def _code_label(language: str) -> str:
    with override(SPOKEN.get(language, ENGLISH).locale):
        return gettext("Your code. Scan the square, or type the code at the address below.")


def address_lines(invitation: Invitation) -> tuple[str, ...]:
    """Return the lines for the window; the name first unless the address begins with it."""
    if (invitee := invitation.invitee) is None:
        return ()
    lines = invitee.postal_address.splitlines()
    names = [one for one in (invitee.name, invitee.organisation_name) if one and one not in lines]
    return (*names, *lines)


def square_of(site: str, code: str) -> str:
    """Return the square (SVG) that brings a phone to the link with the code."""
    address = site + reverse("engagement:use-invitation", args=[code])
    square = segno.make(address, error="m", micro=False)
    return square.svg_inline(scale=5, border=4, dark="#000", light="#fff", omitsize=True)
