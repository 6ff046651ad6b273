"""The release queue: one contribution at a time, by keyboard, and without script."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.changes import release as changes
from goldenthread_web.engagement.changes.looking import log_look
from goldenthread_web.engagement.changes.safeguarding import pass_to_lead
from goldenthread_web.engagement.forms.release import FIND, SECOND, DecisionForm, FilterForm
from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.engagement.permissions import RELEASE_WORDS
from goldenthread_web.engagement.queries import release as queries
from goldenthread_web.engagement.queries.contributions import visible_to
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.queries.release import Filters
from goldenthread_web.engagement.queries.safeguarding import lead_of, who_can_name_a_lead
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest

LONGEST_NUMBER = 18  # of digits, so that a database can hold it
SAID = {
    "release": "Released.",
    "release with redactions": "Released with redactions.",
    "withhold": "Withheld.",
    "hold": "Taken back. It is held again.",
    "safeguarding": "Passed to the safeguarding lead. You cannot see it any more.",
    "second": "From now on two people decide about it. It is the next one's turn.",
    "proposed": "Proposed. It waits for a second person.",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a moderator works: the exercise, the filters, and what they may see of it."""

    engagement: Engagement
    filters: Filters
    found: QuerySet[Contribution]


@requires(RELEASE_WORDS)
def show_queue(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, RELEASE_WORDS)
    filters = FilterForm(request.GET, engagement=engagement).filters()
    after = _number(request.GET.get("after", ""))
    found = visible_to(request.user, engagement)
    contribution = queries.next_to_decide(request.user, found, filters, after)
    if contribution is not None:
        return _show(request, Desk(engagement, filters, found), _form_for(contribution))
    context = {
        "engagement": engagement,
        "filters": filters,
        "progress": queries.progress(found, filters),
        "is_at_start": not after,
        "did": _did(request),
    }
    return render(request, "engagement/release_end.html", context)


@requires(RELEASE_WORDS)
@require_http_methods(["GET", "POST"])
def decide_item(request: OfficeRequest, slug: str, reference: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, RELEASE_WORDS)
    filters = FilterForm(request.GET, engagement=engagement).filters()
    desk = Desk(engagement, filters, visible_to(request.user, engagement))
    contribution = _fetch(request, desk, reference)
    if request.method == "GET":
        return _show(request, desk, _form_for(contribution))
    form = _form_for(contribution, request)
    if not form.is_valid() or form.cleaned_data["outcome"] == FIND:
        return _show(request, desk, form)
    try:
        said = _decide(request, form)
    except (ConflictError, InputError) as error:
        form.add_error(None, str(error))
        form.contribution = _fetch(request, desk, reference)
        form.proposal = queries.waiting_proposal(form.contribution)
        return _show(request, desk, form, status=error.status_code)
    return redirect(_next_address(desk, contribution, said))


@requires(RELEASE_WORDS)
@require_POST
def undo(request: OfficeRequest, slug: str, reference: str) -> HttpResponse:
    """Take back one's own last decision, and go back to that contribution."""
    engagement = fetch_and_authorise(request.user, slug, RELEASE_WORDS)
    filters = FilterForm(request.GET, engagement=engagement).filters()
    desk = Desk(engagement, filters, visible_to(request.user, engagement))
    contribution = _fetch(request, desk, reference)
    last = queries.last_decision(contribution)
    if last is None or last.by_id != request.user.pk:
        raise ConflictError("Somebody else has decided about these words since. Look again.")
    changes.decide(
        by=request.user,
        contribution=contribution,
        seen=queries.state_token(contribution),
        verdict=changes.Verdict(changes.Outcome.HOLD),
        now=timezone.now(),
    )
    address = reverse("engagement:release-item", args=[slug, reference])
    return redirect(f"{address}?{filters.query}")


def _decide(request: OfficeRequest, form: DecisionForm) -> str:
    """Carry out what the form says, and return what to say of it."""
    outcome, seen = form.cleaned_data["outcome"], request.POST.get("seen", "")
    by, contribution, now = request.user, form.contribution, timezone.now()
    if outcome == changes.Outcome.SAFEGUARDING:
        worry = form.cleaned_data["worry"]
        pass_to_lead(by=by, contribution=contribution, seen=seen, worry=worry, now=now)
        return "safeguarding"
    if outcome == SECOND:
        changes.ask_for_second_person(by=by, contribution=contribution, seen=seen)
        return SECOND
    made = changes.decide(
        by=by, contribution=contribution, seen=seen, verdict=form.verdict(), now=now
    )
    return "proposed" if made.waits_for_second else made.outcome


def _show(
    request: OfficeRequest, desk: Desk, form: DecisionForm, status: int = 200
) -> HttpResponse:
    contribution, engagement = form.contribution, desk.engagement
    log_look(by=request.user, engagement=engagement, contribution=contribution)
    lead = lead_of(engagement)
    context = {
        "engagement": engagement,
        "filters": desk.filters,
        "form": form,
        "contribution": contribution,
        "proposal": form.proposal,
        "is_own_proposal": bool(form.proposal and form.proposal.by_id == request.user.pk),
        "needs_two": queries.needs_two_people(contribution),
        "seen": queries.state_token(contribution),
        "progress": queries.progress(desk.found, desk.filters),
        "lead": lead,
        "can_name_a_lead": [] if lead else who_can_name_a_lead(engagement),
        "did": _did(request),
    }
    return render(request, "engagement/release_item.html", context, status=status)


def _fetch(request: OfficeRequest, desk: Desk, reference: str) -> Contribution:
    """Return the contribution; what went away under somebody's hands is a conflict."""
    contribution = queries.with_record(desk.found).filter(reference=reference).first()
    if contribution is None and request.method == "POST":
        raise ConflictError(changes.GONE)
    if contribution is None:
        raise Http404
    return contribution


def _form_for(contribution: Contribution, request: HttpRequest | None = None) -> DecisionForm:
    data = request.POST if request is not None else None
    return DecisionForm(
        data, contribution=contribution, proposal=queries.waiting_proposal(contribution)
    )


def _next_address(desk: Desk, contribution: Contribution, said: str) -> str:
    told = {"after": str(contribution.pk), "did": contribution.reference, "said": said}
    queue = reverse("engagement:release-queue", args=[desk.engagement.slug])
    return f"{queue}?{desk.filters.query}&{urlencode(told)}"


def _did(request: OfficeRequest) -> dict[str, object] | None:
    """Return what was done a moment ago, to say it and to offer to undo it."""
    said = request.GET.get("said", "")
    if said not in SAID:
        return None
    reference = request.GET.get("did", "")
    can_undo = bool(reference) and said not in {"safeguarding", "second", "hold"}
    return {"sentence": SAID[said], "reference": reference, "can_undo": can_undo}


def _number(written: str) -> int:
    is_number = written.isascii() and written.isdigit() and len(written) <= LONGEST_NUMBER
    return int(written) if is_number else 0
