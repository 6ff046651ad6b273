"""The front page, and the way back from a receipt to what came of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from goldenthread_web.engagement.queries.exercises import open_on
from goldenthread_web.partners.queries import partnership
from goldenthread_web.people.limits import limited
from goldenthread_web.people.permissions import open_to_all
from goldenthread_web.plans.queries import current_edition
from goldenthread_web.thread.forms import ReceiptForm


@open_to_all
def show_front(request: HttpRequest) -> HttpResponse:
    context = {
        "partnership": partnership(),
        "open_engagements": open_on(timezone.localdate()),
        "edition": current_edition(),
    }
    return render(request, "thread/front.html", context)


@open_to_all
@limited("20/h")
def ask_for_receipt(request: HttpRequest) -> HttpResponse:
    form = ReceiptForm(request.POST or None)
    return render(request, "thread/receipt.html", {"form": form})
