"""A small discovery made by hand: two themes, a copy, and one text that is not placed."""

import numpy as np

from goldenthread.records.reports import TextColumn
from goldenthread.records.themes import SuggestedTheme, ThemeDiscovery

TEXTS = (
    "The bus is late",
    "=HYPERLINK(bus) never comes",
    "More trees please <b>now</b>",
    "The bus is late",
    "qwrt zxcv",
    "আরও গাছ দরকার",
)
COLUMN = TextColumn("survey.csv", "What to change?", (2, 3, 4, 6, 7, 8), TEXTS, empty_rows=1)
DISCOVERY = ThemeDiscovery(
    themes=(
        SuggestedTheme("Trees", ("more trees", "=trees"), 2, 0.72, (5, 2)),
        SuggestedTheme("=Buses", ("late bus", "bus"), 3, 0.91, (0, 3, 1)),
    ),
    labels=np.array([1, 1, 0, 1, -1, 0]),
    confidence=np.array([0.9, 0.8, 0.7, 0.9, 0.1, 1.0]),
    duplicate_of=np.array([0, 1, 2, 0, 4, 5]),
    method="Texts were compared by hand.",
)
