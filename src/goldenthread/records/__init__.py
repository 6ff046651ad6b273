"""Frozen records that cross a boundary, a module for each stage."""
