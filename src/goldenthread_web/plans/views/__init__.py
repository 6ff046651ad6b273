"""Pages of plans: drafting in the office, reading in public."""
