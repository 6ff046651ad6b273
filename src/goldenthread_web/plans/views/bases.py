"""What an element rests on: see it, add to it, end it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread_web.engagement.wording import released_text
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import allows, requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.plans import changes
from goldenthread_web.plans.forms import QuoteBasisForm, SourceBasisForm, ThemeBasisForm
from goldenthread_web.plans.permissions import SEE_DRAFTS, WRITE_PLANS
from goldenthread_web.plans.queries.drafts import (
    compose_element,
    copies_of,
    fetch_basis,
    fetch_element,
    fetch_released,
    find_released,
)
from goldenthread_web.plans.queries.figures import themes_to_rest_on
from goldenthread_web.plans.views.applying import is_applied

ADDED = "Added to what this rests on."


@requires(SEE_DRAFTS)
def show_bases(request: OfficeRequest, slug: str, pk: int) -> HttpResponse:
    element = fetch_element(slug, pk)
    context = {
        "element": element,
        "draft": compose_element(element),
        "can_write": allows(request.user, WRITE_PLANS),
    }
    return render(request, "plans/bases.html", context)


@requires(WRITE_PLANS)
def rest_on_themes(request: OfficeRequest, slug: str, pk: int) -> HttpResponse:
    element = fetch_element(slug, pk)
    form = ThemeBasisForm(request.POST or None, figures=themes_to_rest_on(), initial=request.GET)

    @transaction.atomic
    def rest() -> None:
        reason = form.cleaned_data["reason"]
        for one in form.chosen:
            changes.rest_on_theme(by=request.user, element=element, theme=one.theme, reason=reason)

    if is_applied(form, rest):
        messages.success(request, ADDED)
        return redirect("plans:bases", slug, pk)
    return render(request, "plans/basis_theme.html", {"form": form, "element": element})


@requires(WRITE_PLANS)
def find_quote(request: OfficeRequest, slug: str, pk: int) -> HttpResponse:
    element = fetch_element(slug, pk)
    words = request.GET.get("q", "").strip()
    page = page_of(request, find_released(words), size=15)
    copies = copies_of(words, page)
    shown = [(one, released_text(one), copies.get(one.text, 1)) for one in page]
    context = {"element": element, "words": words, "page": page, "shown": shown}
    return render(request, "plans/find_quote.html", context)


@requires(WRITE_PLANS)
def rest_on_quote(request: OfficeRequest, slug: str, pk: int, reference: str) -> HttpResponse:
    element, contribution = fetch_element(slug, pk), fetch_released(reference)
    form = QuoteBasisForm(request.POST or None)

    def rest() -> None:
        changes.rest_on_quote(
            by=request.user, element=element, contribution=contribution, **form.cleaned_data
        )

    if is_applied(form, rest):
        messages.success(request, ADDED)
        return redirect("plans:bases", slug, pk)
    context = {"form": form, "element": element, "contribution": contribution}
    return render(
        request, "plans/basis_quote.html", context | {"text": released_text(contribution)}
    )


@requires(WRITE_PLANS)
def rest_on_source(request: OfficeRequest, slug: str, pk: int) -> HttpResponse:
    element = fetch_element(slug, pk)
    form = SourceBasisForm(request.POST or None)

    def rest() -> None:
        changes.rest_on_source(
            by=request.user, element=element, kind=form.chosen_kind,
            source=form.named_source, reason=form.cleaned_data["reason"],
        )  # fmt: skip

    if is_applied(form, rest):
        messages.success(request, ADDED)
        return redirect("plans:bases", slug, pk)
    return render(request, "plans/basis_source.html", {"form": form, "element": element})


@requires(WRITE_PLANS)
@require_POST
def end_basis(request: OfficeRequest, slug: str, pk: int) -> HttpResponse:
    basis = fetch_basis(slug, pk)
    changes.end_basis(by=request.user, basis=basis, now=timezone.now())
    messages.success(request, "It does not rest on that any more.")
    return redirect("plans:bases", slug, basis.element_id)
