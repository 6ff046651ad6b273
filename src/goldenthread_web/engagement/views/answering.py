"""Answering, one topic a page: questions, about you, check, send, receipt. No script."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread_web.engagement.admission import Refusal, admission_of, remember_browser
from goldenthread_web.engagement.asking import first_unfinished, page_form
from goldenthread_web.engagement.changes import answering as changes
from goldenthread_web.engagement.changes.answering import Admission, AnsweredBeforeError
from goldenthread_web.engagement.clips import add_clips, allow_media
from goldenthread_web.engagement.inviting_cookie import forget_code
from goldenthread_web.engagement.keys import receipt_code
from goldenthread_web.engagement.models import Question
from goldenthread_web.engagement.queries.answering import RECEIPT_LIFETIME
from goldenthread_web.engagement.queries.answering_areas import offered_areas
from goldenthread_web.engagement.queries.answering_steps import Step, place_of
from goldenthread_web.engagement.queries.answering_versions import changed_since
from goldenthread_web.engagement.queries.statements import voting_of
from goldenthread_web.engagement.receipt_drawing import draw_receipt
from goldenthread_web.engagement.sitting import Sitting, browser_of
from goldenthread_web.engagement.summary import summarise
from goldenthread_web.engagement.views.answering_map import map_of
from goldenthread_web.engagement.views.answering_page import PostedPage, step_posted
from goldenthread_web.engagement.voting import VOTES_COOKIE, questions_to_vote_on
from goldenthread_web.page.languages import ASKED_FOR
from goldenthread_web.people.limits import limited
from goldenthread_web.people.permissions import open_to_all

# Where letters and links lead, whichever question comes first by then.
START = "start"


@open_to_all
@limited("3000/h")
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Ask one topic. "Back" keeps what was typed too, finished or not."""
    sitting = Sitting(request, slug)
    if not sitting.may_answer:
        return redirect("engagement:engagement", slug)
    # What was typed is kept first: the sign-in may have ended since the page was opened.
    if request.method == "GET" and isinstance(admission_of(request, sitting), Refusal):
        return redirect("engagement:once", slug)
    if name == START:
        return redirect("engagement:answer", slug, sitting.steps[0].name)
    if request.method == "POST":
        step = step_posted(request, sitting, name)
        page = PostedPage(request, sitting, step)
        if (went := page.take()) is not None:
            return went
        return _show(request, sitting, step, page.form)
    step = sitting.step(name)
    form = page_form(sitting, step)
    if "change" in request.GET and step.questions:
        kept = page_form(sitting, step, typed=sitting.draft.answers)
        form = form if kept.is_valid() else kept
    return _show(request, sitting, step, form)


# A picture may be sent with a page of answers, by people without an account.
answer.largest_body = 11_000_000  # type: ignore[attr-defined]


def _show(request: HttpRequest, sitting: Sitting, step: Step, form: object) -> HttpResponse:
    parts = getattr(form, "parts", [])
    for part in parts:
        if part.question.kind == Question.Kind.PLACE:
            part.map = map_of(part.question, sitting.draft, sitting.engagement.slug)
    has_clips = add_clips(parts, sitting.engagement, sitting.voice.tongue.code)
    context = {
        "engagement": sitting.engagement,
        "step": step,
        "form": form,
        "parts": parts,
        "place": place_of(step, sitting.steps, is_about=sitting.asked.has_conditions),
        "has_young_reader": sitting.has_young_reader,
        "is_told_first": _is_told_first(request, sitting, step),
        "opened": sitting.opened,
        "takes_files": any(one.kind == Question.Kind.FILE for one in step.questions),
    }
    response = render(request, "engagement/answer.html", context)
    if sitting.engagement.is_sensitive:
        # "Back" then shows nothing of it; for all others, it is quick and keeps what was typed.
        add_never_cache_headers(response)
    sitting.set_cookie(response)
    if ASKED_FOR in request.GET:
        sitting.set_language(response)
    return allow_media(response) if has_clips else response


def _is_told_first(request: HttpRequest, sitting: Sitting, step: Step) -> bool:
    """Return whether a young person may be here before they read what happens with their words.

    The front page says it; a link in a message or a class chat can lead past that page.
    """
    if not sitting.engagement.is_for_under_18 or any(
        map(sitting.draft.has_answer, sitting.questions)
    ):
        return False
    came_from = urlsplit(request.headers.get("Referer", "")).path
    is_first = not sitting.has_draft or step == sitting.steps[0]
    return is_first and came_from != sitting.path


@open_to_all
@limited("300/h")
@limited("10/m", key=browser_of)
@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Show all answers before sending; send them. Sending twice stores once."""
    sitting = Sitting(request, slug)
    if not sitting.has_draft:
        name = "receipt" if sitting.sent else "engagement"
        return redirect(f"engagement:{name}", slug)
    if not sitting.may_answer:
        return redirect("engagement:engagement", slug)
    admission = admission_of(request, sitting)
    if isinstance(admission, Refusal):
        return redirect("engagement:once", slug)
    areas = offered_areas(sitting.questions)
    if unfinished := first_unfinished(sitting, areas):
        address = reverse("engagement:answer", args=[slug, unfinished.name])
        return redirect(f"{address}?change=yes")
    questions = sitting.questions
    is_empty = not any(sitting.draft.has_answer(question) for question in questions)
    changed = changed_since(sitting.engagement, questions, sitting.draft)
    is_confirmed = request.POST.get("confirmed") == str(sitting.engagement.form_version)
    if request.method == "POST" and not is_empty and (is_confirmed or not changed):
        return _send(request, sitting, admission)
    context = {
        "engagement": sitting.engagement,
        "parts": summarise(sitting, areas),
        "is_empty": is_empty,
        "first_step": sitting.steps[0],
        "last_step": sitting.steps[-1],
        "changed": changed,
        "is_not_confirmed": request.method == "POST" and changed and not is_confirmed,
        "has_young_reader": sitting.has_young_reader,
        "hidden": sitting.asked.hidden_answers(sitting.draft),
    }
    response = render(request, "engagement/check.html", context)
    if ASKED_FOR in request.GET:
        sitting.set_language(response)
    return response


def _send(request: HttpRequest, sitting: Sitting, admission: Admission) -> HttpResponse:
    tokens = sitting.begin_if_new()
    sitting.draft.form_version = sitting.engagement.form_version
    sitting.add_helper()
    try:
        changes.send_response(
            engagement=sitting.engagement,
            token=tokens.token,
            draft=sitting.draft,
            now=sitting.now,
            questions=sitting.questions,
            admission=admission,
        )
    except AnsweredBeforeError:
        return redirect("engagement:once", sitting.engagement.slug)
    response = redirect("engagement:receipt", sitting.engagement.slug)
    remember_browser(request, response, sitting)
    forget_code(response, sitting.engagement)
    sitting.set_cookie(response, max_age=int(RECEIPT_LIFETIME.total_seconds()))
    return response


@open_to_all
@never_cache
def show_receipt(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the receipt to the browser that has just sent, for half an hour; never after."""
    sitting = Sitting(request, slug)
    sent = sitting.sent
    if (
        sitting.tokens is None
        or sent is None
        or sent.removed_at is not None
        or sitting.now - sent.received_at > RECEIPT_LIFETIME
    ):
        return render(
            request, "engagement/receipt_gone.html", {"engagement": sitting.engagement}, status=404
        )
    code = receipt_code(sitting.engagement, sitting.tokens.token)
    to_vote_on = questions_to_vote_on(sitting, sent)
    address = request.build_absolute_uri(reverse("thread:receipt"))
    context = {
        "engagement": sitting.engagement,
        "code": code,
        "groups": code.split("-"),
        "address": address,
        "drawing": draw_receipt(address, code),
        "has_words": sent.contributions.exists(),
        "has_young_reader": sent.is_young_person,
        "may_vote": bool(to_vote_on),
        "has_votes_left": bool(to_vote_on) and voting_of(sent, to_vote_on).left > 0,
    }
    return render(request, "engagement/receipt.html", context)


@open_to_all
@require_POST
def finish(request: HttpRequest, slug: str) -> HttpResponse:
    """Forget the receipt, and the answers so far, in this browser: for a shared computer."""
    sitting = Sitting(request, slug)
    if sitting.tokens is not None:
        changes.drop_answers(engagement=sitting.engagement, token=sitting.tokens.token)
    response = redirect("engagement:engagement", slug)
    sitting.delete_cookie(response)
    response.delete_cookie(VOTES_COOKIE, path=sitting.path, samesite="Lax")
    # Pages that the Back button would bring out again.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
