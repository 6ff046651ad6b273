"""Statements and votes of a Polis conversation: recognised, joined, never doubled."""

from collections import Counter
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.shared_data import shared_data
from tests.web.builders import make_question

from goldenthread_web.engagement.changes import import_polis
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    EngagementResponse,
    RejectedImportRow,
    ResponseImport,
    Vote,
)
from goldenthread_web.engagement.queries.exercises import counted_responses
from goldenthread_web.engagement.queries.importing import counted_votes

pytestmark = pytest.mark.django_db
HEAD = "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
COMMENTS = HEAD + (
    "1518501496471,x,0,7,48,8,1,More buses at night\n"
    "1518501496472,x,1,7,2,1,0,Cleaner streets\n"
    "1518501496473,x,2,9,0,5,-1,Something abusive\n"
    "1518501496474,x,3,4,3,3,1,A park for everybody\n"
)
VOTES = (
    "timestamp,datetime,comment-id,voter-id,vote\n"
    "1518501500000,x,0,9,-1\n"
    "1518501500001,x,0,9,1\n"  # a second thought: this one counts
    "1518501500002,x,0,21,0\n"
    "1518501500003,x,3,21,1\n"
    "1518501500004,x,77,21,1\n"
)


@pytest.fixture
def bring_in(officer: Client, engagement: Engagement, django_capture_on_commit_callbacks):
    def send_and_import(content: str | bytes, name: str, **fields: str) -> ResponseImport:
        raw = content.encode() if isinstance(content, str) else content
        path = reverse("engagement:import-new", args=[engagement.slug])
        answer = officer.post(path, {"file": SimpleUploadedFile(name, raw)})
        assert answer.status_code == 302
        sent = ResponseImport.objects.latest("pk")
        page = reverse("engagement:import-polis", args=[engagement.slug, sent.pk])
        stated = {"title": "What would make it better?", **fields}
        with django_capture_on_commit_callbacks(execute=True):
            answer = officer.post(page, stated)
        assert answer.status_code == 302, answer.context["form"].errors
        sent.refresh_from_db()
        return sent

    return send_and_import


def test_statements_become_contributions_with_what_others_said(bring_in) -> None:
    done = bring_in(COMMENTS, "comments.csv")
    assert (done.kind, done.state) == ("polis statements", "complete")
    assert (done.accepted_count, done.rejected_count) == (4, 0)
    first = Contribution.objects.get(text="More buses at night")
    assert (first.imported_agrees, first.imported_disagrees) == (48, 8)
    assert (first.status, first.imported_moderation) == ("held", "accepted")
    assert first.response.channel == "online survey"
    assert str(first.response.said_on) == "2018-02-13"
    assert EngagementResponse.objects.count() == 3  # authors, not statements


def test_the_list_of_what_was_said_shows_how_many_agreed(bring_in, officer, engagement) -> None:
    bring_in(COMMENTS, "comments.csv")
    listed = officer.get(reverse("engagement:release-list", args=[engagement.slug]))
    assert "48 agree, 8 disagree" in listed.content.decode()


def test_what_its_moderators_rejected_is_withheld_with_the_reason(bring_in) -> None:
    bring_in(COMMENTS, "comments.csv")
    rejected = Contribution.objects.get(imported_moderation="rejected")
    assert rejected.status == Contribution.Status.WITHHELD
    assert rejected.withheld_reason == import_polis.REJECTED_THERE
    assert Contribution.objects.get(imported_moderation="not looked at").status == "held"


def test_only_accepted_ones_can_be_taken_and_the_rest_is_listed_without_words(bring_in) -> None:
    done = bring_in(COMMENTS, "comments.csv", accepted_only="on")
    assert (done.accepted_count, done.rejected_count) == (2, 2)
    listed = RejectedImportRow.objects.filter(response_import=done)
    assert [row.row_number for row in listed] == [3, 4]
    assert "abusive" not in str([row.cells for row in listed])


def test_the_page_says_what_was_recognised(officer: Client, engagement: Engagement) -> None:
    path = reverse("engagement:import-new", args=[engagement.slug])
    for content, says in ((COMMENTS, "statements of a Polis"), (VOTES, "votes of a Polis")):
        answer = officer.post(
            path, {"file": SimpleUploadedFile("any-name.csv", content.encode())}, follow=True
        )
        assert says in answer.content.decode()


def test_votes_join_voters_and_statements_and_the_last_one_counts(bring_in, engagement) -> None:
    bring_in(COMMENTS, "comments.csv")
    done = bring_in(VOTES, "votes.csv")
    assert (done.kind, done.state, done.accepted_count) == ("polis votes", "complete", 3)
    assert "1 are about statements that are not here" in done.job.outcome
    author = EngagementResponse.objects.get(contributions__text="Something abusive")
    assert Vote.objects.get(response=author).value == Vote.Value.AGREE
    assert counted_responses(engagement).count() == 4  # three authors and one who only voted
    assert counted_votes(engagement).count() == 3


def test_the_same_exports_twice_add_nothing(bring_in) -> None:
    for _ in range(2):
        bring_in(COMMENTS, "comments.csv")
        done = bring_in(VOTES, "votes.csv")
    assert (done.accepted_count, done.known_count) == (0, 3)
    assert (Contribution.objects.count(), Vote.objects.count()) == (4, 3)
    assert EngagementResponse.objects.count() == 4


def test_a_later_export_adds_statements_to_their_authors_and_new_counts(bring_in) -> None:
    bring_in(COMMENTS, "comments.csv")
    later = COMMENTS.replace(",48,8,1,", ",60,9,1,") + "1518501599999,x,4,7,1,0,1,Wider pavements\n"
    done = bring_in(later, "comments.csv")
    assert (done.accepted_count, done.known_count) == (1, 4)
    author = EngagementResponse.objects.get(contributions__text="More buses at night")
    assert author.contributions.count() == 3
    assert Contribution.objects.get(text="More buses at night").imported_agrees == 60


def test_another_conversation_is_refused_and_leaves_nothing(bring_in) -> None:
    bring_in(COMMENTS, "comments.csv")
    failed = bring_in(HEAD + "1518501496471,x,0,7,1,1,1,Other words\n", "comments.csv")
    assert failed.state == ResponseImport.State.FAILED
    assert "into its own engagement" in failed.job.outcome
    assert Contribution.objects.count() == 4


def test_a_participant_who_stands_in_the_wide_file_twice_votes_once(bring_in) -> None:
    bring_in(COMMENTS, "comments.csv")
    head = "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,3\n"
    done = bring_in(head + "21,0,0,2,1,1,1,-1\n21,0,0,2,1,1,-1,\n", "participants-votes.csv")
    assert done.state == ResponseImport.State.COMPLETE
    values = Vote.objects.order_by("statement").values_list("statement__text", "value")
    assert dict(values) == {"More buses at night": -1, "A park for everybody": -1}


def test_votes_without_their_statements_are_refused(bring_in) -> None:
    failed = bring_in(VOTES, "votes.csv")
    assert failed.state == ResponseImport.State.FAILED
    assert "comments.csv" in failed.job.outcome
    assert not EngagementResponse.objects.exists()


def test_votes_that_fail_half_way_are_taken_back(bring_in, monkeypatch) -> None:
    bring_in(COMMENTS, "comments.csv")
    whole = import_polis.VoteWriter._store

    def break_after_storing(self, votes, pace) -> None:
        whole(self, votes, pace)
        raise import_polis.InputError("The machine gave up.")

    monkeypatch.setattr(import_polis.VoteWriter, "_store", break_after_storing)
    failed = bring_in(VOTES, "votes.csv")
    assert failed.state == ResponseImport.State.FAILED
    assert not Vote.objects.exists()
    assert EngagementResponse.objects.count() == 3


def test_statements_can_answer_a_question_that_is_there(bring_in, engagement) -> None:
    asked = make_question(engagement, "What is good here?")
    bring_in(COMMENTS, "comments.csv", question=asked.key)
    assert Contribution.objects.filter(question=asked).count() == 4


def test_the_address_of_a_statement_cannot_be_guessed_from_its_number(engagement, settings) -> None:
    first = import_polis.statement_reference(engagement, "1")
    assert first == import_polis.statement_reference(engagement, "1")
    assert first != import_polis.statement_reference(engagement, "2")
    settings.WORDS_KEY = "another key that is long enough to be one"
    assert first != import_polis.statement_reference(engagement, "1")


def test_bowling_green_comes_in_whole(bring_in, engagement: Engagement) -> None:
    folder: Path = shared_data("polis/american-assembly.bowling-green")
    done = bring_in((folder / "comments.csv").read_bytes(), "comments.csv", accepted_only="on")
    assert done.accepted_count + done.rejected_count == 896
    accepted = Contribution.objects.filter(imported_moderation="accepted")
    assert accepted.count() == done.accepted_count > 600
    votes = bring_in((folder / "participants-votes.csv").read_bytes(), "participants-votes.csv")
    assert votes.state == ResponseImport.State.COMPLETE
    assert counted_responses(engagement).count() == 2031
    counted = Counter(
        counted_votes(engagement)
        .filter(statement__text__startswith="Smallhouse Rd (at Campbell Ln) heading")
        .values_list("value", flat=True)
    )
    statement = Contribution.objects.get(text__startswith="Smallhouse Rd (at Campbell Ln) heading")
    assert counted[1] == statement.imported_agrees == 48
    assert counted[-1] == statement.imported_disagrees == 8
