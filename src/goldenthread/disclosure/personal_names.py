"""Finding names of people by the words that stand before them."""

import re
from collections.abc import Iterator

from goldenthread.records.disclosure import Finding, FindingKind

_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Doctor|Prof|Professor|Cllr|Councillor|Sir|Dame|Rev|Revd|Reverend"
    r"|Imam|Sheikh|Shaykh|Maulana|Mufti|Hafiz|Haji|Hajji|Rabbi|Pastor|Canon|PC|Sgt|Inspector|Judge"
    r"|MR|MRS|MS|MISS|DR|CLLR)"
)
_PARTICLE = r"(?:bin|ibn|al|el|ul|ur|de|da|la|van|von|der|den|del)"
_CAPITAL = r"(?:(?:al-|el-|O['’]|d['’])?[A-ZÀ-Þ][\w'’-]{0,30})"
_FULL_NAME = rf"(?:(?:[A-Z]\.?|{_PARTICLE})[ \t]{{1,2}}){{0,2}}{_CAPITAL}"
_MORE_NAME = rf"(?:[ \t]{{1,2}}(?:{_PARTICLE}[ \t]{{1,2}}){{0,2}}{_CAPITAL}){{0,3}}"
_TITLED = re.compile(rf"(?<!\w){_TITLE}\b\.?[ \t]{{1,3}}{_FULL_NAME}{_MORE_NAME}")
_TITLED_IN_LOWER_CASE = re.compile(
    r"(?<!\w)(?:(?i:mr|mrs|cllr|dr|imam|councillor)|Ms|Miss)\b\.?[ \t]{1,3}"
    r"(?P<word>[a-zà-þ][a-zà-þ'’-]{2,30})(?![\w'’])"
)
_INTRODUCED = re.compile(
    r"(?i:(?<!\w)(?:my name is|my name['’]s|my names|i am called|i['’]m called|signed by|signed:))"
    rf"[ \t]{{1,3}}(?P<name>{_FULL_NAME}{_MORE_NAME}|[a-zà-þ][a-zà-þ'’-]{{1,30}})"
)
_RELATION = re.compile(
    r"(?i:(?<!\w)(?:my|our|his|her|their|the)[ \t]{1,2}(?:[a-z]{2,12}[ \t]){0,2}"
    r"(?:son|daughter|neighbour|husband|wife|partner|brother|sister|mum|mother|dad|father|uncle"
    r"|auntie|aunt|landlord|landlady|social worker|support worker|teacher|head ?teacher|gp|doctor"
    r"|friend|manager|boss|carer|housing officer|caretaker|boyfriend|girlfriend|child|baby)"
    r"(?:[ \t](?:called|named|is called)|,)?)[ \t]{1,2}"
    rf"(?P<name>{_CAPITAL}{_MORE_NAME})"
)
# "My name is …" in Bengali and in Somali; the words after it up to a stop.
_INTRODUCED_ELSEWHERE = re.compile(
    r"(?:আমার নাম|(?i:(?<!\w)magacaygu waa))[ \t]{1,3}"
    r"(?P<name>[^\s,.;:!?।()]{2,40}(?:[ \t][^\s,.;:!?।()]{2,40}){0,2})"
)
_WORDS_AFTER_TITLES = """
a an the and or is was are at of in on to for from with who whom that this as but if not no
appointment appointments surgery surgeries practice says said told has had have will would
can could may might should does did do out my our your his her their it its these those you
me us him them being seeing having going living when where because so just all any some
word world universe right use uses perfect nice
never always only also really still even ever already again then too here there how why what
candidate candidates election elections meeting meetings spoke came went gone got gave given took
taken made makes knew thought saw seen heard put lets left kept wrote understood found sent felt
meant led met goes sees agrees agreed lied lies lying tries tried replied replies bullied
"""
# What people with titles are often said to do; "promise" alone can be a name, "promised" cannot.
_REGULAR_VERBS = """
answer ask attend arrive believe blame call care cheat claim come deserve email explain fail
get give help hear ignore insult keep knock know laugh leave listen live look need oppose pretend
prescribe promise refer refuse resign respond seem shout speak start stop support take talk
tell think treat turn visit vote want work
"""
_CAPITAL_WORDS = """
I I'm I've And But The They We He She It You Also So If In On At My Our Who Which When
There This That Because Please Not
"""


def _inflected(verb: str) -> Iterator[str]:
    """Yield what a regular verb becomes after a title: not the verb itself.

    >>> list(_inflected("refer")), list(_inflected("lie"))
    (['refers', 'refered', 'referred', 'refering', 'referring'], ['lies', 'lied', 'liing'])
    """
    stem = verb.removesuffix("e")
    yield f"{verb}s"
    for ending in ("ed", "ing"):
        yield f"{stem}{ending}"
        if verb[-1] in "rpgt":
            yield f"{verb}{verb[-1]}{ending}"


_VERB_FORMS = frozenset(form for verb in _REGULAR_VERBS.split() for form in _inflected(verb))
_NO_NAMES = frozenset(_WORDS_AFTER_TITLES.split()) | frozenset(_CAPITAL_WORDS.split()) | _VERB_FORMS


def find_personal_names(text: str) -> Iterator[Finding]:
    """Yield names after a title, an introduction or a word such as "my neighbour"."""
    for match in _TITLED.finditer(text):
        yield Finding(match.start(), match.end(), FindingKind.NAME)
    for match in _TITLED_IN_LOWER_CASE.finditer(text):
        if match["word"].casefold() not in _NO_NAMES:
            yield Finding(match.start(), match.end(), FindingKind.NAME)
    for pattern in (_INTRODUCED, _RELATION, _INTRODUCED_ELSEWHERE):
        for match in pattern.finditer(text):
            first = re.split(r"\s", match["name"], maxsplit=1)[0]
            if first not in _NO_NAMES:
                yield Finding(match.start("name"), match.end("name"), FindingKind.NAME)
