"""What residents will see: the real pages, as on a phone and on a desktop, and nothing is kept."""

from csp.constants import NONE, SELF
from csp.decorators import csp_replace, csp_update
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin

from goldenthread_web.engagement.asking import page_form
from goldenthread_web.engagement.clips import add_clips, office_address
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.engagement.permissions import MANAGE_ENGAGEMENTS
from goldenthread_web.engagement.previewing import PreviewSitting
from goldenthread_web.engagement.public_page import describe_public_page
from goldenthread_web.engagement.queries.answering_steps import Step, place_of
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.tongues import Tongue
from goldenthread_web.engagement.views.answering_map import map_of
from goldenthread_web.page.languages import ASKED_FOR
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest

FRAMED = {"frame-ancestors": [SELF], "base-uri": [NONE]}


@requires(MANAGE_ENGAGEMENTS)
@csp_update({"frame-src": [SELF], "media-src": [SELF]})  # type: ignore[arg-type]
def show_preview(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    context = describe_public_page(engagement, is_open=False, address=office_address)
    steps = PreviewSitting(engagement).steps
    chosen = request.GET.get("page", "")
    # Two pages on one: this one has the heading of the first level.
    context["is_preview"] = True
    context["steps"] = steps
    context["step"] = next((one for one in steps if one.name == chosen), steps[0])
    context["is_wide"] = request.GET.get("as") == "desktop"
    context["language"] = _language_of(request, engagement)
    context["tongues"] = [Tongue(code) for code in engagement.languages]
    return render(request, "engagement/preview.html", context)


def _language_of(request: OfficeRequest, engagement: Engagement) -> str:
    """Return the language in which the framed page is wanted."""
    wanted = request.POST.get("speak") or request.GET.get(ASKED_FOR, "")
    written_in = (engagement.languages or ["en"])[0]
    return str(wanted if wanted in engagement.languages else written_in)


@requires(MANAGE_ENGAGEMENTS)
@xframe_options_sameorigin
@csp_replace(FRAMED)
@csp_update({"media-src": [SELF]})  # type: ignore[arg-type]
def show_preview_page(request: OfficeRequest, slug: str, name: str) -> HttpResponse:
    """Show one page of answering. What is typed is checked as for a resident, then forgotten."""
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    sitting = PreviewSitting(engagement, _language_of(request, engagement))
    step = sitting.step(name)
    is_sent = request.method == "POST" and "speak" not in request.POST
    form = page_form(
        sitting,
        step,
        typed=request.POST if is_sent else None,
        files=request.FILES if is_sent else None,
    )
    if is_sent and ("back" in request.POST or form.is_valid()):
        other = sitting.neighbour(name, -1 if "back" in request.POST else 1)
        address = reverse("engagement:preview-page", args=[slug, (other or sitting.steps[0]).name])
        return redirect(f"{address}?{ASKED_FOR}={sitting.voice.tongue.code}")
    return render(request, "engagement/preview_page.html", _page_of(sitting, step, form))


def _page_of(sitting: PreviewSitting, step: Step, form: object) -> dict[str, object]:
    parts = getattr(form, "parts", [])
    for part in parts:
        if part.question.kind == Question.Kind.PLACE and sitting.engagement.is_published:
            part.map = map_of(part.question, sitting.draft, sitting.engagement.slug)
    add_clips(parts, sitting.engagement, sitting.voice.tongue.code, office_address)
    return {
        "engagement": sitting.engagement,
        "step": step,
        "form": form,
        "parts": parts,
        "place": place_of(step, sitting.steps, is_about=False),
        "takes_files": any(one.kind == Question.Kind.FILE for one in step.questions),
    }
