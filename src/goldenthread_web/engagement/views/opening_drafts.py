"""Drafts of the papers that an exercise needs, as Word documents."""

from django.http import Http404, HttpResponse
from django.utils import timezone

from goldenthread.publishing.drafts import draft_docx
from goldenthread_web.engagement.opening_drafts import DRAFTS, ExerciseRecord
from goldenthread_web.engagement.permissions import SEE_ENGAGEMENTS
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@requires(SEE_ENGAGEMENTS)
def download_draft(request: OfficeRequest, slug: str, draft: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_ENGAGEMENTS)
    if draft not in DRAFTS:
        raise Http404
    _, make = DRAFTS[draft]
    made = make(ExerciseRecord.of(engagement, today=timezone.localdate()))
    response = HttpResponse(draft_docx(made), content_type=WORD)
    name = f"{draft}-{engagement.slug}.docx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
