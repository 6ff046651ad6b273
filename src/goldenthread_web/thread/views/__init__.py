"""By topic."""
