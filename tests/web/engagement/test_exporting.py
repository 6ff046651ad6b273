"""Taking answers out, and reading them back to the same rows."""

import csv
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from tests.web.builders import give_answer, make_engagement, make_question, make_response
from tests.web.engagement.import_steps import address, send

from goldenthread_web.engagement.changes.removal import forget
from goldenthread_web.engagement.changes.statements import add_team_statements
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    Engagement,
    EngagementResponse,
    EqualityAnswer,
    EqualityOption,
    EqualityQuestion,
    MatrixRow,
    NumberAnswer,
    PlaceAnswer,
    Question,
    QuestionOption,
    QuestionWording,
    Vote,
)
from goldenthread_web.engagement.queries import export
from goldenthread_web.indicators.models import Area, AreaSet
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
KINDS = Question.Kind


def body(answer) -> bytes:
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def take_out(client: Client, engagement: Engagement, name: str = "csv") -> bytes:
    return body(client.get(reverse(f"engagement:export-{name}", args=[engagement.slug])))


def words_of(engagement: Engagement, part: str, question: Question, text: str, response) -> None:
    give_words = Contribution(
        response=response, question=question, text=text, received=text.encode(), part=part
    )
    give_words.save()


@pytest.fixture
def wards() -> AreaSet:
    outline = {"type": "Polygon", "coordinates": [[[0, 51], [0.1, 51], [0.1, 51.1], [0, 51]]]}
    found = AreaSet.objects.create(name="Wards from 2022", source="A source")
    for name in ("Bow East", "Lansbury"):
        Area.objects.create(area_set=found, code=name[:3], name=name, outline=outline)
    return found


@pytest.fixture
def every_kind(engagement: Engagement, wards: AreaSet) -> dict[str, Question]:
    """Return a question of each kind."""
    rating = {"kind": KINDS.RATING, "lowest": 1, "highest": 5}
    asked = {
        "open": make_question(engagement, "What matters to you | here?"),
        "one": make_question(engagement, "Which one?", "Parks", "Buses; trains", "Other"),
        "several": make_question(
            engagement, "Which of these?", "Parks", "-1 pence", "Other", kind=KINDS.SEVERAL_CHOICES
        ),
        "rating": make_question(engagement, "=How is it?", **rating),
        "ranking": make_question(
            engagement, "In which order?", "First", "Second", "Third", kind=KINDS.RANKING
        ),
        "matrix": make_question(
            engagement, "How are these?", "Good", "Bad", rows=("Roads", "Bins"), kind=KINDS.MATRIX
        ),
        "number": make_question(engagement, "How many years?", kind=KINDS.NUMBER),
        "date": make_question(engagement, "Since when?", kind=KINDS.DATE),
        "area": make_question(engagement, "Where do you live?", kind=KINDS.AREA, area_set=wards),
        "place": make_question(engagement, "Show us a place", kind=KINDS.PLACE, area_set=wards),
        "statements": make_question(engagement, "Do you agree?", kind=KINDS.STATEMENTS),
        "file": make_question(engagement, "A picture", kind=KINDS.FILE),
    }
    asked["several"].options.filter(text="Other").update(is_other=True)
    return asked


@pytest.fixture
def answered(
    engagement: Engagement, every_kind: dict[str, Question], wards: AreaSet
) -> list[EngagementResponse]:
    """Return responses that answer every kind, and one that answers nothing."""
    bow = wards.areas.get(name="Bow East")
    asked = every_kind
    first = make_response(
        engagement, "=SUM(A1)\nsecond line", question=asked["open"], capacity="organisation",
        organisation_name="-Friends of the park", mandate="Voted by members", people_count=12,
        language="so", audience="Everybody", channel="stall", area="Bow", session_name="Market",
        received_at=datetime(2026, 5, 1, 10, 20, 30, tzinfo=UTC), said_on=date(2026, 4, 30),
        started_at=datetime(2026, 5, 1, 10, 0, tzinfo=UTC), form_version=2,
        assisted_by_role="Library assistant", assisted_by_organisation="A library",
    )  # fmt: skip
    give_answer(first, asked["open"], "'tis a second thing said")
    give_answer(first, asked["one"], "Buses; trains")
    give_answer(first, asked["several"], ["-1 pence", "Other"])
    words_of(engagement, "other", asked["several"], "A zip wire", first)
    give_answer(first, asked["rating"], 4)
    give_answer(first, asked["ranking"], ["Third", "First", "Second"])
    give_answer(first, asked["matrix"], {"Roads": "Good", "Bins": "Bad"})
    give_answer(first, asked["number"], Decimal("-12.25"))
    give_answer(first, asked["date"], date(1999, 12, 31))
    give_answer(first, asked["area"], bow)
    PlaceAnswer.objects.create(
        response=first, question=asked["place"], area=bow, latitude=Decimal("51.53"),
        longitude=Decimal("-0.02"), postcode_sector="E3 2",
    )  # fmt: skip
    words_of(engagement, "place", asked["place"], "The corner by the shop", first)
    words_of(engagement, "statement", asked["statements"], "We need | trees", first)
    second = make_response(
        engagement, "More buses", question=asked["open"], may_publish_words=False
    )
    give_answer(second, asked["one"], "Parks")
    give_answer(second, asked["matrix"], {"Bins": "Bad"})
    words_of(engagement, "statement", asked["statements"], "Fewer cars", second)
    statements = list(Contribution.objects.filter(part="statement").order_by("pk"))
    give_answer(first, asked["statements"], {statements[1]: -1})
    give_answer(second, asked["statements"], {statements[0]: 1, statements[1]: 0})
    third = make_response(engagement)
    return [first, second, third]


def forget_everything(engagement: Engagement) -> None:
    """Make the database as fresh as it can be: nothing was asked or answered here."""
    for model in (Vote, ChoiceAnswer, NumberAnswer, PlaceAnswer):
        model.objects.all().delete()
    Contribution.objects.all().delete()
    EngagementResponse.objects.all().delete()
    for model in (QuestionOption, MatrixRow, Question):
        model.objects.all().delete()


def test_each_question_or_option_has_a_column_in_the_order_of_the_form(
    officer: Client, engagement: Engagement, answered: list[EngagementResponse]
) -> None:
    head, first, _, third = rows_of(take_out(officer, engagement))
    found = dict(zip(head, first, strict=True))
    assert found["Golden Thread response"] == str(answered[0].number)
    assert found["received at"] == "2026-05-01T10:20:30+00:00"
    assert found["What matters to you || here? [#question_1 words]"] == "'=SUM(A1)\nsecond line"
    assert (
        found["What matters to you || here? [#question_1 words 2]"] == "''tis a second thing said"
    )
    assert found["Which one? [#question_2 one]"] == "Buses; trains"
    assert found["Which of these? | Parks [#question_3 several 1]"] == ""
    assert found["Which of these? | -1 pence [#question_3 several 2]"] == "'-1 pence"
    assert found["Which of these? | Other [#question_3 other]"] == "A zip wire"
    assert found["'=How is it? | 1 5 [#question_4 rating]"] == "4"
    assert found["In which order? | Third [#question_5 rank 3]"] == "1"
    assert found["How are these? | Bins [#question_6 row 2]"] == "Bad"
    assert found["How many years? [#question_7 number]"] == "-12.25"
    assert found["Since when? [#question_8 date]"] == "1999-12-31"
    assert found["Where do you live? | Wards from 2022 [#question_9 area]"] == "Bow East"
    assert found["Show us a place | Wards from 2022 [#question_10 latitude]"] == "51.5300"
    assert found["Show us a place [#question_10 said-of-it]"] == "The corner by the shop"
    assert found["Do you agree? | Fewer cars [#question_11 vote 2]"] == "disagree"
    assert found["Do you agree? [#question_11 statement]"] == "We need | trees"
    asked = [header for header in head if "[#question_" in header]
    order = [int(header.partition("[#question_")[2].partition(" ")[0]) for header in asked]
    assert order == sorted(order)
    assert set(third[len(head) - len(asked) :]) == {""}


@pytest.mark.parametrize(
    ("name", "sent"),
    [("csv", "answers.csv"), ("workbook", "answers.xlsx"), ("json", "answers.json")],
)
def test_what_is_taken_out_is_read_back_to_the_same_rows(
    name: str, sent: str, officer: Client, engagement: Engagement, answered, bring_in
) -> None:
    before = take_out(officer, engagement)
    file = take_out(officer, engagement, name)
    forget_everything(engagement)
    done = bring_in(file, sent)
    assert (done.accepted_count, done.rejected_count, done.known_count) == (3, 0, 0)
    assert rows_of(take_out(officer, engagement)) == rows_of(before)
    assert not Contribution.objects.exclude(status="held").exists()
    question = Question.objects.get(key="question_4")
    assert (question.lowest, question.highest, question.text) == (1, 5, "=How is it?")
    assert Question.objects.get(key="question_3").options.get(is_other=True).text == "Other"
    again = bring_in(file, f"again-{sent}")
    assert (again.accepted_count, again.known_count, again.changed_count) == (0, 3, 0)
    assert rows_of(take_out(officer, engagement)) == rows_of(before)


def test_what_is_invented_stays_so_wherever_it_goes(
    officer: Client, engagement: Engagement, answered, bring_in
) -> None:
    EngagementResponse.objects.filter(pk=answered[0].pk).update(is_invented=True)
    file = take_out(officer, engagement)
    forget_everything(engagement)
    bring_in(file)
    assert list(
        EngagementResponse.objects.order_by("pk").values_list("is_invented", flat=True)
    ) == [True, False, False]


def test_where_it_came_from_it_adds_nothing(
    officer: Client, engagement: Engagement, answered, bring_in
) -> None:
    file = take_out(officer, engagement)
    counts = (
        EngagementResponse.objects.count(),
        Contribution.objects.count(),
        Vote.objects.count(),
    )
    done = bring_in(file)
    assert (done.accepted_count, done.known_count, done.changed_count) == (0, 3, 0)
    now = (EngagementResponse.objects.count(), Contribution.objects.count(), Vote.objects.count())
    assert now == counts
    assert rows_of(take_out(officer, engagement)) == rows_of(file)


def test_an_engagement_beside_it_gets_rows_with_new_numbers_once(
    officer: Client, engagement: Engagement, answered, engagement_officer: Person, bring_in
) -> None:
    rows = rows_of(take_out(officer, engagement))
    make_engagement(engagement_officer, title="Elsewhere", slug="elsewhere")
    Engagement.objects.filter(slug="elsewhere").update(slug="other")
    Engagement.objects.filter(pk=engagement.pk).update(slug="first")
    other = Engagement.objects.get(slug="other")
    engagement.pk, engagement.slug = other.pk, "other"
    content = io.StringIO()
    csv.writer(content).writerows(rows)
    done = bring_in(content.getvalue().encode())
    assert done.accepted_count == 3
    copied = rows_of(take_out(officer, other))
    assert [row[1:] for row in copied] == [row[1:] for row in rows]
    assert not {row[0] for row in copied[1:]} & {row[0] for row in rows[1:]}
    assert bring_in(content.getvalue().encode()).known_count == 3


def test_who_was_removed_is_not_brought_back(
    officer: Client, engagement: Engagement, answered, bring_in, engagement_officer: Person
) -> None:
    file = take_out(officer, engagement)
    forget(by=engagement_officer, response=answered[1], reason="asked", now=answered[1].received_at)
    done = bring_in(file)
    assert (done.accepted_count, done.known_count, done.changed_count) == (0, 3, 0)
    assert "More buses" not in take_out(officer, engagement).decode()


def test_a_row_that_changed_since_is_told_and_nothing_is_overwritten(
    officer: Client, engagement: Engagement, answered, bring_in
) -> None:
    rows = rows_of(take_out(officer, engagement))
    rows[2] = ["Fewer buses" if cell == "More buses" else cell for cell in rows[2]]
    content = io.StringIO()
    csv.writer(content).writerows(rows)
    done = bring_in(content.getvalue().encode())
    assert (done.accepted_count, done.known_count, done.changed_count) == (0, 3, 1)
    assert Contribution.objects.filter(text="More buses").exists()
    page = officer.get(reverse("engagement:import", args=[engagement.slug, done.pk]))
    assert "Changed since: 1 row" in page.content.decode()


def test_a_cell_holds_the_words_that_were_asked(
    officer: Client, engagement: Engagement, every_kind: dict[str, Question]
) -> None:
    question = every_kind["one"]
    option = question.options.get(text="Parks")
    early = make_response(engagement, form_version=1)
    give_answer(early, question, "Parks")
    QuestionWording.objects.create(
        question=question, version=1, words={"text": "Which?", "options": {option.pk: "Parks"}}
    )
    option.text = "Parks and squares"
    option.save()
    QuestionWording.objects.create(
        question=question, version=2, what_changed="An option.", why="People asked.",
        words={"text": "Which one?", "options": {option.pk: option.text}},
    )  # fmt: skip
    late = make_response(engagement, form_version=2)
    give_answer(late, question, "Parks and squares")
    head, first, second = rows_of(take_out(officer, engagement))
    at = head.index("Which one? [#question_2 one]")
    assert (first[at], second[at]) == ("Parks", "Parks and squares")
    book = rows_of(take_out(officer, engagement, "code-book"))
    told = next(row for row in book if row[0] == head[at])
    assert told[8] == (
        "From version 1: Which?\nFrom version 2: Which one? (An option. Why: People asked.)"
    )
    assert told[9] == "2"


def test_words_of_several_choices_are_told_at_their_version(
    officer: Client, engagement: Engagement, every_kind: dict[str, Question]
) -> None:
    option = every_kind["several"].options.get(text="Parks")
    response = make_response(engagement)
    give_answer(response, every_kind["several"], ["Parks"])
    QuestionWording.objects.create(
        question=every_kind["several"], version=1, words={"options": {option.pk: "Green places"}}
    )
    head, row = rows_of(take_out(officer, engagement))
    assert row[head.index("Which of these? | Parks [#question_3 several 1]")] == "Green places"


def test_of_people_under_18_no_day_and_no_place_leaves(
    officer: Client, engagement: Engagement, every_kind: dict[str, Question], wards: AreaSet
) -> None:
    young = make_response(
        engagement, "A youth club", is_young_person=True, area="Bow", session_name="Club",
        said_on=date(2026, 4, 30), question=every_kind["open"],
    )  # fmt: skip
    give_answer(young, every_kind["area"], wards.areas.get(name="Bow East"))
    give_answer(young, every_kind["date"], date(2011, 1, 2))
    for name in ("csv", "json"):
        said = take_out(officer, engagement, name).decode()
        assert "A youth club" in said
        assert not any(word in said for word in ("Bow East", "2026-04-30", 'Club"', "2011-01-02"))
    head, row = rows_of(take_out(officer, engagement))
    assert [row[head.index(name)] for name in ("received at", "area", "session")] == ["", "", ""]


def test_no_equality_answer_stands_in_any_file(
    officer: Client, engagement: Engagement, answered: list[EngagementResponse]
) -> None:
    question = EqualityQuestion.objects.create(
        engagement=engagement, key="faith", position=1, text="What is your equalitymark?"
    )
    option = EqualityOption.objects.create(question=question, position=1, text="Optionmark")
    EqualityAnswer.objects.create(
        response=answered[0],
        question=question,
        option=option,
        purpose="x",
        delete_on=date(2030, 1, 1),
    )
    for name in ("csv", "json", "code-book", "votes", "workbook"):
        said = take_out(officer, engagement, name)
        if name == "workbook":
            book = load_workbook(io.BytesIO(said))
            said = str([list(sheet.values) for sheet in book]).encode()
        assert b"equalitymark" not in said
        assert b"Optionmark" not in said


def test_what_the_safeguarding_lead_has_is_not_in_it(
    officer: Client, engagement: Engagement, answered: list[EngagementResponse]
) -> None:
    Contribution.objects.filter(text="More buses").update(status="safeguarding")
    assert "More buses" not in take_out(officer, engagement).decode()


def test_the_workbook_has_the_code_book_beside_the_responses(
    officer: Client, engagement: Engagement, answered
) -> None:
    book = load_workbook(io.BytesIO(take_out(officer, engagement, "workbook")))
    assert book.sheetnames == ["Responses", "Code book"]
    table = [[str(cell or "") for cell in row] for row in book["Responses"].values]
    plain = rows_of(take_out(officer, engagement))
    at = [place for place, header in enumerate(plain[0]) if "itude" not in header]
    assert [[row[place] for place in at] for row in table] == [
        [row[place] for place in at] for row in plain
    ]
    headers = [row[0] for row in book["Code book"].values]
    assert headers[1:] == plain[0]


def test_json_holds_the_words_without_escapes(
    officer: Client, engagement: Engagement, answered
) -> None:
    found = json.loads(take_out(officer, engagement, "json"))
    first = found["responses"][0]
    assert first["What matters to you || here? [#question_1 words]"] == "=SUM(A1)\nsecond line"
    assert first["How many years? [#question_7 number]"] == -12.25
    assert [one["Golden Thread response"] for one in found["responses"]] == [
        str(one.number) for one in answered
    ]
    assert len(found["code_book"]) == len(rows_of(take_out(officer, engagement))[0])


def test_votes_stand_in_a_row_each(officer: Client, engagement: Engagement, answered) -> None:
    head, *rows = rows_of(take_out(officer, engagement, "votes"))
    assert head == ["Golden Thread response", "statement", "words of the statement", "vote"]
    assert sorted((row[2], row[3]) for row in rows) == [
        ("Fewer cars", "disagree"), ("Fewer cars", "pass"), ("We need | trees", "agree"),
    ]  # fmt: skip


def test_each_file_is_logged_before_it_leaves(
    officer: Client, engagement: Engagement, answered
) -> None:
    for name in ("csv", "workbook", "json", "code-book", "votes"):
        officer.get(reverse(f"engagement:export-{name}", args=[engagement.slug]))
    logged = AuditEvent.objects.filter(action="engagement.responses-taken-out").order_by("pk")
    assert [one.facts["form"] for one in logged] == ["csv", "xlsx", "json", "code book", "votes"]
    assert {one.facts["shown"] for one in logged} == {3}


@pytest.mark.parametrize("role", [Role.PARTNER_LEAD, Role.POLICY_OFFICER, Role.ADMINISTRATOR])
def test_who_may_not_read_held_words_takes_nothing_out(
    role: Role, engagement: Engagement, answered, person_with, signed_in
) -> None:
    client = signed_in(person_with(role))
    for name in ("export", "export-csv", "export-workbook", "export-json", "export-votes"):
        assert client.get(reverse(f"engagement:{name}", args=[engagement.slug])).status_code == 403


def test_a_moderator_of_another_exercise_takes_nothing_out(
    engagement: Engagement, moderator: Person, signed_in
) -> None:
    client = signed_in(moderator)
    for name in ("export", "export-csv"):
        assert client.get(reverse(f"engagement:{name}", args=[engagement.slug])).status_code == 403
    assert not AuditEvent.objects.filter(action="engagement.responses-taken-out").exists()


def test_more_responses_need_no_more_queries(
    officer: Client, engagement: Engagement, answered, monkeypatch
) -> None:
    def queries(lots: int) -> int:
        monkeypatch.setattr(export, "ROWS_AT_ONCE", -(-EngagementResponse.objects.count() // lots))
        with CaptureQueriesContext(connection) as found:
            take_out(officer, engagement)
        return len(found)

    for number in range(27):
        make_response(engagement, f"More {number}", question=Question.objects.get(key="question_1"))
    one, two, three = queries(1), queries(2), queries(3)
    assert two - one == three - two
    assert two - one <= 8


def test_votes_on_what_the_team_wrote_come_back_with_it(
    officer: Client, engagement: Engagement, answered, bring_in, engagement_officer, every_kind
) -> None:
    (statement,) = add_team_statements(
        by=engagement_officer,
        question=every_kind["statements"],
        texts=["The team asks"],
        now=answered[0].received_at,
    )
    give_answer(answered[1], every_kind["statements"], {statement: 1})
    before = rows_of(take_out(officer, engagement))
    assert any("Do you agree? | The team asks" in header for header in before[0])
    votes = rows_of(take_out(officer, engagement, "votes"))
    assert ["The team asks", "agree"] in [row[2:] for row in votes]
    file = take_out(officer, engagement)
    forget_everything(engagement)
    assert bring_in(file).accepted_count == 3
    assert rows_of(take_out(officer, engagement)) == before
    assert Contribution.objects.get(text="The team asks").status == "held"


def test_a_file_of_ours_is_recognised(officer: Client, engagement: Engagement, answered) -> None:
    sent = send(officer, engagement, take_out(officer, engagement), "own.csv")
    page = officer.get(address("import-columns", sent)).content.decode()
    assert "This is an export from Golden Thread" in page
    assert UUID(str(answered[0].number))
