"""Released words that a report quotes, with how they differ from what was said."""

from collections.abc import Iterable, Mapping

from goldenthread.records.reports import ReleasedQuote
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.engagement.queries.contributions import released
from goldenthread_web.engagement.wording import released_text
from goldenthread_web.reports.queries.theme_sizes import Place

MOST_QUOTES = 3
LONGEST_QUOTE = 420
LANGUAGES = {
    "ar": "Arabic",
    "bn": "Bengali",
    "en": "English",
    "pl": "Polish",
    "so": "Somali",
    "syl": "Sylheti",
    "ur": "Urdu",
}


class Quotes:
    """Quotes of themes: only capacities of many people are named with them."""

    def __init__(self, candidates: Mapping[Place, list[int]], *, told: frozenset[str]) -> None:
        self._candidates = candidates
        self._told = told
        wanted = {pk for ids in self._candidates.values() for pk in ids}
        self._found = {one.pk: one for one in released().filter(id__in=wanted)} if wanted else {}

    def of(self, place: Place) -> tuple[ReleasedQuote, ...]:
        """Return up to three quotes of a theme in one question, the most typical first.

        One of each response, and nothing that differs in spaces and capitals only.
        """
        chosen: dict[object, Contribution] = {}
        seen: set[str] = set()
        for pk in self._candidates.get(place, ()):
            one = self._found.get(pk)
            if one is None or one.question_id != place[1]:
                continue
            words = " ".join(one.text.lower().split())
            if one.response_id not in chosen and words not in seen:
                chosen[one.response_id] = one
                seen.add(words)
        return tuple(self.quote(one) for one in list(chosen.values())[:MOST_QUOTES])

    def quote(self, one: Contribution) -> ReleasedQuote:
        """Return the released words with in what capacity they were said and how they are marked."""
        words = released_text(one)
        shortened = shorten(words)
        response = one.response
        is_told = response.capacity in self._told and not response.is_young_person
        return ReleasedQuote(
            words=shortened,
            capacity=response.capacity.capitalize() if is_told else "",
            marked=_say_marks(one, is_shortened=shortened != words),
            language=one.language,
            reference=one.reference,
        )


def shorten(words: str) -> str:
    """Return the first sentences of long words, with a mark where the rest is left out.

    >>> shorten("Short.")
    'Short.'
    """
    if len(words) <= LONGEST_QUOTE:
        return words
    start = words[:LONGEST_QUOTE]
    ends = [start.rfind(sign) + 1 for sign in (". ", "! ", "? ", "। ", "\n")]
    end = max(ends) if max(ends) > LONGEST_QUOTE // 3 else start.rfind(" ")
    # A mark such as "[name removed]" stays whole.
    opened, closed = start[:end].rfind("["), start[:end].rfind("]")
    end = opened if opened > closed else end
    return f"{start[:end].rstrip()} […]"


def language_name(code: str) -> str:
    """Return a language in words, or its code where we have no word for it."""
    return LANGUAGES.get(code.partition("-")[0], code)


def _say_marks(one: Contribution, *, is_shortened: bool) -> str:
    return ". ".join(_list_marks(one, is_shortened=is_shortened))


def _list_marks(one: Contribution, *, is_shortened: bool) -> Iterable[str]:
    if one.response.people_count > 1:
        yield "Said for a group"
    if one.provenance:
        yield one.provenance
    if one.status == Contribution.Status.REDACTED:
        yield "Part removed to protect privacy"
    if is_shortened:
        yield "Shortened"
    if one.language and not one.language.startswith("en"):
        yield f"In {language_name(one.language)}"
    if one.response.is_invented:
        yield "Invented for this demonstration"
