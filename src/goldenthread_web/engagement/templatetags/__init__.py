"""Filters for the pages of this stage."""
