"""After an erasure the erased bytes are found nowhere."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.builders import make_engagement, make_response
from tests.web.thread.conftest import Followed, give_receipt

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.models import (
    Contribution,
    EngagementMember,
    EngagementResponse,
    RejectedImportRow,
    ResponseContact,
    ResponseImport,
)
from goldenthread_web.engagement.queries.search import search
from goldenthread_web.people.audit import RESIDENT
from goldenthread_web.people.models import AuditEvent
from goldenthread_web.plans.queries import FindingState, check_edition
from goldenthread_web.thread.changes import remove_response

pytestmark = pytest.mark.django_db
WORDS = "The zimbelstern in Quillhaven Yard hums all night – ঝিঁঝিঁ"


def said_everywhere() -> EngagementResponse:
    """Return a response whose words and details stand wherever they can stand."""
    engagement = make_engagement()
    response = make_response(
        engagement, WORDS, organisation_name="Quillhaven Players", area="Quillhaven"
    )
    ResponseContact.objects.create(response=response, how_to_reach="quillhaven@example.org")
    came = ResponseImport.objects.create(engagement=engagement, file_name="a.csv")
    RejectedImportRow.objects.create(
        response_import=came, row_number=3, reason="The date cannot be read", cells=["x", WORDS]
    )
    return response


def test_nothing_of_what_was_said_is_left_in_any_table(
    every_cell, django_capture_on_commit_callbacks
) -> None:
    response = said_everywhere()
    assert "Quillhaven" in every_cell()
    assert "zimbelstern" in every_cell()
    with django_capture_on_commit_callbacks(execute=True):
        remove_response(by=RESIDENT, response=response, reason="Asked for")
    left = every_cell()
    for trace in ("uillhaven", "zimbelstern", "ঝিঁঝিঁ"):
        assert trace not in left
    assert search(Contribution.objects.all(), "zimbelstern").count() == 0


def test_a_tombstone_says_who_when_and_why_and_nothing_else() -> None:
    response = said_everywhere()
    remove_response(by=RESIDENT, response=response, reason="Asked for")
    tomb = EngagementResponse.objects.get(pk=response.pk)
    assert tomb.removed_at is not None
    assert (tomb.removed_by_role, tomb.removal_reason) == ("resident", "Asked for")
    contribution = tomb.contributions.get()
    assert (contribution.text, bytes(contribution.received), contribution.salt) == ("", b"", "")
    event = AuditEvent.objects.get(action="engagement.response-removed")
    assert event.facts == {"contributions": 1}


def test_what_is_removed_cannot_be_removed_again() -> None:
    response = said_everywhere()
    remove_response(by=RESIDENT, response=response, reason="Asked for")
    with pytest.raises(ConflictError, match="already"):
        remove_response(by=RESIDENT, response=response, reason="Asked for")


def test_an_edition_gets_a_note_and_its_seal_still_fits(followed: Followed, every_cell) -> None:
    remove_response(by=RESIDENT, response=followed.response, reason="Asked for")
    assert "28 weeks" not in every_cell()
    note = followed.edition.notes.get()
    assert note.number == 1
    found = check_edition(followed.edition)
    assert all(finding.is_healthy for finding in found)
    assert FindingState.REMOVED in {finding.state for finding in found}


def test_a_resident_removes_their_own_words(stranger: Client, followed: Followed) -> None:
    stranger.post("/receipt/", {"code": followed.code})
    assert stranger.post("/receipt/remove/", {}).status_code == 200, "the box must be ticked"
    assert not EngagementResponse.objects.exclude(removed_at=None).exists()
    answer = stranger.post("/receipt/remove/", {"is_sure": "on"}, follow=True)
    assert "What you said is removed" in answer.content.decode()
    assert "28 weeks" not in stranger.get("/plan/").content.decode()
    again = stranger.post("/receipt/", {"code": followed.code}).content.decode()
    assert "We have nothing under this code" in again
    assert stranger.get(f"/words/{followed.contribution.reference}/").status_code == 404


def test_an_information_governance_officer_removes_a_response_of_an_own_exercise(
    information_governance_officer, signed_in, followed: Followed
) -> None:
    client = signed_in(information_governance_officer)
    asked = {"asked": followed.contribution.reference}
    assert "No response of your exercises" in client.post("/office/remove/", asked).content.decode()
    EngagementMember.objects.create(
        engagement=followed.drafted.engagement, person=information_governance_officer
    )
    found = client.post("/office/remove/", asked)
    assert found.headers["Location"] == f"/office/remove/{followed.response.number}/"
    page = client.get(found.headers["Location"]).content.decode()
    assert "28 weeks" not in page, "to remove is not to read"
    client.post(found.headers["Location"], {"reason": "A letter of 3 May", "is_sure": "on"})
    tomb = EngagementResponse.objects.get(pk=followed.response.pk)
    assert tomb.removed_by_role == "information governance officer"


def test_a_response_is_found_by_receipt_and_by_number(
    information_governance_officer, signed_in
) -> None:
    response = make_response(make_engagement(information_governance_officer), "A bench")
    code = give_receipt(response)
    client = signed_in(information_governance_officer)
    for asked in (code, str(response.number), "  " + str(response.number)):
        found = client.post("/office/remove/", {"asked": asked})
        assert found.status_code == 302, asked


def test_a_removed_response_counts_nowhere(stranger: Client, followed: Followed) -> None:
    assert "things said by 5 people" in stranger.get("/").content.decode()
    remove_response(by=RESIDENT, response=followed.response, reason="Asked for")
    assert "things said by 4 people" in stranger.get("/").content.decode()
    assert timezone.now() >= EngagementResponse.objects.get(pk=followed.response.pk).removed_at
