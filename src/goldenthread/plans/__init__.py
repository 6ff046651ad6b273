"""What a plan is made of, and how a published edition is sealed."""

from goldenthread.plans.digests import edition_digest, is_same_digest, leaf_digest, new_salt

__all__ = ["edition_digest", "is_same_digest", "leaf_digest", "new_salt"]
