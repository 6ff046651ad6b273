"""Sending a file and mapping its columns, and who may do it."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.web.builders import make_engagement, make_question
from tests.web.engagement.import_steps import (
    address,
    fields_of,
    plain_rows,
    rows_as_csv,
    send,
    with_line_ends,
    words,
    workbook,
)

from goldenthread.records.importing import ColumnMapping, ColumnUse, Use
from goldenthread_web.engagement.changes import importing
from goldenthread_web.engagement.changes.importing import keep_draft
from goldenthread_web.engagement.changes.questions import ask_equality_questions
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    Engagement,
    EngagementResponse,
    EqualityAnswer,
    Question,
    QuestionOption,
    ResponseImport,
    SavedMapping,
)
from goldenthread_web.engagement.tasks.importing import start_import
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import AuditEvent
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("book.xlsx", workbook(plain_rows(3))),
        ("old-mac.csv", with_line_ends(rows_as_csv(plain_rows(3)), b"\r")),
        ("excel.csv", b"\xef\xbb\xbf" + rows_as_csv(plain_rows(3))),
        ("unicode.txt", rows_as_csv(plain_rows(3)).decode().replace(",", "\t").encode("utf-16")),
    ],
)
def test_any_usual_export_is_read(name: str, content: bytes, bring_in, engagement) -> None:
    done = bring_in(content, name)
    assert (done.accepted_count, done.rejected_count) == (3, 0)
    assert words(engagement)[0] == "More benches on road 1"


def test_several_choices_in_many_columns_are_one_question(bring_in, engagement) -> None:
    head = ["What else?", "Topics [Parks]", "Topics [Buses]", "Topics [Homes]"]
    rows = [["Some long words here", "Yes", "", "Yes"], ["And here too", "", "Yes", ""]]
    bring_in(rows_as_csv(rows, head))
    question = Question.objects.get(engagement=engagement, kind=Question.Kind.SEVERAL_CHOICES)
    assert question.text == "Topics"
    chosen = ChoiceAnswer.objects.filter(question=question).values_list("option__text", flat=True)
    assert sorted(chosen) == ["Buses", "Homes", "Parks"]
    assert QuestionOption.objects.filter(question=question).count() == 3


def test_answers_join_a_question_that_is_there(
    officer: Client, engagement, django_capture_on_commit_callbacks
) -> None:
    asked = make_question(engagement, "What matters to you here?")
    sent = send(officer, engagement, rows_as_csv(plain_rows(2)), "answers.csv")
    fields = fields_of(officer.get(address("import-columns", sent)))
    fields["c1-question"] = asked.key
    officer.post(address("import-columns", sent), {**fields, "look": "yes"})
    fields = fields_of(officer.get(address("import-columns", sent)))
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(address("import-columns", sent), {**fields, "import": "yes"})
    assert Contribution.objects.filter(question=asked).count() == 2
    assert Question.objects.filter(engagement=engagement).count() == 1


def test_what_was_changed_is_shown_before_it_is_brought_in(officer: Client, engagement) -> None:
    sent = send(officer, engagement, rows_as_csv(plain_rows(2)), "answers.csv")
    fields = fields_of(officer.get(address("import-columns", sent)))
    fields["fixed-audience"] = "Youth clubs"
    answer = officer.post(address("import-columns", sent), {**fields, "import": "yes"}, follow=True)
    assert b"You changed something" in answer.content
    assert b"Youth clubs" in answer.content
    sent.refresh_from_db()
    assert sent.state == ResponseImport.State.UPLOADED


def test_unknown_values_are_asked_about_and_their_meaning_is_used(
    officer: Client, engagement, django_capture_on_commit_callbacks
) -> None:
    rows = [["R1", "More benches", "2026-05-01", "Lives up the road"]]
    sent = send(officer, engagement, rows_as_csv(rows), "answers.csv")
    page = officer.get(address("import-columns", sent))
    assert "“Lives up the road” means" in page.content.decode()
    fields = {**fields_of(page), "c3-meaning_0": "resident"}
    officer.post(address("import-columns", sent), {**fields, "look": "yes"})
    fields = fields_of(officer.get(address("import-columns", sent)))
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(address("import-columns", sent), {**fields, "import": "yes"})
    assert EngagementResponse.objects.get().capacity == "resident"


def test_a_mapping_is_kept_and_suits_the_next_file(officer: Client, engagement) -> None:
    sent = send(officer, engagement, rows_as_csv(plain_rows(2)), "first.csv")
    fields = fields_of(officer.get(address("import-columns", sent)))
    fields |= {"fixed-audience": "Stalls", "name": "Our stall sheet", "keep": "yes"}
    officer.post(address("import-columns", sent), fields)
    assert SavedMapping.objects.get().name == "Our stall sheet"
    next_one = send(officer, engagement, rows_as_csv(plain_rows(2, start=9)), "second.csv")
    assert next_one.mapping is not None
    assert next_one.mapping["fixed"]["audience"] == "Stalls"
    officer.post(address("import-choose", next_one), {"saved": SavedMapping.objects.get().pk})
    next_one.refresh_from_db()
    assert next_one.mapping["fixed"]["audience"] == "Stalls"


def test_a_tool_that_was_described_once_is_known_in_another_exercise(
    officer: Client, engagement, engagement_officer
) -> None:
    head = ["Submission", "Went in", "Analyst notes", "What would make your street better?"]
    rows = [
        [f"S-{n}", f"2026-05-0{n}", "to be read again", f"More trees and benches, number {n}"]
        for n in range(1, 9)
    ]
    sent = send(officer, engagement, rows_as_csv(rows, head), "space.csv")
    fields = fields_of(officer.get(address("import-columns", sent)))
    said = {"c0-use": "response id", "c1-use": "date", "c2-use": "ignored"}
    officer.post(
        address("import-columns", sent),
        {**fields, **said, "name": "Citizen Space", "keep": "yes"},
    )
    other = make_engagement(engagement_officer, slug="parks")
    head[-1] = "What should we change in the park?"
    next_one = send(officer, other, rows_as_csv(rows, head), "parks.csv")
    uses = {one["header"]: one["use"] for one in next_one.mapping["columns"]}
    assert [uses[header] for header in head] == ["response id", "date", "ignored", "open question"]
    page = officer.get(address("import-columns", next_one)).text
    assert "As in “Citizen Space”, which was kept before: “Submission” (response id)" in page
    assert "left out: “Analyst notes”" in page


def test_equality_answers_need_a_purpose_and_are_kept_apart(
    officer: Client, engagement, django_capture_on_commit_callbacks
) -> None:
    head = ["What would make your street better?", "Age group"]
    rows = [["More trees and benches", "16-24"], ["Fewer cars on our road", "65+"]]
    sent = send(officer, engagement, rows_as_csv(rows, head), "answers.csv")
    fields = fields_of(officer.get(address("import-columns", sent)))
    refused = officer.post(address("import-columns", sent), {**fields, "import": "yes"})
    assert refused.status_code == 422
    assert b"what they are for and until when" in refused.content
    engagement.equality_purpose, engagement.equality_kept_until = (
        "To see who is heard",
        "2030-01-01",
    )
    engagement.save()
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(address("import-columns", sent), {**fields, "import": "yes"})
    kept = EqualityAnswer.objects.order_by("pk").values_list("option__text", "purpose")
    assert list(kept) == [("16-24", "To see who is heard"), ("65+", "To see who is heard")]
    young = EngagementResponse.objects.get(is_young_person=True)
    assert young.contributions.get().needs_second_person


@pytest.mark.parametrize("is_for_under_18", [True, False])
def test_sexual_orientation_is_never_kept_of_under_16s(
    *, is_for_under_18: bool, officer: Client, engagement, django_capture_on_commit_callbacks
) -> None:
    engagement.equality_purpose, engagement.equality_kept_until = ("To see.", "2030-01-01")
    engagement.is_for_under_18 = is_for_under_18
    engagement.save()
    head = ["What would make your street better?", "How old are you?", "Sexual orientation"]
    ages = {"12": False, "Under 16": False, "16 to 24": True, "17": True}
    ages["25 to 34"] = True
    rows = [[f"More benches {age}", age, f"Said at {age}"] for age in ages]
    sent = send(officer, engagement, rows_as_csv(rows, head), "answers.csv")
    mapping = ColumnMapping(
        (
            ColumnUse(head[0], Use.OPEN_QUESTION, question="street", title=head[0]),
            ColumnUse(head[1], Use.AGE, question="age", title=head[1]),
            ColumnUse(head[2], Use.EQUALITY_QUESTION, question="orientation", title=head[2]),
        )
    )
    keep_draft(response_import=sent, mapping=mapping)
    with django_capture_on_commit_callbacks(execute=True):
        start_import(by=SHELL, response_import=sent)
    kept = EqualityAnswer.objects.filter(question__key="orientation")
    said = sorted(kept.values_list("option__text", flat=True))
    assert said == sorted(f"Said at {age}" for age, is_old_enough in ages.items() if is_old_enough)
    assert EqualityAnswer.objects.filter(question__key="age").count() == len(ages)


def test_a_file_tells_an_exercise_for_under_18s_no_place_and_no_name(bring_in, engagement) -> None:
    engagement.is_for_under_18 = True
    engagement.save()
    head = ["What would make your street better?", "Area", "Organisation"]
    done = bring_in(rows_as_csv([["More lights in the park", "Bow", "Bow Youth Club"]], head))
    assert done.accepted_count == 1
    response = EngagementResponse.objects.get()
    assert response.is_young_person
    assert (response.area, response.organisation_name, response.mandate) == ("", "", "")


def test_answers_in_the_words_of_the_census_are_its_options(
    officer: Client, engagement, django_capture_on_commit_callbacks
) -> None:
    ask_equality_questions(
        by=SHELL, engagement=engagement, purpose="To see.", kept_until=date(2030, 1, 1)
    )
    head = ["What would make your street better?", "Ethnic group"]
    published = "Asian, Asian British or Asian Welsh"
    words = [published, "asian or asian british", "WHITE", "Londoner", "londoner"]
    rows = [[f"More trees and benches {number}", text] for number, text in enumerate(words)]
    sent = send(officer, engagement, rows_as_csv(rows, head), "answers.csv")
    mapping = ColumnMapping(
        (
            ColumnUse(head[0], Use.OPEN_QUESTION, question="street", title=head[0]),
            ColumnUse(head[1], Use.EQUALITY_QUESTION, question="ethnic_group"),
        )
    )
    keep_draft(response_import=sent, mapping=mapping)
    with django_capture_on_commit_callbacks(execute=True):
        start_import(by=SHELL, response_import=sent)
    kept = EqualityAnswer.objects.order_by("pk").values_list("option__text", flat=True)
    asian = "Asian or Asian British"
    assert list(kept) == [asian, asian, "White", "Londoner", "Londoner"]
    asked = engagement.equality_questions.get(key="ethnic_group")
    assert asked.options.filter(is_from_file=True).count() == 1


def test_too_many_options_ask_for_another_use(bring_in, monkeypatch) -> None:
    monkeypatch.setattr("goldenthread_web.engagement.changes.import_questions.MOST_OPTIONS", 2)
    head = ["What would you like to say to us?", "Favourite place"]
    places = ["Park", "Park", "Library", "Library", "Market", "Market"]
    failed = bring_in(
        rows_as_csv([[f"Words number {n}", place] for n, place in enumerate(places)], head)
    )
    assert failed.state == ResponseImport.State.FAILED
    assert "more than 2 different answers" in failed.job.outcome
    assert not QuestionOption.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.csv", b"", "empty"),
        ("report.pdf", b"%PDF-1.7 words", "This is a PDF"),
        ("book.xlsx", b"PK\x03\x04 broken", "damaged"),
        ("macros.xlsm", b"PK\x03\x04", "macros"),
    ],
)
def test_a_file_that_cannot_be_used_is_explained_beside_the_field(
    name: str, content: bytes, says: str, officer: Client, engagement: Engagement
) -> None:
    answer = officer.post(
        reverse("engagement:import-new", args=[engagement.slug]),
        {"file": SimpleUploadedFile(name, content)},
    )
    assert says in str(answer.context["form"].errors["file"])
    assert 'id="id_file_error"' in answer.content.decode()
    assert not ResponseImport.objects.exists()


def test_an_upload_that_is_too_large_is_refused(officer: Client, engagement, settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 2_000
    answer = officer.post(
        reverse("engagement:import-new", args=[engagement.slug]),
        {"file": SimpleUploadedFile("big.csv", rows_as_csv(plain_rows(100)))},
    )
    assert "Split it into several files" in str(answer.context["form"].errors["file"])
    assert not ResponseImport.objects.exists()


def test_a_mapping_without_any_question_is_refused(officer: Client, engagement) -> None:
    sent = send(officer, engagement, rows_as_csv(plain_rows(2)), "answers.csv")
    fields = fields_of(officer.get(address("import-columns", sent)))
    answer = officer.post(
        address("import-columns", sent), {**fields, "c1-use": "ignored", "import": "yes"}
    )
    assert answer.status_code == 422
    assert b"names no question" in answer.content


def test_a_file_can_be_taken_back_before_it_is_brought_in(officer: Client, engagement) -> None:
    sent = send(officer, engagement, rows_as_csv(plain_rows(2)), "answers.csv")
    path = Path(sent.file.path)
    assert path.exists()
    importing_page = officer.post(address("import-discard", sent))
    assert importing_page.status_code == 302
    assert not ResponseImport.objects.exists()


def test_files_that_nobody_brought_in_are_deleted_after_a_week(officer: Client, engagement) -> None:
    sent = send(officer, engagement, rows_as_csv(plain_rows(2)), "answers.csv")
    path = Path(sent.file.path)
    assert importing.discard_old_files(now=sent.made_at + importing.FILE_KEPT / 2) == 0
    assert importing.discard_old_files(now=sent.made_at + importing.FILE_KEPT * 2) == 1
    assert not path.exists()


def test_one_audit_event_an_import_and_no_words_in_it(bring_in) -> None:
    bring_in(rows_as_csv(plain_rows(120)))
    event = AuditEvent.objects.get(action="engagement.imported")
    assert event.facts["accepted"] == 120
    assert "benches" not in str(event.facts)


ROUTES = [
    "import",
    "import-columns",
    "import-polis",
    "import-start",
    "import-discard",
    "import-choose",
    "import-layout",
    "import-mended",
    "import-rejected",
    "import-forget",
]


def test_only_an_officer_of_this_exercise_may(
    officer: Client, engagement, stranger: Client, person_with, signed_in
) -> None:
    sent = send(officer, engagement, rows_as_csv(plain_rows(2)), "answers.csv")
    others = [person_with(Role.ANALYST), person_with(Role.ENGAGEMENT_OFFICER)]
    addresses = [address(name, sent) for name in ROUTES]
    addresses += [
        reverse(f"engagement:{name}", args=[engagement.slug]) for name in ("imports", "import-new")
    ]
    for path in addresses:
        assert stranger.get(path).status_code == 302
        assert stranger.post(path).headers["Location"].startswith("/accounts/login/")
        for person in others:
            assert signed_in(person).post(path).status_code == 403
    assert ResponseImport.objects.filter(state="uploaded").count() == 1


def test_an_import_of_another_engagement_is_not_found(
    officer, engagement, engagement_officer
) -> None:
    sent = send(officer, engagement, rows_as_csv(plain_rows(2)), "answers.csv")
    other = make_engagement(engagement_officer)
    path = reverse("engagement:import-columns", args=[other.slug, sent.pk])
    assert officer.get(path).status_code == 404


def count_queries(client: Client, path: str, django_assert_max_num_queries, most: int) -> int:
    with django_assert_max_num_queries(most) as found:
        assert client.get(path).status_code == 200
    return len(found)


def test_the_pages_ask_the_same_number_of_questions_however_many_rows(
    bring_in, officer: Client, engagement, django_assert_max_num_queries
) -> None:
    bad = [[f"B{number}", "Words", "no day", "Resident"] for number in range(30)]
    few = bring_in(rows_as_csv([*plain_rows(3), bad[0]]))
    listing = reverse("engagement:imports", args=[engagement.slug])
    before = [
        count_queries(officer, path, django_assert_max_num_queries, 16)
        for path in (listing, address("import", few))
    ]
    many = bring_in(rows_as_csv([*plain_rows(40, start=50), *bad]))
    bring_in(rows_as_csv(plain_rows(2, start=200)))
    after = [
        count_queries(officer, path, django_assert_max_num_queries, 16)
        for path in (listing, address("import", many))
    ]
    assert before == after


def test_the_mapping_page_asks_the_same_however_many_columns_and_rows(
    officer: Client, engagement, django_assert_max_num_queries
) -> None:
    counts = []
    for columns, rows in ((3, 5), (40, 200)):
        head = [f"Question {number}?" for number in range(columns)]
        content = rows_as_csv(
            [[f"words {row} {column}" for column in range(columns)] for row in range(rows)], head
        )
        sent = send(officer, engagement, content, f"{columns}.csv")
        counts.append(
            count_queries(
                officer, address("import-columns", sent), django_assert_max_num_queries, 20
            )
        )
    assert counts[0] == counts[1]
