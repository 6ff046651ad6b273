import pytest

from goldenthread.engagement.platforms import recognise_platform
from goldenthread.engagement.suggesting import suggest_mapping
from goldenthread.records.importing import Use
from goldenthread.records.tables import HeaderStyle, TableLayout

ASKED = "What would make your street better?"
EXPORTS = {
    "Microsoft Forms": [
        "ID", "Start time", "Completion time", "Email", "Name", "Last modified time", ASKED,
    ],
    "Google Forms": ["Timestamp", "Email Address", ASKED],
    "SurveyMonkey": [
        "Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Email Address",
        "First Name", "Last Name", "Custom Data 1", ASKED,
    ],
    "Qualtrics": [
        "Start Date", "End Date", "Response Type", "IP Address", "Progress",
        "Duration (in seconds)", "Finished", "Recorded Date", "Response ID",
        "Recipient Last Name", "Recipient First Name", "Recipient Email",
        "External Data Reference", "Location Latitude", "Location Longitude",
        "Distribution Channel", "User Language", ASKED,
    ],
    "SmartSurvey": [
        "UserID", "UserNo", "Name", "Email", "IP Address", "Unique ID", "Started", "Ended", ASKED,
    ],
    "EngagementHQ": [
        "Login (Screen name)",
        "Contributor Summary (Signup form Qs - Detailed breakup on the right > )",
        "Date of contribution", "Login", "Usertype", "Email", ASKED,
    ],
    "Go Vocal": [
        "ID", ASKED, "Author name", "Author email", "Author ID", "Submitted at", "Project",
    ],
    "Decidim": ["ID", "Answered on", "IP Hash", "User status", "1. " + ASKED],
}  # fmt: skip
DATES = ("Completion", "Timestamp", "End", "Recorded", "Ended", "Date of", "Submitted", "Answered")


def cell(header: str, number: int) -> str:
    if header.endswith(ASKED):
        return f"More trees and benches along road {number}"
    if header.startswith((*DATES, "Start", "Last mod")):
        return f"2025-06-{number:02} 10:00:00"
    return f"x{number}"


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_is_known_and_only_its_own_columns_are_used(name: str) -> None:
    headers = EXPORTS[name]
    platform = recognise_platform(headers)
    assert platform is not None
    assert platform.name == name
    rows = [[cell(header, number) for header in headers] for number in range(1, 9)]
    uses = {column.header: column.use for column in suggest_mapping(headers, rows).columns}
    assert uses.pop(headers[[ASKED in header for header in headers].index(True)]) is (
        Use.OPEN_QUESTION
    )
    used = sorted(use.value for use in uses.values() if use is not Use.IGNORED)
    ids = [] if name in {"Google Forms", "EngagementHQ"} else [Use.RESPONSE_ID.value]
    languages = [Use.LANGUAGE.value] if name == "Qualtrics" else []
    assert used == sorted([Use.DATE.value, *ids, *languages])


@pytest.mark.parametrize(
    "headers",
    [["ID", "Date", ASKED], ["timestamp", ASKED], ["Name", "Email", ASKED], ["Timestamp"], []],
)
def test_no_tool_is_named_without_its_own_headers(headers: list[str]) -> None:
    assert recognise_platform(headers) is None


def test_the_row_of_ids_is_enough_for_qualtrics_and_the_sheets_for_consult() -> None:
    ids = TableLayout(header_style=HeaderStyle.WORDING_AND_IDS_BELOW)
    assert getattr(recognise_platform([ASKED], layout=ids), "name", "") == "Qualtrics"
    sheets = ["Guide", "Active issues", "Responses", "Demographics", "Open Questions",
              "Multiple Choice Questions", "Hybrid Questions"]  # fmt: skip
    assert getattr(recognise_platform([ASKED], sheets=sheets), "name", "") == "Consult (i.AI)"


def test_published_comments_of_commonplace_are_known_and_others_agreeing_is_no_answer() -> None:
    headers = [
        "id", "origin", "date", "agree.number", "shortUrl", "consent", "feeling", "longitude",
        "latitude", "language", "whatIsTheIssueYouAreCommentingOn", "anyOtherComments",
    ]  # fmt: skip
    rows = [
        [
            f"5ec3a{n}", "map", f"2020-05-2{n}T10:00:00Z", str(n), f"https://short.example/{n}", "1",
            str(25 * (n % 5)), "-2.3", "53.4", "en", "Pavement too narrow",
            f"The path by the shops is much too narrow for two prams, number {n}",
        ]
        for n in range(1, 9)
    ]  # fmt: skip
    platform = recognise_platform(headers)
    assert platform is not None
    assert platform.name == "Commonplace (published comments)"
    uses = {column.header: column.use for column in suggest_mapping(headers, rows).columns}
    assert uses["id"] is Use.RESPONSE_ID
    assert uses["date"] is Use.DATE
    assert uses["anyOtherComments"] is Use.OPEN_QUESTION
    left_out = {header for header, use in uses.items() if use is Use.IGNORED}
    assert left_out >= {"origin", "agree.number", "shortUrl", "consent", "longitude", "latitude"}
    assert uses["feeling"] not in {Use.IGNORED, Use.OPEN_QUESTION}
