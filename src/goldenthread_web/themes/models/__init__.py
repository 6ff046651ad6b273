"""Suggestions by a method, decisions by people, each in tables of their own."""

from goldenthread_web.themes.models.codebook import (
    Codebook,
    CodebookVersion,
    Coding,
    Theme,
    ThemeChange,
)
from goldenthread_web.themes.models.discovery import (
    DiscoveryRun,
    NearDuplicate,
    SuggestedTheme,
    Suggestion,
)

__all__ = [
    "Codebook",
    "CodebookVersion",
    "Coding",
    "DiscoveryRun",
    "NearDuplicate",
    "SuggestedTheme",
    "Suggestion",
    "Theme",
    "ThemeChange",
]
