"""A byte altered, a lawful removal, and the difference."""

import pytest
from django.db import connection
from django.utils import timezone
from tests.web.builders import make_response

from goldenthread_web.engagement.changes.removal import forget as forget_response
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.people.audit import RESIDENT
from goldenthread_web.plans.changes import forget, rest_on_quote
from goldenthread_web.plans.models import Basis, EditionQuote
from goldenthread_web.plans.queries import (
    FindingState,
    check_edition,
    edition_with_everything,
    quote_text,
)

pytestmark = pytest.mark.django_db


def states(edition) -> list[str]:
    return [finding.state for finding in check_edition(edition)]


def run_sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def remove(drafted) -> None:
    now = timezone.now()
    forget(contribution_ids=[drafted.quoted.pk], by_role="resident", now=now)
    forget_response(by=RESIDENT, response=drafted.quoted.response, reason="I asked.", now=now)


def test_an_untouched_edition_is_intact(edition) -> None:
    assert states(edition) == [FindingState.INTACT, FindingState.INTACT]


def test_one_altered_byte_of_a_quote_is_found_and_named(edition, drafted) -> None:
    run_sql("UPDATE engagement_contribution SET text = replace(text, '28 weeks', '29 weeks')")
    quote = EditionQuote.objects.get()
    [altered] = [one for one in check_edition(edition) if not one.is_healthy]
    assert altered.state == FindingState.TAMPERED
    assert altered.where == (
        f"edition 1, Outcome 1.1, quote {quote.pk} of contribution {drafted.quoted.reference}"
    )
    assert quote_text(quote) is None
    assert edition_with_everything(1).element("1.1").quotes == []


def test_a_byte_under_a_redaction_is_no_part_of_the_quote(edition) -> None:
    run_sql("UPDATE engagement_contribution SET text = replace(text, 'Begum', 'Begun')")
    assert states(edition) == [FindingState.INTACT, FindingState.INTACT]


def test_an_altered_element_is_named(edition) -> None:
    drop_triggers("plans_editionelement")
    run_sql("UPDATE plans_editionelement SET text = 'Something else' WHERE label = '2'")
    tampered = [one.where for one in check_edition(edition) if not one.is_healthy]
    assert tampered == ["edition 1, Call to action 2", "edition 1"]


def test_a_quote_pointed_at_other_words_is_found(edition) -> None:
    drop_triggers("plans_editionquote")
    run_sql("UPDATE plans_editionquote SET parts = '[[0, 4, \"\"]]'")
    tampered = [one.where for one in check_edition(edition) if not one.is_healthy]
    assert len(tampered) == 3


def drop_triggers(table: str) -> None:
    """Do what an attacker with the database password would do first."""
    if connection.vendor == "sqlite":
        run_sql(f"DROP TRIGGER {table}_refuses_update")
    else:
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")
        run_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def test_a_lawful_removal_is_told_apart(edition, drafted) -> None:
    remove(drafted)
    removed, whole = check_edition(edition)
    assert removed.state == FindingState.REMOVED
    assert "by the resident" in removed.sentence
    assert whole.state == FindingState.INTACT


def test_words_that_are_gone_without_a_record_are_tampered_with(edition, drafted) -> None:
    Contribution.objects.filter(pk=drafted.quoted.pk).update(text="", salt="", status="removed")
    assert states(edition) == [FindingState.TAMPERED, FindingState.INTACT]


def test_forgetting_leaves_a_note_and_empties_the_drafts(edition, drafted) -> None:
    remove(drafted)
    [note] = edition.notes.all()
    assert "removed on" in note.text
    assert "“Outcome 1.1”" in note.text
    assert "the person who said them" in note.text
    assert not Basis.objects.filter(contribution=drafted.quoted).exists()
    assert edition_with_everything(1).name == "1.1"
    assert quote_text(EditionQuote.objects.get()) is None
    assert (
        forget(contribution_ids=[drafted.quoted.pk], by_role="resident", now=timezone.now()) == []
    )


def test_what_is_redacted_later_is_hidden_in_old_editions_too(edition, drafted) -> None:
    start = drafted.quoted.text.index("28 weeks")
    drafted.quoted.redactions.create(start=start, end=start + 8, kind="personal detail")
    quote = EditionQuote.objects.get()
    assert quote_text(quote) == "It has been [personal detail removed]. Ask [name removed]."
    assert states(edition) == [FindingState.INTACT, FindingState.INTACT]


@pytest.mark.parametrize("status", ["held", "withheld", "with"])
def test_what_is_not_public_any_more_is_not_shown(edition, drafted, status) -> None:
    if status == "with":
        drafted.quoted.response.may_publish_words = False
        drafted.quoted.response.save()
    else:
        Contribution.objects.filter(pk=drafted.quoted.pk).update(
            status=status, withheld_reason="It names somebody"
        )
    assert quote_text(EditionQuote.objects.get()) is None


def test_reading_and_checking_take_as_many_queries_however_long_the_plan_is(
    edition, django_assert_num_queries, drafted, policy_officer, publish
) -> None:
    with django_assert_num_queries(8):
        edition_with_everything(1)
    for number in range(6):
        said = make_response(drafted.engagement, f"We wait {number} weeks", status="released")
        rest_on_quote(
            by=policy_officer, element=drafted.call, contribution=said.contributions.get(),
            reason="The same.",
        )  # fmt: skip
    second = publish(drafted.plan)
    with django_assert_num_queries(8):
        assert len(edition_with_everything(2).element("1").quotes) == 6
    with django_assert_num_queries(5):
        assert len(check_edition(second)) == 8
