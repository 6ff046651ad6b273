"""The public pages of engagements, and setting one up in the office."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.builders import (
    make_engagement,
    make_question,
    make_response,
    pass_check,
    today,
)

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.changes import exercises as changes
from goldenthread_web.engagement.changes.equality_questions import add_local_category
from goldenthread_web.engagement.changes.questions import ask_equality_questions
from goldenthread_web.engagement.documents import kind_of
from goldenthread_web.engagement.models import (
    Engagement,
    EqualityAnswer,
    EqualityOption,
    SupportingDocument,
)
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
OFFICE = "/office/engagements/streets/"


def package(*names: str) -> bytes:
    """Return a zip file with entries of these names."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as out:
        for name in names:
            out.writestr(name, "x")
    return held.getvalue()


def test_the_list_shows_what_is_published_by_its_state_and_finds_words(
    stranger: Client, django_assert_max_num_queries
) -> None:
    make_engagement(title="Parks, open now")
    soon = {"opens_on": today() + timedelta(days=2), "closes_on": today() + timedelta(days=9)}
    make_engagement(title="Buses, soon", **soon)
    past = {"opens_on": today() - timedelta(days=9), "closes_on": today() - timedelta(days=2)}
    make_engagement(title="Homes, closed", **past)
    make_engagement(title="Secret, not published", is_published=False)
    with django_assert_max_num_queries(3):
        everything = stranger.get("/engagements/").text
    assert "Secret" not in everything
    titles = [everything.index(word) for word in ("Parks,", "Buses,", "Homes,")]
    assert titles == sorted(titles), "open first, then soon, then closed"
    for which, word in (("open", "Parks"), ("soon", "Buses"), ("closed", "Homes")):
        shown = stranger.get("/engagements/", {"which": which}).text
        assert [w for w in ("Parks", "Buses", "Homes") if w in shown] == [word]
    assert "Buses, soon" in stranger.get("/engagements/", {"words": "buses"}).text
    assert "We found nothing." in stranger.get("/engagements/", {"words": "zebra\x00"}).text


def test_the_list_is_downloaded_as_it_is_shown_with_formulas_escaped(stranger: Client) -> None:
    make_engagement(title="=HYPERLINK(1)", is_invented=True)
    make_engagement(title="Buses, unseen", is_published=False)
    make_engagement(title="Parks")
    shown = stranger.get("/engagements/engagements.csv", {"words": "hyperlink"})
    lines = b"".join(shown.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("'=HYPERLINK(1),http://testserver/engagements/our-streets-1/,")
    assert lines[1].endswith("invented for this demonstration")


def test_the_public_page_tells_all_that_must_be_told(
    stranger: Client, django_assert_max_num_queries
) -> None:
    engagement = make_engagement(slug="streets", is_invented=True)
    make_question(engagement)
    with django_assert_max_num_queries(10):
        page = stranger.get("/engagements/streets/").text
    told = (
        engagement.why_asked,
        engagement.who_decides,
        engagement.decided_when,
        engagement.other_ways,
        engagement.supporting_documents,
        engagement.privacy_notice,
        engagement.audience,
        "1 question. About 3 minutes.",
        "Invented for this demonstration",
    )
    assert [words for words in told if words not in page] == []
    assert 'href="/engagements/streets/answer/start/"' in page


def test_a_page_that_is_not_open_has_no_start_button(stranger: Client) -> None:
    past = {"opens_on": today() - timedelta(days=9), "closes_on": today() - timedelta(days=2)}
    make_question(make_engagement(slug="streets", **past))
    page = stranger.get("/engagements/streets/").text
    assert "This closed on" in page
    assert "answer/start/" not in page


def test_an_unpublished_engagement_is_not_there_for_a_stranger(stranger: Client) -> None:
    make_engagement(slug="streets", is_published=False)
    assert stranger.get("/engagements/streets/").status_code == 404


def test_an_officer_sets_up_and_publishes(
    engagement_officer: Person, safeguarding_lead: Person, signed_in, stranger: Client
) -> None:
    client = signed_in(engagement_officer)
    days = {"opens_on": today().isoformat(), "closes_on": today().isoformat()}
    made = client.post(
        "/office/engagements/new/", {"title": "New", "channel": "online survey", **days}
    )
    assert made.url == "/office/engagements/new-2/set-up/", "“new” is an address of the office"
    base = "/office/engagements/new-2/"
    engagement = Engagement.objects.get()
    assert engagement.has_member(engagement_officer)
    refused = client.post(f"{base}publish/")
    assert refused.status_code == 409
    assert "Privacy notice; Supporting documents" in refused.text
    about = {"title": "New", "why_asked": "To learn", "audience": "All", "channel": "online survey"}
    client.post(f"{base}set-up/about/", {**about, **days})
    decision = {"who_decides": "The board", "decided_when": "May 2027"}
    client.post(f"{base}set-up/decision/", decision)
    client.post(f"{base}set-up/other-ways/", {"other_ways": "Ring us"})
    client.post(f"{base}set-up/privacy/", {"privacy_notice": "We keep it a year"})
    client.post(f"{base}set-up/safeguarding/", {"safeguarding_lead": safeguarding_lead.pk})
    client.post(f"{base}documents/", {"supporting_documents": "There are none, because it is new"})
    client.post(f"{base}questions/add/", {"kind": "open", "text": "What matters?"})
    pass_check(Engagement.objects.get())
    assert client.post(f"{base}publish/").url == base
    assert stranger.get("/engagements/new-2/").status_code == 200
    assert engagement.has_member(safeguarding_lead), "the lead can open the exercise"


def test_the_office_says_how_many_answered_and_what_comes_next(
    engagement_officer: Person, moderator: Person, signed_in
) -> None:
    engagement = make_engagement(engagement_officer, moderator, slug="streets")
    client = signed_in(engagement_officer)
    page = client.get("/office/engagements/streets/")
    assert page.context["next_step"] == ("Invite people", "engagement:inviting")
    for _ in range(2):
        make_response(engagement)
    make_response(engagement, is_from_team=True)
    assert "2 responses, online survey" in client.get("/office/engagements/").text
    page = client.get("/office/engagements/streets/")
    assert page.context["next_step"] == ("See the results", "reports:results")
    engagement.is_published = False
    engagement.save()
    page = client.get("/office/engagements/streets/")
    assert page.context["next_step"] == ("Go on setting it up", "engagement:set-up")
    page = signed_in(moderator).get("/office/engagements/streets/")
    assert page.context["next_step"] is None


def test_a_preview_says_what_is_not_written_yet_and_leads_there(
    engagement_officer: Person, signed_in, stranger: Client
) -> None:
    texts = ("why_asked", "who_decides", "decided_when", "other_ways", "supporting_documents",
             "privacy_notice", "audience")  # fmt: skip
    draft = make_engagement(engagement_officer, slug="streets", is_published=False)
    client = signed_in(engagement_officer)
    assert "ot written yet" not in client.get(f"{OFFICE}preview/").text
    Engagement.objects.filter(pk=draft.pk).update(**dict.fromkeys(texts, ""))
    page = client.get(f"{OFFICE}preview/").text
    assert page.count("ot written yet") == len(texts)
    for part in ("about", "decision", "other-ways", "privacy"):
        assert f'href="{OFFICE}set-up/{part}/">Write it' in page
    assert "ot written yet" not in stranger.get("/engagements/streets/").text


def test_what_is_to_do_stands_in_the_order_of_the_work(
    engagement_officer: Person, signed_in
) -> None:
    engagement = make_engagement(engagement_officer, slug="streets", languages=["en", "ar"])
    page = signed_in(engagement_officer).get("/office/engagements/streets/set-up/")
    groups = page.context["groups"]
    assert [group.title for group in groups][-1] == "Before it opens"
    states = {task.title: task.state for group in groups for task in group.tasks}
    assert states["Languages and easy read"] == "1 more"
    assert states["How often one person can answer"] == "As often as they like"
    assert states["People who work on it"] == "1 person"
    assert engagement.title in page.text


def test_a_last_day_before_the_first_is_refused_beside_the_field(
    engagement_officer: Person, signed_in
) -> None:
    typed = {
        "title": "Typed already",
        "channel": "stall",
        "opens_on": today().isoformat(),
        "closes_on": (today() - timedelta(days=1)).isoformat(),
    }
    page = signed_in(engagement_officer).post("/office/engagements/new/", typed)
    assert "The last day is before the first" in page.text
    assert "Typed already" in page.text


def test_office_pages_are_for_people_on_the_list(person_with, signed_in, stranger: Client) -> None:
    own, other = person_with(Role.ENGAGEMENT_OFFICER), person_with(Role.ENGAGEMENT_OFFICER)
    moderator = person_with(Role.MODERATOR)
    make_engagement(own, moderator, slug="streets")
    pages = (
        "", "set-up/", "set-up/about/", "preview/", "questions/", "questions/add/",
        "equality-questions/", "documents/", "people/",
    )  # fmt: skip
    for page in pages:
        assert signed_in(own).get(f"{OFFICE}{page}").status_code == 200, page
        assert signed_in(other).get(f"{OFFICE}{page}").status_code == 403, page
        assert stranger.get(f"{OFFICE}{page}").status_code == 302, page
        if page:
            assert signed_in(moderator).get(f"{OFFICE}{page}").status_code == 403, page
    assert signed_in(moderator).get(OFFICE).status_code == 200


def test_only_the_lead_sees_how_much_is_with_the_lead(person_with, signed_in) -> None:
    officer, lead = person_with(Role.ENGAGEMENT_OFFICER), person_with(Role.SAFEGUARDING_LEAD)
    engagement = make_engagement(officer, lead, slug="streets", safeguarding_lead=lead)
    make_response(engagement, "Worrying words", status="safeguarding")
    assert "as safeguarding lead" in signed_in(lead).get(OFFICE).text
    assert "as safeguarding lead" not in signed_in(officer).get(OFFICE).text


@pytest.mark.parametrize("response_count", [1, 9])
def test_office_pages_need_the_same_queries_however_many_answered(
    engagement_officer: Person, signed_in, django_assert_max_num_queries, response_count: int
) -> None:
    engagement = make_engagement(engagement_officer, slug="streets")
    for number in range(response_count):
        make_question(engagement, f"Question {number}?", "Yes", "No")
        make_response(engagement, "Words", question=engagement.questions.first())
    client = signed_in(engagement_officer)
    for page, most in (
        ("", 9),
        ("set-up/", 13),
        ("questions/", 12),
        ("people/", 9),
        ("preview/", 16),
    ):
        with django_assert_max_num_queries(most):
            client.get(f"{OFFICE}{page}")


def test_what_is_answered_is_not_hidden_from_the_public_again(
    engagement_officer: Person, signed_in
) -> None:
    engagement = make_engagement(engagement_officer, slug="streets")
    client = signed_in(engagement_officer)
    assert client.post(f"{OFFICE}hide/").status_code == 302
    Engagement.objects.update(is_published=True)
    make_response(engagement, "Words")
    assert client.post(f"{OFFICE}hide/").status_code == 409
    assert Engagement.objects.get().is_published


def test_people_are_added_and_removed_by_name(person_with, signed_in) -> None:
    officer, moderator = person_with(Role.ENGAGEMENT_OFFICER), person_with(Role.MODERATOR)
    board_member = person_with(Role.BOARD_MEMBER)
    engagement = make_engagement(officer, slug="streets")
    client = signed_in(officer)
    page = client.get(f"{OFFICE}people/").text
    assert moderator.name in page
    assert board_member.name not in page
    client.post(f"{OFFICE}people/", {"person": moderator.pk})
    assert engagement.has_member(moderator)
    refused = client.post(f"{OFFICE}people/", {"person": board_member.pk})
    assert refused.status_code == 200
    assert not engagement.has_member(board_member)
    client.post(f"{OFFICE}people/{moderator.pk}/remove/")
    assert not engagement.has_member(moderator)
    last = client.post(f"{OFFICE}people/{officer.pk}/remove/")
    assert last.status_code == 409
    actions = AuditEvent.objects.filter(action__startswith="engagement.person").order_by("id")
    assert [event.action for event in actions] == [
        "engagement.person-added",
        "engagement.person-removed",
    ]


def test_the_safeguarding_lead_stays_on_the_list(
    engagement_officer: Person, safeguarding_lead: Person
) -> None:
    engagement = make_engagement(engagement_officer)
    changes.change_engagement(
        by=engagement_officer, engagement=engagement, safeguarding_lead=safeguarding_lead
    )
    with pytest.raises(ConflictError, match="Name another safeguarding lead"):
        changes.remove_member(
            by=engagement_officer, engagement=engagement, person=safeguarding_lead
        )


@pytest.mark.parametrize(
    ("held", "kind"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n\x1a\n...", "png"),
        (b"\xff\xd8\xff\xe0...", "jpg"),
        (package("[Content_Types].xml", "word/document.xml"), "docx"),
        (package("mimetype", "content.xml"), "odt"),
        (package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), ""),
        (package("anything.exe"), ""),
        (b"PK\x03\x04 cut short", ""),
        (b"<html><script>alert(1)</script>", ""),
        (b"MZ\x90", ""),
        (b"", ""),
    ],
)
def test_a_document_is_known_by_its_bytes(held: bytes, kind: str) -> None:
    assert kind_of(io.BytesIO(held)) == kind


def test_a_document_is_handed_over_to_be_saved(
    engagement_officer: Person, signed_in, stranger: Client, django_capture_on_commit_callbacks
) -> None:
    make_engagement(engagement_officer, slug="streets")
    client = signed_in(engagement_officer)
    upload = SimpleUploadedFile("../../Ev il.html", b"%PDF-1.7 held")
    client.post(f"{OFFICE}documents/add/", {"title": "The plan", "file": upload})
    document = SupportingDocument.objects.get()
    assert document.file.name.endswith(".pdf")
    answer = stranger.get(f"/engagements/streets/documents/{document.pk}/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="The plan.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 held"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{OFFICE}documents/{document.pk}/remove/")
    assert not document.file.storage.exists(document.file.name)
    assert stranger.get(f"/engagements/streets/documents/{document.pk}/").status_code == 404


def test_a_document_of_an_unpublished_exercise_is_for_its_people(
    engagement_officer: Person, signed_in, stranger: Client
) -> None:
    engagement = make_engagement(engagement_officer, slug="streets", is_published=False)
    document = changes.add_document(
        by=SHELL, engagement=engagement, title="Draft", file=SimpleUploadedFile("a.pdf", b"%PDF-")
    )
    assert stranger.get(f"/engagements/streets/documents/{document.pk}/").status_code == 404
    own = signed_in(engagement_officer).get(f"{OFFICE}documents/{document.pk}/")
    assert b"".join(own.streaming_content) == b"%PDF-"


def test_a_file_of_another_kind_is_refused_and_the_title_kept(
    engagement_officer: Person, signed_in
) -> None:
    make_engagement(engagement_officer, slug="streets")
    page = signed_in(engagement_officer).post(
        f"{OFFICE}documents/add/",
        {"title": "Typed title", "file": SimpleUploadedFile("a.pdf", b"<html>")},
    )
    assert "This is not a PDF" in page.text
    assert "Typed title" in page.text
    assert not SupportingDocument.objects.exists()


def test_equality_answers_are_seen_in_aggregate_with_small_numbers_hidden(
    equality_officer: Person, engagement_officer: Person, signed_in, django_assert_max_num_queries
) -> None:
    engagement = make_engagement(equality_officer, engagement_officer, slug="streets")
    ask_equality_questions(
        by=SHELL,
        engagement=engagement,
        purpose="To see who took part.",
        kept_until=today() + timedelta(days=90),
    )
    disabled = engagement.equality_questions.get(key="disabled")
    for number, text in enumerate(["Yes"] * 2 + ["No"] * 20 + [""] * 8):
        response = make_response(engagement, f"Words {number}")
        if text:
            EqualityAnswer.objects.create(
                response=response,
                question=disabled,
                option=disabled.options.get(text=text),
                purpose="To see who took part.",
                delete_on=today() + timedelta(days=90),
            )
    client = signed_in(equality_officer)
    with django_assert_max_num_queries(10):
        page = client.get(f"{OFFICE}equality/")
    shown = {row[0]: row[2] for row in page.context["tables"][1].rows}
    assert shown["Yes"] == "fewer than 5"
    assert shown["No"] == "20"
    assert shown["Did not answer"] == "not shown", "30 less the others would give it away"
    assert signed_in(engagement_officer).get(f"{OFFICE}equality/").status_code == 403


def test_equality_answers_past_their_day_are_not_counted(
    equality_officer: Person, signed_in
) -> None:
    engagement = make_engagement(
        equality_officer, slug="streets", closes_on=today() - timedelta(days=1)
    )
    ask_equality_questions(by=SHELL, engagement=engagement, purpose="To see.", kept_until=today())
    disabled = engagement.equality_questions.get(key="disabled")
    for number in range(9):
        EqualityAnswer.objects.create(
            response=make_response(engagement, f"Words {number}"),
            question=disabled,
            option=disabled.options.get(text="No"),
            purpose="To see.",
            delete_on=today() - timedelta(days=1),
        )
    page = signed_in(equality_officer).get(f"{OFFICE}equality/")
    shown = {row[0]: row[2] for row in page.context["tables"][1].rows}
    assert (shown["No"], shown["Did not answer"]) == ("0", "9")


def test_two_looks_at_equality_answers_never_tell_of_one_person(
    equality_officer: Person, signed_in
) -> None:
    engagement = make_engagement(equality_officer, slug="streets")
    ask_equality_questions(by=SHELL, engagement=engagement, purpose="To see.", kept_until=today())
    disabled = engagement.equality_questions.get(key="disabled")
    client = signed_in(equality_officer)
    told = []
    for _ in range(16):
        EqualityAnswer.objects.create(
            response=make_response(engagement),
            question=disabled,
            option=disabled.options.get(text="No"),
            purpose="To see.",
            delete_on=today(),
        )
        page = client.get(f"{OFFICE}equality/")
        told.append(next(row[2] for row in page.context["tables"][1].rows if row[0] == "No"))
    assert told == [*["0"] * 4, *["5"] * 5, *["10"] * 5, *["15"] * 2]
    Engagement.objects.update(closes_on=today() - timedelta(days=1))
    page = client.get(f"{OFFICE}equality/")
    assert {row[0]: row[2] for row in page.context["tables"][1].rows}["No"] == "16"


def test_local_answers_are_counted_in_the_census_category_too(
    equality_officer: Person, signed_in
) -> None:
    engagement = make_engagement(
        equality_officer, slug="streets", closes_on=today() - timedelta(days=1)
    )
    kept_until = today() + timedelta(days=90)
    ask_equality_questions(
        by=SHELL, engagement=engagement, purpose="To see.", kept_until=kept_until
    )
    asked = engagement.equality_questions.get(key="ethnic_group")
    asian = asked.options.get(text="Asian or Asian British")
    local = add_local_category(by=SHELL, counts_towards=asian, text="Bangladeshi")
    written = EqualityOption.objects.create(
        question=asked, position=20, text="Sylheti", is_from_file=True
    )
    assert add_local_category(by=SHELL, counts_towards=asian, text="sylheti") == written
    for option, times in ((asian, 6), (local, 20), (written, 3)):
        for _ in range(times):
            EqualityAnswer.objects.create(
                response=make_response(engagement),
                question=asked,
                option=option,
                purpose="To see.",
                delete_on=kept_until,
            )
    client = signed_in(equality_officer)
    shown = {row[0]: row[1:3] for row in client.get(f"{OFFICE}equality/").context["tables"][2].rows}
    published = "“Asian, Asian British or Asian Welsh”"
    assert shown["Asian or Asian British: all together"] == (published, "29")
    assert shown["Bangladeshi"] == (f"counts towards {published}", "20")
    assert shown["Asian or Asian British: nothing more exact"][1] == "9", "three wrote their own"
    assert "Sylheti" not in shown
