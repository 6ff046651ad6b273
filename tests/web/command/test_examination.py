"""One byte of a published quote altered in the database: doctor says which."""

import pytest
from click.testing import CliRunner
from django.db import connection
from tests.web.plans.conftest import drafted
from tests.web.thread.conftest import Followed, followed

from goldenthread_web.command.examination import examine
from goldenthread_web.command.keeping import doctor
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.people.audit import RESIDENT
from goldenthread_web.thread.changes import remove_response

pytestmark = pytest.mark.django_db
__all__ = ["drafted", "followed"]


def alter_one_byte(contribution: Contribution) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE engagement_contribution SET text = replace(text, '28 weeks', '27 weeks') "
            "WHERE id = %s",
            [contribution.pk],
        )


def test_what_is_as_it_was_published_is_healthy(followed: Followed) -> None:
    found = examine()
    assert found.is_healthy, found.lines
    assert found.lines[-1] == "All is well."
    assert any("0 tampered with" in line for line in found.lines)


def test_one_altered_byte_is_found_and_the_quote_is_named(followed: Followed) -> None:
    alter_one_byte(followed.contribution)
    found = examine()
    assert not found.is_healthy
    bad = [str(finding) for finding in found.findings if not finding.is_healthy]
    assert len(bad) == 1
    assert followed.contribution.reference in bad[0]
    assert "outcome" in bad[0].lower()
    assert "weeks" not in "\n".join(found.lines), "doctor repeats no words"


def test_a_lawful_removal_is_told_apart(followed: Followed) -> None:
    remove_response(by=RESIDENT, response=followed.response, reason="Asked for")
    found = examine()
    assert found.is_healthy, found.lines
    assert any("Removed on" in line and "resident" in line for line in found.lines)


def test_the_command_ends_with_seven_where_something_was_tampered_with(
    followed: Followed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goldenthread_web.command.keeping.wake", lambda: None)
    assert CliRunner().invoke(doctor).exit_code == 0
    alter_one_byte(followed.contribution)
    told = CliRunner().invoke(doctor)
    assert told.exit_code == 7
    assert "need attention" in told.output
