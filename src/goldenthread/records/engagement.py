"""In what capacity people answer, and by which way it reached the partnership."""

from enum import StrEnum


class Capacity(StrEnum):
    """In what capacity somebody answers."""

    RESIDENT = "resident"
    WORKS_OR_STUDIES_HERE = "works or studies here"
    BUSINESS = "business"
    ORGANISATION = "organisation"
    COUNCILLOR = "councillor"
    COUNCIL_STAFF = "council staff"
    VISITOR = "visitor"
    NOT_SAID = "not said"


class Channel(StrEnum):
    """The way by which a response reached the partnership."""

    ONLINE_SURVEY = "online survey"
    PAPER = "paper"
    WORKSHOP = "workshop"
    COMMUNITY_MEETING = "community meeting"
    YOUTH_CLUB = "youth club"
    STALL = "stall"
    LETTER = "letter"
    EMAIL = "e-mail"
    TELEPHONE = "telephone"
    OTHER = "import or other"


class WordsAre(StrEnum):
    """What words are, of a question that has more than one place for them."""

    ANSWER = "answer"
    OTHER = "other"
    PLACE = "place"
    STATEMENT = "statement"
