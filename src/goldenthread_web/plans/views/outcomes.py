"""What came of an engagement in a plan: for everybody to read, for officers to say."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from goldenthread_web.engagement.permissions import MANAGE_ENGAGEMENTS
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise, published
from goldenthread_web.engagement.queries.outcomes import outcome_of
from goldenthread_web.people.permissions import open_to_all, requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.plans import changes
from goldenthread_web.plans.forms import OutcomeLineForm
from goldenthread_web.plans.queries.outcomes import lines_by_plan, lines_that_came, links_of
from goldenthread_web.plans.views.applying import is_applied


@open_to_all
def show_what_came(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the lines that came of an engagement; the whole plan where none is named."""
    engagement = get_object_or_404(published(), slug=slug)
    outcome = outcome_of(engagement)
    is_public = outcome is not None and outcome.published_at is not None
    lines = [one for one in lines_that_came(outcome) if one.line] if is_public else []
    if not lines:
        return redirect("plans:current")
    context = {"engagement": engagement, "outcome": outcome, "lines": lines}
    return render(request, "plans/came_of.html", context)


@requires(MANAGE_ENGAGEMENTS)
def link_lines(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    lines = lines_by_plan()
    form = OutcomeLineForm(request.POST or None, lines=lines)

    def link() -> None:
        changes.link_outcome(
            by=request.user, engagement=engagement, element=form.chosen,
            reason=form.cleaned_data["reason"],
        )  # fmt: skip

    if is_applied(form, link):
        messages.success(request, "Named. People read it with what came of the engagement.")
        return redirect("plans:outcome-lines", slug)
    outcome = outcome_of(engagement)
    context = {
        "engagement": engagement,
        "outcome": outcome,
        "named": lines_that_came(outcome),
        "has_lines": bool(lines),
        "form": form,
    }
    return render(request, "plans/outcome_lines.html", context)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def unlink_line(request: OfficeRequest, slug: str, pk: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    link = get_object_or_404(links_of(outcome_of(engagement)), pk=pk)
    changes.unlink_outcome(by=request.user, engagement=engagement, link=link)
    messages.success(request, "Taken away. People do not read it any more.")
    return redirect("plans:outcome-lines", slug)
