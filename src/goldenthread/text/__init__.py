"""Text: encoders."""
