"""What programs can ask. Each answer comes from the query that its page uses."""

from dataclasses import asdict
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import NinjaAPI
from ninja.params.functions import Query

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.public_list import fetch_listed, listed
from goldenthread_web.people.audit import RESIDENT
from goldenthread_web.plans.models import Edition
from goldenthread_web.plans.open_data import describe_edition
from goldenthread_web.plans.queries import edition_with_everything, published_plans
from goldenthread_web.reports.open_data import figures_of, themes_given
from goldenthread_web.reports.queries import public_engagement
from goldenthread_web.reports.queries.open_data import (
    OpenWords,
    changes_told,
    licences_of,
    open_words,
    questions_asked,
    reported_of,
)
from goldenthread_web.reports.queries.results.public import (
    are_results_public,
    engagement_with_public_results,
)
from goldenthread_web.reports.results_pages import public_page
from goldenthread_web.thread.public_api import shapes

MOST_AT_ONCE = 500
THEME_FIELDS = ("question", "name", "definition", "contributions", "people", "how_sure")
api = NinjaAPI(
    title="Golden Thread",
    version="1",
    description=(
        "What everybody may read: engagements, questions, counts, released words, themes, and "
        "published plans. The same rules as on the pages: small numbers are hidden, and what was "
        "removed is gone. No key is needed."
    ),
    docs_url=None,
    openapi_url=None,
)
# The `next` of the answer before, and how many at once.
After = Annotated[str, Query(max_length=16, description="The “next” of the answer before.")]
Limit = Annotated[int, Query(ge=1, le=MOST_AT_ONCE, description="How many at once.")]
Missing = {404: shapes.ProblemShape, 422: shapes.NotUnderstoodShape}


@api.get(
    "engagements/", response=list[shapes.EngagementShape], url_name="api-engagements",
    summary="All public engagements", tags=["engagements"],
)  # fmt: skip
def list_engagements(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the engagements, the open ones first."""
    found = list(listed(timezone.localdate()))
    licences, reported = licences_of(found), reported_of(found)
    return [
        _engagement(request, one, licences[one.pk], is_reported=one.pk in reported) for one in found
    ]


@api.get(
    "engagements/{slug:slug}/", response={200: shapes.EngagementShape, **Missing},
    url_name="api-engagement", summary="One engagement", tags=["engagements"],
)  # fmt: skip
def show_engagement(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return one public engagement."""
    one = fetch_listed(slug, today=timezone.localdate())
    is_reported = one.pk in reported_of([one])
    return _engagement(request, one, licences_of([one])[one.pk], is_reported=is_reported)


@api.get(
    "engagements/{slug:slug}/questions/", response={200: shapes.QuestionsShape, **Missing},
    url_name="api-questions", summary="The questions, and what changed", tags=["engagements"],
)  # fmt: skip
def list_questions(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return the questions of a public engagement in the order of its form."""
    engagement = fetch_listed(slug, today=timezone.localdate())
    return {
        "questions": [asdict(one) for one in questions_asked(engagement)],
        "changes": [asdict(one) for one in changes_told(engagement)],
    }


@api.get(
    "engagements/{slug:slug}/counts/", response={200: shapes.CountsShape, **Missing},
    url_name="api-counts", summary="The figures of the page of results", tags=["results"],
)  # fmt: skip
def show_counts(request: HttpRequest, slug: str) -> dict[str, Any]:
    """Return every figure of the public page of results, from the day on which it is public."""
    engagement = _with_results(slug)
    page = public_page(RESIDENT, engagement)
    return {
        "told": page.sentence,
        "responses": page.counts.responses if page.counts else None,
        "people": page.counts.people if page.counts else None,
        "figures": [asdict(one) for one in figures_of(engagement)],
    }


@api.get(
    "engagements/{slug:slug}/contributions/", response={200: shapes.ContributionsShape, **Missing},
    url_name="api-contributions", summary="Released words", tags=["results"],
)  # fmt: skip
def list_contributions(
    request: HttpRequest,
    slug: str,
    after: After = "",
    limit: Limit = 100,
) -> dict[str, Any]:
    """Return released words in the order of their references, which are random."""
    words = open_words(_with_results(slug), after=after.replace("\x00", ""), most=limit)
    is_last = len(words) < limit
    return {
        "contributions": [_words(request, one) for one in words],
        "next": None if is_last else words[-1].reference,
    }


@api.get(
    "engagements/{slug:slug}/themes/", response={200: list[shapes.ThemeShape], **Missing},
    url_name="api-themes", summary="The themes of “What we heard”", tags=["results"],
)  # fmt: skip
def list_themes(request: HttpRequest, slug: str) -> list[dict[str, object]]:
    """Return the themes with their sizes, once the report is public."""
    given = themes_given(public_engagement(slug), today=timezone.localdate())
    return [dict(zip(THEME_FIELDS, line, strict=True)) for line in given]


@api.get(
    "plans/", response=list[shapes.PlanShape], url_name="api-plans", summary="Published plans",
    tags=["plans"],
)  # fmt: skip
def list_plans(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the plans that have an edition, with all their editions."""
    return [
        {
            "slug": newest.plan.slug,
            "title": newest.plan.title,
            "editions": [_edition(request, one) for one in (newest, *earlier)],
        }
        for newest, earlier in published_plans().items()
    ]


@api.get(
    "editions/{int:edition}/", response={200: shapes.WholeEditionShape, **Missing},
    url_name="api-edition", summary="One edition with its elements", tags=["plans"],
)  # fmt: skip
def show_edition(request: HttpRequest, edition: int) -> dict[str, object]:
    """Return an edition with its elements, what each rests on, and released quotes."""
    reading = edition_with_everything(edition) if edition < 2**31 else None
    if reading is None:
        raise Http404
    return describe_edition(reading)


def _with_results(slug: str) -> Engagement:
    return engagement_with_public_results(slug, today=timezone.localdate())


def _engagement(
    request: HttpRequest, one: Engagement, licence: str, *, is_reported: bool
) -> dict[str, Any]:
    page = reverse("engagement:engagement", args=[one.slug])
    same = ("slug", "title", "why_asked", "who_decides", "decided_when", "audience", "channel")
    return {
        **{name: getattr(one, name) for name in same},
        "opens_on": one.opens_on.isoformat(),
        "closes_on": one.closes_on.isoformat(),
        "is_consultation": one.is_consultation,
        "address": request.build_absolute_uri(page),
        "results_are_public": are_results_public(one, today=timezone.localdate()),
        "report_is_public": is_reported,
        "licence": licence,
        "invented_for_this_demonstration": one.is_invented,
    }


def _words(request: HttpRequest, one: OpenWords) -> dict[str, Any]:
    told = asdict(one)
    is_invented = told.pop("is_invented")
    page = reverse("thread:words", args=[one.reference])
    return {
        **told,
        "address": request.build_absolute_uri(page),
        "invented_for_this_demonstration": is_invented,
    }


def _edition(request: HttpRequest, one: Edition) -> dict[str, Any]:
    page = reverse("plans:edition", args=[one.number])
    return {
        "number": one.number,
        "title": one.title,
        "period": one.period,
        "published_at": one.published_at.isoformat(),
        "address": request.build_absolute_uri(page),
    }
