"""The areas of the place are brought in from a file, looked at, used, and kept while used."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.web.builders import make_engagement, make_question

from goldenthread_web.indicators import changes, forms
from goldenthread_web.indicators.models import Area, AreaSet, PostcodeArea
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import AuditEvent, Person

pytestmark = pytest.mark.django_db
AREAS = "/office/areas/"


def feature(number: int, **properties: object) -> dict[str, Any]:
    ring = [[number, 51], [number + 1, 51], [number + 1, 52], [number, 52], [number, 51]]
    return {
        "type": "Feature",
        "properties": {"WD22CD": f"E{number}", "WD22NM": f"Ward {number}", **properties},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def geojson(*features: dict[str, Any]) -> SimpleUploadedFile:
    content = json.dumps({"type": "FeatureCollection", "features": features})
    return SimpleUploadedFile("wards.geojson", content.encode())


def bring_in(client: Client, file: SimpleUploadedFile, **typed: str) -> Any:
    told = {"name": "Wards from 2022", "source": "Office for National Statistics", **typed}
    return client.post(f"{AREAS}bring-in/", {**told, "file": file}, follow=True)


@pytest.fixture
def officer(engagement_officer: Person, signed_in: Any) -> Client:
    client: Client = signed_in(engagement_officer)
    return client


def test_wards_are_brought_in_and_shown_with_their_map(
    officer: Client, engagement_officer: Person, django_assert_max_num_queries: Any
) -> None:
    assert "There are none yet." in officer.get(AREAS).text
    page = bring_in(officer, geojson(feature(0), feature(1), feature(2)))
    assert "Ward 2" in page.text
    brought = AreaSet.objects.get()
    assert brought.brought_by == engagement_officer
    assert [one.code for one in brought.areas.all()] == ["E0", "E1", "E2"]
    assert AuditEvent.objects.filter(action="indicators.areas-brought-in").exists()
    picture = officer.get(f"{AREAS}{brought.pk}/map.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert "Ward 1" in picture.text
    with django_assert_max_num_queries(6):
        listed = officer.get(AREAS).text
    assert "3 areas" in listed
    assert "Office for National Statistics" in listed


def test_a_question_on_a_map_can_use_them_at_once(
    officer: Client, engagement_officer: Person
) -> None:
    bring_in(officer, geojson(feature(0)))
    engagement = make_engagement(engagement_officer, slug="streets")
    asked = officer.get(f"/office/engagements/{engagement.slug}/questions/add/?kind=place").text
    assert "Wards from 2022" in asked


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (SimpleUploadedFile("wards.geojson", b"not json"), "This is not GeoJSON"),
        (geojson(), "There is no feature in this file"),
        (geojson(feature(0), feature(0)), "Feature 2"),
        (geojson(feature(0, WD22CD="E" * 21)), "a code has 20 characters at most"),
        (geojson(feature(530_000)), "not in degrees"),
    ],
)
def test_what_cannot_be_used_is_refused_beside_the_file(
    officer: Client, file: SimpleUploadedFile, told: str
) -> None:
    file.seek(0)
    page = bring_in(officer, file).text
    assert told in page
    assert 'value="Wards from 2022"' in page, "nothing typed is lost"
    assert not Area.objects.exists()


def test_two_sets_of_one_name_are_refused(officer: Client) -> None:
    bring_in(officer, geojson(feature(0)))
    page = bring_in(officer, geojson(feature(1)), name="wards FROM 2022").text
    assert "Give these another name." in page
    assert AreaSet.objects.count() == 1


def test_areas_stay_as_long_as_a_question_uses_them(officer: Client) -> None:
    bring_in(officer, geojson(feature(0)))
    brought = AreaSet.objects.get()
    question = make_question(make_engagement(), "Where?", kind="place", area_set=brought)
    page = officer.post(f"{AREAS}{brought.pk}/remove/", follow=True).text
    assert "so it stays. Nothing was removed." in page
    question.delete()
    assert "is removed" in officer.post(f"{AREAS}{brought.pk}/remove/", follow=True).text
    assert not Area.objects.exists()


def test_a_stranger_and_a_moderator_keep_no_areas(
    stranger: Client, moderator: Person, signed_in: Any
) -> None:
    assert stranger.get(AREAS).status_code == 302
    assert signed_in(moderator).get(AREAS).status_code == 403


def test_postcodes_are_looked_up_in_the_areas(officer: Client) -> None:
    bring_in(officer, geojson(feature(0), feature(1)))
    brought = AreaSet.objects.get()
    page = f"{AREAS}{brought.pk}/"
    table = b"pcds,ward\nE1 4AB,E0\nE1 4AC,E1\nM1 1AA,E7\n"
    sent = {"file": SimpleUploadedFile("look-up.csv", table)}
    assert "2 postcodes are known now." in officer.post(page, sent, follow=True).text
    # The same again, with one that moved: nothing is doubled.
    moved = {"file": SimpleUploadedFile("look-up.csv", b"pcds,ward\nE1 4AB,E1\n")}
    officer.post(page, moved)
    known = PostcodeArea.objects.values_list("postcode", "area__code").order_by("postcode")
    assert list(known) == [("E14AB", "E1"), ("E14AC", "E1")]
    assert "2 postcodes are known." in officer.get(page).text
    refused = {"file": SimpleUploadedFile("look-up.csv", b"a,b\n1,2\n")}
    assert "None of the columns is called" in officer.post(page, refused).text
    assert "2 areas" in officer.get(AREAS).text


@pytest.fixture
def large_look_up(
    officer: Client, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> Callable[[bytes], Any]:
    """Return a way to send a look-up for two wards, which counts as large."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(forms, "LARGE_LOOK_UP", 1)
    monkeypatch.setattr(changes, "PAUSE_SECONDS", 0)
    bring_in(officer, geojson(feature(0), feature(1)))

    def send(table: bytes) -> Any:
        sent = {"file": SimpleUploadedFile("look-up.csv", table)}
        return officer.post(f"{AREAS}{AreaSet.objects.get().pk}/", sent)

    return send


def test_a_large_look_up_is_a_job_that_tells_how_far_it_is(
    officer: Client, large_look_up: Any, django_capture_on_commit_callbacks: Any
) -> None:
    rows = "".join(f"E{n // 10} {n % 10}AB,E{n % 2}\n" for n in range(10, 100))
    with django_capture_on_commit_callbacks(execute=True):
        answer = large_look_up(f"pcds,ward\n{rows}".encode())
    job = Job.objects.get()
    assert answer.url == reverse("jobs:job", args=[job.pk])
    assert (job.state, job.outcome) == (Job.State.DONE, "90 postcodes are known now.")
    assert PostcodeArea.objects.filter(area__code="E1").count() == 45
    assert job.result_path == f"{AREAS}{AreaSet.objects.get().pk}/"
    assert "90 postcodes are known." in officer.get(job.result_path).text
    assert default_storage.listdir("postcodes") == ([], []), "the file is not kept"


def test_a_large_look_up_that_cannot_be_read_says_why_and_leaves_no_file(
    large_look_up: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        large_look_up(b"a,b\n1,2\n")
    job = Job.objects.get()
    assert job.state == Job.State.FAILED
    assert "None of the columns is called" in job.outcome
    assert default_storage.listdir("postcodes") == ([], [])


def test_a_look_up_that_waited_too_long_is_to_be_sent_again(
    large_look_up: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as begun:
        large_look_up(b"pcds,ward\nE1 4AB,E0\n")
    (name,) = default_storage.listdir("postcodes")[1]
    default_storage.delete(f"postcodes/{name}")
    for begin in begun:
        begin()
    assert Job.objects.get().outcome == "The table is not kept any more. Send it again."


def test_areas_that_were_removed_meanwhile_get_no_postcodes(
    large_look_up: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as begun:
        large_look_up(b"pcds,ward\nE1 4AB,E0\n")
    AreaSet.objects.all().delete()
    for begin in begun:
        begin()
    assert "were removed meanwhile" in Job.objects.get().outcome
    assert not PostcodeArea.objects.exists()


def test_postcodes_are_kept_in_lots_with_a_pause_after_each(
    officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_in(officer, geojson(feature(0)))
    pauses: list[float] = []
    shares: list[float] = []
    monkeypatch.setattr(changes.time, "sleep", pauses.append)
    found = {f"E{n // 100}{n // 10 % 10}A{n % 10}": "E0" for n in range(changes.BATCH * 2 + 1)}
    changes.bring_in_postcodes(
        by=SHELL, area_set=AreaSet.objects.get(), found=found, progress=shares.append
    )
    assert PostcodeArea.objects.count() == len(found)
    assert pauses == [changes.PAUSE_SECONDS] * 3
    assert shares[-1] == 1.0
