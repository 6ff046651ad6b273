"""Answering, one thing a page: questions, about you, check, send, receipt. No script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread_web.engagement.changes import answering as changes
from goldenthread_web.engagement.forms.answering import form_of
from goldenthread_web.engagement.keys import receipt_code
from goldenthread_web.engagement.queries.answering import (
    RECEIPT_LIFETIME,
    Step,
    first_unfinished,
)
from goldenthread_web.engagement.receipt_drawing import draw_receipt
from goldenthread_web.engagement.sitting import Sitting
from goldenthread_web.engagement.summary import summarise
from goldenthread_web.people.limits import limited
from goldenthread_web.people.permissions import open_to_all

BROWSER = "goldenthread_web.engagement.sitting.browser_of"


@open_to_all
@limited("3000/h")
@cache_control(private=True, no_cache=True)
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Ask one thing. "Back" keeps what was typed too, finished or not."""
    sitting = Sitting(request, slug)
    if not sitting.may_answer:
        return redirect("engagement:engagement", slug)
    step = sitting.step(name)
    typed = request.POST if request.method == "POST" else None
    form = form_of(step, sitting.draft, sitting.equality_questions, typed)
    if typed is not None:
        is_back = "back" in typed
        if is_back:
            form.empty_permitted = True
            for field in form.fields.values():
                field.required = False
        if form.is_valid():
            return _keep_and_go_on(sitting, step, form.cleaned_data, request=request)
    return render(request, "engagement/answer.html", _page_of(sitting, step, form))


def _keep_and_go_on(
    sitting: Sitting, step: Step, answers: dict[str, str | list[str]], *, request: HttpRequest
) -> HttpResponse:
    tokens = sitting.begin_if_new()
    kept = changes.keep_answers(
        engagement=sitting.engagement, token=tokens.token, answers=answers, now=sitting.now
    )
    sitting.draft.answers = kept.answers
    response = redirect(_address_after(sitting, step, request))
    sitting.set_cookie(response)
    return response


def _address_after(sitting: Sitting, step: Step, request: HttpRequest) -> str:
    slug = sitting.engagement.slug
    check = reverse("engagement:check", args=[slug])
    if "change" in request.GET:
        return check
    other = sitting.neighbour(step, -1 if "back" in request.POST else 1)
    if other is None:
        return sitting.path if "back" in request.POST else check
    return reverse("engagement:answer", args=[slug, other.name])


def _page_of(sitting: Sitting, step: Step, form: object) -> dict[str, object]:
    place = [one.name for one in sitting.steps].index(step.name)
    return {
        "engagement": sitting.engagement,
        "step": step,
        "form": form,
        "number": place + 1,
        "question_count": len(sitting.questions),
    }


@open_to_all
@limited("300/h")
@limited("10/m", key=BROWSER)
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
    if unfinished := first_unfinished(sitting.steps, sitting.draft):
        address = reverse("engagement:answer", args=[slug, unfinished.name])
        return redirect(f"{address}?change=yes")
    is_empty = not any(sitting.draft.has_answer(question) for question in sitting.questions)
    if request.method == "POST" and not is_empty:
        return _send(sitting)
    context = {
        "engagement": sitting.engagement,
        "parts": summarise(sitting),
        "is_empty": is_empty,
        "last_step": sitting.steps[-1],
    }
    return render(request, "engagement/check.html", context)


def _send(sitting: Sitting) -> HttpResponse:
    tokens = sitting.begin_if_new()
    changes.send_response(
        engagement=sitting.engagement, token=tokens.token, draft=sitting.draft, now=sitting.now
    )
    response = redirect("engagement:receipt", sitting.engagement.slug)
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
    address = request.build_absolute_uri(reverse("thread:receipt"))
    context = {
        "engagement": sitting.engagement,
        "code": code,
        "groups": code.split("-"),
        "address": address,
        "drawing": draw_receipt(address, code),
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
    # Pages that the Back button would bring out again.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
