"""Signs of repeated answering: look for them, look at each, say what it is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread_web.engagement.changes import patterns as changes
from goldenthread_web.engagement.changes.looking import log_look
from goldenthread_web.engagement.forms.patterns import ConclusionForm
from goldenthread_web.engagement.permissions import JUDGE_PATTERNS
from goldenthread_web.engagement.queries import patterns as queries
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.tasks.patterns import start_looking
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest


@requires(JUDGE_PATTERNS)
def list_patterns(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, JUDGE_PATTERNS)
    page = page_of(request, queries.patterns_of(engagement), size=50)
    context = {"engagement": engagement, "page": page}
    return render(request, "engagement/pattern_list.html", context)


@requires(JUDGE_PATTERNS)
@require_POST
def look(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, JUDGE_PATTERNS)
    job = start_looking(by=request.user, engagement=engagement)
    return redirect("jobs:job", job.pk)


@requires(JUDGE_PATTERNS)
@never_cache
@require_http_methods(["GET", "POST"])
def conclude(request: OfficeRequest, slug: str, pattern_id: int) -> HttpResponse:
    """Show the evidence, with held words, which is logged; take a conclusion with its reason."""
    engagement = fetch_and_authorise(request.user, slug, JUDGE_PATTERNS)
    pattern = get_object_or_404(queries.patterns_of(engagement), pk=pattern_id)
    kept = {"conclusion": pattern.conclusion, "reason": pattern.reason}
    form = ConclusionForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        changes.conclude(by=request.user, pattern=pattern, now=timezone.now(), **form.cleaned_data)
        messages.success(request, "Kept. It can be changed later.")
        return redirect("engagement:patterns", slug)
    evidence = queries.evidence_of(pattern)
    if evidence.texts:
        log_look(by=request.user, engagement=engagement, shown=len(evidence.texts))
    context = {"engagement": engagement, "pattern": pattern, "form": form, "evidence": evidence}
    return render(request, "engagement/pattern_conclude.html", context)
