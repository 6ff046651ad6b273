"""Downloads of results: the tables of a page as they stand there."""

import csv
from collections.abc import Iterable
from io import StringIO

from django.http import HttpResponse
from django.utils.text import slugify

from goldenthread.engagement.mending import escape_formula
from goldenthread.records.publishing import Table

STAMP = "Invented for this demonstration"


def tables_csv(
    tables: Iterable[Table], *, name: str, sentence: str, is_invented: bool
) -> HttpResponse:
    """Return the tables one below the other, each under its caption; small numbers stay hidden."""
    written = StringIO()
    writer = csv.writer(written)
    lines: list[tuple[str, ...]] = [(line,) for line in (STAMP * is_invented, sentence) if line]
    for table in tables:
        lines += [(table.caption,), table.headers, *table.rows, ()]
    writer.writerows([escape_formula(cell) for cell in line] for line in lines)
    # The mark tells Excel that this is UTF-8.
    answer = HttpResponse(f"\ufeff{written.getvalue()}", content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{slugify(name)}.csv"'
    return answer
