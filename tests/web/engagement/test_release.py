"""The release queue: deciding about one contribution at a time."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from tests.web.builders import make_engagement, make_response

from goldenthread.errors import ConflictError, InputError
from goldenthread.records.disclosure import FindingKind, Redaction
from goldenthread_web.engagement.changes import release as changes
from goldenthread_web.engagement.models import Contribution, Engagement, ReleaseDecision
from goldenthread_web.engagement.queries.contributions import released
from goldenthread_web.engagement.queries.release import state_token
from goldenthread_web.engagement.wording import released_text
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
Status = Contribution.Status
Outcome = ReleaseDecision.Outcome
# Who is it (3), the exercise (3), the contribution and what belongs to it (5),
# the numbers (2), the log of the look (3), and who could name a lead (1).
QUERIES_OF_THE_QUEUE = 17
RELEASE = changes.Verdict(Outcome.RELEASE)
WITHHOLD = changes.Verdict(Outcome.WITHHOLD, "It is abusive or threatening")


@pytest.fixture
def engagement(moderator: Person) -> Engagement:
    return make_engagement(moderator)


def one_said(engagement: Engagement, text: str, **fields: object) -> Contribution:
    return make_response(engagement, text, **fields).contributions.get()


def decide(by: Person, contribution: Contribution, verdict: changes.Verdict) -> ReleaseDecision:
    fresh = Contribution.objects.get(pk=contribution.pk)
    made = changes.decide(
        by=by, contribution=fresh, seen=state_token(fresh), verdict=verdict, now=timezone.now()
    )
    contribution.refresh_from_db()
    return made


def queue_of(engagement: Engagement) -> str:
    return f"/office/engagements/{engagement.slug}/release/"


def item_of(contribution: Contribution) -> str:
    return f"{queue_of(contribution.response.engagement)}{contribution.reference}/"


def send(client: Client, contribution: Contribution, outcome: str, **fields: object):
    fresh = Contribution.objects.get(pk=contribution.pk)
    data = {"seen": state_token(fresh), "outcome": outcome, **fields}
    return client.post(item_of(contribution), data)


# --- deciding


def test_released_words_are_public_and_the_decision_says_who(
    moderator: Person, engagement: Engagement
) -> None:
    contribution = one_said(engagement, "More trees")
    assert not released().exists()
    made = decide(moderator, contribution, RELEASE)
    assert [one.pk for one in released()] == [contribution.pk]
    assert (made.by, made.outcome, made.waits_for_second) == (moderator, "release", False)
    event = AuditEvent.objects.get(action="engagement.decided")
    assert (event.person, event.subject_id) == (moderator, str(contribution.pk))
    assert "trees" not in str(event.facts) + event.why


def test_redactions_are_taken_out_by_code_points(moderator: Person, engagement: Engagement) -> None:
    contribution = one_said(engagement, "😀 Ask Mrs Begum, she knows")
    span = Redaction(6, 15, FindingKind.NAME)
    decide(moderator, contribution, changes.Verdict(Outcome.REDACT, spans=(span,)))
    assert contribution.status == Status.REDACTED
    assert released_text(released().get()) == "😀 Ask [name removed], she knows"


@pytest.mark.parametrize(
    "verdict",
    [
        changes.Verdict(Outcome.REDACT),
        changes.Verdict(Outcome.REDACT, spans=(Redaction(0, 99, FindingKind.NAME),)),
        changes.Verdict(Outcome.RELEASE, spans=(Redaction(0, 2, FindingKind.NAME),)),
        changes.Verdict(Outcome.WITHHOLD),
        changes.Verdict("publish at once"),
    ],
)
def test_a_verdict_that_does_not_fit_changes_nothing(
    verdict: changes.Verdict, moderator: Person, engagement: Engagement
) -> None:
    contribution = one_said(engagement, "More trees")
    with pytest.raises(InputError):
        decide(moderator, contribution, verdict)
    contribution.refresh_from_db()
    assert contribution.status == Status.HELD
    assert not ReleaseDecision.objects.exists()


def test_what_is_taken_back_is_held_again_and_the_record_stays(
    moderator: Person, engagement: Engagement
) -> None:
    contribution = one_said(engagement, "Ask Mrs Begum")
    span = Redaction(4, 13, FindingKind.NAME)
    decide(moderator, contribution, changes.Verdict(Outcome.REDACT, spans=(span,)))
    decide(moderator, contribution, changes.Verdict(Outcome.HOLD))
    assert contribution.status == Status.HELD
    assert contribution.decided_at is None
    assert not contribution.redactions.exists()
    kept = contribution.decisions.values_list("outcome", "spans")
    assert list(kept) == [("release with redactions", [[4, 13, "name"]]), ("hold", [])]


def test_withheld_words_can_be_released_later_and_lose_their_reason(
    moderator: Person, engagement: Engagement
) -> None:
    contribution = one_said(engagement, "More trees")
    decide(moderator, contribution, WITHHOLD)
    assert (contribution.status, contribution.withheld_reason) == (Status.WITHHELD, WITHHOLD.reason)
    decide(moderator, contribution, RELEASE)
    assert (contribution.status, contribution.withheld_reason) == (Status.RELEASED, "")


def test_counted_only_words_can_be_decided_and_are_never_public(
    moderator: Person, engagement: Engagement
) -> None:
    contribution = one_said(engagement, "More trees", may_publish_words=False)
    decide(moderator, contribution, RELEASE)
    assert contribution.status == Status.RELEASED
    assert not released().exists()


def test_whoever_decides_second_on_an_old_page_is_told_and_changes_nothing(
    moderator: Person, person_with, engagement: Engagement
) -> None:
    contribution = one_said(engagement, "More trees")
    seen = state_token(contribution)
    decide(moderator, contribution, WITHHOLD)
    with pytest.raises(ConflictError, match="Somebody else decided"):
        changes.decide(
            by=person_with(Role.MODERATOR),
            contribution=contribution,
            seen=seen,
            verdict=RELEASE,
            now=timezone.now(),
        )
    contribution.refresh_from_db()
    assert contribution.status == Status.WITHHELD


def test_a_status_that_changed_under_the_writing_is_noticed(
    moderator: Person, engagement: Engagement
) -> None:
    contribution = one_said(engagement, "More trees")
    Contribution.objects.update(status=Status.WITHHELD, withheld_reason="It names a person")
    with pytest.raises(ConflictError, match="Somebody else decided"):
        changes.put_into(contribution, status=Status.RELEASED, now=timezone.now())


def test_removed_words_cannot_be_decided_about(moderator: Person, engagement: Engagement) -> None:
    contribution = one_said(engagement, "More trees")
    seen = state_token(contribution)
    Contribution.objects.update(status=Status.REMOVED, text="", salt="")
    with pytest.raises(ConflictError, match="not in the queue any more"):
        changes.decide(
            by=moderator, contribution=contribution, seen=seen, verdict=RELEASE, now=timezone.now()
        )


# --- a second person


@pytest.mark.parametrize("verdict", [RELEASE, WITHHOLD])
@pytest.mark.parametrize(
    ("text", "is_young"),
    [("I am scared to go home", False), ("More football", True)],
    ids=["flagged", "young"],
)
def test_two_different_people_must_make_the_same_decision(
    verdict: changes.Verdict,
    text: str,
    is_young: bool,
    moderator: Person,
    person_with,
    engagement: Engagement,
) -> None:
    contribution = one_said(engagement, text, is_young_person=is_young)
    first = decide(moderator, contribution, verdict)
    assert first.waits_for_second
    assert contribution.status == Status.HELD
    with pytest.raises(ConflictError, match="You proposed this yourself"):
        decide(moderator, contribution, verdict)
    second = decide(person_with(Role.MODERATOR), contribution, verdict)
    assert not second.waits_for_second
    assert contribution.status == changes.STATUS_AFTER[verdict.outcome]
    assert not contribution.decisions.filter(waits_for_second=True).exists()


def test_disagreement_is_kept_and_the_words_stay_held(
    moderator: Person, person_with, engagement: Engagement
) -> None:
    other = person_with(Role.MODERATOR)
    contribution = one_said(engagement, "More football", is_young_person=True)
    decide(moderator, contribution, RELEASE)
    decide(other, contribution, WITHHOLD)
    assert contribution.status == Status.HELD
    made = contribution.decisions.values_list("by", "outcome", "waits_for_second")
    assert list(made) == [(moderator.pk, "release", False), (other.pk, "withhold", True)]
    decide(moderator, contribution, WITHHOLD)
    assert contribution.status == Status.WITHHELD


def test_other_redactions_or_another_reason_are_another_decision(
    moderator: Person, person_with, engagement: Engagement
) -> None:
    other = person_with(Role.MODERATOR)
    contribution = one_said(engagement, "Ask Mrs Begum", is_young_person=True)
    wide, narrow = Redaction(0, 13, FindingKind.NAME), Redaction(4, 13, FindingKind.NAME)
    decide(moderator, contribution, changes.Verdict(Outcome.REDACT, spans=(wide,)))
    made = decide(other, contribution, changes.Verdict(Outcome.REDACT, spans=(narrow,)))
    assert made.waits_for_second
    assert contribution.status == Status.HELD


def test_public_words_of_a_young_person_are_hidden_at_once_while_two_people_think_again(
    moderator: Person, person_with, engagement: Engagement
) -> None:
    contribution = one_said(engagement, "More football", is_young_person=True)
    for person in (moderator, person_with(Role.MODERATOR)):
        decide(person, contribution, RELEASE)
    assert contribution.is_public
    decide(moderator, contribution, WITHHOLD)
    assert contribution.status == Status.HELD


def test_a_moderator_can_ask_for_a_second_person(
    moderator: Person, person_with, engagement: Engagement
) -> None:
    contribution = one_said(engagement, "More trees")
    changes.ask_for_second_person(
        by=moderator, contribution=contribution, seen=state_token(contribution)
    )
    assert decide(moderator, contribution, RELEASE).waits_for_second


def test_the_database_keeps_two_proposals_apart(moderator: Person, engagement: Engagement) -> None:
    contribution = one_said(engagement, "More trees")
    decide(moderator, contribution, RELEASE)
    proposal = {"contribution": contribution, "outcome": "release", "waits_for_second": True}
    ReleaseDecision.objects.create(**proposal, by=moderator)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReleaseDecision.objects.create(**proposal, by=moderator)


# --- the pages


def test_the_queue_shows_the_first_held_contribution_with_what_was_noticed(
    moderator: Person, engagement: Engagement, signed_in, django_assert_num_queries
) -> None:
    contribution = one_said(engagement, "Ask Mrs Begum at E1 4TT")
    for number in range(20):
        one_said(engagement, f"More trees {number}")
    client = signed_in(moderator)
    with django_assert_num_queries(QUERIES_OF_THE_QUEUE):
        page = client.get(queue_of(engagement)).content.decode()
    assert '<mark data-number="1">Mrs Begum</mark> at <mark data-number="2">E1 4TT</mark>' in page
    assert 'value="4-13-name" checked data-key="1"' in page
    assert "21 of 21 left to decide" in page
    assert 'Ask <span class="redacted">[name removed]</span>' in page
    look = AuditEvent.objects.get(action="engagement.held-words-opened")
    assert (look.person, look.subject_id) == (moderator, str(contribution.pk))


def test_after_a_decision_the_next_one_is_there_and_can_be_undone(
    moderator: Person, engagement: Engagement, signed_in
) -> None:
    first, second = one_said(engagement, "More trees"), one_said(engagement, "More benches")
    client = signed_in(moderator)
    answer = send(client, first, "release")
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "More benches" in page
    assert "1 of 2 left to decide" in page
    assert f"{item_of(first)}undo/" in page
    assert client.post(f"{item_of(first)}undo/").status_code == 302
    first.refresh_from_db()
    assert first.status == Status.HELD
    assert second.decisions.count() == 0


def test_nobody_undoes_what_somebody_else_decided(
    moderator: Person, person_with, engagement: Engagement, signed_in
) -> None:
    contribution = one_said(engagement, "More trees")
    decide(person_with(Role.MODERATOR), contribution, RELEASE)
    answer = signed_in(moderator).post(f"{item_of(contribution)}undo/")
    assert answer.status_code == 409
    contribution.refresh_from_db()
    assert contribution.is_public


def test_skipping_goes_on_and_the_end_offers_what_was_skipped(
    moderator: Person, engagement: Engagement, signed_in
) -> None:
    first, second = one_said(engagement, "More trees"), one_said(engagement, "More benches")
    client = signed_in(moderator)
    assert "More benches" in client.get(queue_of(engagement), {"after": first.pk}).content.decode()
    page = client.get(queue_of(engagement), {"after": second.pk}).content.decode()
    assert "That was the last one" in page
    assert "2 contributions are left to decide" in page


def test_releasing_whole_with_something_ticked_is_refused_and_nothing_is_lost(
    moderator: Person, engagement: Engagement, signed_in
) -> None:
    contribution = one_said(engagement, "Ask Mrs Begum")
    answer = send(
        signed_in(moderator), contribution, "release", spans="4-13-name", other_reason="From a book"
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "take the tick off first" in page
    assert "From a book" in page
    assert 'value="4-13-name" checked' in page
    contribution.refresh_from_db()
    assert contribution.status == Status.HELD


def test_typed_words_are_found_everywhere_and_ticked_before_anything_goes_out(
    moderator: Person, engagement: Engagement, signed_in
) -> None:
    contribution = one_said(engagement, "😀 Shamima said it. Ask SHAMIMA, not Shamimara.")
    client = signed_in(moderator)
    page = send(client, contribution, "find", find="shamima", find_kind="name").content.decode()
    assert 'value="2-9-name" checked' in page
    assert 'value="23-30-name" checked' in page
    assert "[name removed] said it" in page.replace('<span class="redacted">', "").replace(
        "</span>", ""
    )
    assert page.count('name="spans"') == 2, "part of a longer word is not offered"
    direct = send(client, contribution, "release with redactions", find="shamima", find_kind="name")
    assert "is ticked now" in direct.content.decode()
    contribution.refresh_from_db()
    assert contribution.status == Status.HELD
    sent = {"spans": ["2-9-name", "23-30-name"]}
    assert send(client, contribution, "release with redactions", **sent).status_code == 302
    contribution.refresh_from_db()
    assert (
        released_text(contribution)
        == "😀 [name removed] said it. Ask [name removed], not Shamimara."
    )


def test_what_a_ticked_mark_takes_out_already_is_not_offered_again(
    moderator: Person, engagement: Engagement, signed_in
) -> None:
    contribution = one_said(engagement, "Write to shamima@example.org or ask Shamima")
    email = "9-28-e-mail address"
    page = send(
        signed_in(moderator), contribution, "find", find="shamima", find_kind="name", spans=email
    ).content.decode()
    assert page.count('name="spans"') == 2
    assert 'value="36-43-name" checked' in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Choose why the words are withheld."),
        ({"reason": "other"}, "Say what the other reason is."),
        ({"reason": "other", "other_reason": "It is off topic"}, "no reason to withhold"),
    ],
)
def test_withholding_asks_for_a_reason_and_off_topic_is_none(
    fields: dict[str, str], sentence: str, moderator: Person, engagement: Engagement, signed_in
) -> None:
    contribution = one_said(engagement, "More trees")
    assert (
        sentence in send(signed_in(moderator), contribution, "withhold", **fields).content.decode()
    )
    contribution.refresh_from_db()
    assert contribution.status == Status.HELD


@pytest.mark.parametrize("span", ["0-999-name", "5-2-name", "a-b-name", "0-4-no such kind"])
def test_a_forged_mark_is_refused(
    span: str, moderator: Person, engagement: Engagement, signed_in
) -> None:
    contribution = one_said(engagement, "More trees")
    answer = send(signed_in(moderator), contribution, "release with redactions", spans=span)
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


def test_two_moderators_on_one_item_lose_nothing(
    moderator: Person, person_with, engagement: Engagement, signed_in
) -> None:
    contribution = one_said(engagement, "Ask Mrs Begum")
    seen = state_token(contribution)
    decide(person_with(Role.MODERATOR), contribution, WITHHOLD)
    data = {"seen": seen, "outcome": "release with redactions", "spans": "4-13-name"}
    answer = signed_in(moderator).post(item_of(contribution), data)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else decided about these words" in page
    assert "It is abusive or threatening" in page, "what the other decided is shown"
    assert 'value="4-13-name" checked' in page, "what was ticked is still ticked"


def test_words_that_went_away_are_not_shown_again(
    moderator: Person, engagement: Engagement, signed_in
) -> None:
    contribution = one_said(engagement, "I feel unsafe")
    seen = state_token(contribution)
    Contribution.objects.update(status=Status.SAFEGUARDING)
    client = signed_in(moderator)
    answer = client.post(item_of(contribution), {"seen": seen, "outcome": "release"})
    assert answer.status_code == 409
    assert "unsafe" not in answer.content.decode()
    assert client.get(item_of(contribution)).status_code == 404


def test_the_second_person_sees_the_proposal_and_agrees_with_one_press(
    moderator: Person, person_with, engagement: Engagement, signed_in
) -> None:
    other = person_with(Role.MODERATOR)
    engagement.members.create(person=other)
    contribution = one_said(engagement, "Ask Mrs Begum, I am scared to go home")
    send(signed_in(moderator), contribution, "release with redactions", spans="4-13-name")
    own = signed_in(moderator)
    assert (
        "Nothing is left here for you"
        in own.get(queue_of(engagement), {"state": "waiting"}).content.decode()
    )
    assert "You proposed" in own.get(item_of(contribution)).content.decode()
    assert send(own, contribution, "agree").status_code == 409
    client = signed_in(other)
    page = client.get(queue_of(engagement), {"state": "waiting"}).content.decode()
    assert f"{moderator.name} proposed: release with redactions" in page
    assert send(client, contribution, "agree").status_code == 302
    contribution.refresh_from_db()
    assert contribution.status == Status.REDACTED
    assert released_text(contribution).startswith("Ask [name removed]")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.MODERATOR])
def test_only_moderators_decide(role: Role, person_with, signed_in) -> None:
    person = person_with(role)
    contribution = one_said(make_engagement(person), "More trees")
    assert send(signed_in(person), contribution, "release").status_code == 403
    contribution.refresh_from_db()
    assert contribution.status == Status.HELD


def test_a_moderator_of_another_exercise_and_a_stranger_get_nothing(
    person_with, engagement: Engagement, signed_in, stranger: Client
) -> None:
    contribution = one_said(engagement, "More trees")
    for path in (queue_of(engagement), item_of(contribution)):
        refused = signed_in(person_with(Role.MODERATOR)).get(path)
        assert refused.status_code == 403
        assert "trees" not in refused.content.decode()
        assert stranger.get(path).status_code == 302


def test_an_item_of_another_exercise_is_not_reached_through_this_one(
    moderator: Person, engagement: Engagement, signed_in
) -> None:
    elsewhere = one_said(make_engagement(), "More trees")
    answer = signed_in(moderator).get(f"{queue_of(engagement)}{elsewhere.reference}/")
    assert answer.status_code == 404
