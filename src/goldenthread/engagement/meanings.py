"""What the values that people and tools write in cells mean."""

import re
import unicodedata

from goldenthread.engagement.words import one_line
from goldenthread.records.engagement import Capacity, Channel

Meanings = tuple[tuple[str, str], ...]

YES = frozenset([
    "yes", "y", "true", "t", "1", "ticked", "tick", "selected", "checked", "on", "x", "✓", "✔",
    "☑", "✅", "agree", "agreed",
])  # fmt: skip
NO = frozenset([
    "no", "n", "false", "f", "0", "unticked", "unselected", "unchecked", "not selected", "off",
    "-", "–", "☐", "disagree",
])  # fmt: skip
_PUBLISH = frozenset(["words", "may be published", "publish", "i agree", "i consent", "consent"])
_KEEP = frozenset(["counted only", "count only", "do not publish", "i do not agree", "private"])
_NOT_SAID = frozenset([
    "", "not said", "not stated", "prefer not to say", "rather not say", "unknown", "not known",
    "not answered", "no answer", "don't know", "n/a", "na", "none", "-",
])  # fmt: skip

_CAPACITIES: dict[Capacity, tuple[str, ...]] = {
    Capacity.RESIDENT: (
        "resident", "residents", "local resident", "a resident", "i live here",
        "live here", "lives here", "i am a resident", "as a resident", "i live in the borough",
        "tenant", "member of the public", "individual", "young resident",
    ),
    Capacity.WORKS_OR_STUDIES_HERE: (
        "works or studies here", "work here", "i work here", "works here", "study here",
        "i study here", "studies here", "i work or study here", "student", "worker", "employee",
        "i work in the borough", "i study in the borough",
    ),
    Capacity.BUSINESS: (
        "business", "business owner", "local business", "i run a business here", "trader",
        "i own a business", "a business", "on behalf of a business", "company",
    ),
    Capacity.ORGANISATION: (
        "organisation", "organization", "an organisation", "on behalf of an organisation",
        "on behalf of an organization", "charity", "voluntary organisation", "community group",
        "voluntary or community organisation", "vcs organisation", "partner organisation",
    ),
    Capacity.COUNCILLOR: ("councillor", "cllr", "elected member", "a councillor", "ward councillor"),
    Capacity.COUNCIL_STAFF: (
        "council staff", "staff", "council officer", "officer", "i work for the council",
        "council employee",
    ),
    Capacity.VISITOR: ("visitor", "i visit", "visiting", "i am visiting", "a visitor", "tourist"),
}  # fmt: skip

_CHANNELS: dict[Channel, tuple[str, ...]] = {
    Channel.ONLINE_SURVEY: ("online survey", "online", "web", "website", "survey", "web survey"),
    Channel.PAPER: ("paper", "paper form", "postal survey", "paper survey", "questionnaire"),
    Channel.WORKSHOP: ("workshop", "workshop table", "focus group", "session"),
    Channel.COMMUNITY_MEETING: ("community meeting", "meeting", "public meeting", "assembly"),
    Channel.YOUTH_CLUB: ("youth club", "youth centre", "youth session", "youth"),
    Channel.STALL: ("stall", "street stall", "market stall", "pop-up", "drop-in", "outreach"),
    Channel.LETTER: ("letter", "post", "by post", "mail"),
    Channel.EMAIL: ("e-mail", "email", "by email", "by e-mail"),
    Channel.TELEPHONE: ("telephone", "phone", "call", "by phone", "phone call"),
    Channel.OTHER: ("import or other", "other", "import"),
}

# Names of languages as forms in London write them; everything else is kept as it stands.
_LANGUAGES: dict[str, tuple[str, ...]] = {
    "en": ("english", "eng"),
    "bn": ("bengali", "bangla", "বাংলা", "ben"),
    "syl": ("sylheti", "siloti", "ꠍꠤꠟꠐꠤ"),
    "so": ("somali", "soomaali", "af soomaali", "af-soomaali", "som"),
    "ar": ("arabic", "العربية", "ara"),
    "ur": ("urdu", "اردو", "urd"),
    "fr": ("french", "français", "fra"),
    "es": ("spanish", "español", "spa"),
    "it": ("italian", "italiano", "ita"),
    "pt": ("portuguese", "português", "por"),
    "pl": ("polish", "polski", "pol"),
    "ro": ("romanian", "română", "ron"),
    "tr": ("turkish", "türkçe", "tur"),
    "de": ("german", "deutsch", "deu"),
    "zh": ("chinese", "mandarin", "cantonese", "中文", "zho"),
    "vi": ("vietnamese", "tiếng việt", "vie"),
    "lt": ("lithuanian", "lietuvių", "lit"),
}
_LANGUAGE_CODES = {name: code for code, names in _LANGUAGES.items() for name in (code, *names)}
_CAPACITY_OF = {value: capacity for capacity, values in _CAPACITIES.items() for value in values}
_CAPACITY_OF |= {capacity.value: capacity for capacity in Capacity}
_CHANNEL_OF = {value: channel for channel, values in _CHANNELS.items() for value in values}
_CHANNEL_OF |= {channel.value: channel for channel in Channel}
_NUMBERS = re.compile(r"\d{1,3}")
_WHOLE_NUMBER = re.compile(r"(\d+)\.0+")
_ADULT_AGE = 18


def plain_value(cell: str) -> str:
    """Return a cell as it is compared: NFC, lower case, single spaces, no full stop.

    >>> plain_value(" Yes. "), plain_value("1.0")
    ('yes', '1')
    """
    text = unicodedata.normalize("NFC", without_decimals(cell)).casefold().replace("’", "'")
    return " ".join(text.split()).rstrip(".")


def without_decimals(cell: str) -> str:
    """Return a whole number without the “.0” that some tools add to it, else the cell itself.

    >>> without_decimals("1001.0"), without_decimals("1.05")
    ('1001', '1.05')
    """
    whole = _WHOLE_NUMBER.fullmatch(cell.strip())
    return whole[1] if whole else cell


def stated_meaning(cell: str, meanings: Meanings) -> str:
    """Return what the mapping says that this cell means, else the cell itself."""
    plain = plain_value(cell)
    return next((meaning for value, meaning in meanings if plain_value(value) == plain), cell)


def is_not_said(cell: str) -> bool:
    """Return whether the cell is blank or says that the person would not say."""
    return plain_value(cell) in _NOT_SAID


def find_capacity(cell: str) -> Capacity | None:
    """Return the capacity that a cell names, None if it names none that is known."""
    return Capacity.NOT_SAID if is_not_said(cell) else _CAPACITY_OF.get(plain_value(cell))


def find_channel(cell: str) -> Channel | None:
    """Return the channel that a cell names, None if it names none that is known."""
    return _CHANNEL_OF.get(plain_value(cell))


def find_language(cell: str) -> str:
    """Return the code of a language named in a cell, or what stands there.

    >>> find_language("Bengali"), find_language("bn"), find_language("Yoruba")
    ('bn', 'bn', 'Yoruba')
    """
    return _LANGUAGE_CODES.get(plain_value(cell), one_line(cell))


def find_yes_or_no(cell: str) -> bool | None:
    """Return True for yes, False for no, None for anything else."""
    plain = plain_value(cell)
    if plain in YES:
        return True
    return False if plain in NO else None


def find_permission(cell: str) -> bool | None:
    """Return whether the words may be published; None if the cell does not say."""
    plain = plain_value(cell)
    if plain in _PUBLISH:
        return True
    if plain in _KEEP or is_not_said(cell):
        return False
    return find_yes_or_no(cell)


def is_under_18(cell: str) -> bool | None:
    """Return whether an age or age band may be under 18; None if it cannot be read.

    A band that reaches below 18 counts as under 18, because a wrong guess only
    asks for a second reader.

    >>> [is_under_18(cell) for cell in ("16-24", "Under 18", "18 to 24", "65+", "Year 9")]
    [True, True, False, False, None]
    """
    plain = plain_value(cell)
    if is_not_said(cell):
        return False
    numbers = [int(number) for number in _NUMBERS.findall(plain)]
    if not numbers or "year " in plain:
        return None
    if any(word in plain for word in ("under", "below", "younger", "less than", "<")):
        return True
    if len(numbers) == 1 and any(word in plain for word in ("over ", "above", "more than", ">")):
        return numbers[0] < _ADULT_AGE - 1
    return numbers[0] < _ADULT_AGE
