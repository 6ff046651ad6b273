"""Two hundred people answer thirty questions; every table equals what each of them gave.

Two dozen go through the real pages, with errors, ways back and changed minds. For time's sake
the others' answers are sent by the function that the page calls; votes are stored likewise.
The figures are counted here, from what each person gave, by none of the site's queries.
"""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from benchmarks.material.thirty_questions import STATEMENTS, make_survey
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from tests.library.engagement.test_sent_files import picture
from tests.web.builders import give_answer, make_engagement
from tests.web.crowd import ASKED, AtTheForms, Person, Typing, two_hundred_people
from tests.web.engagement.import_steps import address, send

from goldenthread.engagement.mending import escape_formula
from goldenthread_web.engagement.changes.answering import send_response
from goldenthread_web.engagement.models import Contribution, Engagement, EngagementMember, Question
from goldenthread_web.engagement.queries.answering_draft import Draft

pytestmark = pytest.mark.django_db
AT_THE_FORMS = 24
ALL_AREAS = [f"Square {number}" for number in range(20)]
VOTES = {1: "agree", -1: "disagree", 0: "pass"}
Counted = dict[str, list[int]]


@pytest.fixture
def crowd(
    engagement_officer: Any, settings: Any, tmp_path: Path
) -> tuple[Engagement, list[Person]]:
    """Return the survey, and the people who have answered it."""
    settings.MEDIA_ROOT = tmp_path
    survey = make_survey()
    EngagementMember.objects.create(engagement=survey, person=engagement_officer)
    typing, people, photograph = Typing(survey), two_hundred_people(), picture("JPEG")
    for who in people:
        if who.number < AT_THE_FORMS:
            cache.clear()  # each of them has an address of their own, which the client cannot have
            AtTheForms(typing, who, photograph).answer_and_send()
        else:
            who.given.pop("q20", None)
            draft = Draft(typing.all_fields(who), started_at=timezone.now())
            send_response(
                engagement=survey, token=f"t{who.number}", draft=draft, now=timezone.now()
            )
        _vote(survey, who)
    return survey, people


def _vote(survey: Engagement, who: Person) -> None:
    question = survey.questions.get(kind="statements")
    said = Contribution.objects.select_related("response").get(text=who.name)
    votes = who.given.get(question.key, {})
    statements = Contribution.objects.filter(question=question, text__in=votes)
    give_answer(said.response, question, {one: votes[one.text] for one in statements})


def by_hand(key: str, people: list[Person]) -> Counted:
    """Return label: [count …] for one question, in the columns in which pages show it."""
    given = [who.given[key] for who in people if key in who.given]
    kind, options = ASKED[key]["kind"], options_of(key)
    labels = {
        "rating": [str(point) for point in points_of(key)],
        "matrix": ASKED[key].get("rows", []),
        "statements": STATEMENTS,
        "date": sorted({f"{one:%Y}" for one in given if kind == "date"}),
        "area": ALL_AREAS,
        "place": ALL_AREAS,
    }
    columns: dict[str, list[Any]] = {
        "ranking": list(range(len(options))), "matrix": options, "statements": [1, -1, 0],
    }  # fmt: skip
    fits: dict[str, Callable[[Any, str, Any], bool]] = {
        "several choices": lambda one, label, _: label in one,
        "rating": lambda one, label, _: str(one) == label,
        "ranking": lambda one, label, at: one[at : at + 1] == [label],
        "matrix": lambda one, label, column: one.get(label) == column,
        "statements": lambda one, label, column: one.get(label) == column,
        "date": lambda one, label, _: f"{one:%Y}" == label,
    }
    is_it = fits.get(kind, lambda one, label, _: one == label)
    return {
        label: [
            sum(is_it(one, label, column) for one in given) for column in columns.get(kind, [0])
        ]
        for label in labels.get(kind, options)
    }


def options_of(key: str) -> list[str]:
    asked = ASKED[key]
    return [
        *asked.get("options", []),
        *(asked[one] for one in ("other", "exclusive") if one in asked),
    ]


def points_of(key: str) -> range:
    return range(ASKED[key].get("lowest", 0), ASKED[key].get("highest", 0) + 1)


def shown(rows: tuple[tuple[str, ...], ...], kind: str) -> Counted:
    """Return the counts that stand in the rows of a table of this kind."""
    if kind in {"matrix", "statements"}:
        return {row[0]: [int(cell.split("(")[1].rstrip(")")) for cell in row[1:-1]] for row in rows}
    if kind == "ranking":
        return {row[0]: [int(cell) for cell in row[2:-1]] for row in rows}
    return {row[0]: [int(row[1].replace(",", ""))] for row in rows}


def bins_by_hand(rows: tuple[tuple[str, ...], ...], given: list[int]) -> Counted:
    """Return how many numbers lie in the bins that a table has chosen."""
    ends = {row[0]: [float(end) for end in row[0].split(" to under ")] for row in rows}
    # A number that stands alone is a bin of its own, such as 7.
    return {
        label: [sum(low <= one < (high[0] if high else low + 1) for one in given)]
        for label, (low, *high) in ends.items()
    }


def test_tables_and_rows_equal_what_two_hundred_people_gave(
    crowd: tuple[Engagement, list[Person]],
    engagement_officer: Any,
    signed_in: Callable[..., Any],
    django_capture_on_commit_callbacks: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One test, since the two hundred take half a minute."""
    survey, people = crowd
    client = signed_in(engagement_officer)
    assert_tables_equal(client, survey, people)
    head, *rows = take_out(client, survey)
    assert_rows_equal(head, rows, people)
    monkeypatch.setattr("goldenthread_web.engagement.changes.import_pace.PAUSE_SECONDS", 0)
    empty = make_engagement(engagement_officer, title="Read back", slug="read-back")
    with django_capture_on_commit_callbacks(execute=True):
        read_back(client, empty, [head, *rows])
    assert empty.imports.get().accepted_count == len(rows)
    again_head, *again = take_out(client, empty)
    assert again_head == head
    # A file does not travel in a row: where it came from, its cell says that there is one.
    differing = [
        (header, *pair)
        for row, other in zip(rows, again, strict=True)
        for header, *pair in zip(head[1:], row[1:], other[1:], strict=True)
        if pair[0] != pair[1] and "[#q20 file]" not in header
    ]
    assert differing == []


def assert_tables_equal(client: Any, survey: Engagement, people: list[Person]) -> None:
    """Compare each chart's table, on its page and in the download, with the count by hand."""
    office = f"/office/engagements/{survey.slug}/results"
    downloaded = list(csv.reader(io.StringIO(client.get(f"{office}.csv").text.lstrip("\ufeff"))))
    tables = set()
    for question in survey.questions.order_by("position"):
        card = client.get(f"{office}/questions/{question.pk}/").context["view"].card
        answered = [who.given[question.key] for who in people if question.key in who.given]
        assert card.answered.startswith(f"{len(answered)} of "), (question.text, card.answered)
        if question.kind in {"open", "file"}:
            said = (
                f"{len(answered)} contribution"
                if question.kind == "open"
                else f"{len(answered)} file"
            )
            assert card.sentences[0].startswith(said), question.text
            continue
        table = card.all_tables[0]
        expected = (
            bins_by_hand(table.rows, answered) if question.kind == "number"
            else by_hand(question.key, people)
        )  # fmt: skip
        assert shown(table.rows, question.kind) == expected, question.text
        at = downloaded.index([table.caption])
        rows = [[escape_formula(cell) for cell in row] for row in table.rows]
        assert downloaded[at + 2 : at + 2 + len(rows)] == rows, question.text
        tables.add(question.kind)
    assert tables | {"open", "file"} == {kind.value for kind in Question.Kind}


def row_by_hand(who: Person) -> dict[str, str]:
    """Return what stands in a row of the export, by the mark of its column."""
    row: dict[str, str] = {}
    for key, answer in who.given.items():
        kind = ASKED[key].get("kind", "open")
        if kind != "file":
            row |= {
                f"#{key} {mark}": cell for mark, cell in cells_by_hand(key, kind, answer).items()
            }
    for key, words in who.own_words.items():
        row[f"#{key} {'said-of-it' if ASKED[key]['kind'] == 'place' else 'other'}"] = words
    return row


def cells_by_hand(key: str, kind: str, answer: Any) -> dict[str, str]:
    """Return what one answer is in the export: a cell, or one for each option, row or statement."""
    options = options_of(key)
    if kind == "several choices":
        return {f"several {options.index(one) + 1}": one for one in answer}
    if kind == "ranking":
        return {f"rank {options.index(one) + 1}": str(at) for at, one in enumerate(answer, 1)}
    if kind == "matrix":
        return {f"row {ASKED[key]['rows'].index(one) + 1}": said for one, said in answer.items()}
    if kind == "statements":
        return {f"vote {STATEMENTS.index(one) + 1}": VOTES[vote] for one, vote in answer.items()}
    return {{"open": "words", "one choice": "one"}.get(kind, kind): str(answer)}


def take_out(client: Any, engagement: Engagement) -> list[list[str]]:
    answer = client.get(reverse("engagement:export-csv", args=[engagement.slug]))
    content = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))


def assert_rows_equal(head: list[str], rows: list[list[str]], people: list[Person]) -> None:
    """Compare each person's row of the export with what they gave: nothing more, nothing less."""
    marks = [header.rpartition("[")[2].rstrip("]") if "[#q" in header else "" for header in head]
    found = {}
    for row in rows:
        cells = {mark: cell for mark, cell in zip(marks, row, strict=True) if mark and cell}
        found[cells.get("#q1 words", "the speaker")] = cells
    assert len(found) == len(rows)
    assert found.keys() == {"the speaker"} | {who.name for who in people}
    for who in people:
        expected = {mark: escape_formula(cell) for mark, cell in row_by_hand(who).items()}
        files = {mark: cell for mark, cell in found[who.name].items() if mark.startswith("#q20")}
        assert bool(files) == ("q20" in who.given), who
        assert {m: c for m, c in found[who.name].items() if m not in files} == expected, who


def read_back(client: Any, empty: Engagement, rows: list[list[str]]) -> None:
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    sent = send(client, empty, written.getvalue().encode(), "answers.csv")
    went = client.post(address("import-columns", sent), {"import": "yes"})
    assert went.status_code == 302
