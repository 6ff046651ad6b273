"""Names that repeat removed words are listed until somebody changes them."""

import pytest
from django.urls import reverse
from tests.web.builders import make_engagement, make_response

from goldenthread_web.engagement.models import EngagementMember
from goldenthread_web.people.audit import RESIDENT
from goldenthread_web.people.models import AuditEvent
from goldenthread_web.themes.changes.erasure import forget
from goldenthread_web.themes.changes.shaping import define_theme, rename_theme
from goldenthread_web.themes.changes.undoing import undo_change
from goldenthread_web.themes.models import Theme, ThemeChange
from goldenthread_web.themes.queries.repeating import names_to_change

SAID = "They cut my zimbelstern grant again, ask Mr Quillhaven"


@pytest.fixture
def gone(engagement):
    return make_response(engagement, SAID).contributions.get()


@pytest.fixture
def member(engagement, information_governance_officer):
    EngagementMember.objects.create(engagement=engagement, person=information_governance_officer)
    return information_governance_officer


def erase(contribution) -> None:
    forget(by=RESIDENT, contribution_ids=[contribution.pk])


def named(codebook, name: str, **written: str) -> Theme:
    return Theme.objects.create(codebook=codebook, name=name, **written)


def test_four_words_in_a_row_that_nobody_else_said_are_listed(codebook, gone, member) -> None:
    theme = named(codebook, "They cut my zimbelstern grant")
    other = named(codebook, "Grants", definition="Whoever lost one: ask Mr Quillhaven")
    named(codebook, "My grant")
    erase(gone)
    assert set(names_to_change(member)) == {theme, other}


def test_what_others_said_too_is_not_listed(engagement, codebook, gone, member) -> None:
    named(codebook, "They cut my zimbelstern grant")
    make_response(engagement, "they cut my zimbelstern grant last year")
    erase(gone)
    assert not names_to_change(member)


def test_a_changed_name_leaves_the_list_and_an_undone_change_brings_it_back(
    analyst, codebook, gone, member
) -> None:
    theme = named(codebook, "They cut my zimbelstern grant")
    erase(gone)
    rename_theme(by=analyst, theme=theme, name="Grants")
    assert not names_to_change(member)
    undo_change(by=analyst, change=ThemeChange.objects.get(kind="renamed"))
    assert list(names_to_change(member)) == [theme]
    define_theme(by=analyst, theme=theme, definition="Grants", includes="", excludes="")
    assert not names_to_change(member)


def test_other_exercises_are_neither_looked_at_nor_listed(
    codebook, gone, member, partner_lead
) -> None:
    elsewhere = make_engagement(slug="elsewhere")
    Theme.objects.create(
        codebook=type(codebook).objects.create(engagement=elsewhere),
        name="They cut my zimbelstern grant",
    )
    named(codebook, "They cut my zimbelstern grant")
    erase(gone)
    assert names_to_change(member).count() == 1
    assert not names_to_change(partner_lead)


def test_the_note_holds_no_words(codebook, gone) -> None:
    named(codebook, "They cut my zimbelstern grant")
    erase(gone)
    event = AuditEvent.objects.get(action="themes.name-repeats-removed-words")
    assert (event.facts, event.why) == ({}, "")


def test_the_officer_who_removes_sees_the_names_to_change(client, codebook, gone, member) -> None:
    client.force_login(member)
    page = client.get(reverse("thread:find-response")).content.decode()
    assert "change them" not in page
    named(codebook, "They cut my zimbelstern grant")
    erase(gone)
    page = client.get(reverse("thread:find-response")).content.decode()
    assert "These names repeat words that were removed: change them" in page
    assert "They cut my zimbelstern grant" in page
