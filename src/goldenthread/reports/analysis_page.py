"""The report of an analysis as one HTML file that needs nothing beside it."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from goldenthread.publishing.charts import size_chart
from goldenthread.records.publishing import Bar, Chart, Table
from goldenthread.records.reports import Analysis
from goldenthread.reports.wording import (
    say_contributions,
    say_count,
    say_date,
    say_part,
    say_percent,
)


def analysis_html(analysis: Analysis) -> str:
    """Return a page with inlined style, no script, and nothing that it fetches."""
    pages = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters.update(date=say_date, percent=say_percent, contributions=say_contributions)
    template = pages.get_template("analysis.html")
    chart = draw_theme_sizes(analysis)
    return template.render(analysis=analysis, chart=chart, say_part=say_part, say_count=say_count)


def draw_theme_sizes(analysis: Analysis) -> Chart:
    """Return the size of each suggested theme, and what is not placed yet as its own bar."""
    total = analysis.contributions
    rows = [
        (theme.name, say_part(theme.contributions, total), say_percent(theme.stability))
        for theme in analysis.themes
    ]
    bars = [
        Bar(theme.name, say_part(theme.contributions, total), theme.contributions)
        for theme in analysis.themes
    ]
    waiting = say_part(analysis.not_placed_yet, total)
    rows.append(("Not placed in a theme yet", waiting, "–"))
    bars.append(Bar("Not placed in a theme yet", waiting, analysis.not_placed_yet))
    headers = ("Suggested theme", "Contributions", "Stability")
    table = Table(f"Suggested themes in {say_contributions(total)}", headers, tuple(rows))
    return size_chart("Sizes of the suggested themes", say_result(analysis), bars, table=table)


def say_result(analysis: Analysis) -> str:
    """Return what was found: how many themes, the largest, and what is not placed yet."""
    total = analysis.contributions
    waiting = f"{say_part(analysis.not_placed_yet, total, 'contributions')} are not placed yet."
    if not analysis.themes:
        return f"No stable theme was found. {waiting}"
    largest = analysis.themes[0]
    size = say_part(largest.contributions, total, "contributions")
    found = say_count(len(analysis.themes), "theme was", "themes were")
    return f"{found} found. The largest is “{largest.name}”: {size}. {waiting}"
