"""Suggestions by a method, decisions by people, each in tables of their own."""

from goldenthread_web.themes.models.codebook import (
    Codebook,
    CodebookVersion,
    Coding,
    Theme,
    ThemeChange,
    ThemeTally,
)
from goldenthread_web.themes.models.discovery import (
    Campaign,
    DiscoveryRun,
    NearDuplicate,
    SuggestedTheme,
    Suggestion,
)

__all__ = [
    "Campaign",
    "Codebook",
    "CodebookVersion",
    "Coding",
    "DiscoveryRun",
    "NearDuplicate",
    "SuggestedTheme",
    "Suggestion",
    "Theme",
    "ThemeChange",
    "ThemeTally",
]
