"""Steps of bringing a file in, through the pages, for the tests of importing."""

import csv
from collections.abc import Callable, Iterable
from io import BytesIO, StringIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    ResponseImport,
)

HEAD = ["Ref", "What would make your street better?", "Date", "Are you a"]
ON_COMMIT = Callable[..., object]


def rows_as_csv(rows: Iterable[Iterable[object]], head: list[str] = HEAD) -> bytes:
    out = StringIO()
    csv.writer(out).writerows([head, *rows])
    return out.getvalue().encode()


def plain_rows(count: int, *, start: int = 1) -> list[list[object]]:
    return [
        [f"R{number}", f"More benches on road {number}", "2026-05-01", "Resident"]
        for number in range(start, start + count)
    ]


def address(name: str, of: ResponseImport) -> str:
    return reverse(f"engagement:{name}", args=[of.engagement.slug, of.pk])


def send(client: Client, engagement: Engagement, content: bytes, name: str) -> ResponseImport:
    answer = client.post(
        reverse("engagement:import-new", args=[engagement.slug]),
        {"file": SimpleUploadedFile(name, content)},
    )
    assert answer.status_code == 302, answer.context["form"].errors
    return ResponseImport.objects.latest("pk")


def fields_of(page) -> dict[str, str]:
    """Return what a browser would send of the mapping page as it was drawn."""
    form, found = page.context["form"], {}
    for part in form.forms:
        for field in part:
            value = field.value()
            if value is True:
                found[field.html_name] = "on"
            elif value is not False:
                found[field.html_name] = "" if value is None else str(value)
        for index, (value, _) in enumerate(getattr(part, "meanings", [])):
            found[f"{part.prefix}-value_{index}"] = value
    return found


def words(engagement: Engagement) -> list[str]:
    found = Contribution.objects.filter(response__engagement=engagement)
    return list(found.order_by("pk").values_list("text", flat=True))


def with_line_ends(content: bytes, end: bytes) -> bytes:
    return content.replace(b"\r\n", end)


def workbook(rows: list[list[object]]) -> bytes:
    book, out = Workbook(), BytesIO()
    for row in [HEAD, *rows]:
        book.active.append(row)
    book.save(out)
    return out.getvalue()
