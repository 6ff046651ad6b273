"""Words that led nowhere, and elements without words."""

from django.http import HttpResponse
from django.shortcuts import render

from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.thread.permissions import SEE_LOOSE_ENDS
from goldenthread_web.thread.queries import loose_ends


@requires(SEE_LOOSE_ENDS)
def show_loose_ends(request: OfficeRequest) -> HttpResponse:
    context = {
        "engagements": loose_ends.ends_of_engagements(),
        "elements": loose_ends.elements_without_words(),
    }
    return render(request, "thread/loose_ends.html", context)
