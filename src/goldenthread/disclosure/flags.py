"""Words that ask for a second reader.

A flag accuses nobody and hides nothing. It only means that one person alone
should not release the text. A text without a flag may still need care.
"""

import re
from collections.abc import Iterator

from goldenthread.records.disclosure import Flag, FlagKind

# Letters and signs of Bengali count as letters: Python's \w leaves out its vowel signs.
_BEFORE, _AFTER = r"(?<![\w\u0980-\u09ff])", r"(?![\w\u0980-\u09ff])"

_HIT = "hits|beats|hit|beat|beating|punched|kicked|strangled|chokes?|choked"
_CLOSE = "husband|wife|partner|dad|mum|father|mother|brother|boyfriend|uncle"
_CHILD = "(?:(?:my|his|her|the|their) )?(?:kids?|child|children|baby|babies|mother|father|mum|dad)"
# "Abuse of power" is a complaint about an office, not a sign of somebody in danger.
_OF_POWER = "(?:of |the |their |its |our |your )*(?:power|system|authority|position|trust|rules)"
_RISK_OF_HARM = (
    r"suicid\w{0,6}", r"self[- ]?harm\w{0,4}", r"kill(?:ing)? (?:my|him|her|them)sel(?:f|ves)",
    r"(?:hurt|cut|harm)(?:ting|ing)? (?:my|him|her|them)sel(?:f|ves)", r"end(?:ing)? my (?:own )?life",
    r"want(?:ed)? to die", r"don['’]?t want to (?:live|be here any ?more)", r"better off dead",
    r"overdos\w{0,4}", r"rap(?:e|ed|ist|ing)", r"sexual(?:ly)? (?:assault|abus|harass)\w{0,6}",
    rf"(?:abus|molest)(?:ed|ing|es|er|ers|ive|e)(?! {_OF_POWER})", r"groom(?:ed|ing)", r"county lines", r"fgm",
    r"forced marriage", r"domestic (?:violence|abuse)", r"violen(?:t|ce) at home",
    rf"(?:{_HIT}) (?:me|my \w{{2,12}}|her|him|us|the (?:kids|children|child|baby))",
    rf"(?:scared|afraid|frightened) (?:of my (?:{_CLOSE})|to go home)",
    rf"neglect(?:s|ed|ing)? {_CHILD}", rf"{_CHILD} (?:is|are|was|were|being) neglected", r"traffick(?:ed|ing|er|ers)",
    r"modern slavery", r"(?:carry|carries|carrying|got|has) a (?:knife|gun)",
    r"(?:going to|gonna|will|i['’]ll) (?:stab|kill|shoot|burn)", r"stabb(?:ed|ing)s?",
    r"missing child", r"hurt(?:s|ing)? (?:me|my (?:kids|children|mum|sister|brother))",
    r"kufsi", r"ismiidaamin\w{0,3}", r"attohotta", r"atmahatya", r"nirjaton",
    "আত্মহত্যা", "নির্যাতন", "ধর্ষণ", "মারধর",
)  # fmt: skip
_ABUSIVE_LANGUAGE = (
    r"(?:mother)?f+u+c+k\w{0,6}", r"f\*+(?:k|ck)\w{0,4}", r"sh[i1]t\w{0,4}", r"cunts?", r"wank(?:er|ers)",
    r"twats?", r"bastards?", r"bitch(?:es|y)?", r"prick", r"slags?", r"sluts?", r"whores?",
    r"dickheads?", r"arseholes?", r"assholes?", r"scum(?:bags?)?", r"vermin", r"subhuman",
    r"pakis?", r"nigg(?:er|a)s?", r"chinks?", r"gypp?os?", r"pikeys?", r"kikes?", r"ragheads?",
    r"fagg?ots?", r"poofs?", r"trann(?:y|ies)", r"retard(?:s|ed)?", r"spastics?",
    r"go back to (?:your|their) (?:own )?countr(?:y|ies)",
    r"go back where (?:you|they) came from",
)  # fmt: skip
_ACCUSING = (
    r"corrupt(?:ion)?|brib(?:e|es|ed|ery|ing)|fraud(?:ster|ulent)?|th(?:ief|ieves)|steal(?:s|ing)?"
    r"|stole|stolen|criminal|crook(?:s|ed)?|liars?|lied|paedo(?:phile)?s?|drug dealers?"
    r"|dealing drugs|sells drugs|racist|took money|on the take|backhanders?|cheat(?:s|ed|ing)?"
    r"|harass(?:es|ed|ing)"
)
_SOMEBODY = (
    r"councillors?|cllrs?|mayor|neighbours?|landlord|landlady|manager|officer|head ?teacher|teacher"
    r"|caretaker|doctor|imam|he|she|his|her|mr|mrs|ms|miss|dr"
)


def _pattern_of_any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{_BEFORE}(?:{'|'.join(words)}){_AFTER}", re.IGNORECASE)


_WORDS = (
    (FlagKind.RISK_OF_HARM, _pattern_of_any(_RISK_OF_HARM)),
    (FlagKind.ABUSIVE_LANGUAGE, _pattern_of_any(_ABUSIVE_LANGUAGE)),
)
_ACCUSING_WORD = _pattern_of_any((_ACCUSING,))
_SOMEBODY_WORD = _pattern_of_any((_SOMEBODY,))
_SENTENCE_END = re.compile(r"[.!?।\n]")
_REACH = 80


def find_flags(text: str) -> tuple[Flag, ...]:
    """Return what asks for a second reader, in order, in code points.

    An accusing word counts only near a word for somebody, in the same sentence.

    >>> [flag.kind.value for flag in find_flags("I am scared to go home")]
    ['risk of harm']
    """
    found = [
        Flag(kind, match.start(), match.end())
        for kind, pattern in _WORDS
        for match in pattern.finditer(text)
    ]
    return tuple(
        sorted([*found, *_find_accusations(text)], key=lambda flag: (flag.start, flag.end))
    )


def _find_accusations(text: str) -> Iterator[Flag]:
    for match in _ACCUSING_WORD.finditer(text):
        before = _SENTENCE_END.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
        after = _SENTENCE_END.split(text[match.end() : match.end() + _REACH])[0]
        if _SOMEBODY_WORD.search(before) or _SOMEBODY_WORD.search(after):
            yield Flag(FlagKind.ACCUSATION, match.start(), match.end())
