"""Voting on statements after sending, without script; and the team's own statements."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.changes import statements as changes
from goldenthread_web.engagement.changes.looking import log_look
from goldenthread_web.engagement.forms.statements import (
    VOTES,
    TeamStatementsForm,
    VoteForm,
    VotingCodeForm,
)
from goldenthread_web.engagement.models import EngagementResponse, Question
from goldenthread_web.engagement.permissions import MANAGE_ENGAGEMENTS, RELEASE_WORDS
from goldenthread_web.engagement.queries import statements as queries
from goldenthread_web.engagement.queries.building import question_of
from goldenthread_web.engagement.queries.contributions import visible_to
from goldenthread_web.engagement.queries.exercises import fetch_and_authorise
from goldenthread_web.engagement.sitting import Sitting
from goldenthread_web.engagement.voting import (
    questions_to_vote_on,
    remember_voter,
    voter_key,
    voter_of,
    voter_with,
)
from goldenthread_web.people.limits import limited
from goldenthread_web.people.pagination import page_of
from goldenthread_web.people.permissions import allows, open_to_all, requires
from goldenthread_web.people.requests import OfficeRequest


@open_to_all
@limited("60/m", key=voter_key)
@never_cache
@require_http_methods(["GET", "POST"])
def vote(request: HttpRequest, slug: str) -> HttpResponse:
    """Put one statement, and store each vote at once."""
    sitting = Sitting(request, slug)
    voter = voter_of(request, sitting)
    if voter is None or not sitting.engagement.is_open(timezone.localdate(sitting.now)):
        return _ask_for_code(request, sitting, VotingCodeForm())
    if request.method == "POST":
        return _take_vote(request, sitting, voter)
    asked_for = request.GET.get("statement", "")
    found = queries.voting_of(
        voter,
        questions_to_vote_on(sitting, voter),
        asked_for=int(asked_for) if asked_for.isdecimal() and len(asked_for) < 19 else None,  # noqa: PLR2004
    )
    context = {
        "engagement": sitting.engagement,
        "voting": found,
        "choices": VOTES,
    }
    return render(request, "engagement/statement_vote.html", context)


def _take_vote(request: HttpRequest, sitting: Sitting, voter: EngagementResponse) -> HttpResponse:
    form = VoteForm(request.POST)
    if form.is_valid():
        try:
            changes.cast_vote(
                response=voter,
                statement_id=form.cleaned_data["statement"],
                value=form.cleaned_data["vote"],
                now=sitting.now,
            )
        except ConflictError as error:
            messages.error(request, str(error))
    return redirect("engagement:vote", sitting.engagement.slug)


def _ask_for_code(request: HttpRequest, sitting: Sitting, form: VotingCodeForm) -> HttpResponse:
    context = {
        "engagement": sitting.engagement,
        "form": form,
        "is_open": sitting.engagement.is_open(timezone.localdate(sitting.now)),
    }
    return render(request, "engagement/statement_code.html", context)


@open_to_all
@limited("30/h")
@never_cache
def take_code(request: HttpRequest, slug: str) -> HttpResponse:
    """Let somebody vote on who has a receipt code of this engagement."""
    sitting = Sitting(request, slug)
    form = VotingCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        voter = voter_with(form.cleaned_data["code"], sitting)
        if voter is not None:
            response = redirect("engagement:vote", slug)
            remember_voter(response, voter, sitting)
            return response
        form.add_error(
            "code", gettext("We have nothing under this code. Compare it with your receipt.")
        )
    return _ask_for_code(request, sitting, form)


@requires(MANAGE_ENGAGEMENTS)
def list_statements(request: OfficeRequest, slug: str, question_id: int) -> HttpResponse:
    """Show the statements of a question with how many votes each has; take new ones."""
    question = _statements_question(request, slug, question_id)
    form = TeamStatementsForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _is_added(request, question, form):
        return _back_to_list(slug, question)
    found = visible_to(request.user, question.engagement)
    page = page_of(request, queries.statements_with_votes(found, question), size=50)
    log_look(by=request.user, engagement=question.engagement, shown=len(page.object_list))
    context = {
        "engagement": question.engagement,
        "question": question,
        "form": form,
        "page": page,
        "longest": queries.LONGEST_STATEMENT,
        "can_release": allows(request.user, RELEASE_WORDS, on=question.engagement),
    }
    return render(request, "engagement/statement_list.html", context)


def _is_added(request: OfficeRequest, question: Question, form: TeamStatementsForm) -> bool:
    try:
        added = changes.add_team_statements(
            by=request.user,
            question=question,
            texts=form.cleaned_data["statements"],
            now=timezone.now(),
        )
    except InputError as error:
        form.add_error("statements", str(error))
        return False
    held = sum(not one.is_public for one in added)
    told = f" {held} wait for a moderator: something was noticed in them." if held else ""
    messages.success(request, f"{len(added)} added.{told}")
    return True


@requires(MANAGE_ENGAGEMENTS)
@require_POST
def withdraw_statement(
    request: OfficeRequest, slug: str, question_id: int, reference: str
) -> HttpResponse:
    question = _statements_question(request, slug, question_id)
    seen = visible_to(request.user, question.engagement).filter(question=question)
    statement = get_object_or_404(seen, reference=reference)
    changes.withdraw_team_statement(by=request.user, statement=statement, now=timezone.now())
    messages.success(request, "The statement is withdrawn. Its votes are kept.")
    return _back_to_list(slug, question)


def _statements_question(request: OfficeRequest, slug: str, question_id: int) -> Question:
    engagement = fetch_and_authorise(request.user, slug, MANAGE_ENGAGEMENTS)
    question = question_of(engagement, question_id)
    if question.kind != Question.Kind.STATEMENTS:
        raise InputError("People do not vote on statements in this question.")
    return question


def _back_to_list(slug: str, question: Question) -> HttpResponseRedirect:
    return redirect(reverse("engagement:statements", args=[slug, question.pk]))
