"""A privacy notice: written as plain text, read with headings."""

import pytest
from django.test import Client
from tests.web.builders import make_engagement

from goldenthread_web.engagement.templatetags.notices import as_notice

HEADING = '<h3 class="govuk-heading-s">{}</h3>'


def test_a_short_line_above_a_part_is_its_heading() -> None:
    made = as_notice("Who is asking\r\nThe council.\r\nAnd we.\r\n\r\nWho sees it?\nNobody (yet).")
    assert made == (
        f"{HEADING.format('Who is asking')}\n<p>The council.<br>And we.</p>\n"
        f"{HEADING.format('Who sees it?')}\n<p>Nobody (yet).</p>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "One paragraph only",
        "A sentence.\nAnother one.",
        "আমরা দেখি।\nআর কেউ নয়।",
        "Town Hall\n160 Example Road\nE1 0XX",
        f"{'A long line ' * 6}\nA sentence.",
        "We keep\nwhat you say",
        "",
    ],
)
def test_what_is_no_heading_stays_a_paragraph(text: str) -> None:
    assert "<h3" not in as_notice(text)
    assert as_notice(text).count("<p>") == 1


def test_what_is_written_as_tags_stays_text() -> None:
    made = as_notice("<b>Who</b>\nWe <i>do</i>.\n\n<script>\nx.")
    assert "<b>" not in made
    assert "<i>" not in made
    assert "<script>" not in made
    assert HEADING.format("&lt;b&gt;Who&lt;/b&gt;") in made


@pytest.mark.django_db
def test_the_public_page_shows_the_parts_of_the_notice(stranger: Client) -> None:
    make_engagement(slug="streets", privacy_notice="Who sees it\nWe do.\n\nYour rights\nAsk us.")
    page = stranger.get("/engagements/streets/").text
    assert f"{HEADING.format('Who sees it')}\n<p>We do.</p>" in page
    assert HEADING.format("Your rights") in page
