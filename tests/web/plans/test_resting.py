"""Up the thread: from a theme and from somebody's words to what they support."""

import pytest
from django.utils import timezone
from tests.web.builders import make_response
from tests.web.plans.conftest import make_theme

from goldenthread.records.plans import ElementKind
from goldenthread_web.plans.changes import Wording, add_element, make_plan, rest_on_theme
from goldenthread_web.plans.queries import (
    elements_resting_on_contributions,
    elements_resting_on_theme,
)

pytestmark = pytest.mark.django_db


def labels(elements) -> list[str]:
    return [element.label for element in elements]


def test_a_theme_leads_to_the_elements_that_rest_on_it(edition, drafted) -> None:
    assert labels(elements_resting_on_theme(drafted.theme)) == ["1.1"]
    assert elements_resting_on_theme(make_theme(drafted.engagement, "Parks")) == []


def test_a_theme_leads_there_after_it_took_in_the_one_that_was_published(edition, drafted) -> None:
    wider = make_theme(drafted.engagement, "Homes")
    drafted.theme.merged_into, drafted.theme.ended_at = wider, timezone.now()
    drafted.theme.save()
    assert labels(elements_resting_on_theme(wider)) == ["1.1"]


def test_words_lead_to_what_quotes_them_and_to_what_their_theme_supports(edition, drafted) -> None:
    other = make_response(drafted.engagement, "Trees").contributions.get()
    themed = drafted.theme.codings.exclude(contribution=drafted.quoted).first().contribution_id
    found = elements_resting_on_contributions([drafted.quoted.pk, themed, other.pk])
    assert {pk: labels(elements) for pk, elements in found.items()} == {
        drafted.quoted.pk: ["1.1"],
        themed: ["1.1"],
        other.pk: [],
    }


def test_before_any_edition_words_lead_nowhere(drafted) -> None:
    assert elements_resting_on_contributions([drafted.quoted.pk]) == {drafted.quoted.pk: []}


def test_a_theme_leads_to_the_newest_edition_of_each_plan(
    edition, drafted, publish, policy_officer
) -> None:
    other = make_plan(by=policy_officer, title="Clean air", period="2026 to 2030")
    vision = add_element(
        by=policy_officer, plan=other, kind=ElementKind.VISION, wording=Wording("Clear skies.")
    )
    rest_on_theme(by=policy_officer, element=vision, theme=drafted.theme, reason="Damp air.")
    publish(other)
    publish(drafted.plan)
    found = elements_resting_on_contributions([drafted.quoted.pk])[drafted.quoted.pk]
    assert [(one.edition.number, one.label) for one in found] == [(3, "1.1"), (2, "vision")]


def test_only_the_current_edition_counts(edition, drafted, publish) -> None:
    publish(drafted.plan)
    found = elements_resting_on_theme(drafted.theme)
    assert [(element.edition.number, element.label) for element in found] == [(2, "1.1")]
