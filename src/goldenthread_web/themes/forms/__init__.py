"""Forms of this stage, by topic."""
