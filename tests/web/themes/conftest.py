"""An engagement with an analyst on its list, and contributions to make sense of."""

import pytest
from tests.web.builders import make_engagement, make_response

from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.people.models import Person
from goldenthread_web.themes.models import Codebook, Theme


@pytest.fixture
def engagement(analyst: Person) -> Engagement:
    return make_engagement(analyst)


@pytest.fixture
def codebook(engagement: Engagement) -> Codebook:
    return Codebook.objects.get_or_create(engagement=engagement)[0]


@pytest.fixture
def said(engagement: Engagement) -> list[Contribution]:
    """Six contributions of five responses; the last response speaks for four people."""
    make_response(engagement, "More buses at night", "Safer crossings", status="released")
    make_response(engagement, "The bus is too dear")
    make_response(engagement, "Plant more trees", status="released")
    make_response(engagement, "Shade for the playground")
    make_response(engagement, "A table for chess", people_count=4)
    return list(Contribution.objects.order_by("id"))


@pytest.fixture
def theme(codebook: Codebook) -> Theme:
    return Theme.objects.create(codebook=codebook, name="Buses")
