"""The pages that say what went wrong, and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TITLES = {
    400: "That did not work",
    403: "You cannot open this page",
    404: "We cannot find this page",
    409: "That is not possible just now",
    413: "That is too large",
    429: "Please wait a little",
    500: "Something went wrong on our side",
}


def show_error(
    request: HttpRequest, *, status: int, sentence: str, title: str = ""
) -> HttpResponse:
    """Return an error page with a reference number that the log has too."""
    context = {
        "title": title or TITLES.get(status, TITLES[400]),
        "sentence": sentence,
        "reference": getattr(request, "reference", ""),
    }
    return render(request, "page/error.html", context, status=status)


def show_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show_error(
        request, status=400, sentence="What was sent cannot be read. Go back and try again."
    )


def show_not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show_error(request, status=403, sentence="It is not open to you.")


def show_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show_error(
        request,
        status=404,
        sentence="If you typed the address, check it. If you followed a link, it may be out of date.",
    )


def show_failure(request: HttpRequest) -> HttpResponse:
    return show_error(
        request,
        status=500,
        sentence="It is our fault, and it is in our log. Try again in a few minutes. "
        "If it stays, tell us the reference.",
    )


def show_expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    return show_error(
        request,
        status=403,
        title="This page was open too long",
        sentence="Go back with your browser's Back button: what you typed is still there. "
        "Load the page again in another tab, then send once more.",
    )
