"""An information governance officer removes a response everywhere."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from goldenthread_web.engagement.permissions import REMOVE_RESPONSES
from goldenthread_web.people.permissions import require, requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.themes.queries.repeating import names_to_change
from goldenthread_web.thread import changes
from goldenthread_web.thread.forms import FindResponseForm, RemovalForm
from goldenthread_web.thread.queries import responses


@requires(REMOVE_RESPONSES)
def find_response(request: OfficeRequest) -> HttpResponse:
    form = FindResponseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = responses.find(request.user, form.cleaned_data["asked"])
        if found is not None:
            return redirect("thread:remove-response", number=found.number)
        form.add_error("asked", "No response of your exercises is identified by this.")
    context = {"form": form, "names_to_change": names_to_change(request.user)}
    return render(request, "thread/find_response.html", context)


@requires(REMOVE_RESPONSES)
def remove_response(request: OfficeRequest, number: UUID) -> HttpResponse:
    response = get_object_or_404(responses.visible_to(request.user), number=number)
    require(request.user, REMOVE_RESPONSES, on=response.engagement)
    form = RemovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.remove_response(
            by=request.user, response=response, reason=form.cleaned_data["reason"]
        )
        messages.success(request, "The response is removed everywhere. A tombstone stays.")
        return redirect("thread:find-response")
    count = responses.contribution_count(response)
    context = {"form": form, "response": response, "count": count}
    return render(request, "thread/remove_response.html", context)
