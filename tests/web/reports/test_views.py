from datetime import timedelta
from io import BytesIO

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web.builders import make_engagement, make_question, make_response
from tests.web.reports.conftest import SECRETS
from tests.web.resident_pages import scripts_in

from goldenthread_web.engagement.changes.removal import forget
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    Engagement,
    EngagementMember,
    Vote,
)
from goldenthread_web.people.models import Person
from goldenthread_web.people.roles import Role
from goldenthread_web.reports.changes import publish_report
from goldenthread_web.reports.queries import remembered
from goldenthread_web.themes.models import (
    Campaign,
    Coding,
    DiscoveryRun,
    SuggestedTheme,
    Theme,
)

OFFICE, PUBLIC = (
    "/office/engagements/our-river/what-we-heard",
    "/engagements/our-river/what-we-heard",
)


@pytest.fixture
def published(coded: Engagement, engagement_officer: Person) -> Engagement:
    publish_report(
        by=engagement_officer,
        engagement=coded,
        why="The board asked",
        today=coded.closes_on + timedelta(days=1),
    )
    return coded


@pytest.fixture
def tempting(coded: Engagement) -> Engagement:
    """What is not public is in a theme too, and a method found it typical."""
    run = DiscoveryRun.objects.create(engagement=coded, finished_at=timezone.now())
    secret = Contribution.objects.exclude(text__startswith="Buses").exclude(
        text__startswith="Rents"
    )
    suggested = SuggestedTheme.objects.create(
        run=run,
        position=0,
        name="Getting about",
        size=1,
        people_count=1,
        stability=1,
        exemplar_ids=[said.pk for said in secret],
    )
    theme = Theme.objects.get(name="Getting about")
    Theme.objects.filter(pk=theme.pk).update(suggested_theme=suggested)
    Coding.objects.bulk_create(
        Coding(theme=theme, contribution=said, origin=Coding.Origin.READ) for said in secret
    )
    Campaign.objects.create(
        run=run, first=secret[0], contribution_count=5, people_count=5, own_words_count=0
    )
    voters = [make_response(coded) for _ in range(12)]
    Vote.objects.bulk_create(
        Vote(response=voter, statement=said, value=1) for said in secret for voter in voters
    )
    return coded


def words_of(document: bytes) -> str:
    """Return every word of a Word document: paragraphs, tables, headers and picture texts."""
    opened = docx.Document(BytesIO(document))
    parts = [
        opened.element.xpath("string()"),
        *(p.text for p in opened.sections[0].header.paragraphs),
    ]
    return " ".join(parts) + opened.element.xml


def test_the_office_page_shows_the_hand_counted_figures(
    coded, engagement_officer, signed_in
) -> None:
    page = signed_in(engagement_officer).get(f"{OFFICE}/").content.decode()
    assert "49 people took part, in 37 responses with 48 contributions." in page
    assert "20 of 48 contributions (42%), from 20 people." in page
    assert "22 of 48 contributions (46%) are not placed yet" in page
    assert "Buses, said resident 0" in page


def test_the_page_takes_the_same_queries_whatever_is_in_it(
    coded, engagement_officer, signed_in, django_assert_max_num_queries
) -> None:
    client = signed_in(engagement_officer)
    with django_assert_max_num_queries(32):
        assert client.get(f"{OFFICE}/").status_code == 200


@pytest.mark.parametrize("erase", [False, True])
def test_words_that_are_withheld_or_erased_go_at_once_though_counts_are_kept(
    *, coded, moderator, engagement_officer, signed_in, monkeypatch, erase
) -> None:
    monkeypatch.setattr(remembered, "SMALL", 0)
    vote = make_question(coded, "Which one?", "Bus", "Ferry to the zoo", kind="one choice")
    gone = Contribution.objects.get(text="Buses, said resident 0")
    for option in vote.options.all():
        ChoiceAnswer.objects.create(response=gone.response, question=vote, option=option)
    vote.options.filter(text__startswith="Ferry").update(is_from_file=True)
    client = signed_in(engagement_officer)
    before = client.get(f"{OFFICE}/").content.decode()
    assert gone.text in before
    if erase:
        forget(by=moderator, response=gone.response, reason="Asked for", now=timezone.now())
    else:
        Contribution.objects.filter(pk=gone.pk).update(
            status="withheld", withheld_reason="It names a person"
        )
    after = client.get(f"{OFFICE}/")
    assert after.status_code == 200
    for way_out in (after.content.decode(), words_of(client.get(f"{OFFICE}.docx").content)):
        assert "Counted at" in way_out
        assert gone.text not in way_out


@pytest.mark.parametrize("role", ["engagement_officer", "analyst"])
def test_no_word_that_is_not_released_is_on_the_page_or_in_word(
    tempting, role, request, signed_in
) -> None:
    client = signed_in(request.getfixturevalue(role))
    page = client.get(f"{OFFICE}/").content.decode()
    written = words_of(client.get(f"{OFFICE}.docx").content)
    assert "Buses, said resident 0" in page
    assert "Buses, said resident 0" in written
    for secret in SECRETS:
        assert secret not in page
        assert secret not in written


def test_the_word_document_has_the_figures_of_the_page(
    coded, engagement_officer, signed_in
) -> None:
    answer = signed_in(engagement_officer).get(f"{OFFICE}.docx")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="what-we-heard-our-river.docx"'
    )
    written = words_of(answer.content)
    assert "49 people took part, in 37 responses with 48 contributions." in written
    assert "20 of 48 contributions (42%), from 20 people." in written


def test_ten_options_are_ten_bars_on_the_page(engagement, engagement_officer, signed_in) -> None:
    options = [f"Way {number}" for number in range(10)]
    question = make_question(engagement, "How do you get about?", *options, kind="several choices")
    for number in range(50):
        response = make_response(engagement)
        chosen = {number % 10, number % 7, number % 3}
        ChoiceAnswer.objects.bulk_create(
            ChoiceAnswer(response=response, question=question, option=option)
            for option in question.options.all()
            if option.position - 1 in chosen
        )
    page = signed_in(engagement_officer).get(f"{OFFICE}/").context["page"]
    assert [row[0] for row in page.closed[0].chart.table.rows] == options


def test_somebody_who_is_not_on_the_list_is_refused(coded, person_with, signed_in) -> None:
    client = signed_in(person_with(Role.ENGAGEMENT_OFFICER))
    assert client.get(f"{OFFICE}/").status_code == 403
    assert client.get(f"{OFFICE}.docx").status_code == 403


def test_a_partner_lead_has_no_report_before_it_is_public(coded, partner_lead, signed_in) -> None:
    EngagementMember.objects.create(engagement=coded, person=partner_lead)
    assert signed_in(partner_lead).get(f"{OFFICE}/").status_code == 403


def test_a_stranger_reads_nothing_before_it_is_published(coded, stranger) -> None:
    page = stranger.get(f"{PUBLIC}/").content.decode()
    assert "What we heard is not published yet" in page
    assert "took part" not in page
    assert "Buses" not in page
    assert stranger.get(f"{PUBLIC}.docx").status_code == 404


def test_a_stranger_reads_what_is_published_and_nothing_else(published, stranger) -> None:
    page = stranger.get(f"{PUBLIC}/").content.decode()
    written = words_of(stranger.get(f"{PUBLIC}.docx").content)
    assert "49 people took part" in page
    assert "Buses, said resident 0" in page
    for secret in SECRETS:
        assert secret not in page
        assert secret not in written
    assert scripts_in(page) == ["aloud.js"], "what reads it aloud, and nothing else"


def test_the_report_of_a_hidden_engagement_is_not_found(published, stranger) -> None:
    Engagement.objects.update(is_published=False)
    assert stranger.get(f"{PUBLIC}/").status_code == 404
    assert stranger.get(f"{PUBLIC}.docx").status_code == 404


def test_an_officer_publishes_and_takes_back(
    coded, engagement_officer, signed_in, stranger
) -> None:
    client = signed_in(engagement_officer)
    yesterday = timezone.localdate() - timedelta(days=1)
    Engagement.objects.update(opens_on=yesterday - timedelta(days=9), closes_on=yesterday)
    assert client.post(f"{OFFICE}/publish/", {"why": ""}).context["form"].errors
    answer = client.post(f"{OFFICE}/publish/", {"why": "The board asked"}, follow=True)
    assert "Anybody can now read" in answer.content.decode()
    assert "took part" in stranger.get(f"{PUBLIC}/").content.decode()
    assert client.post(f"{OFFICE}/publish/", {"why": "Again"}).status_code == 409
    client.post(f"{OFFICE}/take-back/", {"why": "A figure is wrong"})
    assert "took part" not in stranger.get(f"{PUBLIC}/").content.decode()


def test_an_analyst_reads_and_does_not_publish(coded, analyst, signed_in) -> None:
    client = signed_in(analyst)
    assert "Publish</a>" not in client.get(f"{OFFICE}/").content.decode()
    assert client.post(f"{OFFICE}/publish/", {"why": "I want to"}).status_code == 403


def test_an_empty_engagement_has_an_honest_page(engagement_officer, signed_in) -> None:
    empty = make_engagement(engagement_officer, slug="nothing")
    client = signed_in(engagement_officer)
    page = client.get(reverse("reports:office", args=[empty.slug])).content.decode()
    assert "Nothing has been heard yet: there are no responses." in page
    assert "0 of 0" not in page
    written = words_of(client.get(reverse("reports:office-word", args=[empty.slug])).content)
    assert "Nothing has been heard yet: there are no responses." in written


def test_a_question_that_nobody_answered_says_so(engagement, engagement_officer, signed_in) -> None:
    make_question(engagement, "Well?", "Yes", "No")
    make_response(engagement, "Words", question=make_question(engagement, "Why?"))
    page = signed_in(engagement_officer).get(f"{OFFICE}/").content.decode()
    assert "Nobody answered this question." in page


def test_invented_words_are_stamped_on_page_and_paper(coded, engagement_officer, signed_in) -> None:
    Engagement.objects.update(is_invented=True)
    client = signed_in(engagement_officer)
    assert "Invented for this demonstration" in client.get(f"{OFFICE}/").content.decode()
    assert "Invented for this demonstration" in words_of(client.get(f"{OFFICE}.docx").content)
