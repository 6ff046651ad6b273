"""Results of an engagement while it runs and after: counts by ids, and what they stand for."""
