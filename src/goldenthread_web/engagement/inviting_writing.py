"""From an invitation to its mail or letter: which words, whose name, which link."""

from dataclasses import dataclass, field

from django.urls import reverse

from goldenthread_web.engagement.code_words import SAMPLE_CODE
from goldenthread_web.engagement.inviting_links import leave_address
from goldenthread_web.engagement.inviting_mail import Mail
from goldenthread_web.engagement.inviting_words import (
    STANDARD,
    Words,
    day_in_words,
    fill_words,
    greeting_of,
)
from goldenthread_web.engagement.models import (
    Engagement,
    Invitation,
    Message,
    MessageWording,
)
from goldenthread_web.engagement.queries.inviting import code_of
from goldenthread_web.engagement.queries.inviting_messages import (
    WRITTEN_IN,
    texts_of,
    wordings_of,
)
from goldenthread_web.engagement.queries.outcomes import outcome_of
from goldenthread_web.partners.queries import partnership


@dataclass(slots=True)
class Writer:
    """Writes the messages of one kind of one engagement; reads what they share once."""

    engagement: Engagement
    kind: str
    site: str
    texts: dict[tuple[str, str], str] = field(init=False)
    wordings: dict[str, MessageWording] = field(init=False)
    contact: str = field(init=False)
    sender: str = field(init=False)
    we_did: str = field(init=False)

    def __post_init__(self) -> None:
        self.texts = texts_of(self.engagement)
        self.wordings = wordings_of(self.engagement, self.kind)
        found = partnership()
        self.contact = found.contact if found else ""
        self.sender = found.name if found else ""
        outcome = outcome_of(self.engagement)
        self.we_did = outcome.we_did if outcome and outcome.published_at else ""

    def words_in(self, language: str) -> tuple[Words, str]:
        """Return the words and the language that they are in: English where there are no others."""
        for code in (language, language.split("-", maxsplit=1)[0], WRITTEN_IN):
            if (found := self.wordings.get(code)) is not None:
                return Words(found.subject, found.body), code
        return STANDARD[MessageWording.Kind(self.kind)], WRITTEN_IN

    def written(self, *, name: str, language: str, code: str) -> tuple[Words, str]:
        """Return the filled-in words for one person, and their language."""
        words, used = self.words_in(language)
        return fill_words(words, self.values(name=name, language=used, code=code)), used

    def filled(self, subject: str, body: str, *, name: str, language: str) -> Words:
        """Return a draft as a made-up person would read it."""
        values = self.values(name=name, language=language, code=SAMPLE_CODE)
        return fill_words(Words(subject, body), values)

    def values(self, *, name: str, language: str, code: str) -> dict[str, str]:
        """Return what each field in braces stands for, for one person."""
        page = self.site + reverse("engagement:engagement", args=[self.engagement.slug])
        link = self.site + reverse("engagement:use-invitation", args=[code]) if code else page
        return {
            "greeting": greeting_of(name),
            "title": self.text("title", language),
            "why": self.text("why_asked", language),
            "other ways": self.text("other_ways", language),
            "closes": day_in_words(self.engagement.closes_on, language),
            "contact": self.contact,
            "we did": self.we_did,
            "page": page,
            "link": link,
            "code": code,
        }

    def text(self, name: str, language: str) -> str:
        """Return a text of the engagement in this language, else as it was written."""
        return (self.texts.get((language, name)) or self.texts[WRITTEN_IN, name]).strip()

    def mail(self, message: Message) -> Mail:
        """Return the mail of a message, with who sends it and how to hear no more of it."""
        invitation = message.invitation
        if invitation is None or invitation.invitee is None:
            return self._mail_to_contact(message)
        invitee = invitation.invitee
        name = invitee.name or invitee.organisation_name
        words, language = self.written(
            name=name, language=invitee.language, code=code_of(invitation)
        )
        leave = leave_address(self.site, invitee)
        end = f"You get this because you are on our list of people to ask. To hear from us no more:\n{leave}"
        return Mail(
            to=invitee.email,
            subject=words.subject,
            body=self.with_end(words.body, end),
            language=language,
            leave=leave,
            reference=f"message {message.pk}",
        )

    def _mail_to_contact(self, message: Message) -> Mail:
        words, language = self.written(name="", language=WRITTEN_IN, code="")
        end = (
            "You get this because you asked, with your answers, to be told what came of it. "
            "We will not write to you about it again."
        )
        return Mail(
            to=message.contact.how_to_reach.strip() if message.contact else "",
            subject=words.subject,
            body=self.with_end(words.body, end),
            language=language,
            reference=f"message {message.pk}",
        )

    def with_end(self, body: str, end: str) -> str:
        """Return the text with what an officer cannot leave out."""
        stamp = "Invented for this demonstration." if self.engagement.is_invented else ""
        about = "\n".join(part for part in (self.sender, self.contact) if part)
        return "\n\n".join(part for part in (stamp, body, about, "--", end) if part)


def letter_name(invitation: Invitation) -> str:
    """Return who a letter greets; nobody by name if it is for whoever holds it."""
    invitee = invitation.invitee
    return invitee.name or invitee.organisation_name if invitee else ""
