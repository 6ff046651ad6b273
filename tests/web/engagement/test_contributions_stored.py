import pytest
from tests.web.builders import make_engagement, make_question, make_response

from goldenthread.errors import InputError
from goldenthread_web.engagement.changes.contributions import (
    describe_contribution,
    plain_words,
    store_contributions,
)
from goldenthread_web.engagement.models import Contribution, EngagementResponse

pytestmark = pytest.mark.django_db


def test_words_are_kept_in_nfc_beside_the_bytes_as_received() -> None:
    said = "Cafe\u0301\r\nopen late"
    contribution = make_response(make_engagement(), said).contributions.get()
    assert contribution.text == "Caf\u00e9\nopen late"
    assert bytes(contribution.received) == said.encode()
    assert contribution.status == Contribution.Status.HELD


def test_invisible_controls_and_order_overrides_are_not_kept() -> None:
    assert plain_words("a\x00b\u202ec\x1bd\te") == "abcd\te"


def test_marks_that_languages_need_are_kept() -> None:
    joined = "ক\u200d্ষ \u200fشارع\u200e 👩\u200d👧"
    assert plain_words(joined) == joined


def test_personal_data_and_flags_are_noted_by_code_points() -> None:
    said = "😀 Ask Mrs Begum at E1 4TT. I am scared to go home."
    contribution = make_response(make_engagement(), said).contributions.get()
    found = [(said[one.start : one.end], one.kind) for one in contribution.findings.all()]
    assert found == [("Mrs Begum", "name"), ("E1 4TT", "postcode")]
    assert [flag.kind for flag in contribution.flags.all()] == ["risk of harm"]
    assert contribution.has_finding
    assert contribution.is_flagged
    assert contribution.needs_second_person


def test_words_of_young_people_need_a_second_person() -> None:
    plain = make_response(make_engagement(), "More trees").contributions.get()
    young = make_response(make_engagement(), "More trees", is_young_person=True).contributions.get()
    assert not plain.needs_second_person
    assert young.needs_second_person
    assert not young.is_flagged


def test_nothing_is_stored_where_nothing_was_said() -> None:
    with pytest.raises(InputError):
        make_response(make_engagement(), " \x00\r\n ")


def test_many_are_stored_in_three_statements(django_assert_num_queries) -> None:
    engagement = make_engagement()
    question = make_question(engagement)
    response = EngagementResponse.objects.create(engagement=engagement)
    described = [
        describe_contribution(
            response=response, question=question, received=f"Ask Mrs Begum, she lied {number}"
        )
        for number in range(30)
    ]
    with django_assert_num_queries(3):
        stored = store_contributions(described)
    assert len({one.pk for one in stored}) == 30
    assert sum(one.findings.count() for one in stored) == 30
