"""A resident follows their own words, without an account.

The code is typed into a form and never stands in an address, so that no log,
history or referrer keeps it. The session remembers which response is followed.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from goldenthread.engagement.receipts import receipt_digest
from goldenthread_web.engagement.models import EngagementResponse
from goldenthread_web.engagement.sitting import COOKIE
from goldenthread_web.people.audit import RESIDENT
from goldenthread_web.people.limits import limited
from goldenthread_web.people.permissions import open_to_all
from goldenthread_web.thread import changes
from goldenthread_web.thread.forms import OwnRemovalForm, ReceiptForm
from goldenthread_web.thread.queries import journeys

FOLLOWED = "followed_response"
SOMEWHERE_ELSE = "https://www.bbc.co.uk/weather"
OWN = "same-origin"
OWN_REMOVAL = "Asked for by the person who said it"


@open_to_all
@limited("30/h")
def ask_for_receipt(request: HttpRequest) -> HttpResponse:
    form = ReceiptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        digest = receipt_digest(form.cleaned_data["code"], settings.WORDS_KEY.encode())
        response = journeys.response_with(digest)
        if response is not None:
            request.session.cycle_key()
            request.session[FOLLOWED] = str(response.number)
            return redirect("thread:follow")
        form.add_error(
            "code", gettext("We have nothing under this code. Compare it with your receipt.")
        )
    return render(request, "thread/receipt.html", {"form": form})


def _followed(request: HttpRequest) -> EngagementResponse | None:
    number = request.session.get(FOLLOWED)
    return journeys.response_numbered(number) if number else None


def _forget(request: HttpRequest) -> None:
    """Let the browser forget which response it followed; nobody is signed out."""
    if request.user.is_authenticated:
        del request.session[FOLLOWED]
    else:
        request.session.flush()


@open_to_all
def follow(request: HttpRequest) -> HttpResponse:
    """Show where the words went; the words themselves only when asked for."""
    response = _followed(request)
    if response is None:
        return redirect("thread:receipt")
    if request.method == "POST" and "finish" in request.POST:
        _forget(request)
        return redirect("thread:receipt")
    context = {
        "response": response,
        "engagement": response.engagement,
        "journeys": journeys.journeys_of(response),
        "shows_words": request.method == "POST" and "show" in request.POST,
    }
    answer = render(request, "thread/follow.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@open_to_all
def leave(request: HttpRequest) -> HttpResponse:
    """Take somebody who must hide this page to a harmless one at once; works without script.

    The browser forgets the response, so that going back asks for the code, and
    what is being written in its engagement. Another site's link does neither;
    nobody is signed out.
    """
    answer = HttpResponseRedirect(SOMEWHERE_ELSE)
    response = _followed(request)
    if response is None or request.headers.get("Sec-Fetch-Site", OWN) != OWN:
        return answer
    _forget(request)
    written_at = reverse("engagement:engagement", args=[response.engagement.slug])
    answer.delete_cookie(COOKIE, path=written_at, samesite="Lax")
    return answer


@open_to_all
@limited("10/h")
def remove_own(request: HttpRequest) -> HttpResponse:
    response = _followed(request)
    if response is None:
        return redirect("thread:receipt")
    form = OwnRemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.remove_response(by=RESIDENT, response=response, reason=OWN_REMOVAL)
        request.session.flush()
        return redirect("thread:removed")
    return render(request, "thread/remove_own.html", {"form": form, "response": response})


@open_to_all
def show_removed(request: HttpRequest) -> HttpResponse:
    return render(request, "thread/removed.html")
