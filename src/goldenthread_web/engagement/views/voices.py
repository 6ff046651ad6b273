"""Voices and their transcripts, and translations beside the original: for staff alone."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.changes import voices as changes
from goldenthread_web.engagement.changes.looking import log_listening, log_look
from goldenthread_web.engagement.entry_tokens import OLD_PAGE, given_token, sealed_token
from goldenthread_web.engagement.file_ranges import asks_for_piece, give_in_ranges
from goldenthread_web.engagement.forms.voices import TranslationForm, VoiceForm
from goldenthread_web.engagement.models import Contribution, Engagement, Recording
from goldenthread_web.engagement.permissions import (
    ENTER_FOR_OTHERS,
    RELEASE_WORDS,
    SEE_HELD_WORDS,
)
from goldenthread_web.engagement.queries import voices as queries
from goldenthread_web.engagement.queries.contributions import visible_to
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.views.assisted import ENTERED
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import allows, requires
from goldenthread_web.people.requests import OfficeRequest

SOUNDS = {
    "ogg": "audio/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "webm": "audio/webm",
}


@requires(SEE_HELD_WORDS)
@never_cache
@csp_update({"media-src": [SELF]})  # type: ignore[arg-type]
def list_voices(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, SEE_HELD_WORDS)
    page = page_of(request, queries.recordings_for(request.user, engagement))
    if page.object_list:
        log_look(by=request.user, engagement=engagement, shown=len(page.object_list))
    context = {
        "engagement": engagement,
        "page": page,
        "can_release": allows(request.user, RELEASE_WORDS, on=engagement),
        "can_add": allows(request.user, ENTER_FOR_OTHERS, on=engagement),
    }
    return render(request, "engagement/voice_list.html", context)


@requires(ENTER_FOR_OTHERS)
@never_cache
def add_voice(request: OfficeRequest, slug: str) -> HttpResponse:
    """Take a voice with its transcript, then show the receipt for the person."""
    engagement = fetch_and_authorise(request.user, slug, ENTER_FOR_OTHERS)
    form = VoiceForm(
        engagement,
        timezone.localdate(),
        request.POST or None,
        request.FILES or None,
        initial={"language": "en", "capacity": "resident"},
    )
    token = given_token(request)
    if request.method == "POST" and form.is_valid():
        if token:
            _store(request, engagement, form, token)
            request.session[ENTERED] = f"{engagement.pk}:{token}"
            return redirect("engagement:entered", slug)
        form.add_error(None, OLD_PAGE)
    context = {
        "engagement": engagement,
        "form": form,
        "token": sealed_token(token),
    }
    return render(request, "engagement/voice_add.html", context)


def _store(request: OfficeRequest, engagement: Engagement, form: VoiceForm, token: str) -> None:
    told = form.cleaned_data
    changes.add_voice(
        by=request.user,
        engagement=engagement,
        token=token,
        voice=changes.Voice(
            kind=Recording.Kind(told["kind"]),
            question=told["question"],
            transcript=told["transcript"],
            transcribed_by=told["transcribed_by"],
            said_on=told["said_on"],
            capacity=told["capacity"],
            language="" if told["language"] == "other" else told["language"],
            is_machine_transcript=told["is_machine_transcript"],
            is_young_person=told["is_young_person"],
            may_publish_words=told["may_publish"] == "words",
        ),
        sound=(form.ending, told["sound"]) if told["sound"] else None,
        now=timezone.now(),
    )


@requires(SEE_HELD_WORDS)
@require_safe
def listen(request: OfficeRequest, slug: str, recording_id: int) -> HttpResponseBase:
    """Hand a voice to who may see its words; each listening is logged, and nobody keeps a copy."""
    engagement = fetch_and_authorise(request.user, slug, SEE_HELD_WORDS)
    found = queries.recordings_for(request.user, engagement).exclude(file="")
    recording = get_object_or_404(found, pk=recording_id)
    response = give_in_ranges(request, recording.file, content_type=SOUNDS[recording.ending])
    log_listening(
        by=request.user,
        engagement=engagement,
        recording=recording,
        is_piece=asks_for_piece(request),
    )
    name = f"{recording.pk}.{recording.ending}"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Cache-Control"] = "no-store, private"
    return response


@requires(SEE_HELD_WORDS)
@never_cache
def translate(request: OfficeRequest, slug: str, reference: str) -> HttpResponse:
    """Show the translations beside the original; take one."""
    engagement = fetch_and_authorise(request.user, slug, SEE_HELD_WORDS)
    contribution = _contribution(request, engagement, reference)
    form = TranslationForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_kept(request, contribution, form):
        messages.success(request, "The translation is kept. A moderator releases it.")
        return redirect("engagement:translations", slug, reference)
    log_look(by=request.user, engagement=engagement, contribution=contribution)
    public = {one.pk for one in queries.public_translations(contribution)}
    context = {
        "engagement": engagement,
        "contribution": contribution,
        "form": form,
        "translations": [(one, one.pk in public) for one in queries.translations_of(contribution)],
        "can_release": allows(request.user, RELEASE_WORDS, on=engagement),
    }
    return render(request, "engagement/voice_translations.html", context)


def _contribution(request: OfficeRequest, engagement: Engagement, reference: str) -> Contribution:
    return get_object_or_404(visible_to(request.user, engagement), reference=reference)


def _is_kept(request: OfficeRequest, contribution: Contribution, form: TranslationForm) -> bool:
    try:
        words = changes.TranslatedWords(**form.cleaned_data)
        changes.keep_translation(
            by=request.user, contribution=contribution, words=words, now=timezone.now()
        )
    except InputError as error:
        form.add_error(None, str(error))
        return False
    return True


@requires(RELEASE_WORDS)
@require_POST
def release_translation(
    request: OfficeRequest, slug: str, reference: str, language: str
) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, RELEASE_WORDS)
    contribution = _contribution(request, engagement, reference)
    translation = get_object_or_404(queries.translations_of(contribution), language=language)
    try:
        changes.release_translation(
            by=request.user,
            translation=translation,
            is_checked="checked" in request.POST,
            now=timezone.now(),
        )
    except ConflictError as error:
        messages.error(request, str(error))
    return redirect("engagement:translations", slug, reference)
