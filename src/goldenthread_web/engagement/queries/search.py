"""Full-text search over contributions, without database extensions."""

import re

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from goldenthread_web.engagement.models import Contribution

WORD = re.compile(r"\w+")
MOST_WORDS = 12


def search(found: QuerySet[Contribution], words: str) -> QuerySet[Contribution]:
    """Return those of `found` that hold all the words, the last of them as a beginning."""
    terms = WORD.findall(words)[:MOST_WORDS]
    if not terms:
        return found
    if connection.vendor == "sqlite":
        asked = " ".join(f'"{term}"' for term in terms) + "*"
        matching = "SELECT rowid FROM engagement_search WHERE engagement_search MATCH %s"
    else:
        asked = " & ".join(f"'{term}'" for term in terms) + ":*"
        matching = "SELECT id FROM engagement_contribution WHERE search @@ to_tsquery('simple', %s)"
    return found.filter(id__in=RawSQL(matching, [asked]))  # noqa: S611
