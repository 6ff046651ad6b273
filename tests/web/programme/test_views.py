from datetime import date

import pytest

from goldenthread_web.people.audit import SHELL
from goldenthread_web.programme.changes import PlannedPhase, add_programme

pytestmark = pytest.mark.django_db


def test_the_public_sees_each_phase_with_its_month_and_audience(
    stranger, django_assert_max_num_queries
) -> None:
    phases = [
        PlannedPhase("Listen", "residents", date(2024, 10, 1), date(2024, 10, 31)),
        PlannedPhase("Launch", "", date(2025, 2, 1), None),
    ]
    add_programme(
        by=SHELL, title="Vision", slug="vision", summary="", source="A page", phases=phases
    )
    with django_assert_max_num_queries(3):
        page = stranger.get("/programme/").content.decode()
    assert "October 2024: Listen" in page
    assert "residents" in page
    assert page.index("Listen") < page.index("Launch")
    assert "Source: A page" in page
