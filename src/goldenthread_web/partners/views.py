"""Who the partnership is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from goldenthread_web.partners import changes, queries
from goldenthread_web.partners.forms import OrganisationForm, PartnershipForm
from goldenthread_web.partners.permissions import MANAGE_PARTNERSHIP
from goldenthread_web.people.permissions import requires
from goldenthread_web.people.requests import OfficeRequest


@requires(MANAGE_PARTNERSHIP)
def describe_partnership(request: OfficeRequest) -> HttpResponse:
    form = PartnershipForm(request.POST or None, initial=queries.described_partnership())
    if request.method == "POST" and form.is_valid():
        changes.set_up_partnership(by=request.user, **form.cleaned_data)
        messages.success(request, "The partnership is described.")
        return redirect("partners:partnership")
    context = {"form": form, "organisations": queries.organisations()}
    return render(request, "partners/partnership.html", context)


@requires(MANAGE_PARTNERSHIP)
def add_organisation(request: OfficeRequest) -> HttpResponse:
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        changes.add_organisation(by=request.user, **form.cleaned_data)
        return redirect("partners:partnership")
    return render(request, "partners/add_organisation.html", {"form": form})
