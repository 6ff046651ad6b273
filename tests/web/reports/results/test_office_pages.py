"""Every figure on the pages equals the hand-counted one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.web.builders import make_response
from tests.web.reports.results.conftest import OFFICE

from goldenthread.records.publishing import Table
from goldenthread_web.engagement.changes.questions import ask_equality_questions
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    DateAnswer,
    DropOut,
    EngagementMember,
    EqualityAnswer,
    QuestionOption,
)
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.roles import Role
from goldenthread_web.reports.models import KeptResults
from goldenthread_web.reports.queries.results import kept as results
from goldenthread_web.reports.queries.results.taking_part import steps_of


@pytest.fixture
def pages(answered, engagement_officer, signed_in) -> Any:
    """Return a reader of the tables of one question, by its short name."""
    client = signed_in(engagement_officer)

    def read(question, query: str = "") -> list[Table]:
        answer = client.get(f"{OFFICE}/questions/{question.pk}/{query}")
        assert answer.status_code == 200
        return list(answer.context["view"].card.all_tables)

    return read


def test_one_choice_is_counted_by_hand(pages, asked) -> None:
    assert pages(asked["visit"])[0].rows == (
        ("Yes", "36", "60%", "47% to 71%"),
        ("No", "24", "40%", "29% to 53%"),
    )


def test_several_choices_are_counted_by_option_of_those_who_answered(pages, asked) -> None:
    rows = pages(asked["ways"])[0].rows
    assert [row[:3] for row in rows] == [
        ("On foot", "30", "60%"),
        ("Bus", "20", "40%"),
        ("Bike", "12", "24%"),
    ]


def test_a_rating_is_a_distribution_with_its_mean(
    pages, asked, engagement_officer, signed_in
) -> None:
    rows = pages(asked["safe"])[0].rows
    assert [row[:2] for row in rows] == [
        ("1: Not safe", "12"), ("2", "6"), ("3", "12"), ("4", "18"), ("5: Very safe", "12"),
    ]  # fmt: skip
    # (12 + 12 + 36 + 72 + 60) / 60 = 3.2. Squares: 12 x 4.84 + 6 x 1.44 + 12 x 0.04 + 18 x 0.64
    # + 12 x 3.24 = 117.6; error = sqrt(117.6 / 59 / 60) = 0.182; 2.0 of them are 0.36.
    page = signed_in(engagement_officer).get(f"{OFFICE}/questions/{asked['safe'].pk}/")
    assert (
        "The mean is 3.2 on a scale from 1 to 5 (95% interval 2.8 to 3.6)" in page.content.decode()
    )


def test_a_ranking_has_its_positions_and_the_mean_rank(pages, asked) -> None:
    rows = {row[0]: row[1:] for row in pages(asked["order"])[0].rows}
    # Trees: first 30, second 30 (whoever put another first put trees second).
    assert rows["Trees"] == ("1.5", "30", "30", "0", "60")
    assert rows["Play"] == ("1.8", "20", "30", "10", "60")
    assert rows["Paths"] == ("2.7", "10", "0", "50", "60")


def test_a_matrix_is_a_table_of_rows_by_options(pages, asked) -> None:
    table = pages(asked["rows"])[0]
    assert table.headers == ("Row", "Good", "Bad", "Answered")
    assert table.rows == (
        ("Gates", "75% (45)", "25% (15)", "60"),
        ("Lights", "33% (20)", "67% (40)", "60"),
    )


def test_numbers_have_quartiles_and_a_histogram(
    answered, asked, engagement_officer, signed_in
) -> None:
    view = (
        signed_in(engagement_officer)
        .get(f"{OFFICE}/questions/{asked['minutes'].pk}/")
        .context["view"]
    )
    assert "Half said 17.5 or less; the middle half lies from 10 to 25." in view.card.sentence
    counted = [row[1] for row in view.card.all_tables[0].rows if row[1] != "0"]
    assert counted == ["10"] * 6


def test_dates_are_counted_by_month(pages, asked) -> None:
    rows = pages(asked["last"])[0].rows
    assert [(row[0].split()[0], row[1]) for row in rows] == [("January", "30"), ("March", "30")]


def test_dates_that_lie_far_apart_are_counted_by_year(pages, asked) -> None:
    DateAnswer.objects.filter(value__month=1).update(value=date(1998, 4, 1))
    this_year = str(timezone.localdate().year)
    assert [row[:2] for row in pages(asked["last"])[0].rows] == [("1998", "30"), (this_year, "30")]


def test_places_are_counted_by_area_with_a_map(
    answered, asked, engagement_officer, signed_in
) -> None:
    view = (
        signed_in(engagement_officer).get(f"{OFFICE}/questions/{asked['ward'].pk}/").context["view"]
    )
    (table,) = view.card.all_tables
    assert [row[:2] for row in table.rows] == [("North", "30"), ("South", "20"), ("West", "10")]
    assert len(view.card.charts) == 2
    assert "map__step-4" in view.card.charts[0].svg
    page = signed_in(engagement_officer).get(f"{OFFICE}/questions/{asked['ward'].pk}/")
    assert page.content.decode().count("The figures as a table") == 1


def test_statements_have_their_votes(pages, asked) -> None:
    assert pages(asked["votes"])[0].rows == (
        ("More trees please", "67% (40)", "33% (20)", "0% (0)", "60"),
    )


def test_open_questions_say_how_much_was_said_and_lead_to_themes(
    answered, asked, engagement_officer, signed_in
) -> None:
    page = signed_in(engagement_officer).get(f"{OFFICE}/questions/{asked['words'].pk}/")
    text = page.content.decode()
    assert "60 contributions from 60 people." in text
    assert "25 of 60 (42%) can be read in public." in text
    assert "/themes/" in text
    assert "Words of number" not in text


@pytest.mark.parametrize(
    ("query", "people"),
    [
        ("?capacity=resident", 40),
        ("?channel=online survey", 60),
        ("?from=2001-01-01", 60),
    ],
)
def test_a_filter_stands_in_the_address(pages, asked, query, people) -> None:
    tables = pages(asked["visit"], query)
    counted = [row[1] for table in tables[:1] for row in table.rows]
    assert sum(int(cell) for cell in counted if cell.isdigit()) == people


def test_a_filter_that_few_fit_tells_nothing_of_them(
    answered, asked, engagement_officer, signed_in
) -> None:
    make_response(answered, area="Lighthouse Lane", capacity="councillor", people_count=4)
    client = signed_in(engagement_officer)
    for path in ("/", "/questions/", f"/questions/{asked['visit'].pk}/", "/compare/"):
        page = client.get(f"{OFFICE}{path}").content.decode()
        assert "Lighthouse" not in page
        few = client.get(f"{OFFICE}{path}?area=Lighthouse+Lane").content.decode()
        assert "4 people" not in few
        assert path == "/compare/" or "Fewer than 5 people fit this." in few


def test_one_answer_can_be_filtered_by_three_others(pages, asked) -> None:
    def option(name: str, text: str) -> int:
        return asked[name].options.get(text=text).pk

    # Numbers 20 to 29 came on foot and by bus; six of each ten said yes.
    ways = f"?answer={option('ways', 'On foot')}&answer={option('ways', 'Bus')}"
    # Four of them said no: too few to show, and the six would give them away.
    assert [row[1] for row in pages(asked["visit"], ways)[0].rows] == ["not shown"] * 2
    first = pages(asked["order"], f"{ways}&answer={option('visit', 'Yes')}")[0]
    assert "6 people ranked" in first.caption


def test_the_overview_says_how_it_goes(answered, engagement_officer, signed_in) -> None:
    page = signed_in(engagement_officer).get(f"{OFFICE}/").content.decode()
    assert "61 people took part." in page
    assert "Half took 6 minutes or less; the middle half took 5 to 7 minutes" in page
    assert "60 of 75 people (80%) who started sent their answers." in page


def test_what_holds_for_all_charts_is_said_once(answered, engagement_officer, signed_in) -> None:
    page = signed_in(engagement_officer).get(f"{OFFICE}/questions/").content.decode()
    assert page.count("are 95% intervals") == 1
    assert page.count("Figures of fewer than 5 people are not shown") <= 1


def test_results_of_nobody_say_what_comes_first(survey, engagement_officer, signed_in) -> None:
    page = signed_in(engagement_officer).get(f"{OFFICE}/").content.decode()
    assert "Nobody has answered yet." in page
    assert "Each question in a line" not in page


def test_people_stop_at_pages_that_bear_the_names_of_rows(answered, asked) -> None:
    (step,) = steps_of(answered, sent=60)
    assert (step.title, step.stopped) == ("How do you get there?", 15)
    DropOut.objects.create(engagement=answered, step="about-you", count=3)
    DropOut.objects.create(engagement=answered, step=f"question-{asked['visit'].pk}", count=2)
    titles = [one.title for one in steps_of(answered, sent=60)]
    assert titles == ["Do you visit the park?", "How do you get there?", "About you"]


def test_downloads_hold_just_what_is_shown(answered, asked, engagement_officer, signed_in) -> None:
    client = signed_in(engagement_officer)
    one = client.get(f"{OFFICE}/questions/{asked['visit'].pk}.csv?capacity=resident")
    text = one.content.decode("utf-8-sig")
    assert "Only responses in the capacity “resident”." in text
    assert "Yes,24,60%,45% to 74%" in text
    everything = client.get(f"{OFFICE}.csv").content.decode("utf-8-sig")
    assert "How good are these?" in everything
    assert "Where people stopped" in everything


def test_responses_that_stand_apart_give_figures_with_and_without(
    apart, asked, engagement_officer, signed_in
) -> None:
    view = (
        signed_in(engagement_officer)
        .get(f"{OFFICE}/questions/{asked['visit'].pk}/")
        .context["view"]
    )
    assert view.apart.table.rows == (
        ("Shown apart", "12 (60%)", "8 (40%)", "20"),
        ("All others", "24 (60%)", "16 (40%)", "40"),
        ("All", "36", "24", "60"),
    )
    assert list(view.reasons) == ["Many in a short time: Twenty in one minute"]


def test_a_rating_and_an_area_are_crossed_with_what_stands_apart(
    apart, asked, engagement_officer, signed_in
) -> None:
    client = signed_in(engagement_officer)
    rows = {
        name: client.get(f"{OFFICE}/questions/{asked[name].pk}/").context["view"].apart.table.rows
        for name in ("safe", "ward")
    }
    # The last twenty: ten of South and ten of West, so none of North.
    assert rows["ward"][0] == ("Shown apart", "0 (0%)", "10 (50%)", "10 (50%)", "20")
    assert [(row[0], row[-1]) for row in rows["safe"]] == [
        ("Shown apart", "20"), ("All others", "40"), ("All", "60"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "with_them", "without"),
    [
        # All: ten each of 5 to 30. Without the last twenty, 40 of them, the numbers 0 to 39.
        ("minutes", "Half said 17.5 or less", "Half said 15 or less"),
        ("order", "“Trees” stands highest: its mean rank is 1.5", "mean rank is 1.2"),
        ("rows", "“Good” was chosen most for “Gates” (75%)", "“Gates” (100%)"),
        ("last", "given most", "January"),
    ],
)
def test_other_kinds_are_told_in_a_sentence_with_and_without(
    *, name, with_them, without, apart, asked, engagement_officer, signed_in
) -> None:
    page = signed_in(engagement_officer).get(f"{OFFICE}/questions/{asked[name].pk}/")
    lines = page.context["view"].apart_lines
    assert lines[0].startswith("With them (60 people): ")
    assert lines[1].startswith("Without them (40 people): ")
    assert with_them in lines[0]
    assert without in lines[1]
    assert "Without them (40 people)" in page.content.decode()


def test_words_and_votes_are_not_told_with_and_without(
    apart, asked, engagement_officer, signed_in
) -> None:
    client = signed_in(engagement_officer)
    for name in ("words", "votes"):
        page = client.get(f"{OFFICE}/questions/{asked[name].pk}/").content.decode()
        assert "votes on statements are not told with and without" in page


def test_too_few_that_stand_apart_are_not_told_by_a_difference(
    apart, asked, engagement_officer, signed_in
) -> None:
    kept = apart.members.order_by("pk").values_list("pk", flat=True)[:9]
    apart.members.exclude(pk__in=list(kept)).delete()
    page = signed_in(engagement_officer).get(f"{OFFICE}/questions/{asked['minutes'].pk}/")
    assert page.context["view"].apart_lines == ()
    assert "too few of them" in page.content.decode()


def test_queries_stay_the_same_however_much_came_in(
    answered, asked, engagement_officer, signed_in, django_assert_max_num_queries
) -> None:
    client = signed_in(engagement_officer)
    with django_assert_max_num_queries(48):
        assert client.get(f"{OFFICE}/").status_code == 200
    with django_assert_max_num_queries(48):
        assert client.get(f"{OFFICE}/questions/?page=2").status_code == 200
    with django_assert_max_num_queries(24):
        assert client.get(f"{OFFICE}/questions/{asked['visit'].pk}/").status_code == 200


def test_somebody_who_is_not_on_the_list_is_refused(
    answered, asked, person_with, signed_in
) -> None:
    client = signed_in(person_with(Role.ENGAGEMENT_OFFICER))
    for path in (
        "/",
        ".csv",
        "/questions/",
        f"/questions/{asked['visit'].pk}/",
        "/compare/",
        "/public/",
    ):
        assert client.get(f"{OFFICE}{path}").status_code == 403


def test_a_question_of_another_engagement_is_not_found(
    answered, engagement_officer, signed_in
) -> None:
    assert signed_in(engagement_officer).get(f"{OFFICE}/questions/999999/").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "?answer=x",
        "?answer=99999999999999999999",
        "?from=yesterday",
        "?capacity=%00",
        "?rows=visit",
    ],
)
def test_a_strange_filter_is_left_out(answered, engagement_officer, signed_in, query) -> None:
    assert signed_in(engagement_officer).get(f"{OFFICE}/{query}").status_code in {200, 400}


def test_equality_answers_stand_in_the_results_of_those_who_may_see_them(
    answered, survey, equality_officer, engagement_officer, signed_in
) -> None:
    EngagementMember.objects.create(engagement=survey, person=equality_officer)
    kept_until = timezone.localdate() + timedelta(days=9)
    ask_equality_questions(by=SHELL, engagement=survey, purpose="To see.", kept_until=kept_until)
    asked = survey.equality_questions.get(key="disabled")
    for response in survey.responses.all()[:20]:
        EqualityAnswer.objects.create(
            response=response,
            question=asked,
            option=asked.options.get(text="No"),
            purpose="To see.",
            delete_on=kept_until,
        )
    survey.closes_on = timezone.localdate() - timedelta(days=1)
    survey.save()
    client = signed_in(equality_officer)
    page = client.get(f"{OFFICE}/")
    assert "Who took part, by equality answers" in page.content.decode()
    chart = page.context["equality"][1]
    shown = {row[0]: row[1:3] for row in chart.table.rows}
    everybody = survey.responses.count()
    assert shown["No"] == ("“Not disabled under the Equality Act”", "20")
    assert shown["Did not answer"][1] == str(everybody - 20)
    assert "Not disabled under the Equality Act" in client.get(f"{OFFICE}.csv").content.decode()
    assert client.get(f"{OFFICE}/", {"from": "2020-01-01"}).context["equality"] == []
    other = signed_in(engagement_officer)
    assert other.get(f"{OFFICE}/").context["equality"] == []
    assert "Equality Act" not in other.get(f"{OFFICE}.csv").content.decode()


def test_what_somebody_wrote_into_a_file_is_told_to_nobody_who_guesses_its_number(
    answered, asked, engagement_officer, signed_in
) -> None:
    secret = "Ask Mrs Begum at number 12"
    own = QuestionOption.objects.create(
        question=asked["visit"], position=9, text=secret, is_from_file=True
    )
    ChoiceAnswer.objects.create(
        response=make_response(answered), question=asked["visit"], option=own
    )
    client = signed_in(engagement_officer)
    for path in (
        f"/?answer={own.pk}",
        f".csv?answer={own.pk}",
        f"/questions/?answer={own.pk}",
        f"/questions/{asked['safe'].pk}/?answer={own.pk}",
        f"/compare/?rows={asked['safe'].pk}&columns={asked['visit'].pk}&answer={own.pk}",
    ):
        assert secret not in client.get(f"{OFFICE}{path}").content.decode()


@pytest.mark.parametrize("is_large", [False, True])
@pytest.mark.parametrize("odd", ["\0", "9" * 19, "9" * 5_000, "é" * 160])
def test_an_odd_filter_breaks_no_page(
    *, odd: str, is_large: bool, answered, engagement_officer, signed_in, monkeypatch
) -> None:
    if is_large:
        monkeypatch.setattr(results, "SMALL", 10)
    names = ("area", "capacity", "channel", "language", "from", "to", "answer", "rows", "page")
    client = signed_in(engagement_officer)
    for path in ("/", ".csv", "/questions/", "/compare/"):
        answer = client.get(f"{OFFICE}{path}", dict.fromkeys(names, odd))
        assert answer.status_code == 200, path
    assert all(len(one.address) <= results.LONGEST_ADDRESS for one in KeptResults.objects.all())
