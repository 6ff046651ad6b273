"""Two things crossed equal a slow second count, and give nobody away."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db.models import F
from tests.web.builders import give_answer, make_response
from tests.web.reports.results.conftest import OFFICE

from goldenthread_web.engagement.models import ChoiceAnswer, NumberAnswer
from goldenthread_web.indicators.models import Area
from goldenthread_web.people.audit import SHELL
from goldenthread_web.reports.models import KeptResults
from goldenthread_web.reports.queries.results import kept as results
from goldenthread_web.reports.queries.results.crossing import cross, sides_of
from goldenthread_web.reports.queries.results.scope import scope_of
from goldenthread_web.thread.changes import remove_response


def side(questions, name):
    return next(one for one in sides_of(questions) if one.name == name)


def test_a_crossing_equals_a_count_by_hand(answered, asked, engagement_officer, signed_in) -> None:
    path = f"{OFFICE}/compare/?rows={asked['visit'].pk}&columns={asked['safe'].pk}"
    view = signed_in(engagement_officer).get(path).context["view"]
    yes = {answer.response_id for answer in ChoiceAnswer.objects.filter(option__text="Yes")}
    slow: Counter[tuple[bool, int]] = Counter()
    for answer in NumberAnswer.objects.filter(question=asked["safe"]):
        slow[answer.response_id in yes, int(answer.value)] += 1
    # Of each ten: 1, 1, 2, 4, 4 and 5 of those who said yes; no one hidden is below five.
    for label, is_yes in (("Yes", True), ("No", False)):
        at = view.shown.rows.index(label)
        for column, count in zip(view.shown.columns, view.shown.cells[at], strict=True):
            if count is not None and column.isdigit():
                assert count == slow[is_yes, int(column)]
    assert sum(view.shown.row_totals) == 60


def test_several_choices_count_people_once_in_their_totals(answered, asked) -> None:
    found = cross(
        side(list(asked.values()), str(asked["ways"].pk)),
        side(list(asked.values()), str(asked["visit"].pk)),
        scope_of(answered),
    )
    assert found.rows == ("On foot", "Bus", "Bike")
    assert found.row_totals == (30, 20, 12)
    # Fifty answered how they come; of each five, three said yes.
    assert found.column_totals == (30, 20)
    assert found.base == 50


def test_by_capacity_it_is_the_split_of_what_we_heard(
    answered, asked, engagement_officer, signed_in
) -> None:
    client = signed_in(engagement_officer)
    for query in (
        f"rows={asked['visit'].pk}&columns=capacity",
        f"columns={asked['visit'].pk}&rows=capacity",
    ):
        view = client.get(f"{OFFICE}/compare/?{query}").context["view"]
        assert view.chart.table.rows[0] == ("Resident", "24 (60%)", "16 (40%)", "40")
        assert view.chart.table.rows[1] == ("Works or studies here", "12 (60%)", "8 (40%)", "20")


def test_small_cells_and_those_that_betray_them_are_hidden(
    answered, asked, survey, engagement_officer, signed_in
) -> None:
    for number in range(12):
        response = make_response(survey, channel="stall")
        give_answer(response, asked["visit"], "Yes" if number < 10 else "No")
    path = f"{OFFICE}/compare/?rows=channel&columns={asked['visit'].pk}"
    view = signed_in(engagement_officer).get(path).context["view"]
    cells = dict(zip(view.shown.rows, view.shown.cells, strict=True))
    assert cells["Stall"] == (None, None)
    assert cells["Online survey"] == (None, None)


def test_a_download_has_the_table(answered, asked, engagement_officer, signed_in) -> None:
    query = f"rows=capacity&columns={asked['visit'].pk}"
    text = signed_in(engagement_officer).get(f"{OFFICE}/compare.csv?{query}").content.decode()
    assert "Resident,24 (60%),16 (40%),40" in text
    assert signed_in(engagement_officer).get(f"{OFFICE}/compare.csv").status_code == 404


@pytest.mark.parametrize("query", ["", "?rows=nothing&columns=capacity", "?rows=area&columns=area"])
def test_nothing_chosen_is_a_page_that_asks_to_choose(
    query, answered, engagement_officer, signed_in
) -> None:
    page = signed_in(engagement_officer).get(f"{OFFICE}/compare/{query}").content.decode()
    assert "Choose two different things." in page


def test_a_filter_applies_to_both(answered, asked, engagement_officer, signed_in) -> None:
    path = (
        f"{OFFICE}/compare/?rows={asked['visit'].pk}&columns={asked['ward'].pk}&capacity=resident"
    )
    view = signed_in(engagement_officer).get(path).context["view"]
    assert view.shown.base == 40
    assert "Only responses in the capacity “resident”." in view.sentence


def test_of_a_large_engagement_a_crossing_is_kept_until_more_answer_or_its_words_change(
    answered, asked, engagement_officer, signed_in, monkeypatch
) -> None:
    monkeypatch.setattr(results, "SMALL", 10)
    client = signed_in(engagement_officer)
    path = f"{OFFICE}/compare/?rows={asked['visit'].pk}&columns={asked['ward'].pk}"

    def shown():
        return client.get(path).context["view"]

    def make_old() -> None:
        KeptResults.objects.update(counted_at=F("counted_at") - timedelta(minutes=2))

    first = shown()
    again = shown()
    assert (again.counted_at, again.shown) == (first.counted_at, first.shown)
    assert shown_of(client, f"{path}&capacity=resident") != first.shown
    response = make_response(answered, capacity="resident")
    give_answer(response, asked["visit"], "Yes")
    give_answer(response, asked["ward"], Area.objects.get(name="North"))
    assert shown().shown == first.shown  # it was counted this very minute
    make_old()
    assert shown().shown.base == first.shown.base + 1
    asked["visit"].options.filter(text="Yes").update(text="Yes, I do")
    assert "Yes, I do" in shown().shown.rows
    remove_response(by=SHELL, response=response, reason="They asked")
    assert shown().shown.base == first.shown.base


def shown_of(client, path):
    return client.get(path).context["view"].shown
