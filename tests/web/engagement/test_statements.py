"""Statements: written by the team and by residents, routed, voted on, and never with a name."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.builders import make_engagement, make_question, make_response

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.changes.exercises import hide_engagement
from goldenthread_web.engagement.changes.statements import (
    add_team_statements,
    cast_vote,
    withdraw_team_statement,
)
from goldenthread_web.engagement.keys import receipt_code, receipt_digest
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    EngagementResponse,
    Question,
    Vote,
)
from goldenthread_web.engagement.queries.contributions import counted, released, visible_to
from goldenthread_web.engagement.queries.exercises import counted_responses, has_responses
from goldenthread_web.engagement.queries.wordings import is_live
from goldenthread_web.people.models import Person
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
ABOUT = {"capacity": "resident", "is_young_person": "no", "area": ""}


@pytest.fixture
def question(engagement: Engagement) -> Question:
    return make_question(
        engagement, "What do you think?", kind=Question.Kind.STATEMENTS, takes_own_statements=True
    )


@pytest.fixture
def statements(question: Question, engagement_officer: Person) -> list[Contribution]:
    return first_statements(question, engagement_officer, 7)


def first_statements(question: Question, by: Person, count: int) -> list[Contribution]:
    texts = [f"Street number {n} should have more trees" for n in range(count)]
    return add_team_statements(by=by, question=question, texts=texts, now=timezone.now())


def address(question: Question) -> str:
    return reverse("engagement:answer", args=[question.engagement.slug, f"question-{question.pk}"])


def put_on(page, question: Question) -> list[int]:
    (part,) = page.context["parts"]
    return [statement.pk for statement, _ in part.votes]


def fill_about(client: Client, slug: str) -> None:
    client.post(reverse("engagement:answer", args=[slug, "about-you"]), ABOUT)
    words = {"may_publish": "words", "language": "en"}
    client.post(reverse("engagement:answer", args=[slug, "your-words"]), words)


def send_all(client: Client, question: Question) -> EngagementResponse:
    slug = question.engagement.slug
    fill_about(client, slug)
    sent = client.post(reverse("engagement:check", args=[slug]))
    assert sent.headers["Location"] == reverse("engagement:receipt", args=[slug]), sent.content
    return EngagementResponse.objects.filter(is_from_team=False).latest("pk")


def test_what_the_team_wrote_is_nobodys_voice(
    engagement: Engagement, question: Question, statements: list[Contribution]
) -> None:
    assert len({one.response_id for one in statements}) == 1
    assert counted_responses(engagement).count() == 0
    assert counted(engagement).count() == 0
    assert released().filter(question=question).count() == 7
    assert {one.provenance for one in statements} == {"Written by the team"}


def test_what_the_team_wrote_does_not_make_it_answered(
    statements, question: Question, engagement_officer: Person
) -> None:
    engagement = question.engagement
    assert not has_responses(engagement)
    assert not is_live(engagement)
    assert not hide_engagement(by=engagement_officer, engagement=engagement).is_published


def test_a_person_votes_on_a_short_batch_and_adds_a_statement(
    stranger: Client, question: Question, statements: list[Contribution]
) -> None:
    page = stranger.get(address(question))
    put = put_on(page, question)
    assert len(put) == 5
    assert "One idea, in a few lines." in page.content.decode()
    name = f"answer_{question.pk}"
    typed = {
        f"{name}_shown": " ".join(map(str, put)),
        f"{name}_vote_{put[0]}": "1",
        f"{name}_vote_{put[1]}": "-1",
        f"{name}_vote_{put[2]}": "0",
        f"{name}_own": "The park should close later",
    }
    assert stranger.post(address(question), typed).status_code == 302
    back = stranger.get(address(question))
    assert put_on(back, question) == put, "who comes back is asked the same"
    assert Vote.objects.count() == 0
    fill_about(stranger, question.engagement.slug)
    checked = stranger.get(reverse("engagement:check", args=[question.engagement.slug]))
    response = send_all(stranger, question)
    assert "Statements that you voted on: 3" in checked.content.decode()
    assert dict(response.votes.values_list("statement", "value")) == {
        put[0]: 1,
        put[1]: -1,
        put[2]: 0,
    }
    own = response.contributions.get()
    assert (own.part, own.status) == (Contribution.Part.STATEMENT, Contribution.Status.HELD)
    assert own.text not in str(Client().get(address(question)).content)


def test_an_own_statement_that_is_too_long_comes_back_with_all_that_was_typed(
    stranger: Client, question: Question, statements: list[Contribution]
) -> None:
    put = put_on(stranger.get(address(question)), question)
    name = f"answer_{question.pk}"
    typed = {
        f"{name}_shown": " ".join(map(str, put)),
        f"{name}_vote_{put[0]}": "1",
        f"{name}_own": "x" * 141,
    }
    page = stranger.post(address(question), typed)
    assert page.status_code == 200
    assert "141 characters, and 140 fit" in page.content.decode()
    assert put_on(page, question) == put
    assert "x" * 141 in page.content.decode()


def test_a_required_question_asks_for_one_vote(
    stranger: Client, question: Question, statements: list[Contribution]
) -> None:
    Question.objects.filter(pk=question.pk).update(is_required=True)
    page = stranger.post(address(question), {})
    assert "Vote on one statement or more" in page.content.decode()


def test_votes_on_what_is_not_here_are_not_stored(
    stranger: Client,
    question: Question,
    statements: list[Contribution],
    engagement_officer: Person,
) -> None:
    other = make_question(make_engagement(), kind=Question.Kind.STATEMENTS)
    (elsewhere,) = first_statements(other, engagement_officer, 1)
    held = make_response(question.engagement, "Held words", question=question)
    hidden = held.contributions.get()
    name = f"answer_{question.pk}"
    typed = {f"{name}_shown": f"{elsewhere.pk} {hidden.pk} {statements[0].pk}"}
    typed |= {f"{name}_vote_{one.pk}": "1" for one in (elsewhere, hidden, statements[0])}
    stranger.post(address(question), typed)
    response = send_all(stranger, question)
    assert list(response.votes.values_list("statement", flat=True)) == [statements[0].pk]
    for wrong in (elsewhere, hidden):
        with pytest.raises(ConflictError, match="can vote on this statement"):
            cast_vote(response=response, statement_id=wrong.pk, value=1, now=response.received_at)


def vote_address(question: Question) -> str:
    return reverse("engagement:vote", args=[question.engagement.slug])


def send_one_vote(stranger: Client, question: Question) -> EngagementResponse:
    put = put_on(stranger.get(address(question)), question)
    name = f"answer_{question.pk}"
    typed = {f"{name}_shown": " ".join(map(str, put)), f"{name}_vote_{put[0]}": "1"}
    stranger.post(address(question), typed)
    return send_all(stranger, question)


def test_after_sending_they_vote_on_to_the_end_and_can_change_a_vote(
    stranger: Client, question: Question, statements: list[Contribution]
) -> None:
    response = send_one_vote(stranger, question)
    receipt = stranger.get(reverse("engagement:receipt", args=[question.engagement.slug]))
    assert vote_address(question) in receipt.content.decode()
    for left in range(6, 0, -1):
        page = stranger.get(vote_address(question))
        assert page.context["voting"].left == left
        stranger.post(
            vote_address(question),
            {"statement": page.context["voting"].next.pk, "vote": "-1"},
        )
    assert (
        "You have voted on all statements" in stranger.get(vote_address(question)).content.decode()
    )
    assert response.votes.count() == 7
    first = response.votes.get(value=1)
    again = stranger.get(f"{vote_address(question)}?statement={first.statement_id}")
    assert "your vote now" in again.content.decode()
    stranger.post(vote_address(question), {"statement": first.statement_id, "vote": "0"})
    assert response.votes.count() == 7
    assert response.votes.get(statement=first.statement_id).value == 0


def test_a_receipt_code_opens_voting_on_another_device_and_a_wrong_one_does_not(
    question: Question, statements: list[Contribution], stranger: Client
) -> None:
    code = receipt_code(question.engagement, "a token")
    voter = make_response(question.engagement, receipt_digest=receipt_digest(code))
    elsewhere = receipt_code(make_engagement(), "a token")
    make_response(make_engagement(), receipt_digest=receipt_digest(elsewhere))
    at = reverse("engagement:vote-code", args=[question.engagement.slug])
    assert stranger.post(vote_address(question), {"statement": 1, "vote": 1}).status_code == 200
    assert "nothing under this code" in stranger.post(at, {"code": elsewhere}).content.decode()
    assert stranger.post(at, {"code": code}).status_code == 302
    page = stranger.get(vote_address(question))
    stranger.post(vote_address(question), {"statement": page.context["voting"].next.pk, "vote": 1})
    assert voter.votes.count() == 1
    stranger.post(reverse("engagement:finish", args=[question.engagement.slug]))
    assert "Type the code" in stranger.get(vote_address(question)).content.decode()


def test_when_it_is_closed_nobody_votes(
    stranger: Client, question: Question, statements: list[Contribution]
) -> None:
    response = send_one_vote(stranger, question)
    Engagement.objects.update(opens_on="2020-01-01", closes_on="2020-02-01")
    sent = stranger.post(vote_address(question), {"statement": statements[-1].pk, "vote": 1})
    assert "Voting has ended" in sent.content.decode()
    assert response.votes.count() == 1


def test_a_withdrawn_statement_vanishes_and_keeps_its_votes(
    stranger: Client,
    question: Question,
    statements: list[Contribution],
    engagement_officer: Person,
) -> None:
    response = send_one_vote(stranger, question)
    voted = response.votes.get().statement
    withdraw_team_statement(by=engagement_officer, statement=voted, now=response.received_at)
    page = stranger.get(vote_address(question))
    assert voted.text not in page.content.decode()
    assert page.context["voting"].left == 6
    assert Vote.objects.filter(statement=voted).count() == 1


def test_released_words_of_a_resident_are_shown_with_their_redactions_and_no_name(
    stranger: Client, question: Question
) -> None:
    said = make_response(
        question.engagement, "Ask Jo Bloggs for trees", question=question, status="released"
    ).contributions.get()
    said.redactions.create(start=4, end=13, kind="name")
    page = stranger.get(address(question)).content.decode()
    assert "Ask [name removed] for trees" in page
    assert "Jo Bloggs" not in page


def test_the_officer_writes_first_statements_a_line_each(
    officer: Client, question: Question, engagement_officer: Person, django_assert_max_num_queries
) -> None:
    at = reverse("engagement:statements", args=[question.engagement.slug, question.pk])
    sent = officer.post(at, {"statements": "More trees\n\nFewer cars\nRing 020 7946 0018 now"})
    assert sent.status_code == 302
    stored = visible_to(engagement_officer, question.engagement)
    assert dict(stored.values_list("text", "status")) == {
        "More trees": "released",
        "Fewer cars": "released",
        "Ring 020 7946 0018 now": "held",
    }
    assert "141 characters" in officer.post(at, {"statements": "y" * 141}).content.decode()
    assert "there already" in officer.post(at, {"statements": "More trees"}).content.decode()
    with django_assert_max_num_queries(22):
        page = officer.get(at)
    assert "From the team" in page.content.decode()
    (trees,) = stored.filter(text="More trees")
    reference = [question.engagement.slug, question.pk, trees.reference]
    assert officer.post(reverse("engagement:withdraw-statement", args=reference)).status_code == 302
    trees.refresh_from_db()
    assert trees.status == "withheld"


def test_an_officer_cannot_withdraw_what_a_resident_wrote(
    officer: Client, question: Question
) -> None:
    said = make_response(question.engagement, "Trees", question=question).contributions.get()
    reference = [question.engagement.slug, question.pk, said.reference]
    answer = officer.post(reverse("engagement:withdraw-statement", args=reference))
    assert answer.status_code == 409


def test_the_officer_of_another_exercise_has_no_way_in(
    person_with, signed_in, question: Question, engagement_officer: Person
) -> None:
    other = make_engagement(engagement_officer)
    client = signed_in(engagement_officer)
    crossed = reverse("engagement:statements", args=[other.slug, question.pk])
    assert client.get(crossed).status_code == 404
    stranger_officer = signed_in(person_with(Role.ENGAGEMENT_OFFICER))
    own = reverse("engagement:statements", args=[question.engagement.slug, question.pk])
    assert stranger_officer.get(own).status_code == 403


def test_a_question_with_nothing_to_vote_on_is_not_asked(
    stranger: Client, engagement: Engagement
) -> None:
    empty = make_question(engagement, kind=Question.Kind.STATEMENTS)
    assert stranger.get(address(empty)).status_code == 404
