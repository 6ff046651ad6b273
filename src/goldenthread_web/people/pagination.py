"""One page of a long list."""

from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest

M = TypeVar("M", bound=Model)


def page_of(request: HttpRequest, found: QuerySet[M], *, size: int = 25) -> "Page[M]":
    """Return the page that the address asks for; the nearest one if it is not there."""
    page = Paginator(found, size).get_page(request.GET.get("page"))
    if page.number > 1:
        # To skip rows a database sorts them all: ids are quick to sort, long texts are not.
        ids = list(page.object_list.values_list("pk", flat=True))  # type: ignore[attr-defined]
        page.object_list = found.filter(pk__in=ids)
    return page
