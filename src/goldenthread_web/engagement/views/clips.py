"""Signed and spoken versions: given to everybody, and looked after by officers."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.changes import clips as changes
from goldenthread_web.engagement.clips import (
    allow_media,
    content_type_of,
    name_of_version,
    office_address,
    shown,
    stamp_of,
    words_tongue,
)
from goldenthread_web.engagement.file_ranges import give_in_ranges
from goldenthread_web.engagement.forms.clips import ClipFactsForm, ClipForm
from goldenthread_web.engagement.models import Clip, Engagement
from goldenthread_web.engagement.permissions import MANAGE_ENGAGEMENTS
from goldenthread_web.engagement.queries import clips as queries
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise, published
from goldenthread_web.engagement.sitting import Sitting
from goldenthread_web.people.permissions import open_to_all, requires
from goldenthread_web.people.requests import OfficeRequest

FOR_GOOD = "public, max-age=31536000, immutable"
FOR_NOBODY = "private, no-store"


@open_to_all
@require_safe
def give_clip(request: HttpRequest, slug: str, clip_id: int) -> HttpResponseBase:
    clip = _public_clip(slug, clip_id)
    # Where somebody may not want to be seen reading, no copy stays on the phone.
    return _give(request, clip, FOR_NOBODY if clip.engagement.is_sensitive else FOR_GOOD)


@open_to_all
@require_safe
def give_captions(request: HttpRequest, slug: str, clip_id: int) -> HttpResponse:
    clip = _public_clip(slug, clip_id)
    return _captions(clip, FOR_NOBODY if clip.engagement.is_sensitive else "no-cache")


@open_to_all
@require_safe
def show_words(request: HttpRequest, slug: str, clip_id: int) -> HttpResponse:
    """Show a transcript on a page of its own, where the page of the clip would be too heavy."""
    sitting = Sitting(request, slug)
    clip = _public_clip(slug, clip_id)
    words = queries.words_of_clip(clip)
    if not words:
        raise Http404
    context = {
        "engagement": sitting.engagement,
        "clip": clip,
        "question": clip.question,
        "words": words,
        "tongue": words_tongue(clip, sitting.engagement),
    }
    response = render(request, "engagement/clip_words.html", context)
    if sitting.engagement.is_sensitive:
        add_never_cache_headers(response)
    return response


@requires(MANAGE_ENGAGEMENTS)
@require_safe
def give_own_clip(request: OfficeRequest, slug: str, clip_id: int) -> HttpResponseBase:
    return _give(request, _own_clip(request, slug, clip_id), FOR_NOBODY)


@requires(MANAGE_ENGAGEMENTS)
@require_safe
def give_own_captions(request: OfficeRequest, slug: str, clip_id: int) -> HttpResponse:
    return _captions(_own_clip(request, slug, clip_id), FOR_NOBODY)


def _public_clip(slug: str, clip_id: int) -> Clip:
    engagement = get_object_or_404(published(), slug=slug)
    if all(one.pk != clip_id for one in queries.current_clips(engagement)):
        raise Http404
    return queries.clip_of(engagement, clip_id)


def _own_clip(request: OfficeRequest, slug: str, clip_id: int) -> Clip:
    return queries.clip_of(fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS), clip_id)


def _give(request: HttpRequest, clip: Clip, kept: str) -> HttpResponseBase:
    response = give_in_ranges(
        request, clip.file, content_type=content_type_of(clip), stamp=stamp_of(clip)
    )
    response.headers["Content-Disposition"] = f'inline; filename="{clip.pk}.{clip.ending}"'
    response.headers["Cache-Control"] = kept
    return response


def _captions(clip: Clip, kept: str) -> HttpResponse:
    if not clip.captions:
        raise Http404
    response = HttpResponse(clip.captions, content_type="text/vtt; charset=utf-8")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = kept
    return response


@requires(MANAGE_ENGAGEMENTS)
@require_safe
def list_clips(request: OfficeRequest, slug: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    spots = queries.listed_spots(engagement)
    listed = [
        (
            spot,
            [(one, name_of_version(one.clip.kind, one.clip.language)) for one in spot.clips],
        )
        for spot in spots
    ]
    return render(
        request, "engagement/clips_list.html", {"engagement": engagement, "listed": listed}
    )


@requires(MANAGE_ENGAGEMENTS)
@require_http_methods(["GET", "POST"])
def add_clip(request: OfficeRequest, slug: str, clip_part: str) -> HttpResponse:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    spot, question = queries.spot_named(engagement, clip_part)
    form = ClipForm(
        engagement,
        timezone.localdate(),
        request.POST or None,
        request.FILES or None,
        initial={"version": request.GET.get("version", ""), "says": "same"},
    )
    if request.method == "POST" and form.is_valid():
        clip = _store(request, engagement, form, spot)
        messages.success(request, "It is kept. Watch or hear it once more, as residents get it.")
        return redirect("engagement:own-clip-page", slug, clip.pk)
    context = {
        "engagement": engagement,
        "form": form,
        "question": question,
        "texts": queries.texts_at(engagement, spot),
        "title": question.text if question else Clip.Part(spot.part).label,
    }
    return render(request, "engagement/clips_add.html", context)


def _store(
    request: OfficeRequest, engagement: Engagement, form: ClipForm, spot: queries.Spot
) -> Clip:
    kind, _, language = form.cleaned_data["version"].partition(":")
    if form.looked_into is None:
        raise ConflictError("The file was not looked into. Send it again.")
    return changes.add_clip(
        by=request.user,
        engagement=engagement,
        version=changes.Version(spot, kind, language),
        sent=(form.looked_into, form.cleaned_data["file"]),
        facts=form.facts(),
    )


@requires(MANAGE_ENGAGEMENTS)
@require_http_methods(["GET", "POST"])
def show_clip(request: OfficeRequest, slug: str, clip_id: int) -> HttpResponse:
    """Show a clip beside the words that stand there now; change what is said about it."""
    clip = _own_clip(request, slug, clip_id)
    form = _facts_form(request, clip)
    if request.method == "POST" and form.is_valid():
        kept = "" if "drop_captions" in request.POST else clip.captions
        changes.describe_clip(by=request.user, clip=clip, facts=form.facts(kept))
        messages.success(request, "The words about it are kept.")
        return redirect("engagement:own-clip-page", slug, clip_id)
    words = queries.words_of(clip.engagement, [clip])
    spot = queries.spot_of(clip)
    [seen] = shown([queries.described(clip)], clip.engagement, clip.language, office_address)
    context = {
        "engagement": clip.engagement,
        "clip": clip,
        "form": form,
        "seen": seen,
        "part": queries.name_of(spot),
        "name": name_of_version(clip.kind, clip.language),
        "is_current": words.is_current(clip),
        "digest": words.digest(spot, clip.language),
        "texts": [text for text in words.texts(spot, clip.language) if text.strip()],
    }
    return allow_media(render(request, "engagement/clips_show.html", context))


def _facts_form(request: OfficeRequest, clip: Clip) -> ClipFactsForm:
    told = {
        "says": "more" if clip.says_more else "same",
        "transcript": clip.transcript,
        "made_by": clip.made_by,
        "is_machine_made": clip.is_machine_made,
        "checked_by": clip.checked_by,
        "checked_on": clip.checked_on,
    }
    form = ClipFactsForm(
        timezone.localdate(), request.POST or None, request.FILES or None, initial=told
    )
    form.has_film, form.has_sound = clip.has_film, clip.has_sound
    form.has_captions = bool(clip.captions) and "drop_captions" not in request.POST
    return form


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def confirm_clip(request: OfficeRequest, slug: str, clip_id: int) -> HttpResponse:
    clip = _own_clip(request, slug, clip_id)
    try:
        changes.confirm_clip(by=request.user, clip=clip, seen=request.POST.get("seen", ""))
    except ConflictError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Residents get it again.")
    return redirect("engagement:own-clip-page", slug, clip_id)


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def remove_clip(request: OfficeRequest, slug: str, clip_id: int) -> HttpResponse:
    changes.remove_clip(by=request.user, clip=_own_clip(request, slug, clip_id))
    messages.success(request, "It is removed.")
    return redirect("engagement:clips", slug)
