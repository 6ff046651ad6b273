import pytest

from goldenthread_web.partners.models import Organisation, Partnership
from goldenthread_web.people.models import AuditEvent

pytestmark = pytest.mark.django_db
DESCRIBED = {
    "name": "The Riverside Partnership",
    "place": "Riverside",
    "contact": "1 Quay Street",
    "languages": "en, bn, syl-latn",
}


def test_an_administrator_describes_the_partnership(administrator, signed_in, stranger) -> None:
    client = signed_in(administrator)
    assert client.post("/office/partnership/", DESCRIBED).status_code == 302
    assert (
        client.post("/office/partnership/", DESCRIBED | {"place": "The Quays"}).status_code == 302
    )
    assert Partnership.objects.get().place == "The Quays"
    assert Partnership.objects.get().languages == ["en", "bn", "syl-latn"]
    assert "The Quays" in stranger.get("/").content.decode()
    assert AuditEvent.objects.filter(action="partners.set-up").count() == 2


def test_a_language_that_is_no_code_is_said_so_and_nothing_typed_is_lost(
    administrator, signed_in
) -> None:
    answer = signed_in(administrator).post(
        "/office/partnership/", DESCRIBED | {"languages": "en, 123"}
    )
    assert "“123” is no language code" in answer.content.decode()
    assert "1 Quay Street" in answer.content.decode()


def test_an_organisation_is_added(administrator, signed_in, django_assert_max_num_queries) -> None:
    client = signed_in(administrator)
    client.post("/office/partnership/organisations/", {"name": "A college", "kind": "college"})
    assert Organisation.objects.get().name == "A college"
    with django_assert_max_num_queries(6):
        assert b"A college" in client.get("/office/partnership/").content
    assert client.get("/office/partnership/organisations/").status_code == 200
