"""Giving signed and spoken versions as an officer does."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.web.builders import today

from goldenthread_web.engagement.models import Clip, Engagement

CAPTIONS = b"WEBVTT\n\n00:01.000 --> 00:02.000\nWhat is <b>good</b> here?\n"


def at(engagement: Engagement, name: str, *args: object) -> str:
    return reverse(f"engagement:{name}", args=[engagement.slug, *args])


def send(
    client: Client, engagement: Engagement, content: bytes, part: str = "introduction", **said: Any
) -> Any:
    told = {
        "version": "signed:bfi",
        "says": "same",
        "made_by": "Deaf Plus interpreters",
        "checked_by": "A Deaf resident",
        "checked_on": today().isoformat(),
        "file": SimpleUploadedFile("Jo signs at home.mp4", content),
        **said,
    }
    return client.post(at(engagement, "add-clip", part), told)


def given(
    client: Client, engagement: Engagement, content: bytes, part: str = "introduction", **said: Any
) -> Clip:
    answer = send(client, engagement, content, part, **said)
    assert answer.status_code == 302, answer.context["form"].errors
    return Clip.objects.latest("pk")
