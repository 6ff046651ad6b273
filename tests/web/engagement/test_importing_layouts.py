"""How a file is understood: which row names its columns, which tool wrote it, what a row is."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from tests.web.engagement.import_steps import address, fields_of, rows_as_csv, send, words

from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    EngagementResponse,
    ResponseImport,
    SavedMapping,
)

pytestmark = pytest.mark.django_db

SURVEY_MONKEY = [
    ["Respondent ID", "Collector ID", "End Date", "Email Address", "What else?", "Topics", ""],
    ["", "", "", "", "Open-Ended Response", "Parks", "Buses"],
    ["11", "9", "2026-05-01", "a@example.org", "More benches please", "Parks", "Buses"],
    ["12", "9", "2026-05-02", "b@example.org", "Fewer cars please", "", "Buses"],
]
LONG_HEAD = ["Response ID", "Submitted", "Question", "Answer"]


def long_rows(people: int) -> list[list[object]]:
    return [
        [number, "2026-05-01", question, answer]
        for number in range(1, people + 1)
        for question, answer in (("What?", f"More trees at number {number}"), ("Topic", "Parks"))
    ]


def workbook(**sheets: list[list[object]]) -> bytes:
    book, out = Workbook(), BytesIO()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def page_of(officer: Client, sent: ResponseImport) -> str:
    return " ".join(officer.get(address("import-columns", sent)).content.decode().split())


def layout_fields(officer: Client, sent: ResponseImport) -> dict[str, str]:
    form = officer.get(address("import-columns", sent)).context["layout_form"]
    return {field.html_name: str(field.value() or "") for field in form}


def test_an_export_of_survey_monkey_is_named_and_its_two_header_rows_are_told(
    officer: Client, engagement, bring_in
) -> None:
    content = rows_as_csv(SURVEY_MONKEY[1:], SURVEY_MONKEY[0])
    page = page_of(officer, send(officer, engagement, content, "export.csv"))
    assert "This looks like an export from SurveyMonkey." in page
    assert "Rows 1 and 2 name the columns" in page
    assert "who somebody is: Email Address." in page
    done = bring_in(content)
    assert (done.accepted_count, done.rejected_count) == (2, 0)
    assert words(engagement) == ["More benches please", "Fewer cars please"]
    chosen = ChoiceAnswer.objects.values_list("question__text", "option__text").order_by("pk")
    assert list(chosen) == [("Topics", "Parks"), ("Topics", "Buses"), ("Topics", "Buses")]


def test_a_title_above_the_table_leaves_the_row_numbers_as_they_are(
    officer: Client, bring_in
) -> None:
    rows = [["Exported", "today"], [], ["Ref", "What else?", "Date"]]
    rows += [[f"R{number}", f"More benches {number}", "2026-05-01"] for number in range(4)]
    done = bring_in(rows_as_csv([*rows, ["R9", "Words", "someday"]], ["Our streets"]))
    assert (done.accepted_count, done.rejected_count) == (4, 1)
    assert done.rejected_rows.get().row_number == 9


def test_a_row_for_each_answer_becomes_a_response_and_more_rows_add_only_what_is_new(
    officer: Client, engagement, bring_in
) -> None:
    sent = send(officer, engagement, rows_as_csv(long_rows(3), LONG_HEAD), "long.csv")
    assert "Rows with the same “Response ID” are put together" in page_of(officer, sent)
    first = bring_in(rows_as_csv(long_rows(3), LONG_HEAD))
    again = bring_in(rows_as_csv(long_rows(3), LONG_HEAD))
    more = bring_in(rows_as_csv(long_rows(5), LONG_HEAD))
    assert [one.accepted_count for one in (first, again, more)] == [3, 0, 2]
    assert EngagementResponse.objects.count() == 5
    assert ChoiceAnswer.objects.count() == 5


def test_an_officer_chooses_another_header_row_and_sheet(officer: Client, engagement) -> None:
    data = [["Ref", "What else?"], *([f"R{n}", f"More benches {n}"] for n in range(3))]
    sent = send(
        officer, engagement, workbook(Notes=[["Some", "notes"], *data], Data=data), "book.xlsx"
    )
    fields = layout_fields(officer, sent)
    assert fields["layout-sheet"] == "Notes"
    officer.post(address("import-layout", sent), {**fields, "layout-header_row": "2"})
    sent.refresh_from_db()
    assert [column["header"] for column in sent.mapping["columns"]] == ["Ref", "What else?"]
    assert "Row 2 of the sheet “Notes” names the columns." in page_of(officer, sent)
    officer.post(address("import-layout", sent), {**fields, "layout-sheet": "Data"})
    assert "Row 1 of the sheet “Data” names the columns." in page_of(officer, sent)


def test_an_officer_names_the_columns_of_a_table_of_answers(
    officer: Client, engagement, django_capture_on_commit_callbacks
) -> None:
    rows = [[one[0], one[2], one[3]] for one in long_rows(3)]
    sent = send(officer, engagement, rows_as_csv(rows, ["Wer", "Was", "Wort"]), "odd.csv")
    fields = {**layout_fields(officer, sent), "layout-shape": "answer"}
    refused = officer.post(address("import-layout", sent), fields)
    assert refused.status_code == 422
    assert "could not be told from their names" in refused.content.decode()
    kept = refused.context["layout_form"]
    assert kept["shape"].value() == "answer", "what was chosen stays chosen"
    fields |= {"layout-response_id": "Wer", "layout-question": "Was", "layout-answer": "Wort"}
    officer.post(address("import-layout", sent), fields)
    page = officer.get(address("import-columns", sent))
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(address("import-columns", sent), {**fields_of(page), "import": "yes"})
    sent.refresh_from_db()
    assert sent.accepted_count == 3


def test_a_kept_mapping_brings_its_header_row_along(officer: Client, engagement) -> None:
    rows = [["a", "b"], ["Ref", "What else?"], ["R1", "More benches"], ["R2", "More bins"]]
    sent = send(officer, engagement, rows_as_csv(rows[1:], rows[0]), "first.csv")
    fields = {**layout_fields(officer, sent), "layout-header_row": "2"}
    officer.post(address("import-layout", sent), fields)
    page = officer.get(address("import-columns", sent))
    officer.post(address("import-columns", sent), {**fields_of(page), "name": "Ours", "keep": "1"})
    other = send(officer, engagement, rows_as_csv(rows[1:], rows[0]), "second.csv")
    officer.post(address("import-choose", other), {"saved": SavedMapping.objects.get().pk})
    other.refresh_from_db()
    assert other.mapping["layout"]["header_row"] == 2
    assert [column["header"] for column in other.mapping["columns"]] == ["Ref", "What else?"]


def test_a_broken_row_of_a_table_of_answers_is_named_before_anything_is_kept(
    officer: Client, engagement
) -> None:

    content = rows_as_csv([*long_rows(2), ["", "2026-05-01", "What?", "Lost words"]], LONG_HEAD)
    answer = officer.post(
        reverse("engagement:import-new", args=[engagement.slug]),
        {"file": SimpleUploadedFile("long.csv", content)},
    )
    assert "Row 6 has nothing in the column “Response ID”" in str(
        answer.context["form"].errors["file"]
    )
    assert not ResponseImport.objects.exists()


def test_json_has_no_row_of_names_to_choose_and_is_counted_by_its_records(
    officer: Client, engagement, bring_in
) -> None:
    records = [{"ref": n, "What matters to you?": f"More trees at number {n}"} for n in range(1, 7)]
    content = json.dumps([*records, "nobody"]).encode()
    sent = send(officer, engagement, content, "answers.json")
    page = page_of(officer, sent)
    assert "Each record is a row, with the number that it has in the file." in page
    assert "The row that names the columns" not in page
    assert "Another row names the columns" not in page
    assert "A row is something else" in page
    assert sent.mapping["layout"]["columns"] == ["ref", "What matters to you?"]
    officer.post(address("import-layout", sent), {"layout-shape": "response"})
    sent.refresh_from_db()
    assert sent.mapping["layout"]["columns"] == ["ref", "What matters to you?"]
    done = bring_in(content, "answers.json")
    assert (done.accepted_count, done.rejected_count) == (6, 1)
    rejected = done.rejected_rows.get()
    assert (rejected.row_number, rejected.reason) == (
        7, "Record 7 is no object with names and values.",
    )  # fmt: skip


def test_a_kept_mapping_learns_the_columns_of_another_file_of_json(
    officer: Client, engagement, bring_in
) -> None:
    records = [{"ref": n, "What matters to you?": f"Trees at number {n}"} for n in range(1, 7)]
    first = bring_in(json.dumps(records).encode(), "answers.json")
    saved = SavedMapping.objects.create(
        engagement=engagement, name="Ours", mapping=first.mapping, saved_at=first.made_at
    )
    more = [{**one, "ref": one["ref"] + 10, "ward": "Bow"} for one in records]
    sent = send(officer, engagement, json.dumps(more).encode(), "more.json")
    officer.post(address("import-choose", sent), {"saved": saved.pk})
    sent.refresh_from_db()
    assert [one["header"] for one in sent.mapping["columns"]] == [
        "ref", "What matters to you?", "ward",
    ]  # fmt: skip
    assert sent.mapping["layout"]["columns"] == ["ref", "What matters to you?", "ward"]
