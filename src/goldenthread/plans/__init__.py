"""What a plan is made of, and how a published edition is sealed."""

from goldenthread.plans.digests import edition_digest, is_same_digest, leaf_digest, new_salt
from goldenthread.plans.quotes import (
    find_quote,
    has_words,
    hide_more,
    quote_digest,
    quote_parts,
    quoted_words,
    repeats_words,
)
from goldenthread.plans.sealing import element_digest, seal_edition

__all__ = [
    "edition_digest",
    "element_digest",
    "find_quote",
    "has_words",
    "hide_more",
    "is_same_digest",
    "leaf_digest",
    "new_salt",
    "quote_digest",
    "quote_parts",
    "quoted_words",
    "repeats_words",
    "seal_edition",
]
