"""Intervals for every figure that is published."""

from goldenthread.uncertainty.intervals import Interval, wilson_interval

__all__ = ["Interval", "wilson_interval"]
