"""The pages that say what went wrong, and what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy

TITLES = {
    400: gettext_lazy("That did not work"),
    403: gettext_lazy("You cannot open this page"),
    404: gettext_lazy("We cannot find this page"),
    409: gettext_lazy("That is not possible just now"),
    413: gettext_lazy("That is too large"),
    429: gettext_lazy("Please wait a little"),
    500: gettext_lazy("Something went wrong on our side"),
}


def show_error(
    request: HttpRequest, *, status: int, sentence: str, title: str = "", is_english: bool = False
) -> HttpResponse:
    """Return an error page with a reference number that the log has too."""
    context = {
        "title": title or TITLES.get(status, TITLES[400]),
        "sentence": sentence,
        "is_english": is_english,
        "reference": getattr(request, "reference", ""),
    }
    return render(request, "page/error.html", context, status=status)


def show_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = gettext("We could not read what was sent. Go back and try again.")
    return show_error(request, status=400, sentence=sentence)


def show_not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    return show_error(request, status=403, sentence=gettext("It is not open to you."))


def show_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    sentence = gettext(
        "Did you type the address? Then check it. Did you follow a link? It may be too old."
    )
    return show_error(request, status=404, sentence=sentence)


def show_failure(request: HttpRequest) -> HttpResponse:
    sentence = gettext(
        "This is our fault, and we have a note of it. Try again in a few minutes. "
        "If it still does not work, tell us the reference."
    )
    return show_error(request, status=500, sentence=sentence)


def show_expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    sentence = gettext(
        "Press the Back button of your browser: what you typed is still there. "
        "Open the page again in another tab. Then come back here and send once more."
    )
    title = gettext("This page was open too long")
    return show_error(request, status=403, title=title, sentence=sentence)
