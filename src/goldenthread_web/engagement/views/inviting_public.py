"""For everybody: ask to hear from us, confirm it, leave again, and use a code."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from goldenthread_web.engagement.changes import inviting_lists as changes
from goldenthread_web.engagement.forms.inviting import CodeForm
from goldenthread_web.engagement.forms.inviting_lists import JoinForm
from goldenthread_web.engagement.inviting_cookie import keep_code
from goldenthread_web.engagement.inviting_links import who_confirms, who_leaves
from goldenthread_web.engagement.models import Engagement, Invitation, Invitee
from goldenthread_web.engagement.queries.exercises import published
from goldenthread_web.engagement.queries.inviting import (
    find_invitation,
    invitation_of,
    why_refused,
)
from goldenthread_web.engagement.queries.inviting_lists import open_lists
from goldenthread_web.engagement.tasks.inviting_lists import send_confirmation_later
from goldenthread_web.people.audit import RESIDENT
from goldenthread_web.people.limits import limited
from goldenthread_web.people.permissions import open_to_all


@open_to_all
@limited("20/h")
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Let somebody ask to hear from us. The answer is the same for who is on the list already."""
    if not open_lists().exists():
        return render(request, "engagement/inviting_join.html", {"is_closed": True})
    form = JoinForm(request.POST or None, instance=Invitee())
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        chosen, now = facts.pop("list"), timezone.now()
        asked = changes.ask_to_hear(invitation_list=chosen, facts=facts, now=now)
        is_mailed = bool(settings.HAS_MAIL and facts["email"])
        if asked is not None and is_mailed:
            send_confirmation_later(invitee=asked, site=request.build_absolute_uri("/")[:-1])
        context = {"is_mailed": is_mailed, "list": chosen}
        return render(request, "engagement/inviting_asked.html", context)
    return render(request, "engagement/inviting_join.html", {"form": form})


@open_to_all
@never_cache
@limited("60/h")
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Put somebody on the list who says that it was them: opening the link alone does nothing."""
    invitee = who_confirms(token)
    if invitee is None:
        return _without_referer(render(request, "engagement/inviting_gone.html", status=404))
    is_done = invitee.confirmed_at is not None
    if request.method == "POST" and not is_done:
        changes.confirm_invitee(by=RESIDENT, invitee=invitee, now=timezone.now())
        is_done = True
    context = {"list": invitee.invitation_list, "is_done": is_done}
    response = render(request, "engagement/inviting_confirm.html", context)
    # Not "no-referrer": from such a page, browsers send a form with the origin "null", which
    # is refused as coming from elsewhere. Other sites learn nothing of this address either way.
    response.headers["X-Robots-Tag"] = "noindex"
    return response


# The link itself shows who may do this. A mail program that offers "Unsubscribe"
# sends the form without ever having been here, as RFC 8058 has it.
@open_to_all
@csrf_exempt
@never_cache
@limited("120/h")
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """Show what leaving means; leave when asked to by the button."""
    invitee = who_leaves(token)
    if invitee is None:
        return _without_referer(render(request, "engagement/inviting_gone.html", status=404))
    if request.method == "POST":
        changes.leave_lists(invitee=invitee, now=timezone.now())
        invitee.refresh_from_db()
    return _without_referer(render(request, "engagement/inviting_leave.html", {"invitee": invitee}))


@open_to_all
@never_cache
@limited("600/h", method="GET")
@require_http_methods(["GET"])
def use_link(request: HttpRequest, code: str) -> HttpResponse:
    """Keep the code of a link in a cookie, and go on without it in the address."""
    invitation = invitation_of(code)
    refused = why_refused(invitation)
    if invitation is None or refused:
        context = {"refused": refused, "engagement": invitation and invitation.engagement}
        return _without_referer(
            render(request, "engagement/inviting_code_refused.html", context, status=404)
        )
    response = redirect("engagement:engagement", invitation.engagement.slug)
    keep_code(response, invitation.engagement, code)
    return _without_referer(response)


@open_to_all
@never_cache
@limited("60/h")
@require_http_methods(["GET", "POST"])
def type_code(request: HttpRequest, slug: str) -> HttpResponse:
    """Take the code of a letter, typed by hand, for this engagement only."""
    engagement = get_object_or_404(published(), slug=slug)
    return _typed(request, lambda code: find_invitation(engagement, code), engagement)


@open_to_all
@never_cache
@limited("60/h")
@require_http_methods(["GET", "POST"])
def type_any_code(request: HttpRequest) -> HttpResponse:
    """Take the code of a letter, typed by hand, and go to the engagement that it is for."""
    return _typed(request, invitation_of)


def _typed(
    request: HttpRequest,
    find: Callable[[str], Invitation | None],
    engagement: Engagement | None = None,
) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        invitation = find(code)
        refused = why_refused(invitation)
        if invitation is not None and not refused:
            response = redirect("engagement:engagement", invitation.engagement.slug)
            keep_code(response, invitation.engagement, code)
            return response
        form.add_error("code", refused)
    context = {"engagement": engagement, "form": form}
    return render(request, "engagement/inviting_code.html", context)


def _without_referer(response: HttpResponse) -> HttpResponse:
    """Let no address that follows learn of this one."""
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
