"""Listening: engagements, what was said, and its release."""
