"""Films and sounds come in pieces, as players ask for them."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from hypothesis import given as drawn
from hypothesis import strategies as st
from tests.clip_making import mp4, wav
from tests.web.builders import make_response
from tests.web.engagement.clip_steps import at, given

from goldenthread_web.engagement import file_ranges
from goldenthread_web.engagement.file_ranges import asks_for_piece, give_in_ranges
from goldenthread_web.engagement.models import Contribution, Engagement, Recording
from goldenthread_web.people.models import AuditEvent, Person

CONTENT = bytes(range(100))


def asked(*, method: str = "GET", **headers: str) -> HttpRequest:
    return RequestFactory().generic(method, "/", headers=headers)


def answer(path: Path, request: HttpRequest, stamp: str = "") -> HttpResponseBase:
    with path.open("rb") as opened:
        return give_in_ranges(
            request, File(opened, name=str(path)), content_type="video/mp4", stamp=stamp
        )


def body(response: HttpResponseBase) -> bytes:
    return b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "film"
    path.write_bytes(CONTENT)
    return path


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-1", 0, 1),
        ("bytes=0-", 0, 99),
        ("bytes=10-19", 10, 19),
        ("bytes=99-", 99, 99),
        ("bytes=90-500", 90, 99),
        ("bytes=-5", 95, 99),
        ("bytes=-500", 0, 99),
        ("bytes = 3 - 4", 3, 4),
    ],
)
def test_a_piece_comes_with_its_place(path: Path, wanted: str, first: int, last: int) -> None:
    response = answer(path, asked(Range=wanted))
    assert response.status_code == 206
    assert response.headers["Content-Range"] == f"bytes {first}-{last}/100"
    assert response.headers["Content-Length"] == str(last - first + 1)
    assert response.headers["Accept-Ranges"] == "bytes"
    assert body(response) == CONTENT[first : last + 1]


@pytest.mark.parametrize(
    "wanted",
    ["", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "bytes=0-1,4-5", "lines=0-1",
     "bytes=--5", "bytes=0x1-2", f"bytes={'9' * 30}-", "bytes=1.0-2", "bytes=²-"],
)  # fmt: skip
def test_what_cannot_be_understood_brings_the_whole(path: Path, wanted: str) -> None:
    response = answer(path, asked(Range=wanted.encode().decode("latin-1")))
    assert response.status_code == 200
    assert response.headers["Content-Length"] == "100"
    assert "Content-Range" not in response.headers
    assert body(response) == CONTENT


@pytest.mark.parametrize("wanted", ["bytes=100-", "bytes=100-200", "bytes=-0", f"bytes={10**17}-"])
def test_a_piece_beyond_the_end_is_refused_with_the_size(path: Path, wanted: str) -> None:
    response = answer(path, asked(Range=wanted))
    assert response.status_code == 416
    assert response.headers["Content-Range"] == "bytes */100"
    assert body(response) == b""


def test_a_piece_of_another_file_brings_the_whole_of_this_one(path: Path) -> None:
    known = answer(path, asked(Range="bytes=0-1", **{"If-Range": '"this"'}), "this")
    assert known.status_code == 206
    assert known.headers["ETag"] == '"this"'
    other = answer(path, asked(Range="bytes=0-1", **{"If-Range": '"that"'}), "this")
    assert other.status_code == 200
    assert body(other) == CONTENT


def test_a_head_has_no_pieces(path: Path) -> None:
    response = answer(path, asked(method="HEAD", Range="bytes=0-1"))
    assert (response.status_code, response.headers["Content-Length"]) == (200, "100")
    assert not asks_for_piece(asked(method="HEAD", Range="bytes=0-1"))
    assert asks_for_piece(asked(Range="bytes=0-"))


def test_all_from_here_comes_in_pieces_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_ranges, "LARGEST_PIECE", 30)
    monkeypatch.setattr(file_ranges, "BLOCK", 7)
    got = b""
    while len(got) < 100:
        response = answer(path, asked(Range=f"bytes={len(got)}-"))
        assert response.status_code == 206
        piece = body(response)
        assert 0 < len(piece) <= 30
        got += piece
    assert got == CONTENT


def test_an_empty_file_is_whole(path: Path) -> None:
    path.write_bytes(b"")
    assert answer(path, asked()).status_code == 200
    assert answer(path, asked(Range="bytes=0-")).status_code == 416


@drawn(st.text(max_size=30))
def test_no_range_makes_it_fail(wanted: str) -> None:
    request = asked()
    request.META["HTTP_RANGE"] = wanted
    assert isinstance(asks_for_piece(request), bool)


@pytest.mark.django_db
def test_a_film_comes_in_pieces(officer: Client, stranger: Client, engagement: Engagement) -> None:
    clip = given(officer, engagement, mp4())
    address = at(engagement, "clip", clip.pk)
    probe = stranger.get(address, headers={"Range": "bytes=0-1"})
    assert probe.status_code == 206
    assert probe.headers["Content-Range"] == f"bytes 0-1/{len(mp4())}"
    assert probe.headers["Content-Type"] == "video/mp4"
    assert b"".join(probe.streaming_content) == mp4()[:2]
    assert probe.headers["ETag"]


@pytest.fixture
def voice(engagement: Engagement, engagement_officer: Person) -> Recording:
    said = make_response(engagement, "The lift is broken").contributions.get()
    recording = Recording(
        contribution=said, kind="voice note", ending="wav", recorded_by=engagement_officer
    )
    recording.file.save("", ContentFile(wav()))
    return recording


def times_logged() -> int:
    return AuditEvent.objects.filter(action="engagement.held-words-opened").count()


@pytest.mark.django_db
def test_a_voice_comes_in_pieces_and_a_listening_is_logged_once(
    officer: Client, engagement: Engagement, voice: Recording
) -> None:
    address = at(engagement, "voice-sound", voice.pk)
    for wanted in ("bytes=0-1", "bytes=0-", "bytes=900-", "bytes=100-200"):
        piece = officer.get(address, headers={"Range": wanted})
        assert piece.status_code == 206
        assert "no-store" in piece.headers["Cache-Control"]
    assert times_logged() == 1
    assert b"".join(officer.get(address).streaming_content) == wav()
    assert times_logged() == 2, "the whole is a listening of its own"


@pytest.mark.django_db
def test_a_piece_from_the_middle_is_logged_too(
    officer: Client, engagement: Engagement, voice: Recording
) -> None:
    officer.get(at(engagement, "voice-sound", voice.pk), headers={"Range": "bytes=700-"})
    assert times_logged() == 1


@pytest.mark.django_db
def test_each_person_each_voice_and_each_time_is_logged(
    officer: Client, engagement: Engagement, voice: Recording, moderator: Person, signed_in,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    address, piece = at(engagement, "voice-sound", voice.pk), {"Range": "bytes=0-"}
    officer.get(address, headers=piece)
    engagement.members.create(person=moderator)
    signed_in(moderator).get(address, headers=piece)
    assert times_logged() == 2
    monkeypatch.setattr("goldenthread_web.engagement.changes.looking.LISTENING_SECONDS", 0)
    officer.get(address, headers=piece)
    officer.get(address, headers=piece)
    assert times_logged() == 3, "the quarter of an hour is over"


@pytest.mark.django_db
def test_pieces_of_a_voice_are_for_who_may_hear_it(
    officer: Client, stranger: Client, engagement: Engagement, voice: Recording
) -> None:
    address, piece = at(engagement, "voice-sound", voice.pk), {"Range": "bytes=0-1"}
    assert stranger.get(address, headers=piece).status_code == 302
    officer.get(address, headers=piece)
    Contribution.objects.update(status="safeguarding")
    assert officer.get(address, headers=piece).status_code == 404
