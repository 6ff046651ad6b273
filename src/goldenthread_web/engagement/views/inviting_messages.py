"""Rounds of mail: look at what would be sent, change its words, send it, try again."""

from math import ceil

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread_web.engagement.changes import inviting_messages as changes
from goldenthread_web.engagement.changes.inviting_looking import log_invited_look
from goldenthread_web.engagement.code_words import SAMPLE_CODE
from goldenthread_web.engagement.forms.inviting import WordingForm
from goldenthread_web.engagement.forms.inviting_lists import WRITTEN
from goldenthread_web.engagement.inviting_words import FIELDS
from goldenthread_web.engagement.inviting_writing import Writer
from goldenthread_web.engagement.models import Engagement, MessageWording
from goldenthread_web.engagement.permissions import TELL_PEOPLE
from goldenthread_web.engagement.queries import inviting_messages as queries
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.tasks.inviting import start_sending
from goldenthread_web.engagement.tongues import Tongue
from goldenthread_web.page.templatetags.page import plural
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest

SAMPLE_NAME = "Amina Example"
MINUTES_AN_HOUR = 60


def _fetch(request: OfficeRequest, slug: str) -> Engagement:
    return fetch_and_authorise(request.user, slug, TELL_PEOPLE)


def _site(request: OfficeRequest) -> str:
    return request.build_absolute_uri("/")[:-1]


def _name_of(code: str) -> str:
    return dict(WRITTEN).get(code) or Tongue(code).english_name


def _named(codes: list[str]) -> list[tuple[str, str]]:
    """Return the languages with their names, as people know them."""
    return [(code, _name_of(code)) for code in codes]


def _kind(name: str) -> MessageWording.Kind:
    try:
        return MessageWording.Kind(name)
    except ValueError:
        raise Http404 from None


@requires(TELL_PEOPLE)
def send(request: OfficeRequest, slug: str, step_name: str) -> HttpResponse:
    """Show what a round says and how many get it; send it when asked to."""
    engagement, step = _fetch(request, slug), queries.step_named(step_name)
    if request.method == "POST":
        job = start_sending(by=request.user, engagement=engagement, step=step, site=_site(request))
        return redirect("jobs:job", job.pk)
    writer = Writer(engagement, step.kind, _site(request))
    words, _ = writer.written(name=SAMPLE_NAME, language="en", code=SAMPLE_CODE)
    count = len(queries.waiting_ids(engagement, step))
    count += queries.new_recipients(engagement, step).count()
    count += queries.new_contacts(engagement, step).count()
    context = {
        "engagement": engagement,
        "step": step,
        "words": words,
        "paragraphs": words.body.split("\n\n"),
        "count": count,
        "takes": _say_minutes(ceil(count / settings.MAILS_A_MINUTE)),
        "why_not": queries.why_not_now(engagement, step, today=timezone.localdate()),
        "languages": _named(queries.languages_of(engagement)),
        "worded": writer.wordings,
        "has_mail": settings.HAS_MAIL,
        "a_minute": settings.MAILS_A_MINUTE,
    }
    return render(request, "engagement/inviting_send.html", context)


def _say_minutes(minutes: int) -> str:
    """Return how long so many minutes are, as people say it.

    >>> _say_minutes(1), _say_minutes(90), _say_minutes(334)
    ('a minute', '90 minutes', '6 hours')
    """
    if minutes > 2 * MINUTES_AN_HOUR:
        return f"{ceil(minutes / MINUTES_AN_HOUR)} hours"
    return "a minute" if minutes <= 1 else f"{minutes} minutes"


@requires(TELL_PEOPLE)
def word(request: OfficeRequest, slug: str, kind: str, language: str) -> HttpResponse:
    """Change the words of a message in one language, with a preview that saves nothing."""
    engagement, chosen = _fetch(request, slug), _kind(kind)
    if language not in queries.languages_of(engagement):
        raise Http404
    writer = Writer(engagement, chosen, _site(request))
    words, used = writer.words_in(language)
    begun = {"subject": words.subject, "body": words.body}
    form = WordingForm(request.POST or None, initial=begun, kind=chosen)
    if request.method == "POST" and "reset" in request.POST:
        changes.reset_wording(
            by=request.user, engagement=engagement, kind=chosen, language=language
        )
        messages.success(request, "The words that come with the program are used again.")
        return redirect("engagement:word-message", slug, kind, language)
    is_valid = request.method == "POST" and form.is_valid()
    if is_valid and "save" in request.POST:
        changes.save_wording(
            by=request.user, engagement=engagement, kind=chosen, language=language,
            **form.cleaned_data,
        )  # fmt: skip
        messages.success(request, "Saved.")
        return redirect("engagement:word-message", slug, kind, language)
    shown = form.cleaned_data if is_valid else begun
    filled = writer.filled(shown["subject"], shown["body"], name=SAMPLE_NAME, language=language)
    context = {
        "engagement": engagement,
        "form": form,
        "label": chosen.label,
        "kind": kind,
        "language": language,
        "languages": _named(queries.languages_of(engagement)),
        "language_name": _name_of(language),
        "is_own": language in writer.wordings,
        "is_borrowed": used != language,
        "preview": filled,
        "paragraphs": filled.body.split("\n\n"),
        "fields": FIELDS.items(),
        "steps": [step for step in queries.STEPS if step.kind == kind],
    }
    return render(request, "engagement/inviting_word.html", context)


@requires(TELL_PEOPLE)
def list_failed(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = _fetch(request, slug)
    page = page_of(request, queries.failed_messages(engagement, now=timezone.now()), size=50)
    shown = len(page.object_list)
    log_invited_look(by=request.user, engagement=engagement, shown=shown, what="not sent")
    context = {"engagement": engagement, "page": page}
    return render(request, "engagement/inviting_failed.html", context)


@requires(TELL_PEOPLE)
@require_POST
def try_again(request: OfficeRequest, slug: str) -> HttpResponse:
    """Let messages wait again; they go out with the next sending of their round."""
    engagement = _fetch(request, slug)
    ids = [int(one) for one in request.POST.getlist("message") if one.isdecimal()][:1_000]
    count = changes.try_again(by=request.user, engagement=engagement, ids=ids)
    messages.success(
        request, f"{plural(count, 'waits,wait')} again. Send the round to try once more."
    )
    return redirect("engagement:inviting", slug)
