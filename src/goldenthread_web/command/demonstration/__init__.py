"""The worked example, loaded through the same changes that people make in a browser."""

from goldenthread_web.command.demonstration.loading import load_worked_example

__all__ = ["load_worked_example"]
