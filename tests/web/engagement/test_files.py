"""Pictures and files: held, looked at by a person, and seen by nobody else before."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from tests.library.engagement.test_sent_files import picture
from tests.web.builders import make_engagement, make_question, make_response

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.changes.files import release_file
from goldenthread_web.engagement.models import Engagement, EngagementMember, FileAnswer
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
OFFICE = "/office/engagements/streets/files/"


@pytest.fixture
def engagement(moderator: Person) -> Engagement:
    return make_engagement(moderator, slug="streets")


def make_file(engagement: Engagement, **response: object) -> FileAnswer:
    question = make_question(engagement, "A picture?", kind="file")
    answer = FileAnswer(
        response=make_response(engagement, **response), question=question, ending="jpg",
        digest="d" * 64, size=100,
    )  # fmt: skip
    answer.file.save("x", ContentFile(picture("JPEG")), save=False)
    answer.save()
    return answer


def public(answer: FileAnswer) -> str:
    return f"/engagements/streets/files/{answer.pk}/"


def decide(client: Client, answer: FileAnswer, outcome: str, text: str = "") -> object:
    given = {"outcome": outcome, "alternative_text": text, "reason": text}
    return client.post(f"{OFFICE}{answer.pk}/", given)


def test_a_held_file_is_seen_by_moderators_of_the_exercise_only(
    engagement: Engagement, moderator: Person, analyst: Person, signed_in, stranger: Client
) -> None:
    answer = make_file(engagement)
    assert stranger.get(public(answer)).status_code == 404
    content = f"{OFFICE}{answer.pk}/content/"
    assert stranger.get(content).status_code == 302
    assert signed_in(analyst).get(content).status_code == 403
    seen = signed_in(moderator).get(content)
    assert b"".join(seen).startswith(b"\xff\xd8\xff")
    assert seen.headers["X-Content-Type-Options"] == "nosniff"
    assert seen.headers["Cache-Control"] == "no-store"


def test_the_list_needs_the_same_queries_however_many_there_are(
    engagement: Engagement, moderator: Person, signed_in, django_assert_max_num_queries
) -> None:
    for _ in range(3):
        make_file(engagement)
    client = signed_in(moderator)
    with django_assert_max_num_queries(10):
        page = client.get(OFFICE).text
    assert "3 files are held" in page


def test_a_release_needs_a_description_and_makes_it_public(
    engagement: Engagement, moderator: Person, signed_in, stranger: Client
) -> None:
    answer = make_file(engagement)
    client = signed_in(moderator)
    assert "Say what it shows." in decide(client, answer, "release").text
    assert decide(client, answer, "release", "A broken bench by the canal").status_code == 302
    seen = stranger.get(public(answer))
    assert b"".join(seen).startswith(b"\xff\xd8\xff")
    assert f'filename="{answer.pk}.jpg"' in seen.headers["Content-Disposition"]
    assert "sandbox" in seen.headers["Content-Security-Policy"]
    event = AuditEvent.objects.get(action="engagement.file-decided")
    assert event.facts == {"file": answer.pk, "status": "released"}


def test_withholding_says_why_and_takes_it_back(
    engagement: Engagement, moderator: Person, signed_in, stranger: Client
) -> None:
    answer = make_file(engagement)
    client = signed_in(moderator)
    decide(client, answer, "release", "A bench")
    assert "Say why it is withheld." in decide(client, answer, "withhold").text
    decide(client, answer, "withhold", "It shows a face")
    assert stranger.get(public(answer)).status_code == 404
    assert "Withheld: It shows a face" in client.get(OFFICE).text


def test_a_young_persons_picture_needs_two_people(
    engagement: Engagement, moderator: Person, person_with, signed_in, stranger: Client
) -> None:
    answer = make_file(engagement, is_young_person=True)
    first = signed_in(moderator)
    decide(first, answer, "release", "A playground")
    assert stranger.get(public(answer)).status_code == 404
    assert "Waits for a second person" in first.get(OFFICE).text
    again = decide(first, answer, "release", "A playground")
    assert (again.status_code, "Another moderator must look" in again.text) == (409, True)
    second = person_with(Role.MODERATOR)
    engagement.members.create(person=second)
    decide(signed_in(second), answer, "release", "A playground")
    assert b"".join(stranger.get(public(answer))).startswith(b"\xff\xd8\xff")


def test_what_is_only_to_be_counted_is_never_released(
    engagement: Engagement, moderator: Person
) -> None:
    answer = make_file(engagement, may_publish_words=False)
    with pytest.raises(ConflictError, match="asked us not to show"):
        release_file(by=moderator, answer=answer, alternative_text="A tree", now=timezone.now())


def test_a_removed_response_takes_its_picture_along(
    engagement: Engagement, moderator: Person, signed_in, stranger: Client
) -> None:
    answer = make_file(engagement)
    decide(signed_in(moderator), answer, "release", "A bench")
    answer.response.removed_at = timezone.now()
    answer.response.save()
    assert stranger.get(public(answer)).status_code == 404
    assert decide(signed_in(moderator), answer, "release", "A bench").status_code == 404


def test_everybody_finds_what_is_released_in_a_list_and_nothing_else(
    engagement: Engagement, moderator: Person, stranger: Client
) -> None:
    shown, held, kept = (
        make_file(engagement, may_publish_words=may_publish) for may_publish in (True, True, False)
    )
    page = stranger.get("/engagements/streets/files/").content.decode()
    assert "No picture or file is released yet." in page
    release_file(by=moderator, answer=shown, alternative_text="A gate", now=timezone.now())
    FileAnswer.objects.filter(pk=kept.pk).update(status="released", alternative_text="A dog")
    page = stranger.get("/engagements/streets/files/").content.decode()
    assert f'src="{public(shown)}" alt="A gate"' in page
    assert "A dog" not in page
    assert public(held) not in page
    of_other = stranger.get(f"/engagements/streets/files/?question={held.question_id}")
    assert "A gate" not in of_other.content.decode()
    for number in ("0", "9" * 19, "9" * 5_000):
        assert stranger.get(f"/engagements/streets/files/?question={number}").status_code == 404
    Engagement.objects.update(is_published=False)
    assert stranger.get("/engagements/streets/files/").status_code == 404


def test_results_lead_to_the_files_that_can_be_seen(
    engagement: Engagement, moderator: Person, analyst: Person, signed_in, stranger: Client
) -> None:
    EngagementMember.objects.create(engagement=engagement, person=analyst)
    Engagement.objects.update(results_public_on=timezone.localdate())
    answer = make_file(engagement, may_publish_words=True)
    office = f"/office/engagements/streets/results/questions/{answer.question_id}/"
    link = f'href="/engagements/streets/files/?question={answer.question_id}"'
    client = signed_in(analyst)
    assert link not in client.get(office).content.decode()
    release_file(by=moderator, answer=answer, alternative_text="A gate", now=timezone.now())
    page = client.get(office).content.decode()
    assert "1 of 1 (100%) can be seen in public." in page
    assert link in page
    assert link in stranger.get("/engagements/streets/results/").content.decode()
