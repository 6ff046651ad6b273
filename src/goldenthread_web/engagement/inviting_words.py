"""The words of mails and letters: what comes with the program, and filling in a person's own.

An officer can change them. What stands in braces is replaced as plain text:
a name that looks like a template stays a name.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.formats import date_format

from goldenthread.engagement import one_line
from goldenthread_web.engagement.models import MessageWording

Kind = MessageWording.Kind
BRACES = re.compile(r"\{([a-z ]*)\}")
FIELDS = {
    "greeting": "“Dear” and their name, or “Hello”",
    "title": "what the engagement is called",
    "why": "why you ask",
    "closes": "the last day to answer",
    "link": "their own link",
    "code": "their own code",
    "other ways": "how else to take part",
    "contact": "how to reach the partnership",
    "we did": "what you wrote under “We did”",
    "page": "the public page of the engagement",
}
# Without one of these the message would lead nowhere.
NEEDED = {
    Kind.INVITATION: ("link", "code"),
    Kind.REMINDER: ("link", "code"),
    Kind.THANKS: (),
    Kind.OUTCOME: ("we did", "page"),
    # Its code and square stand in a box of their own, whatever the text says.
    Kind.LETTER: (),
}


@dataclass(frozen=True, slots=True)
class Words:
    """A subject, or title of a letter, and paragraphs; fields in braces may stand in both."""

    subject: str
    body: str


STANDARD = {
    Kind.INVITATION: Words(
        "Have your say: {title}",
        "{greeting},\n\nWe would like to hear from you.\n\n{why}\n\n"
        "This link is yours. It works once, and nobody can see from it what you say:\n\n{link}\n\n"
        "You can also type this code on the page: {code}\n\n"
        "You can answer until {closes}.\n\nOther ways to take part: {other ways}",
    ),
    Kind.REMINDER: Words(
        "There is still time: {title}",
        "{greeting},\n\nWe wrote to you about “{title}”. You have not used your link yet, and there "
        "is still time: until {closes}.\n\n{link}\n\n"
        "You can also type this code on the page: {code}\n\n"
        "You would rather not? Then you need do nothing.",
    ),
    Kind.THANKS: Words(
        "Thank you: {title}",
        "{greeting},\n\nThank you for taking part in “{title}”. We read everything that people say. "
        "When it is decided, you can read here what came of it:\n\n{page}",
    ),
    Kind.OUTCOME: Words(
        "What came of it: {title}",
        "{greeting},\n\nYou asked to hear what came of “{title}”.\n\n{we did}\n\n"
        "Read what people said, and all that came of it:\n\n{page}",
    ),
    Kind.LETTER: Words(
        "{title}",
        "{greeting},\n\nWe would like to hear from you.\n\n{why}\n\n"
        "Scan the square with a phone, or go to the address below and type your code. "
        "The code works once. Nobody can see from it what you say. "
        "You can answer until {closes}.\n\nOther ways to take part: {other ways}",
    ),
}


def unknown_fields(text: str) -> list[str]:
    """Return what stands in braces and is none of ours, in order."""
    return [name for name in BRACES.findall(text) if name not in FIELDS]


def fill(text: str, values: dict[str, str]) -> str:
    """Return the text with each field replaced once: what is filled in is not filled again."""
    return BRACES.sub(lambda found: values.get(found[1], found[0]), text)


def fill_words(words: Words, values: dict[str, str]) -> Words:
    """Return the words for one person; the subject on one line."""
    return Words(one_line(fill(words.subject, values))[:200], fill(words.body, values).strip())


def greeting_of(name: str) -> str:
    """Return how the message begins."""
    return f"Dear {name}" if name else "Hello"


def day_in_words(day: date, language: str) -> str:
    """Return a day as it is written in this language, where it is known how."""
    with translation.override(language):
        return date_format(day, "j F Y")
