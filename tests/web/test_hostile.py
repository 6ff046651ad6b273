"""Attacks: to see what others said, to stuff an exercise, to bring the site down."""

import io
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tests.web.builders import make_engagement, make_question, make_response
from tests.web.plans.conftest import drafted, redact_name
from tests.web.thread.conftest import Followed, every_cell, followed, give_receipt

from goldenthread.engagement.receipts import new_receipt_code
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    EngagementMember,
    EngagementResponse,
    EqualityAnswer,
    EqualityOption,
    EqualityQuestion,
    QuestionOption,
    RejectedImportRow,
    ResponseImport,
    UnsentResponse,
)
from goldenthread_web.engagement.queries.equality import equality_counts
from goldenthread_web.page.logs import JsonFormatter
from goldenthread_web.people.audit import RESIDENT, SHELL
from goldenthread_web.people.changes import end_role, make_sign_in_link, set_active
from goldenthread_web.people.roles import Role
from goldenthread_web.plans.queries.drafts import copies_of, find_released
from goldenthread_web.plans.wording import SOMEBODY
from goldenthread_web.reports.queries.what_we_heard import what_we_heard
from goldenthread_web.themes.models import DiscoveryRun, SuggestedTheme, Suggestion
from goldenthread_web.thread.changes import remove_response

pytestmark = pytest.mark.django_db
OWN = "Mrs Quillhaven at number five never opens her gate"
__all__ = ["drafted", "every_cell", "followed"]


@pytest.fixture(autouse=True)
def _nobody_was_slowed_before() -> None:
    cache.clear()


def test_a_thousand_guessed_receipts_find_nothing_and_are_slowed(stranger: Client) -> None:
    give_receipt(make_response(make_engagement(), "Benches"))
    answers = [
        stranger.post(
            "/receipt/",
            {"code": new_receipt_code()},
            headers={"X-Forwarded-For": f"10.0.0.{n % 250}"},
        ).status_code
        for n in range(1_000)
    ]
    assert answers.count(200) == 30, "so many are looked up in an hour"
    assert answers.count(429) == 970
    assert "followed_response" not in stranger.session


def written_into_a_file() -> tuple[EngagementResponse, QuestionOption]:
    """Return a response of an imported file that ticked what nobody else did."""
    engagement = make_engagement()
    question = make_question(engagement, "How do you get here?", "On foot", "By bus")
    response = make_response(engagement)
    own = QuestionOption.objects.create(question=question, position=3, text=OWN, is_from_file=True)
    ChoiceAnswer.objects.create(response=response, question=question, option=own)
    return response, own


def test_what_somebody_wrote_into_a_file_is_offered_to_nobody(stranger: Client) -> None:
    response, own = written_into_a_file()
    page = f"/engagements/{response.engagement.slug}/answer/question-{own.question_id}/"
    shown = stranger.get(page).content.decode()
    assert "By bus" in shown
    assert OWN not in shown
    field = f"answer_{own.question_id}"
    assert stranger.post(page, {field: str(own.pk)}).status_code == 200, "it cannot be chosen"
    assert not UnsentResponse.objects.exists()


def test_a_report_puts_own_words_of_few_people_together() -> None:
    response, own = written_into_a_file()
    report = what_we_heard(response.engagement, today=timezone.localdate())
    (asked,) = report.closed_questions
    assert [one.option for one in asked.options] == ["On foot", "By bus", "Other answers"]
    ChoiceAnswer.objects.bulk_create(
        ChoiceAnswer(response=make_response(response.engagement), question=own.question, option=own)
        for _ in range(4)
    )
    (asked,) = what_we_heard(response.engagement, today=timezone.localdate()).closed_questions
    assert [one.option for one in asked.options] == ["On foot", "By bus", OWN], "five gave it"


def test_equality_answers_in_own_words_stand_together() -> None:
    response, _ = written_into_a_file()
    asked = EqualityQuestion.objects.create(
        engagement=response.engagement, key="age", position=1, text="How old are you?"
    )
    own = EqualityOption.objects.create(question=asked, position=1, text=OWN, is_from_file=True)
    EqualityAnswer.objects.create(
        response=response, question=asked, option=own, purpose="x", delete_on=timezone.localdate()
    )
    (counted,) = equality_counts(response.engagement, today=timezone.localdate())
    assert [one.label for one in counted.categories] == ["Other answers"]


def test_an_erasure_takes_own_words_out_of_the_options(every_cell) -> None:
    response, _ = written_into_a_file()
    assert OWN in every_cell()
    remove_response(by=RESIDENT, response=response, reason="Asked for")
    assert OWN not in every_cell()
    assert QuestionOption.objects.count() == 2


def test_an_erasure_finds_copies_of_a_row_however_they_are_written(every_cell) -> None:
    text = "Cafe\u0301 tables on Quillhaven Road\nare in the way"
    response = make_response(make_engagement(), text)
    came = ResponseImport.objects.create(engagement=response.engagement, file_name="a.csv")
    for cell in (f"  {text} ", text.replace("\n", "\r\n")):
        RejectedImportRow.objects.create(
            response_import=came, row_number=2, reason="No date", cells=["x", cell]
        )
    remove_response(by=RESIDENT, response=response, reason="Asked for")
    assert "Quillhaven" not in every_cell()


def test_removing_a_short_answer_keeps_rows_of_others_that_hold_it_too() -> None:
    response = make_response(make_engagement(), "No")
    came = ResponseImport.objects.create(engagement=response.engagement, file_name="a.csv")
    RejectedImportRow.objects.create(
        response_import=came, row_number=2, reason="No date", cells=["Nowhere to sit, north side"]
    )
    remove_response(by=RESIDENT, response=response, reason="Asked for")
    assert RejectedImportRow.objects.count() == 1, "somebody waits for it to be mended"


def redacted() -> Contribution:
    response = make_response(make_engagement(), "Ask Mrs Begum about the repairs")
    one = response.contributions.get()
    redact_name(one)
    return one


def test_a_search_does_not_tell_what_was_taken_out(person_with, signed_in) -> None:
    one = redacted()
    assert not find_released("Begum").exists()
    assert not copies_of("Begum", [one])
    assert find_released("repairs").get() == one
    engagement = one.response.engagement
    for role, sees in ((Role.POLICY_OFFICER, False), (Role.MODERATOR, True)):
        person = person_with(role)
        EngagementMember.objects.create(engagement=engagement, person=person)
        client, office = signed_in(person), f"/office/engagements/{engagement.slug}"
        for page in ("contributions/", "contributions/download/"):
            answer = client.get(f"{office}/{page}?words=Begum&state=any")
            body = b"".join(answer) if answer.streaming else answer.content
            assert (one.reference.encode() in body) is sees, (role, page)


def test_a_search_finds_redacted_words_where_they_stand_in_public_too() -> None:
    response = make_response(make_engagement(), "Ask Mrs Begum. Everybody asks Begum at the café")
    redact_name(response.contributions.get())
    assert find_released("begum café").exists()


def suggested_from(*texts: str, name: str) -> EngagementResponse:
    """Return the last response; the method put all in one theme that it named."""
    engagement = make_engagement()
    responses = [make_response(engagement, text) for text in texts]
    run = DiscoveryRun.objects.create(
        engagement=engagement, finished_at=timezone.now(), method="Similar words."
    )
    said = [response.contributions.get() for response in responses]
    theme = SuggestedTheme.objects.create(
        run=run, position=4, name=name, phrases=[name], size=2, people_count=2, stability=0.9,
        exemplar_ids=[one.pk for one in said],
    )  # fmt: skip
    for one in said:
        Suggestion.objects.create(run=run, contribution=one, suggested_theme=theme, confidence=0.9)
    return responses[-1]


def test_a_receipt_does_not_tell_the_held_words_of_others_in_a_suggestion(
    stranger: Client,
) -> None:
    response = suggested_from("Quillhaven gate is shut", "Open the gate", name="Quillhaven gate")
    stranger.post("/receipt/", {"code": give_receipt(response)})
    page = stranger.get("/receipt/followed/").content.decode()
    assert "Quillhaven" not in page
    assert "Suggested theme 4" in page
    Contribution.objects.update(status=Contribution.Status.RELEASED)
    assert "Quillhaven gate" in stranger.get("/receipt/followed/").content.decode()


def test_a_report_names_suggestions_by_released_words_only() -> None:
    response = suggested_from("Quillhaven gate is shut", "Open the gate", name="Quillhaven gate")
    (asked,) = what_we_heard(response.engagement, today=timezone.localdate()).open_questions
    assert [theme.name for theme in asked.themes] == ["Suggested theme 4"]


def test_words_do_not_stand_beside_what_picks_their_author_out(stranger: Client) -> None:
    engagement = make_engagement()
    response = make_response(
        engagement, "More benches", status="released", capacity="councillor", channel="stall",
        people_count=3,
    )  # fmt: skip
    address = f"/words/{response.contributions.get().reference}/"
    page = stranger.get(address).content.decode()
    assert "councillor" not in page
    assert "stall" not in page
    assert "group of 3" not in page
    for _ in range(2):
        make_response(engagement, capacity="councillor", channel="stall")
    assert "said as: councillor" in " ".join(stranger.get(address).content.decode().split())


def test_a_quote_of_the_only_councillor_says_somebody(stranger: Client, followed: Followed) -> None:
    address = "/plan/1/1.1/why/"
    assert "A resident" in stranger.get(address).content.decode()
    EngagementResponse.objects.filter(pk=followed.response.pk).update(capacity="councillor")
    page = stranger.get(address).content.decode()
    assert "A councillor" not in page
    assert SOMEBODY in page


def test_a_stranger_cannot_fill_the_disk(stranger: Client, settings) -> None:
    for address in ("/receipt/", "/office/engagements/new/", "/accounts/login/"):
        large = io.BytesIO(b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))
        large.name = "large.csv"
        assert stranger.post(address, {"file": large}).status_code == 413


def test_somebody_signed_in_sends_large_files_up_to_the_limit(
    engagement_officer, signed_in, settings
) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    client = signed_in(engagement_officer)
    large = io.BytesIO(b"x" * 2_000)
    large.name = "large.csv"
    assert client.post("/office/engagements/new/", {"file": large}).status_code == 200
    settings.UPLOAD_LIMIT_BYTES = 500
    large.seek(0)
    assert client.post("/office/engagements/new/", {"file": large}).status_code == 413


def test_word_documents_are_not_made_without_end(stranger: Client) -> None:
    address = f"/engagements/{make_engagement().slug}/what-we-heard.docx"
    assert [stranger.get(address).status_code for _ in range(61)][-2:] == [404, 429]


def test_no_line_of_the_log_holds_the_secret_of_a_link(analyst, caplog) -> None:
    token = make_sign_in_link(by=SHELL, person=analyst, now=timezone.now())
    strict = Client(enforce_csrf_checks=True)
    with caplog.at_level(logging.INFO):
        assert strict.post(f"/sign-in/{token}/").status_code == 403
    lines = [JsonFormatter().format(record) for record in caplog.records]
    assert any("Forbidden" in line for line in lines)
    assert not any(token in line for line in lines)


def test_a_link_is_kept_in_no_cache_and_works_once(stranger: Client, analyst) -> None:
    token = make_sign_in_link(by=SHELL, person=analyst, now=timezone.now())
    for _ in range(2):
        assert "no-store" in stranger.get(f"/sign-in/{token}/").headers["Cache-Control"]
    before = stranger.session.session_key
    assert stranger.post(f"/sign-in/{token}/").status_code == 302, "looking did not use it up"
    assert stranger.session.session_key != before
    assert Client().post(f"/sign-in/{token}/").status_code == 409


def test_who_is_kept_out_or_lost_the_role_is_stopped_at_once(person_with, signed_in) -> None:
    person = person_with(Role.MODERATOR)
    engagement = make_engagement(person)
    make_response(engagement, "A bench")
    client, queue = signed_in(person), f"/office/engagements/{engagement.slug}/release/"
    assert "A bench" in client.get(queue).content.decode()
    end_role(by=SHELL, person=person, role=Role.MODERATOR, now=timezone.now())
    assert client.get(queue).status_code == 403
    other = person_with(Role.MODERATOR)
    EngagementMember.objects.create(engagement=engagement, person=other)
    client = signed_in(other)
    assert client.get(queue).status_code == 200
    set_active(by=SHELL, person=other, is_active=False)
    assert client.get(queue).status_code == 302


def test_a_look_at_released_words_that_are_counted_only_is_logged(moderator, signed_in) -> None:
    from goldenthread_web.people.models import AuditEvent  # noqa: PLC0415

    engagement = make_engagement(moderator)
    make_response(engagement, "A bench", status="released", may_publish_words=False)
    signed_in(moderator).get(f"/office/engagements/{engagement.slug}/contributions/")
    assert AuditEvent.objects.get(action="engagement.held-words-opened").facts["shown"] == 1


def test_forged_answers_are_not_taken(stranger: Client) -> None:
    engagement, other = make_engagement(), make_engagement()
    asked = make_question(engagement, "How?", "On foot", "By bus")
    foreign = make_question(other, "Which?", "Red", "Blue")
    page = f"/engagements/{engagement.slug}/answer/question-{asked.pk}/"
    wrong = foreign.options.first()
    assert wrong is not None
    assert stranger.post(page, {f"answer_{asked.pk}": str(wrong.pk)}).status_code == 200
    assert not UnsentResponse.objects.exists()
    right = asked.options.first()
    assert right is not None
    stranger.post(
        page,
        {
            f"answer_{asked.pk}": str(right.pk), f"answer_{foreign.pk}": str(wrong.pk),
            "people_count": "-5", "status": "released", "may_publish": "words",
        },
    )  # fmt: skip
    kept = UnsentResponse.objects.get().answers
    # The page itself adds the language in which it asked.
    assert kept == {f"answer_{asked.pk}": str(right.pk), "asked_in": "en"}


@pytest.mark.parametrize("sent", ["\0", "1\0", "9" * 5_000, "٣", "a word"])
def test_an_area_to_show_that_is_no_number_is_not_kept(sent: str, stranger: Client) -> None:
    """It is posted by a button, past the form; PostgreSQL takes no zero byte."""
    asked = make_question(make_engagement(slug="streets"), "Where?", kind="place")
    name = f"answer_{asked.pk}"
    typed = {name: sent, f"{name}_words": "By the bridge", "show_area": str(asked.pk)}
    page = f"/engagements/streets/answer/question-{asked.pk}/"
    assert stranger.post(page, typed).status_code == 302
    answers = UnsentResponse.objects.get().answers
    assert (answers[f"{name}_view"], answers[f"{name}_words"]) == ("", "By the bridge")


def test_a_closed_exercise_takes_nothing(stranger: Client) -> None:
    day = timezone.localdate() - timezone.timedelta(days=3)
    engagement = make_engagement(opens_on=day, closes_on=day)
    question = make_question(engagement)
    page = f"/engagements/{engagement.slug}/answer/question-{question.pk}/"
    assert stranger.post(page, {f"answer_{question.pk}": "Benches"}).status_code == 302
    assert not UnsentResponse.objects.exists()


ODD_ADDRESSES = (
    "/words/%00/", "/words/..%2f..%2fetc/", "/themes/99999999999999999999999/", "/plan/0/",
    "/plan/99999999999999999999999/", "/plan/1/%00/why/", "/engagements/?page=-1&words=%00",
    "/engagements/?page=99999999999999999999", "/engagements/nothing/documents/999999999999999999999/",
    "/sign-in/%00/", "/accounts/login/?next=//evil.example",
)  # fmt: skip


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_odd_addresses_are_answered_calmly(stranger: Client, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code in {200, 404}
    assert "evil.example/" not in answer.headers.get("Location", "")


def test_a_search_for_nothing_like_a_name_is_answered(administrator, signed_in) -> None:
    client = signed_in(administrator)
    assert client.get("/office/people/?search=%00").status_code == 200
    assert client.get("/office/people/?search=" + "x" * 5_000).status_code == 200


def test_searches_that_look_like_a_language_of_their_own_are_only_words(
    moderator, signed_in
) -> None:
    engagement = make_engagement(moderator)
    make_response(engagement, "A bench")
    client, page = signed_in(moderator), f"/office/engagements/{engagement.slug}/contributions/"
    for words in (
        '"',
        "bench OR *",
        "text:bench NEAR(",
        "' || '",
        "a & b | !c",
        "\\",
        "%' --",
        "*",
    ):
        assert client.get(page, {"words": words, "state": "any"}).status_code == 200, words


def test_no_picture_of_ours_runs_what_somebody_wrote(stranger: Client) -> None:
    from goldenthread_web.people.models import Person  # noqa: PLC0415
    from goldenthread_web.reports.changes import publish_report  # noqa: PLC0415

    evil = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    engagement = make_engagement(title=evil, why_asked=evil, audience=evil)
    question = make_question(engagement, f"How? {evil}", f"On foot {evil}", "By bus")
    for _ in range(6):
        response = make_response(engagement, evil, status="released", audience=evil[:100])
        ChoiceAnswer.objects.create(
            response=response, question=question, option=question.options.all()[0]
        )
    publish_report(
        by=Person.objects.create(email="a@example.org", name=evil),
        engagement=engagement,
        why="x",
        today=engagement.closes_on + timedelta(days=1),
    )
    one = Contribution.objects.all()[0]
    for address in (
        "/", "/engagements/", f"/engagements/{engagement.slug}/", f"/words/{one.reference}/",
        f"/engagements/{engagement.slug}/what-we-heard/",
        f"/engagements/{engagement.slug}/answer/question-{one.question_id}/",
    ):  # fmt: skip
        page = stranger.get(address).content.decode()
        assert "<script>alert" not in page, address
        assert "<img src=x" not in page, address


def test_the_folder_of_files_is_served_nowhere(stranger: Client, settings) -> None:
    for address in ("/files/", "/media/", f"/{Path(settings.MEDIA_ROOT).name}/documents/"):
        assert stranger.get(address).status_code == 404
