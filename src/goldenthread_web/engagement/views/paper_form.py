"""The form to print: for everybody while it is open, and for staff before."""

from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from goldenthread.publishing.paper_form import paper_form_pdf
from goldenthread.records.paper import PaperForm
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.paper_form import paper_form_of
from goldenthread_web.engagement.permissions import SEE_ENGAGEMENTS
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.sitting import Sitting
from goldenthread_web.engagement.speaking import chosen_language
from goldenthread_web.people.limits import limited
from goldenthread_web.people.permissions import open_to_all, requires
from goldenthread_web.people.requests import OfficeRequest

MOST_KEPT = 32


@lru_cache(maxsize=MOST_KEPT)
def _typeset(form: PaperForm) -> bytes:
    """Return the PDF: setting one takes longer than a page may, so the last ones are kept."""
    return paper_form_pdf(form)


@open_to_all
@limited("60/h", method="GET")
@require_safe
def print_form(request: HttpRequest, slug: str) -> HttpResponse:
    sitting = Sitting(request, slug)
    if not (sitting.may_answer and sitting.asked.questions):
        raise Http404
    response = _give(sitting.engagement, sitting.voice.tongue.code)
    # The next reader may have another language; and it changes with the form.
    is_sensitive = sitting.engagement.is_sensitive
    response.headers["Cache-Control"] = "private, no-store" if is_sensitive else "no-cache"
    patch_vary_headers(response, ["Cookie"])
    return response


@requires(SEE_ENGAGEMENTS)
@require_safe
def print_own_form(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_ENGAGEMENTS)
    return _give(engagement, chosen_language(request, engagement))


def _give(engagement: Engagement, language: str) -> HttpResponse:
    form = paper_form_of(engagement, language)
    response = HttpResponse(_typeset(form), content_type="application/pdf")
    name = f"{engagement.slug}-{form.language}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
