"""Reading themes. What later stages need is named here.

`themes_with_counts` gives the themes of an engagement with what is in them,
`released_quotes` what may be quoted of one, `themes_of` where contributions
went, `not_placed` what waits, `campaigns` what was sent in many copies.
"""

from goldenthread_web.themes.queries.copies import CampaignLine, campaigns
from goldenthread_web.themes.queries.counts import ThemeCount, themes_with_counts
from goldenthread_web.themes.queries.placements import (
    GivenTheme,
    Placement,
    active_codings,
    not_placed,
    readable,
    themes_of,
)
from goldenthread_web.themes.queries.quotes import released_quotes
from goldenthread_web.themes.queries.runs import finished_runs, latest_run

__all__ = [
    "CampaignLine",
    "GivenTheme",
    "Placement",
    "ThemeCount",
    "active_codings",
    "campaigns",
    "finished_runs",
    "latest_run",
    "not_placed",
    "readable",
    "released_quotes",
    "themes_of",
    "themes_with_counts",
]
