"""Publishing: what blocks it, what is sealed, and that nothing can change it afterwards."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from goldenthread.errors import ConflictError
from goldenthread.records.plans import ElementKind
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.people.models import AuditEvent
from goldenthread_web.plans.changes import Serves, Wording, add_element, end_basis
from goldenthread_web.plans.models import (
    Basis,
    Edition,
    EditionBasis,
    EditionElement,
    EditionLink,
    EditionNote,
    EditionQuote,
)
from goldenthread_web.plans.queries import edition_with_everything

pytestmark = pytest.mark.django_db


def test_an_edition_holds_what_the_draft_said(edition, drafted) -> None:
    reading = edition_with_everything(edition.number)
    assert reading is not None
    labels = [(one.element.label, one.element.text) for one in reading.elements()]
    assert labels == [
        ("vision", "We work together for a good life."),
        ("1", "Everybody has a good home."),
        ("1.1", "Damp is looked at in seven days."),
        ("2", "Everybody is well."),
    ]
    outcome = reading.element("1.1")
    assert [one.label for one in outcome.serves] == ["1", "2"]
    assert outcome.bases[0].counts == "fewer than 5 of 5 contributions, from fewer than 5 people"
    assert outcome.quotes[0].words == "It has been 28 weeks. Ask [name removed]."
    assert [one.label for one in reading.element("2").also_served_by] == ["1.1"]


def test_an_edition_stays_as_it_was_when_the_draft_goes_on(
    edition, drafted, policy_officer, publish
) -> None:
    add_element(
        by=policy_officer, plan=drafted.plan, kind=ElementKind.OUTCOME,
        wording=Wording("More trees."), serves=Serves(drafted.call),
    )  # fmt: skip
    reading = edition_with_everything(edition.number)
    assert [one.element.label for one in reading.elements()] == ["vision", "1", "1.1", "2"]
    with pytest.raises(ConflictError, match=r"More trees.*no basis"):
        publish(drafted.plan)
    assert Edition.objects.count() == 1


def test_numbers_run_through_all_plans(edition, drafted, publish) -> None:
    assert [edition.number, publish(drafted.plan).number] == [1, 2]


def test_an_element_without_a_basis_blocks_and_is_named(drafted, publish, policy_officer) -> None:
    for basis in Basis.objects.filter(element=drafted.call):
        end_basis(by=policy_officer, basis=basis, now=timezone.now())
    with pytest.raises(ConflictError, match=r"Everybody has a good home.*no basis"):
        publish(drafted.plan)


def test_a_theme_that_has_ended_blocks(drafted, publish) -> None:
    drafted.theme.ended_at = timezone.now()
    drafted.theme.save()
    with pytest.raises(ConflictError, match=r"Repairs and damp.*has ended"):
        publish(drafted.plan)


@pytest.mark.parametrize(
    "change", [{"status": Contribution.Status.HELD}, {"status": Contribution.Status.SAFEGUARDING}]
)
def test_a_quote_that_is_not_released_any_more_blocks(drafted, publish, change) -> None:
    Contribution.objects.filter(pk=drafted.quoted.pk).update(**change)
    with pytest.raises(ConflictError, match="not released any more"):
        publish(drafted.plan)


def test_an_outcome_that_serves_no_call_blocks(drafted, publish, policy_officer) -> None:
    add_element(
        by=policy_officer, plan=drafted.plan, kind=ElementKind.OUTCOME, wording=Wording("Alone.")
    )
    with pytest.raises(ConflictError, match="serves no call to action"):
        publish(drafted.plan)


def test_publishing_is_recorded_without_words(edition) -> None:
    event = AuditEvent.objects.get(action="plans.edition-published")
    assert event.facts == {"number": 1, "digest": edition.digest}
    assert event.why == "The board agreed."


ROWS = (Edition, EditionElement, EditionLink, EditionBasis, EditionQuote)


@pytest.mark.parametrize("model", ROWS)
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_changes_by_its_own_rule(edition, model, change) -> None:
    column = {"EditionLink": "is_lead", "EditionQuote": "digest", "Edition": "title"}.get(
        model.__name__, "kind"
    )
    table = model._meta.db_table
    statement = {
        "update": f"UPDATE {table} SET {column} = {column}",  # noqa: S608
        "delete": f"DELETE FROM {table}",  # noqa: S608
    }[change]
    with (
        pytest.raises(DatabaseError, match="cannot be changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert model.objects.exists()


@pytest.mark.parametrize("model", ROWS)
def test_the_database_refuses_changes_by_the_site(edition, model) -> None:
    row = model.objects.first()
    with pytest.raises(DatabaseError), transaction.atomic():
        row.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.filter(pk=row.pk)._raw_delete(using="default")
    assert model.objects.filter(pk=row.pk).exists()


def test_a_note_cannot_be_taken_back(edition) -> None:
    note = EditionNote.objects.create(edition=edition, number=1, by_role="resident", text="Gone.")
    with pytest.raises(DatabaseError), transaction.atomic():
        note.delete()
