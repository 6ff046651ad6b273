"""Themes: finding what texts have in common."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goldenthread.themes.discovery import discover_themes

__all__ = ["discover_themes"]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: start-up stays quick."""
    if name != "discover_themes":
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    from goldenthread.themes.discovery import discover_themes  # noqa: PLC0415

    return discover_themes
