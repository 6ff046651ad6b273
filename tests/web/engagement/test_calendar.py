"""The calendar of blocked periods: kept by the monitoring officer, asked before anything opens."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.builders import make_block, make_engagement, today

from goldenthread.errors import ConflictError, InputError, NotAllowedError
from goldenthread_web.engagement.changes import calendar as changes
from goldenthread_web.engagement.changes.exercises import change_engagement
from goldenthread_web.engagement.models import BlockedPeriod, BlockedPeriodOverride
from goldenthread_web.engagement.queries.calendar import say_days
from goldenthread_web.engagement.queries.calendar_files import PeriodRow
from goldenthread_web.engagement.queries.calendar_year import months_of
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
CALENDAR = "/office/calendar/"
EASTER = {
    "name": "Easter 2027",
    "kind": "festival",
    "begins_on": "2027-03-26",
    "ends_on": "2027-03-29",
    "source": "Worked out",
}


@pytest.fixture
def keeper(monitoring_officer: Person, signed_in) -> Client:
    return signed_in(monitoring_officer)


def test_a_new_site_blocks_no_days() -> None:
    assert not BlockedPeriod.objects.exists()


def test_the_summary_of_problems_names_the_fields(keeper: Client) -> None:
    page = keeper.post(f"{CALENDAR}add/", {**EASTER, "kind": "", "begins_on": ""}).text
    assert "What kind of days are they? – This field is required." in page
    assert "First day – This field is required." in page


def test_a_monitoring_officer_adds_changes_and_removes_a_period(keeper: Client) -> None:
    answer = keeper.post(f"{CALENDAR}add/", EASTER)
    assert answer.url == f"{CALENDAR}?year=2027"
    period = BlockedPeriod.objects.get()
    assert (period.begins_on, period.ends_on) == (date(2027, 3, 26), date(2027, 3, 29))
    keeper.post(f"{CALENDAR}{period.pk}/", {**EASTER, "ends_on": "2027-03-30"})
    period.refresh_from_db()
    assert period.ends_on == date(2027, 3, 30)
    keeper.post(f"{CALENDAR}{period.pk}/remove/")
    assert not BlockedPeriod.objects.exists()
    found = AuditEvent.objects.filter(action__contains="blocked").order_by("id")
    assert [event.action.rpartition("-")[2] for event in found] == ["added", "changed", "removed"]
    assert found[1].facts["fields"] == "ends_on"


def test_days_the_wrong_way_round_are_refused_beside_the_field(keeper: Client) -> None:
    page = keeper.post(f"{CALENDAR}add/", {**EASTER, "ends_on": "2027-03-25"})
    assert "The last day is before the first" in page.text
    assert "Worked out" in page.text, "nothing typed is lost"


def test_others_see_the_calendar_and_keep_nothing_of_it(person_with, signed_in, stranger) -> None:
    period = make_block("Easter 2027", date(2027, 3, 26), date(2027, 3, 29))
    client = signed_in(person_with(*(role for role in Role if role != Role.MONITORING_OFFICER)))
    page = client.get(CALENDAR, {"year": "2027"}).text
    assert "Easter 2027" in page
    assert "Add a period" not in page
    slug = make_engagement().slug
    for address in ("add/", "bring-in/", "computed/", f"{period.pk}/", f"{period.pk}/remove/"):
        assert client.post(f"{CALENDAR}{address}", EASTER).status_code == 403, address
    assert client.post(f"{CALENDAR}{period.pk}/allow/{slug}/", {"reason": "x"}).status_code == 403
    assert stranger.get(CALENDAR).status_code == 302


@pytest.mark.parametrize("count", [1, 12])
def test_the_year_needs_the_same_queries_however_full_it_is(
    keeper: Client, django_assert_max_num_queries, count: int
) -> None:
    for number in range(count):
        day = today() + timedelta(days=number)
        make_block(f"Period {number}", day, day)
        make_engagement(title=f"Engagement {number}")
    with django_assert_max_num_queries(8):
        page = keeper.get(CALENDAR).text
    assert page.count("Allow it") >= count


def test_a_year_is_drawn_month_by_month_with_each_day_once() -> None:
    engagement = make_engagement(opens_on=date(2027, 3, 30), closes_on=date(2027, 4, 2))
    easter = make_block("Easter", date(2027, 3, 26), date(2027, 3, 29))
    school = make_block("School", date(2027, 3, 29), date(2027, 4, 9), kind="holiday")
    months = months_of(2027, [easter, school], [engagement])
    march, april = months[2], months[3]
    assert [(one.left, one.width, one.kind) for one in march.blocked] == [
        (250, 40, "festival"),
        (290, 20, "holiday"),
    ]
    assert march.sentence == "March: 6 days are blocked"
    assert [(one.left, one.width) for one in april.running] == [(0, 20)]
    assert [entry.begins_here for entry in april.entries] == [False]
    assert (march.opening, april.opening) == ((engagement,), ())
    assert months[0].sentence == "January: nothing is blocked"


@pytest.mark.parametrize("year", ["abc", "99999", "0", "²⁰²⁷", ""])
def test_an_odd_year_in_the_address_shows_this_year(keeper: Client, year: str) -> None:
    assert f"Blocked periods in {today().year}" in keeper.get(CALENDAR, {"year": year}).text


def test_an_unpublished_exercise_of_others_is_not_in_the_year(person_with, signed_in) -> None:
    own, other = person_with(Role.ENGAGEMENT_OFFICER), person_with(Role.ENGAGEMENT_OFFICER)
    make_engagement(own, title="A secret plan", is_published=False, opens_on=today())
    assert "A secret plan" in signed_in(own).get(CALENDAR).text
    assert "A secret plan" not in signed_in(other).get(CALENDAR).text


def test_easter_and_christmas_are_added_once(keeper: Client) -> None:
    for _ in range(2):
        assert keeper.post(f"{CALENDAR}computed/", {"year": "2027"}).status_code == 302
    found = list(BlockedPeriod.objects.values_list("name", "begins_on"))
    assert found == [
        ("Good Friday to Easter Monday 2027", date(2027, 3, 26)),
        ("Christmas and New Year 2027", date(2027, 12, 25)),
    ]
    assert keeper.post(f"{CALENDAR}computed/", {"year": "99"}).status_code == 400


def send(keeper: Client, text: str, name: str = "calendar.csv"):
    upload = SimpleUploadedFile(name, text.encode("utf-8-sig"))
    return keeper.post(f"{CALENDAR}bring-in/", {"file": upload})


def test_a_file_comes_in_and_goes_out_and_in_again(keeper: Client) -> None:
    text = (
        "Name;Kind;First day;Last day;Source\n"
        "=Eid al-Fitr;Religious festival;2027-03-10;11/03/2027;Announced\n"
        "Local elections;pre-election;22 March 2027;2027-05-06;Notice\n"
    )
    assert send(keeper, text).status_code == 302
    kept = list(BlockedPeriod.objects.values_list("name", "kind", "begins_on", "ends_on", "source"))
    assert len(kept) == 2
    answer = keeper.get(f"{CALENDAR}calendar.csv")
    written = b"".join(answer.streaming_content).decode()
    assert "'=Eid al-Fitr" in written, "a spreadsheet does not run it"
    BlockedPeriod.objects.all().delete()
    send(keeper, written.replace("'=", "="))
    again = BlockedPeriod.objects.values_list("name", "kind", "begins_on", "ends_on", "source")
    assert list(again) == kept
    send(keeper, written.replace("'=", "="))
    assert BlockedPeriod.objects.count() == 2, "the same file twice adds nothing"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Eid,feast,2027-03-10,2027-03-11,x", "Row 3: the kind is one of pre-election"),
        ("Eid,festival,2027-03-11,2027-03-10,x", "Row 3: the last day is before the first"),
        ("Eid,festival,soon,2027-03-10,x", "Row 3, first day"),
        ("Eid,festival,,2027-03-10,x", "Row 3: the first day is missing"),
        (",festival,2027-03-10,2027-03-10,x", "Row 3: give a name"),
        ("E" * 121 + ",festival,2027-03-10,2027-03-10,x", "Row 3: give a name"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_and_nothing_comes_in(
    keeper: Client, row: str, told: str
) -> None:
    good = "Easter,festival,2027-03-26,2027-03-29,x"
    page = send(keeper, f"name,kind,first day,last day,source\n{good}\n{row}\n")
    assert told in page.text
    assert not BlockedPeriod.objects.exists()


def test_a_file_without_its_columns_is_refused(keeper: Client) -> None:
    assert "no column “last day”" in send(keeper, "name,kind,first day\na,b,c\n").text
    assert "There is no period" in send(keeper, "name,kind,first day,last day\n").text


def test_a_file_that_is_too_large_is_refused(keeper: Client) -> None:
    assert "larger than 1 MB" in send(keeper, "x" * 1_000_001).text


def test_only_a_monitoring_officer_lets_an_engagement_run(engagement_officer: Person) -> None:
    engagement = make_engagement(engagement_officer)
    period = make_block("Election", today(), today())
    with pytest.raises(NotAllowedError):
        changes.allow_in_period(
            by=engagement_officer, engagement=engagement, period=period, reason="I want to"
        )
    assert not BlockedPeriodOverride.objects.exists()


def test_a_monitoring_officer_allows_it_once_with_a_reason(
    keeper: Client, monitoring_officer: Person, engagement_officer: Person, signed_in
) -> None:
    engagement = make_engagement(engagement_officer, title="Bins", is_published=False)
    period = make_block("Election", today(), today())
    address = f"{CALENDAR}{period.pk}/allow/{engagement.slug}/"
    assert "Bins" in keeper.get(CALENDAR).text
    assert keeper.post(address, {"reason": "  "}).context["form"].errors
    keeper.post(address, {"reason": "The law asks for it now"})
    override = BlockedPeriodOverride.objects.get()
    assert override.made_by == monitoring_officer
    assert "The law asks for it now" in keeper.get(CALENDAR).text
    assert keeper.post(address, {"reason": "Again"}).status_code == 409
    event = AuditEvent.objects.get(action="engagement.blocked-period-allowed")
    assert event.facts == {"period": period.pk}, "an event holds no words"
    assert keeper.post(f"{CALENDAR}{period.pk}/remove/").status_code == 409


def test_nothing_is_allowed_for_a_period_that_it_does_not_touch(
    monitoring_officer: Person,
) -> None:
    engagement = make_engagement()
    later = engagement.closes_on + timedelta(days=1)
    period = make_block("Later", later, later)
    with pytest.raises(ConflictError, match="not open in this period"):
        changes.allow_in_period(
            by=monitoring_officer, engagement=engagement, period=period, reason="Why not"
        )
    with pytest.raises(InputError, match="Say why"):
        changes.allow_in_period(
            by=monitoring_officer, engagement=engagement, period=period, reason=" "
        )


def days_from_now(first: int, last: int) -> dict[str, date]:
    return {
        "opens_on": today() + timedelta(days=first),
        "closes_on": today() + timedelta(days=last),
    }


def test_what_was_allowed_covers_no_more_days_than_it_was_given_for(
    monitoring_officer: Person, engagement_officer: Person
) -> None:
    engagement = make_engagement(engagement_officer, is_published=False, **days_from_now(0, 12))
    period = make_block("Election", today() + timedelta(days=10), today() + timedelta(days=20))

    def allow_and_move(first: int, last: int) -> bool:
        BlockedPeriodOverride.objects.all().delete()
        change_engagement(by=engagement_officer, engagement=engagement, **days_from_now(0, 12))
        changes.allow_in_period(
            by=monitoring_officer, engagement=engagement, period=period, reason="Law"
        )
        change_engagement(
            by=engagement_officer, engagement=engagement, **days_from_now(first, last)
        )
        return BlockedPeriodOverride.objects.exists()

    assert allow_and_move(5, 11), "fewer days"
    assert not allow_and_move(0, 13), "one day more"
    assert not allow_and_move(0, 5), "away from it, so a way back needs a new decision"
    assert not allow_and_move(11, 30)
    ended = AuditEvent.objects.filter(action="engagement.blocked-period-allowance-ended")
    assert ended.count() == 3


def test_a_period_that_grows_ends_what_was_allowed_in_it(monitoring_officer: Person) -> None:
    engagement = make_engagement()
    period = make_block("Election", today(), today())
    changes.allow_in_period(
        by=monitoring_officer, engagement=engagement, period=period, reason="Law"
    )
    row = PeriodRow("Election 2027", period.kind, today(), today(), "")
    changes.change_period(by=monitoring_officer, period=period, row=row)
    assert BlockedPeriodOverride.objects.exists()
    grown = PeriodRow("Election 2027", period.kind, today(), today() + timedelta(days=1), "")
    changes.change_period(by=monitoring_officer, period=period, row=grown)
    assert not BlockedPeriodOverride.objects.exists()


def test_a_published_engagement_is_not_moved_into_a_blocked_period(
    engagement_officer: Person, signed_in
) -> None:
    engagement = make_engagement(engagement_officer, slug="streets")
    late = engagement.closes_on + timedelta(days=3)
    make_block("Local election", late, late)
    about = {
        "title": "Streets", "why_asked": "To learn", "audience": "All", "channel": "online survey",
        "opens_on": engagement.opens_on.isoformat(),
    }  # fmt: skip
    client, address = signed_in(engagement_officer), "/office/engagements/streets/set-up/about/"
    page = client.post(address, {**about, "closes_on": late.isoformat()})
    assert "It would run in a blocked period: Local election" in page.text
    assert client.post(address, {**about, "closes_on": engagement.closes_on}).status_code == 302
    with pytest.raises(ConflictError, match="ask a monitoring officer"):
        change_engagement(by=engagement_officer, engagement=engagement, closes_on=late)


def test_days_are_said_as_people_say_them() -> None:
    assert say_days(date(2027, 3, 26), date(2027, 3, 26)) == "26 March 2027"
    assert say_days(date(2027, 3, 26), date(2027, 4, 2)) == "26 March to 2 April 2027"
    assert say_days(date(2027, 12, 25), date(2028, 1, 1)) == "25 December 2027 to 1 January 2028"
