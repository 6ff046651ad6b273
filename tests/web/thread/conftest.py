"""A published plan, and the response that it quotes, with its receipt."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from django.utils import timezone
from tests.web.plans.conftest import Drafted, drafted

from goldenthread.engagement.receipts import new_receipt_code
from goldenthread_web.engagement.keys import receipt_digest
from goldenthread_web.engagement.models import Contribution, EngagementResponse
from goldenthread_web.people.models import Person
from goldenthread_web.plans.changes import publish_edition
from goldenthread_web.plans.models import Edition

__all__ = ["drafted"]


@dataclass
class Followed:
    """A response that a published element quotes, and the receipt that its author holds."""

    drafted: Drafted
    edition: Edition
    response: EngagementResponse
    contribution: Contribution
    code: str


@pytest.fixture
def followed(drafted: Drafted, policy_officer: Person) -> Followed:
    edition = publish_edition(
        by=policy_officer, plan=drafted.plan, why="It is agreed", now=timezone.now()
    )
    return Followed(
        drafted=drafted,
        edition=edition,
        response=drafted.quoted.response,
        contribution=drafted.quoted,
        code=give_receipt(drafted.quoted.response),
    )


def give_receipt(response: EngagementResponse) -> str:
    """Return the code of a receipt for the response."""
    code = new_receipt_code()
    EngagementResponse.objects.filter(pk=response.pk).update(receipt_digest=receipt_digest(code))
    return code


@pytest.fixture
def every_cell() -> Callable[[], str]:
    """Return everything that any table of the database holds, as one text."""

    def read() -> str:
        cells = []
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
                for row in cursor.fetchall():
                    for cell in row:
                        is_bytes = isinstance(cell, bytes | memoryview)
                        cells.append(
                            bytes(cell).decode(errors="replace") if is_bytes else str(cell)
                        )
        return "\n".join(cells)

    return read
