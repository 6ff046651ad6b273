"""Save and come back later, on this device or another one; leave a page quickly."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread_web.engagement.changes import coming_back as changes
from goldenthread_web.engagement.forms.coming_back import ComeBackForm
from goldenthread_web.engagement.queries.coming_back import code_of_draft
from goldenthread_web.engagement.sitting import Sitting
from goldenthread_web.people.limits import limited
from goldenthread_web.people.permissions import open_to_all

SOMEWHERE_ELSE = "https://www.bbc.co.uk/weather"
OWN = "same-origin"


@open_to_all
@never_cache
@require_safe
def show_saved(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the code under which the answers of this browser are put away."""
    sitting = Sitting(request, slug)
    kept, tokens = sitting.kept, sitting.tokens
    if kept is None or tokens is None:
        return redirect("engagement:engagement", slug)
    code = code_of_draft(sitting.engagement, tokens.token, kept)
    if not code:
        return redirect("engagement:engagement", slug)
    context = {
        "engagement": sitting.engagement,
        "code": code,
        "groups": code.split("-"),
        "address": request.build_absolute_uri(reverse("engagement:come-back", args=[slug])),
        "go_on": sitting.where_they_stopped,
    }
    return render(request, "engagement/answering_saved.html", context)


@open_to_all
@limited("30/h")
@never_cache
@require_http_methods(["GET", "POST"])
def come_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Take up the answers that were put away under a code, in this browser from now on."""
    sitting = Sitting(request, slug)
    # Answers with a code of their own are not lost: it brings them back.
    has_others = sitting.kept is not None and sitting.kept.resume_digest is None
    form = ComeBackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        before = sitting.tokens.token if sitting.tokens else ""
        token = sitting.begin_anew().token
        found = changes.take_up(
            engagement=sitting.engagement,
            code=form.cleaned_data["code"],
            token=token,
            replaced=before,
            now=sitting.now,
        )
        if found:
            fresh = Sitting(request, slug)
            fresh.tokens = sitting.tokens
            response = redirect(fresh.where_they_stopped)
            fresh.set_cookie(response)
            return response
        form.add_error(
            "code",
            gettext(
                "We have no answers under this code. Compare it with what you wrote down. Perhaps "
                "they were sent already, or a newer code was made for them."
            ),
        )
    context = {"engagement": sitting.engagement, "form": form, "has_others": has_others}
    return render(request, "engagement/answering_come_back.html", context)


@open_to_all
@require_POST
def clear_browser(request: HttpRequest, slug: str) -> HttpResponse:
    """Forget the answers in this browser only: the code brings them back."""
    sitting = Sitting(request, slug)
    response = redirect("engagement:engagement", slug)
    sitting.delete_cookie(response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@open_to_all
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Take somebody who must hide this page to a harmless one at once; works without script.

    The browser forgets the answers; those under a code can still be taken up. A
    link from another site does not make it forget.
    """
    answer = HttpResponseRedirect(SOMEWHERE_ELSE)
    if request.headers.get("Sec-Fetch-Site", OWN) == OWN:
        Sitting(request, slug).delete_cookie(answer)
    return answer
