"""Bringing in what people said: tables, mappings, Polis exports and receipts."""

from goldenthread.engagement.layouts import find_layout
from goldenthread.engagement.mapping import check_mapping, from_json, to_json, with_use
from goldenthread.engagement.mending import write_rejected
from goldenthread.engagement.notes import columns_left_out_as_personal, mapping_notes
from goldenthread.engagement.platforms import recognise_platform
from goldenthread.engagement.polis import (
    compare_tallies,
    iterate_statements,
    iterate_votes,
    recognise_polis,
    statements_as_responses,
)
from goldenthread.engagement.reading import iterate_rows, read_responses
from goldenthread.engagement.receipts import (
    CodeMistake,
    ReceiptCodeError,
    new_receipt_code,
    parse_receipt_code,
    receipt_digest,
)
from goldenthread.engagement.suggesting import question_key, suggest_mapping
from goldenthread.engagement.tables import iterate_table
from goldenthread.engagement.words import normal_text, one_line

__all__ = [
    "CodeMistake",
    "ReceiptCodeError",
    "check_mapping",
    "columns_left_out_as_personal",
    "compare_tallies",
    "find_layout",
    "from_json",
    "iterate_rows",
    "iterate_statements",
    "iterate_table",
    "iterate_votes",
    "mapping_notes",
    "new_receipt_code",
    "normal_text",
    "one_line",
    "parse_receipt_code",
    "question_key",
    "read_responses",
    "receipt_digest",
    "recognise_platform",
    "recognise_polis",
    "statements_as_responses",
    "suggest_mapping",
    "to_json",
    "with_use",
    "write_rejected",
]
