"""The safeguarding queue: for the named lead of an exercise, and for nobody else."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread_web.engagement.changes import safeguarding as changes
from goldenthread_web.engagement.forms.safeguarding import CloseCaseForm
from goldenthread_web.engagement.permissions import KEEP_SAFE
from goldenthread_web.engagement.queries import safeguarding as queries
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest


@requires(KEEP_SAFE)
def list_cases(request: OfficeRequest) -> HttpResponse:
    now = timezone.now()
    page = page_of(request, queries.cases_of(request.user))
    cases = [(case, queries.clock_of(case, now)) for case in page]
    return render(request, "engagement/safeguarding_list.html", {"page": page, "cases": cases})


@requires(KEEP_SAFE)
@require_http_methods(["GET", "POST"])
def work_on_case(request: OfficeRequest, case_id: int) -> HttpResponse:
    case = queries.fetch_case(request.user, case_id)
    form = CloseCaseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        changes.close_case(
            by=request.user,
            case=case,
            what_was_done=form.cleaned_data["what_was_done"],
            verdict=form.verdict(),
            now=timezone.now(),
        )
        messages.success(request, "The case is closed.")
        return redirect("engagement:safeguarding")
    changes.open_case(by=request.user, case=case, now=timezone.now())
    context = {"case": case, "form": form, "clock": queries.clock_of(case, timezone.now())}
    return render(request, "engagement/safeguarding_case.html", context)
