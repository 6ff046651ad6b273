"""Pages of long lists: the right rows in the right order, and no long text sorted in vain."""

import pytest
from django.test import RequestFactory

from goldenthread_web.people.models import Person
from goldenthread_web.people.pagination import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def seven_people() -> None:
    Person.objects.bulk_create(
        Person(email=f"{number}@example.org", name=f"Person {number}") for number in range(7)
    )


def names(page: str) -> list[str]:
    request = RequestFactory().get("/", {"page": page})
    return [one.name for one in page_of(request, Person.objects.order_by("-name"), size=3)]


def test_all_pages_together_hold_everybody_once_in_order() -> None:
    together = names("1") + names("2") + names("3")
    assert together == [f"Person {number}" for number in range(6, -1, -1)]


def test_a_page_that_is_not_there_is_the_nearest_one() -> None:
    assert names("99") == ["Person 0"]
    assert names("what") == ["Person 6", "Person 5", "Person 4"]


def test_skipping_to_a_later_page_sorts_ids_alone(django_assert_num_queries) -> None:
    with django_assert_num_queries(3) as asked:
        names("3")
    skipping = [query["sql"] for query in asked.captured_queries if "OFFSET" in query["sql"]]
    assert len(skipping) == 1
    assert "name" not in skipping[0].split("FROM")[0]
