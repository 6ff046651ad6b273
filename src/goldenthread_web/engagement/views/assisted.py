"""Entering an answer for somebody: one page with all questions, then a receipt for them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.assisting import AssistedEntry
from goldenthread_web.engagement.changes import answering
from goldenthread_web.engagement.changes import assisted as changes
from goldenthread_web.engagement.entry_tokens import OLD_PAGE, given_token, sealed_token
from goldenthread_web.engagement.keys import receipt_code
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.permissions import ENTER_FOR_OTHERS
from goldenthread_web.engagement.queries.answering_draft import Draft, field_of
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.queries.once import count_past_the_rule, rule_of
from goldenthread_web.engagement.receipt_drawing import draw_receipt
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest

# What the session keeps: the token of the last one entered, and how it was entered.
ENTERED, HELP = "entered_token", "entered_help"


@requires(ENTER_FOR_OTHERS)
@never_cache
@require_http_methods(["GET", "POST"])
def enter_answer(request: OfficeRequest, slug: str) -> HttpResponse:
    """Take one answer; what was said of the help stays for the next one."""
    engagement = fetch_and_authorise(request.user, slug, ENTER_FOR_OTHERS)
    today = timezone.localdate()
    token = given_token(request)
    if request.method == "POST":
        entry = AssistedEntry(engagement, today, typed=request.POST, files=request.FILES)
        if "enter" in request.POST and entry.is_valid() and _is_stored(request, entry, token):
            request.session[ENTERED] = f"{engagement.pk}:{token}"
            request.session[HELP] = _kept(entry)
            return redirect("engagement:entered", slug)
    else:
        first = request.session.get(HELP) or {"said_on": today.isoformat()}
        entry = AssistedEntry(engagement, today, first=first)
    context = {
        "engagement": engagement,
        "entry": entry,
        "token": sealed_token(token),
        # Headings of the questions are those of questions on one page.
        "step": {"section": engagement.title},
        "rule": rule_of(engagement),
        "past_the_rule": count_past_the_rule(engagement) if rule_of(engagement) else None,
        "has_begun": engagement.is_published and engagement.opens_on <= today,
    }
    return render(request, "engagement/assisted_enter.html", context)


# A picture may come with a paper form.
enter_answer.largest_body = 11_000_000  # type: ignore[attr-defined]


def _is_stored(request: OfficeRequest, entry: AssistedEntry, token: str) -> bool:
    if not token:
        entry.help.add_error(None, OLD_PAGE)
        return False
    answers = entry.answers
    for question in entry.asked.files_sent():
        sent, name = entry.asked.cleaned_data[field_of(question)]
        answers[field_of(question)] = answering.keep_file(sent=sent, shown_name=name).as_answer()
    told = entry.help.cleaned_data
    try:
        changes.enter_for_somebody(
            by=request.user,
            engagement=entry.engagement,
            token=token,
            draft=Draft(answers),
            help_given=changes.Help(
                told["channel"], told["said_on"], told["role"], told["organisation"]
            ),
            now=timezone.now(),
        )
    except ConflictError as error:
        entry.help.add_error(None, str(error))
        return False
    return True


def _kept(entry: AssistedEntry) -> dict[str, str]:
    told = entry.help.cleaned_data
    names = ("channel", "role", "organisation")
    return {"said_on": told["said_on"].isoformat(), **{name: told[name] for name in names}}


@requires(ENTER_FOR_OTHERS)
@never_cache
@require_safe
def show_entered(request: OfficeRequest, slug: str) -> HttpResponse:
    """Show the receipt of the last one entered, to print or read out, and lead to the next one."""
    engagement = fetch_and_authorise(request.user, slug, ENTER_FOR_OTHERS)
    token = _last_token(request, engagement)
    if not token:
        return redirect("engagement:enter", slug)
    code = receipt_code(engagement, token)
    address = request.build_absolute_uri(reverse("thread:receipt"))
    context = {
        "engagement": engagement,
        "groups": code.split("-"),
        "address": address,
        "drawing": draw_receipt(address, code),
    }
    return render(request, "engagement/assisted_receipt.html", context)


def _last_token(request: OfficeRequest, engagement: Engagement) -> str:
    number, _, token = str(request.session.get(ENTERED, "")).partition(":")
    return token if number == str(engagement.pk) else ""
