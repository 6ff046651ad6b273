"""Bringing in what people said: tables, mappings, Polis exports and receipts."""

from goldenthread.engagement.mapping import check_mapping, from_json, to_json, with_use
from goldenthread.engagement.mending import write_rejected
from goldenthread.engagement.reading import iterate_rows, read_responses
from goldenthread.engagement.suggesting import mapping_notes, question_key, suggest_mapping
from goldenthread.engagement.tables import iterate_table

__all__ = [
    "check_mapping",
    "from_json",
    "iterate_rows",
    "iterate_table",
    "mapping_notes",
    "question_key",
    "read_responses",
    "suggest_mapping",
    "to_json",
    "with_use",
    "write_rejected",
]
