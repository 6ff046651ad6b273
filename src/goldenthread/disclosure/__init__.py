"""Keeping people from being picked out: personal data, redaction, small numbers, flags."""

from goldenthread.disclosure.findings import find_personal_data
from goldenthread.disclosure.flags import find_flags
from goldenthread.disclosure.redaction import merge_redactions, redact, released_spans
from goldenthread.disclosure.small_numbers import (
    is_small,
    show_count,
    show_counts,
    show_groups,
    show_parts,
    show_table,
)

__all__ = [
    "find_flags",
    "find_personal_data",
    "is_small",
    "merge_redactions",
    "redact",
    "released_spans",
    "show_count",
    "show_counts",
    "show_groups",
    "show_parts",
    "show_table",
]
