"""The migration that makes editions immutable, forwards and backwards."""

import pytest
from django.db import DatabaseError
from tests.web.editions import delete_editions

from goldenthread_web.plans.models import Edition


@pytest.mark.django_db(transaction=True)
def test_a_committed_edition_refuses_to_go_until_the_rule_is_lifted(edition) -> None:
    with pytest.raises(DatabaseError):
        Edition.objects.filter(pk=edition.pk)._raw_delete(using="default")
    delete_editions()
    assert not Edition.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_rule_is_back_after_it_was_lifted(edition) -> None:
    delete_editions()
    again = Edition(plan=edition.plan, number=2, title="A", period="B", why="C", digest="0" * 64)
    again.save()
    with pytest.raises(DatabaseError):
        again.save()
    delete_editions()
