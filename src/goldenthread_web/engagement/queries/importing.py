"""Imports of an engagement, their mappings, and the rows that were not taken."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from goldenthread.engagement import from_json
from goldenthread.engagement.learned_columns import columns_of_tool
from goldenthread.errors import MappingError
from goldenthread.records.importing import ColumnMapping, ColumnUse
from goldenthread_web.engagement.models import (
    Engagement,
    RejectedImportRow,
    ResponseImport,
    SavedMapping,
    Vote,
)
from goldenthread_web.engagement.queries.contributions import counted
from goldenthread_web.engagement.queries.exercises import counted_responses

MOST_LOOKED_THROUGH = 200


@dataclass(frozen=True, slots=True)
class PolisChoices:
    """What the officer states about the statements of a Polis conversation.

    `question` is the key of a question that is there, or "" for a new one with
    this title.
    """

    question: str = ""
    title: str = "What do you think about this place?"
    audience: str = ""
    language: str = ""
    may_publish_words: bool = False
    accepted_only: bool = True


def imports_of(engagement: Engagement) -> QuerySet[ResponseImport]:
    """Return the imports of the engagement, the newest first."""
    return ResponseImport.objects.filter(engagement=engagement).select_related("job", "made_by")


def fetch_import(engagement: Engagement, import_id: int) -> ResponseImport:
    """Return one import of this engagement, or raise Http404."""
    return get_object_or_404(imports_of(engagement), pk=import_id)


def rejected_rows(response_import: ResponseImport, search: str = "") -> QuerySet[RejectedImportRow]:
    """Return the rows that were not taken, those whose reason or number fits the search."""
    found = RejectedImportRow.objects.filter(response_import=response_import)
    if not search.strip():
        return found
    wanted = Q(reason__icontains=search.strip())
    if search.strip().isdecimal() and len(search.strip()) < 10:  # noqa: PLR2004 - fits the column
        wanted |= Q(row_number=int(search))
    return found.filter(wanted)


def saved_mappings(engagement: Engagement) -> QuerySet[SavedMapping]:
    """Return the mappings that were kept for the next file."""
    return SavedMapping.objects.filter(engagement=engagement)


def mapping_of(kept: ResponseImport | SavedMapping) -> ColumnMapping:
    """Return the mapping as a record. MappingError if it cannot be read."""
    return from_json(json.dumps(kept.mapping))


def headers_of(response_import: ResponseImport) -> tuple[str, ...]:
    """Return the headers of the cells that are kept of rows that were not taken."""
    if response_import.kind != ResponseImport.Kind.RESPONSES:
        return ("comment-id",)
    return tuple(column.header for column in mapping_of(response_import).columns)


def polis_choices_of(response_import: ResponseImport) -> PolisChoices:
    """Return what was stated about a Polis file, else what we suggest."""
    stated = response_import.mapping or {}
    fields = PolisChoices.__dataclass_fields__
    return PolisChoices(**{name: value for name, value in stated.items() if name in fields})


def fitting_mapping(engagement: Engagement, headers: Iterable[str]) -> SavedMapping | None:
    """Return the newest saved mapping that was made for just these columns, if any."""
    wanted = set(headers)
    for saved in saved_mappings(engagement).order_by("-saved_at"):
        if {column["header"] for column in saved.mapping.get("columns", ())} == wanted:
            return saved
    return None


def known_tool(headers: Sequence[str]) -> tuple[str, tuple[ColumnUse, ...]]:
    """Return the name under which somebody kept what this tool's own columns are, and those.

    Of all exercises: the columns of a tool say nothing of a survey or of people.
    """
    for saved in SavedMapping.objects.order_by("-saved_at")[:MOST_LOOKED_THROUGH]:
        try:
            known = columns_of_tool(mapping_of(saved), headers)
        except MappingError:
            continue
        if known:
            return saved.name, known
    return "", ()


def has_statements(engagement: Engagement) -> bool:
    """Return whether statements of a Polis conversation are here, for votes to be about."""
    return counted(engagement).filter(imported_agrees__isnull=False).exists()


def counted_votes(engagement: Engagement) -> QuerySet[Vote]:
    """Return the votes that count: of no unfinished import, and of responses that count."""
    return Vote.objects.filter(
        Q(response_import=None) | Q(response_import__state="complete"),
        response__in=counted_responses(engagement),
    )
