"""Around every request: headers, the log line, and errors that speak to people."""

import logging
import time
from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext

from goldenthread.errors import GoldenThreadError
from goldenthread_web.page.errors import show_error, show_not_found
from goldenthread_web.page.languages import (
    ASKED_FOR,
    COOKIE,
    ENGLISH,
    SPOKEN,
    chosen_interface,
    remember_language,
)
from goldenthread_web.people.limits import TooOftenError

logger = logging.getLogger("goldenthread.requests")
Respond = Callable[[HttpRequest], HttpResponse]

# What is for staff or for programs; everything else is for everybody.
IN_ENGLISH = ("/office/", "/accounts/", "/api/")
STRICT_HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def add_strict_headers(respond: Respond) -> Respond:
    """Switch off browser powers that no page needs; keep office pages out of caches."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = respond(request)
        for name, value in STRICT_HEADERS.items():
            response.headers.setdefault(name, value)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    return answer


def refuse_large_bodies(respond: Respond) -> Respond:
    """Refuse a body before it is read: only somebody signed in has large files to send.

    A view can say that it takes more from everybody, by its `largest_body`.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length) if str(length).isdecimal() else 0
        if size <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return respond(request)
        room = settings.UPLOAD_LIMIT_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if size <= _taken_from_everybody(request):
            return respond(request)
        if size > room or not request.user.is_authenticated:
            return show_error(
                request,
                status=413,
                sentence=gettext("What was sent is too large. Send less at a time."),
            )
        return respond(request)

    return answer


def _taken_from_everybody(request: HttpRequest) -> int:
    try:
        view = resolve(request.path_info).func
    except Http404:
        return 0
    return int(getattr(view, "largest_body", 0))


def log_requests(respond: Respond) -> Respond:
    """Log the route, never the path: a path may hold a receipt code or a link."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.reference = uuid4().hex[:8]  # type: ignore[attr-defined]
        begun = time.perf_counter()
        response = respond(request)
        match = request.resolver_match
        logger.info(
            "request",
            extra={
                "method": request.method,
                "route": match.view_name if match else "-",
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - begun) * 1000),
                "reference": request.reference,  # type: ignore[attr-defined]
            },
        )
        return response

    return answer


class speak_interface:  # noqa: N801
    """Speak the reader's language on pages for everybody, and English in the office."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_for_all = not request.path_info.startswith(IN_ENGLISH)
        language = chosen_interface(request) if is_for_all else ENGLISH
        request.is_translated = is_for_all  # type: ignore[attr-defined]
        with translation.override(language.locale):
            response = self.respond(request)
        if is_for_all and response.headers.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Cookie"])
            if request.GET.get(ASKED_FOR) in SPOKEN and COOKIE not in response.cookies:
                remember_language(response, language.code)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., object], args: object, kwargs: object
    ) -> None:
        if getattr(view, "access", "somebody") is not None:
            request.is_translated = False  # type: ignore[attr-defined]
            translation.activate(ENGLISH.locale)


class explain_errors:  # noqa: N801
    """Turn our own errors into a page that says what happened and what to do."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # No address of ours has it, and PostgreSQL would fail on it.
        if "\x00" in request.path_info:
            return show_not_found(request, Http404())
        return self.respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, TooOftenError):
            return show_error(
                request,
                status=429,
                sentence=gettext(
                    "This was tried many times from your address. Wait a while, then try again."
                ),
            )
        if isinstance(error, GoldenThreadError):
            return show_error(
                request, status=error.status_code, sentence=str(error), is_english=True
            )
        if isinstance(error, DataError | OverflowError):
            # A number with forty digits among the choices of a form, and the like.
            logger.warning("out of range", extra={"kind": type(error).__name__})
            sentence = gettext(
                "Something that was sent is too large to look for. Go back and choose again."
            )
            return show_error(request, status=400, sentence=sentence)
        return None
