"""Pictures and files: a queue for moderators, and what was released for everybody."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.changes import files as changes
from goldenthread_web.engagement.changes.looking import log_look
from goldenthread_web.engagement.documents import KINDS
from goldenthread_web.engagement.forms.files import FileDecisionForm
from goldenthread_web.engagement.models import FileAnswer
from goldenthread_web.engagement.permissions import RELEASE_WORDS
from goldenthread_web.engagement.queries import files as queries
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise, published
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import open_to_all, requires
from goldenthread_web.people.requests import OfficeRequest

FILES_A_PAGE = 24


@requires(RELEASE_WORDS)
def list_files(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, RELEASE_WORDS)
    found = queries.files_to_decide(engagement)
    context = {
        "engagement": engagement,
        "page": page_of(request, found, size=50),
        "held": found.filter(status=FileAnswer.Status.HELD).count(),
    }
    return render(request, "engagement/file_list.html", context)


@requires(RELEASE_WORDS)
@require_http_methods(["GET", "POST"])
def decide_file(request: OfficeRequest, slug: str, file_id: int) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, RELEASE_WORDS)
    answer = queries.file_of(engagement, file_id)
    kept = {"alternative_text": answer.alternative_text, "reason": answer.reason}
    form = FileDecisionForm(request.POST or None, initial=kept)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, answer, form.cleaned_data)
        except (ConflictError, InputError) as error:
            form.add_error(None, str(error))
            status = error.status_code
        else:
            return redirect("engagement:files", slug)
    log_look(by=request.user, engagement=engagement)
    context = {
        "engagement": engagement,
        "answer": answer,
        "form": form,
        "needs_two": queries.needs_two_people(answer),
        "is_proposed": queries.is_proposed(answer),
        "is_own_proposal": answer.decided_by == request.user,
    }
    return render(request, "engagement/file_decide.html", context, status=status)


def _decide(request: OfficeRequest, answer: FileAnswer, decided: dict[str, str]) -> None:
    now, text = timezone.now(), decided["alternative_text"]
    if decided["outcome"] == "release":
        changes.release_file(by=request.user, answer=answer, alternative_text=text, now=now)
    else:
        changes.withhold_file(by=request.user, answer=answer, reason=decided["reason"], now=now)


@requires(RELEASE_WORDS)
@require_safe
def look_at_file(request: OfficeRequest, slug: str, file_id: int) -> HttpResponseBase:
    engagement = fetch_and_authorise(request.user, slug, RELEASE_WORDS)
    return _give(queries.file_of(engagement, file_id), is_public=False)


@open_to_all
@require_safe
def list_released(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the pictures and files that everybody may see; of one question where one is named."""
    engagement = get_object_or_404(published(), slug=slug)
    question = queries.question_about_files(engagement, request.GET.get("question", ""))
    found = queries.released_files(engagement, question)
    context = {
        "engagement": engagement,
        "question": question,
        "page": page_of(request, found, size=FILES_A_PAGE),
    }
    return render(request, "engagement/released_files.html", context)


@open_to_all
@require_safe
def get_released(request: HttpRequest, slug: str, file_id: int) -> HttpResponseBase:
    engagement = get_object_or_404(published(), slug=slug)
    answer = get_object_or_404(queries.released_files(engagement), pk=file_id)
    return _give(answer, is_public=True)


def _give(answer: FileAnswer, *, is_public: bool) -> FileResponse:
    """Hand the file over: a picture to be looked at, a PDF to be saved; never as a page of ours."""
    try:
        opened = answer.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        opened,
        as_attachment=answer.ending == "pdf",
        filename=f"{answer.pk}.{answer.ending}",
        content_type=KINDS[answer.ending][1],
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # What is released can be taken back, so nobody keeps it for long.
    response.headers["Cache-Control"] = "no-cache" if is_public else "no-store"
    return response
