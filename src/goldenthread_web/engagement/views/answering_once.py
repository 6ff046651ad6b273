"""Who may not answer now is told why, and what else they can do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from goldenthread_web.engagement.admission import Problem, Refusal, admission_of
from goldenthread_web.engagement.clips import allow_media, clips_of_page
from goldenthread_web.engagement.models import AnsweringRule
from goldenthread_web.engagement.sitting import Sitting
from goldenthread_web.partners.queries import contact_of_partnership
from goldenthread_web.people.permissions import open_to_all


@open_to_all
@never_cache
@require_safe
def explain_once(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the sign-in or the code, or say that this was answered already."""
    sitting = Sitting(request, slug)
    admission = admission_of(request, sitting)
    if not sitting.may_answer:
        return redirect("engagement:engagement", slug)
    if not isinstance(admission, Refusal):
        return redirect(sitting.where_they_stopped)
    context = {
        "engagement": sitting.engagement,
        "problem": admission.problem.name,
        "refusal": admission.sentence,
        "is_signed_in_rule": sitting.engagement.answering_rule == AnsweringRule.SIGNED_IN,
        "sign_in": f"{reverse('account_login')}?next={request.path}",
        "has_draft": sitting.has_draft,
        "contact": contact_of_partnership(),
        "is_own_receipt": sitting.sent is not None and admission.problem is Problem.ANSWERED,
        "clips": clips_of_page(sitting.engagement, (), sitting.voice.tongue.code),
    }
    response = render(request, "engagement/answering_once.html", context)
    return allow_media(response) if context["clips"] else response
