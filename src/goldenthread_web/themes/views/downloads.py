"""Downloads of just what is shown, row by row."""

import csv
from collections.abc import Iterator
from itertools import islice

from django.http import HttpResponseBase, StreamingHttpResponse

from goldenthread.engagement.mending import escape_formula
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.people.models import Person
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.themes.forms.reading import IN_QUEUE, IN_THEME, ReadingForm
from goldenthread_web.themes.permissions import SEE_THEMES
from goldenthread_web.themes.queries.fetching import fetch_suggested, fetch_theme
from goldenthread_web.themes.queries.reading import (
    Found,
    Line,
    in_queue,
    in_suggestion,
    in_theme,
    lines_of,
)
from goldenthread_web.themes.views.looking import look

CHUNK = 500
COLUMNS = (
    "reference",
    "question",
    "words",
    "themes",
    "suggested theme",
    "confidence",
    "capacity",
    "language",
    "status",
    "note",
)
INVENTED = "invented for this demonstration"


class _Echo:
    """A file that gives each row back instead of keeping it."""

    def write(self, value: str) -> str:
        return value


def _row(line: Line) -> list[str]:
    one, placed = line.contribution, line.placement
    return [
        one.reference,
        one.question.text if one.question else "",
        line.words,
        "; ".join(given.theme.name for given in placed.given),
        placed.suggested.name if placed.suggested else "",
        "" if placed.confidence is None else f"{placed.confidence:.2f}",
        one.response.get_capacity_display(),
        one.language,
        one.get_status_display(),
        INVENTED if one.response.is_invented else "",
    ]


def _rows(person: Person, engagement: Engagement, found: Found) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow(COLUMNS))
    waiting = found.iterator(chunk_size=CHUNK)
    while part := list(islice(waiting, CHUNK)):
        for line in lines_of(person, engagement, part):
            yield str(writer.writerow([escape_formula(cell) for cell in _row(line)]))


def _download(
    request: OfficeRequest, engagement: Engagement, found: Found, name: str
) -> HttpResponseBase:
    look(request, engagement, found.count())
    rows = _rows(request.user, engagement, found)
    return StreamingHttpResponse(
        rows,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{engagement.slug}-{name}.csv"'},
    )


@requires(SEE_THEMES)
def download_theme(request: OfficeRequest, slug: str, theme_id: int) -> HttpResponseBase:
    engagement = fetch_and_authorise(request.user, slug, SEE_THEMES)
    theme = fetch_theme(engagement, theme_id)
    form = ReadingForm(request.GET, engagement=engagement, states=IN_THEME)
    found = in_theme(request.user, theme, form.wanted)
    return _download(request, engagement, found, f"theme-{theme.pk}")


@requires(SEE_THEMES)
def download_suggested(request: OfficeRequest, slug: str, suggested_id: int) -> HttpResponseBase:
    engagement = fetch_and_authorise(request.user, slug, SEE_THEMES)
    theme = fetch_suggested(engagement, suggested_id)
    form = ReadingForm(request.GET, engagement=engagement, states=())
    found = in_suggestion(request.user, theme, form.wanted)
    return _download(request, engagement, found, f"suggested-{theme.pk}")


@requires(SEE_THEMES)
def download_queue(request: OfficeRequest, slug: str) -> HttpResponseBase:
    engagement = fetch_and_authorise(request.user, slug, SEE_THEMES)
    form = ReadingForm(request.GET, engagement=engagement, states=IN_QUEUE)
    found = in_queue(request.user, engagement, form.wanted)
    return _download(request, engagement, found, "not-placed-yet")
