"""Drafting in the office: plans and their elements."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.records.plans import ElementKind
from goldenthread.text.readability import measure_readability
from goldenthread_web.people.permissions import allows, requires
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.plans import changes
from goldenthread_web.plans.forms import ElementForm, EndForm, PlanForm
from goldenthread_web.plans.models import Element
from goldenthread_web.plans.permissions import PUBLISH_EDITIONS, SEE_DRAFTS, WRITE_PLANS
from goldenthread_web.plans.queries import compose_draft, plans_in_the_making
from goldenthread_web.plans.queries.drafts import calls_of, fetch_element, fetch_plan
from goldenthread_web.plans.views.applying import is_applied

LONGEST_MEASURED = 20_000
KINDS = {kind.value.replace(" ", "-"): kind for kind in ElementKind}


@requires(SEE_DRAFTS)
def list_plans(request: OfficeRequest) -> HttpResponse:
    context = {"plans": plans_in_the_making(), "can_write": allows(request.user, WRITE_PLANS)}
    return render(request, "plans/list.html", context)


@requires(WRITE_PLANS)
def make_plan(request: OfficeRequest) -> HttpResponse:
    form = PlanForm(request.POST or None)
    if form.is_valid():
        plan = changes.make_plan(by=request.user, **form.cleaned_data)
        return redirect("plans:draft", plan.slug)
    return render(request, "plans/plan_form.html", {"form": form})


@requires(WRITE_PLANS)
def change_plan(request: OfficeRequest, slug: str) -> HttpResponse:
    plan = fetch_plan(slug)
    initial = {"title": plan.title, "period": plan.period, "introduction": plan.introduction}
    form = PlanForm(request.POST or None, initial=initial)
    if form.is_valid():
        changes.change_plan(by=request.user, plan=plan, **form.cleaned_data)
        return redirect("plans:draft", plan.slug)
    return render(request, "plans/plan_form.html", {"form": form, "plan": plan})


@requires(SEE_DRAFTS)
def show_draft(request: OfficeRequest, slug: str) -> HttpResponse:
    context = {
        "draft": compose_draft(fetch_plan(slug)),
        "can_write": allows(request.user, WRITE_PLANS),
        "can_publish": allows(request.user, PUBLISH_EDITIONS),
    }
    return render(request, "plans/draft.html", context)


@requires(WRITE_PLANS)
def add_element(request: OfficeRequest, slug: str, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    plan, element_kind = fetch_plan(slug), KINDS[kind]
    initial = {"lead": request.GET.get("lead"), "horizon": _usual_horizon(element_kind)}
    form = ElementForm(
        request.POST or None, kind=element_kind, calls=calls_of(plan), initial=initial
    )

    def add() -> None:
        element = changes.add_element(
            by=request.user, plan=plan, kind=element_kind, wording=form.wording, serves=form.serves
        )
        messages.success(request, f"Added. {_note_in_words(element)}")

    if _is_to_save(request) and is_applied(form, add):
        return redirect("plans:draft", plan.slug)
    context = {"form": form, "plan": plan, "kind": element_kind}
    return render(request, "plans/element_form.html", context | _readability_of(form))


def _is_to_save(request: OfficeRequest) -> bool:
    """Return whether the form is sent to be saved, not to see how it reads (without script)."""
    return "look" not in request.POST


def _readability_of(form: ElementForm) -> dict[str, object]:
    text = str(form["text"].value() or "")[:LONGEST_MEASURED]
    return {"readability": measure_readability(text)}


def _usual_horizon(kind: ElementKind) -> str:
    return "vision" if kind is ElementKind.VISION else "plan period"


@requires(WRITE_PLANS)
def change_element(request: OfficeRequest, slug: str, pk: int) -> HttpResponse:
    element = fetch_element(slug, pk)
    kind = ElementKind(element.kind)
    calls = calls_of(element.plan)
    form = ElementForm(request.POST or None, kind=kind, calls=calls, initial=_initial(element))

    def change() -> None:
        changes.change_element(
            by=request.user, element=element, wording=form.wording, serves=form.serves
        )
        messages.success(request, f"Saved. {_note_in_words(element)}")

    if _is_to_save(request) and is_applied(form, change):
        return redirect("plans:draft", slug)
    context = {"form": form, "plan": element.plan, "kind": kind, "element": element}
    return render(request, "plans/element_form.html", context | _readability_of(form))


def _initial(element: Element) -> dict[str, object]:
    links = list(element.serves.all())
    return {
        "text": element.text,
        "horizon": element.horizon,
        "explanation": element.explanation,
        "lead": next((link.served_id for link in links if link.is_lead), None),
        "others": [link.served_id for link in links if not link.is_lead],
    }


def _note_in_words(element: Element) -> str:
    found = measure_readability(element.text)
    return f"Its reading age is about {found.reading_age}." if found else ""


@requires(WRITE_PLANS)
@require_POST
def show_readability(request: OfficeRequest) -> HttpResponse:
    text = request.POST.get("text", "")[:LONGEST_MEASURED]
    return render(request, "plans/readability.html", {"readability": measure_readability(text)})


@requires(WRITE_PLANS)
@require_POST
def move_element(request: OfficeRequest, slug: str, pk: int) -> HttpResponse:
    element = fetch_element(slug, pk)
    changes.move_element(by=request.user, element=element, is_up=request.POST.get("to") == "up")
    return redirect(f"{_draft_address(slug)}#element-{element.pk}")


def _draft_address(slug: str) -> str:
    return str(redirect("plans:draft", slug).url)


@requires(WRITE_PLANS)
def end_element(request: OfficeRequest, slug: str, pk: int) -> HttpResponse:
    element = fetch_element(slug, pk)
    form = EndForm(request.POST or None)

    def end() -> None:
        why = form.cleaned_data["why"]
        changes.end_element(by=request.user, element=element, why=why, now=timezone.now())

    if is_applied(form, end):
        messages.success(request, "It is out of the draft. Published editions keep it.")
        return redirect("plans:draft", slug)
    return render(request, "plans/end_element.html", {"form": form, "element": element})
