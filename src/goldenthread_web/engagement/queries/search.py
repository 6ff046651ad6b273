"""Full-text search over contributions, without database extensions."""

import unicodedata
from collections.abc import Sequence

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL

from goldenthread_web.engagement.models import Contribution
from goldenthread_web.engagement.wording import released_text

MOST_WORDS = 12
JOINERS = "\u200c\u200d"


def words_of(typed: str) -> list[str]:
    """Return the words that were typed, without any sign that an index could take for its own.

    Vowel signs and joiners belong to their word: a regular expression for words
    would cut Bengali at each of them.
    """
    kept = "".join(sign if _is_in_word(sign) else " " for sign in typed)
    return [word for word in kept.split() if any(sign.isalnum() for sign in word)]


def _is_in_word(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LMN" or sign in JOINERS


def search(found: QuerySet[Contribution], words: str) -> QuerySet[Contribution]:
    """Return those of `found` that hold all the words, the last of them as a beginning."""
    terms = words_of(words)[:MOST_WORDS]
    if not terms:
        return found
    if connection.vendor == "sqlite":
        asked = " ".join(f'"{term}"' for term in terms) + "*"
        matching = "SELECT rowid FROM engagement_search WHERE engagement_search MATCH %s"
        # Plus nothing, so that SQLite asks of each row whether it is in the list, and does
        # not walk the whole list once for each response: minutes instead of milliseconds.
        return found.alias(number=F("id") + 0).filter(number__in=RawSQL(matching, [asked]))  # noqa: S611
    asked = " & ".join(f"'{term}'" for term in terms) + ":*"
    matching = "SELECT id FROM engagement_contribution WHERE search @@ to_tsquery('simple', %s)"
    return found.filter(id__in=RawSQL(matching, [asked]))  # noqa: S611


def search_any(found: QuerySet[Contribution], terms: Sequence[str]) -> QuerySet[Contribution]:
    """Return those of `found` that hold one of these words, each as a beginning.

    Each term is one word of `words_of`. What was taken out is searched too:
    look at the released text before you show that something was found.
    """
    if not terms:
        return found.none()
    if connection.vendor == "sqlite":
        asked = " OR ".join(f'"{term}"*' for term in terms)
        matching = "SELECT rowid FROM engagement_search WHERE engagement_search MATCH %s"
        return found.alias(number=F("id") + 0).filter(number__in=RawSQL(matching, [asked]))  # noqa: S611
    asked = " | ".join(f"'{term}':*" for term in terms)
    matching = "SELECT id FROM engagement_contribution WHERE search @@ to_tsquery('simple', %s)"
    return found.filter(id__in=RawSQL(matching, [asked]))  # noqa: S611


def search_shown(found: QuerySet[Contribution], words: str) -> QuerySet[Contribution]:
    """Return those of `found` that hold the words where readers of released words see them.

    The index holds what was taken out too: a search for somebody's name must
    not tell that it stood there.
    """
    return without_hidden(search(found, words), words)


def without_hidden(found: QuerySet[Contribution], words: str) -> QuerySet[Contribution]:
    """Return `found` without those that hold the words only where something was taken out."""
    terms = [_folded(term) for term in words_of(words)[:MOST_WORDS]]
    if not terms:
        return found
    redacted = Contribution.objects.filter(
        pk__in=found.filter(status=Contribution.Status.REDACTED).order_by().values("pk")
    )
    matching = search(redacted, words).prefetch_related("redactions")
    hidden = [one.pk for one in matching if not _holds(released_text(one), terms)]
    return found.exclude(pk__in=hidden) if hidden else found


def _holds(text: str, terms: list[str]) -> bool:
    shown = {_folded(word) for word in words_of(text)}
    *whole, beginning = terms
    return shown.issuperset(whole) and any(word.startswith(beginning) for word in shown)


def _folded(word: str) -> str:
    """Return a word as the index compares it: no accents, no case."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in parts if unicodedata.category(sign) != "Mn")
