"""Bulk release: a sample is read, then the rest of its kind goes out."""

from random import Random

import pytest
from django.utils import timezone
from tests.web.builders import make_engagement, make_response

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.changes import bulk_release as changes
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    ReleaseDecision,
    ResponseImport,
    SampleReading,
)
from goldenthread_web.engagement.queries import bulk_release as queries
from goldenthread_web.engagement.tasks import release_all
from goldenthread_web.engagement.views import release_bulk
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
Status = Contribution.Status


@pytest.fixture
def engagement(moderator: Person) -> Engagement:
    return make_engagement(moderator)


def say(engagement: Engagement, count: int, **fields: object) -> list[Contribution]:
    response = make_response(engagement, *(f"More trees {n}" for n in range(count)), **fields)
    return list(response.contributions.all())


def draw(by: Person, engagement: Engagement) -> SampleReading:
    return changes.draw_sample(by=by, engagement=engagement, now=timezone.now(), chance=Random(3))  # noqa: S311


def statuses(engagement: Engagement) -> list[str]:
    found = Contribution.objects.filter(response__engagement=engagement)
    return sorted(found.values_list("status", flat=True))


def test_a_sample_of_59_shows_one_in_twenty_with_95_percent() -> None:
    assert queries.SMALLEST_SAMPLE == 59
    assert 1 - 0.95**59 >= 0.95 > 1 - 0.95**58


def test_only_plain_held_words_are_eligible(moderator: Person, engagement: Engagement) -> None:
    plain = say(engagement, 2)
    make_response(engagement, "Ask Mrs Begum")
    make_response(engagement, "I am scared to go home")
    say(engagement, 1, is_young_person=True)
    say(engagement, 1, may_publish_words=False)
    say(engagement, 1, status=Status.WITHHELD)
    say(make_engagement(), 1)
    unfinished = ResponseImport.objects.create(engagement=engagement, file_name="a.csv")
    say(engagement, 1, response_import=unfinished)
    rejected = say(engagement, 1)
    rejected[0].imported_moderation = "rejected"
    rejected[0].save()
    taken_back = say(engagement, 1)
    ReleaseDecision.objects.create(contribution=taken_back[0], outcome="hold", by=moderator)
    assert set(queries.eligible(engagement)) == set(plain)


def test_everything_that_the_sample_stood_for_goes_out_and_nothing_later(
    moderator: Person, engagement: Engagement
) -> None:
    before = say(engagement, 70)
    reading = draw(moderator, engagement)
    assert len(reading.contribution_ids) == 59
    later = say(engagement, 3)
    reading = changes.confirm_read(by=moderator, reading=reading, now=timezone.now())
    count = release_all(by=moderator, reading=reading, progress=lambda *_: None)
    assert count == 70
    assert Contribution.objects.filter(status=Status.RELEASED).count() == len(before)
    assert set(Contribution.objects.filter(status=Status.HELD)) == set(later)
    assert ReleaseDecision.objects.filter(is_bulk=True, by=moderator).count() == 70
    event = AuditEvent.objects.get(action="engagement.bulk-released")
    assert event.facts["released"] == 70
    reading.refresh_from_db()
    assert reading.released_count == 70


def test_an_import_that_ended_after_the_draw_does_not_go_out(
    moderator: Person, engagement: Engagement
) -> None:
    running = ResponseImport.objects.create(engagement=engagement, file_name="a.csv")
    imported = say(engagement, 1, response_import=running)
    plain = say(engagement, 2)
    reading = draw(moderator, engagement)
    running.state, running.finished_at = ResponseImport.State.COMPLETE, timezone.now()
    running.save()
    assert imported[0].pk < reading.last_contribution_id
    assert set(queries.stood_for(reading)) == set(plain)


def test_what_somebody_decided_about_meanwhile_is_left_alone(
    moderator: Person, engagement: Engagement
) -> None:
    said = say(engagement, 3)
    reading = draw(moderator, engagement)
    reading = changes.confirm_read(by=moderator, reading=reading, now=timezone.now())
    Contribution.objects.filter(pk=said[1].pk).update(
        status=Status.WITHHELD, withheld_reason="It names a person"
    )
    count = changes.release_batch(
        by=moderator, reading=reading, ids=[one.pk for one in said], now=timezone.now()
    )
    assert count == 2
    assert statuses(engagement) == ["released", "released", "withheld"]


def test_nothing_goes_out_before_the_sample_is_read(
    moderator: Person, engagement: Engagement
) -> None:
    say(engagement, 2)
    reading = draw(moderator, engagement)
    with pytest.raises(ConflictError, match="Read the sample first"):
        changes.release_batch(
            by=moderator, reading=reading, ids=reading.contribution_ids, now=timezone.now()
        )
    assert statuses(engagement) == ["held", "held"]


def test_something_unfit_stops_it_and_the_next_sample_is_twice_as_large(
    moderator: Person, engagement: Engagement, signed_in
) -> None:
    say(engagement, 200)
    reading = draw(moderator, engagement)
    unfit = Contribution.objects.get(pk=reading.contribution_ids[0])
    path = f"/office/engagements/{engagement.slug}/bulk-release/{reading.pk}/"
    answer = signed_in(moderator).post(
        path, {"unfit": unfit.reference, "is_read": "on"}, follow=True
    )
    assert "found unfit" in answer.content.decode()
    assert set(statuses(engagement)) == {"held"}
    unfit.refresh_from_db()
    assert unfit.needs_second_person
    assert unfit not in queries.eligible(engagement)
    assert queries.sample_size(engagement, 199) == 118
    with pytest.raises(ConflictError, match="answered already"):
        changes.confirm_read(by=moderator, reading=reading, now=timezone.now())


def test_a_sample_of_which_something_was_withheld_meanwhile_is_refused(
    moderator: Person, engagement: Engagement, signed_in
) -> None:
    say(engagement, 3)
    reading = draw(moderator, engagement)
    Contribution.objects.filter(pk=reading.contribution_ids[0]).update(
        status=Status.WITHHELD, withheld_reason="It names a person"
    )
    with pytest.raises(ConflictError, match="found unfit"):
        changes.confirm_read(by=moderator, reading=reading, now=timezone.now())
    path = f"/office/engagements/{engagement.slug}/bulk-release/{reading.pk}/"
    signed_in(moderator).post(path, {"is_read": "on"})
    assert statuses(engagement) == ["held", "held", "withheld"]
    reading.refresh_from_db()
    assert reading.released_count is None


def test_only_who_drew_the_sample_answers_it(
    moderator: Person, person_with, engagement: Engagement
) -> None:
    say(engagement, 2)
    reading = draw(moderator, engagement)
    with pytest.raises(ConflictError, match="Somebody else drew"):
        changes.confirm_read(by=person_with(Role.MODERATOR), reading=reading, now=timezone.now())


def test_the_pages_from_draw_to_release(
    moderator: Person, engagement: Engagement, signed_in, django_assert_num_queries
) -> None:
    say(engagement, 70)
    client = signed_in(moderator)
    office = f"/office/engagements/{engagement.slug}/"
    with django_assert_num_queries(8):
        page = client.get(f"{office}bulk-release/").content.decode()
    assert "70 contributions could go out together" in page
    assert "A random sample of 59 is drawn" in page
    address = client.post(f"{office}bulk-release/draw/").headers["Location"]
    with django_assert_num_queries(12):
        sample = client.get(address).content.decode()
    assert sample.count('name="unfit"') == 59
    look = AuditEvent.objects.get(action="engagement.held-words-opened")
    assert look.facts["shown"] == 59
    assert "Say that you have read them all" in client.post(address).content.decode()
    assert set(statuses(engagement)) == {"held"}
    answer = client.post(address, {"is_read": "on"}, follow=True)
    assert "70 contributions are released" in answer.content.decode()
    assert set(statuses(engagement)) == {"released"}


@pytest.mark.django_db(transaction=True)
def test_many_go_out_in_the_background_in_short_transactions(
    moderator: Person, engagement: Engagement, signed_in, monkeypatch
) -> None:
    monkeypatch.setattr(release_bulk, "MOST_AT_ONCE", 10)
    monkeypatch.setattr("goldenthread_web.engagement.tasks.release.BATCH", 8)
    say(engagement, 30)
    reading = draw(moderator, engagement)
    path = f"/office/engagements/{engagement.slug}/bulk-release/{reading.pk}/"
    answer = signed_in(moderator).post(path, {"is_read": "on"})
    job = Job.objects.get()
    assert answer.headers["Location"] == f"/office/jobs/{job.pk}/"
    assert (job.state, job.outcome) == ("done", "30 contributions are released.")
    assert set(statuses(engagement)) == {"released"}
    assert AuditEvent.objects.filter(action="engagement.bulk-released").count() == 1


def test_a_bulk_release_that_stopped_half_way_goes_on(
    moderator: Person, engagement: Engagement, signed_in
) -> None:
    say(engagement, 10)
    reading = draw(moderator, engagement)
    reading = changes.confirm_read(by=moderator, reading=reading, now=timezone.now())
    first = reading.contribution_ids[:4]
    count = changes.release_batch(by=moderator, reading=reading, ids=first, now=timezone.now())
    assert count == 4
    path = f"/office/engagements/{engagement.slug}/bulk-release/{reading.pk}/"
    client = signed_in(moderator)
    assert "6 have not yet" in client.get(path).content.decode()
    client.post(path, {"is_read": "on"})
    assert set(statuses(engagement)) == {"released"}
    reading.refresh_from_db()
    assert reading.released_count == 10


def test_nothing_to_draw_is_said(moderator: Person, engagement: Engagement, signed_in) -> None:
    client = signed_in(moderator)
    office = f"/office/engagements/{engagement.slug}/bulk-release/"
    assert "nothing to release in bulk" in client.get(office).content.decode()
    assert client.post(f"{office}draw/").status_code == 409
