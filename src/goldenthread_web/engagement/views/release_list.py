"""What was said in one exercise, as far as the person may see it: a list, and a download."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from goldenthread.engagement.mending import escape_formula
from goldenthread_web.engagement.changes.looking import log_look
from goldenthread_web.engagement.forms.release import FilterForm
from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.engagement.permissions import (
    RELEASE_WORDS,
    SEE_ENGAGEMENTS,
    SEE_HELD_WORDS,
)
from goldenthread_web.engagement.queries import release as queries
from goldenthread_web.engagement.queries.contributions import visible_to
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.queries.release import State
from goldenthread_web.engagement.queries.search import without_hidden
from goldenthread_web.engagement.wording import released_text
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest

COLUMNS = (
    "reference", "status", "question", "words", "language", "noted by", "capacity", "channel",
    "received", "may be published", "why withheld", "invented for this demonstration",
)  # fmt: skip
ROWS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """A contribution with its words as this list shows them."""

    contribution: Contribution
    words: str


@requires(SEE_ENGAGEMENTS)
def list_contributions(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_ENGAGEMENTS)
    form = FilterForm(request.GET, engagement=engagement, state=State.ANY)
    filters = form.filters()
    found = _visible(request, engagement, filters)
    page = page_of(request, queries.listed(found, filters))
    listed = [_listed(contribution) for contribution in page]
    if held := sum(not _is_for_everybody(one.contribution) for one in listed):
        log_look(by=request.user, engagement=engagement, shown=held)
    can_see_held = SEE_HELD_WORDS.is_held_by(request.user)
    context = {
        "engagement": engagement,
        "form": form,
        "filters": filters,
        "page": page,
        "listed": listed,
        "progress": queries.progress(found, filters),
        "states": _states(filters) if can_see_held else [],
        "can_release": RELEASE_WORDS.is_held_by(request.user),
        "queue_query": _queue_query(filters),
    }
    return render(request, "engagement/release_list.html", context)


@requires(SEE_ENGAGEMENTS)
def download(request: OfficeRequest, slug: str) -> StreamingHttpResponse:
    """Send what the list shows, all pages of it; held words are logged before they leave."""
    engagement = fetch_and_authorise(request.user, slug, SEE_ENGAGEMENTS)
    filters = FilterForm(request.GET, engagement=engagement, state=State.ANY).filters()
    found = _visible(request, engagement, filters)
    if SEE_HELD_WORDS.is_held_by(request.user):
        numbers = queries.progress(found, filters)
        held = numbers.of_state(filters.state)
        if filters.state == State.ANY:
            held -= numbers.released
        if held and filters.state != State.RELEASED:
            log_look(by=request.user, engagement=engagement, shown=held)
    # Not the exercise with each row: its notices are longer than most answers.
    slim = found.select_related(None).select_related("response", "question")
    rows = queries.listed(slim, filters).iterator(chunk_size=ROWS_AT_ONCE)
    name = f"{engagement.slug}-contributions-{timezone.localdate():%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        _lines(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _visible(
    request: OfficeRequest, engagement: Engagement, filters: queries.Filters
) -> QuerySet[Contribution]:
    """Return what the person may see; a search finds only words that they are shown."""
    found = visible_to(request.user, engagement)
    if SEE_HELD_WORDS.is_held_by(request.user):
        return found
    return without_hidden(found, filters.words)


def _is_for_everybody(contribution: Contribution) -> bool:
    return contribution.is_public and contribution.response.may_publish_words


def _listed(contribution: Contribution) -> Listed:
    is_public = contribution.is_public
    words = released_text(contribution) if is_public else contribution.text
    return Listed(contribution, words)


def _queue_query(filters: queries.Filters) -> str:
    """Return where the queue begins with these filters, empty where nothing waits."""
    if filters.state in {State.RELEASED, State.WITHHELD}:
        return ""
    state = State.HELD if filters.state == State.ANY else filters.state
    return filters.with_state(state).query


def _states(filters: queries.Filters) -> list[tuple[str, str, str]]:
    return [(state.value, state.label, filters.with_state(state).query) for state in State]


class _Line:
    """A file that hands back each line as it is written, so that none is kept."""

    def write(self, line: str) -> str:
        return line


def _lines(rows: Iterator[Contribution]) -> Iterator[str]:
    writer = csv.writer(_Line())
    # The byte order mark is what makes Excel read it as UTF-8.
    yield "\ufeff" + writer.writerow(COLUMNS)
    for contribution in rows:
        yield writer.writerow([escape_formula(cell) for cell in _cells(contribution)])


def _cells(contribution: Contribution) -> tuple[str, ...]:
    response = contribution.response
    return (
        contribution.reference,
        contribution.get_status_display(),
        contribution.question.text if contribution.question else "",
        _listed(contribution).words,
        contribution.language,
        contribution.noted_by,
        response.capacity,
        response.channel,
        "" if response.is_young_person else f"{timezone.localtime(response.received_at):%Y-%m-%d}",
        "yes" if response.may_publish_words else "no, counted only",
        contribution.withheld_reason,
        "yes" if response.is_invented else "no",
    )
