"""Suggested themes as somebody reads them who may not read held words.

A method names a theme after words that stand in it, held ones too. Nobody has
decided on such a name: it is told only as far as its words are released.
"""

import re
from collections.abc import Iterable, Mapping
from copy import copy

from goldenthread_web.engagement.queries.contributions import released
from goldenthread_web.engagement.queries.search import words_of
from goldenthread_web.engagement.wording import released_text
from goldenthread_web.themes.models import SuggestedTheme

WITHOUT_WORDS = re.compile(r"(Suggested t|T)heme \d+$")
BEHIND_WORDS = re.compile(r"( \([^()]*\))+$")  # a number, or languages
NONE_MORE: Mapping[int, Iterable[int]] = {}


def as_released(
    suggested: Iterable[SuggestedTheme], *, also: Mapping[int, Iterable[int]] = NONE_MORE
) -> dict[int, SuggestedTheme]:
    """Return copies by id, with what stands in released words of the theme, in two queries.

    Looked for in its most typical contributions, and for a theme in those that
    `also` gives by its id. A name with other words becomes "Suggested theme 3".
    """
    found = list(suggested)
    ids_of = {one.pk: {*one.exemplar_ids, *also.get(one.pk, ())} for one in found}
    wanted = set[int]().union(*ids_of.values())
    said = {one.pk: _plain(released_text(one)) for one in released().filter(pk__in=wanted)}
    return {
        one.pk: _as_said(one, "\n".join(said[pk] for pk in ids_of[one.pk] if pk in said))
        for one in found
    }


def _as_said(suggested: SuggestedTheme, said: str) -> SuggestedTheme:
    shown = copy(suggested)
    shown.phrases = [phrase for phrase in suggested.phrases if _plain(phrase) in said]
    if not WITHOUT_WORDS.match(suggested.name):
        parts = BEHIND_WORDS.sub("", suggested.name).split(", ")
        if not all(_plain(part) in said for part in parts):
            shown.name = f"Suggested theme {suggested.position}"
    return shown


def _plain(words: str) -> str:
    """Return the words with one space around each, so that whole words are found."""
    return f" {' '.join(words_of(words))} ".casefold()
