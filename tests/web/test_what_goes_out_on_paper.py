"""Inside what people carry away: no word that is not released, and no equality answer."""

import re
import zipfile
from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from django.test import Client
from django.utils import timezone
from tests.web.builders import make_response, today
from tests.web.plans.conftest import Drafted, drafted

from goldenthread_web.engagement.models import (
    Contribution,
    EqualityAnswer,
    EqualityOption,
    EqualityQuestion,
)
from goldenthread_web.people.models import Person
from goldenthread_web.plans.changes import publish_edition, rest_on_quote
from goldenthread_web.reports.changes import publish_report
from goldenthread_web.themes.models import Coding
from goldenthread_web.thread.changes import remove_response

__all__ = ["drafted"]
pytestmark = pytest.mark.django_db
SHOWN = "Quincewood benches by the water"
HELD, WITHHELD, SAFE = "Heliotrope lanes", "Wolfsbane corner", "Samphire cellar"
HIDDEN_LATER, ERASED = "Larkspur bridge", "Elderflower yard"
CHOSEN = "Marigoldian faith"
SECRETS = (HELD, WITHHELD, SAFE, HIDDEN_LATER, ERASED, CHOSEN, "Begum")


@pytest.fixture
def published(drafted: Drafted, policy_officer: Person) -> Drafted:
    """Words of every state in one theme, two of them quoted, and published; then some go."""
    statuses = {SHOWN: "released", HELD: "held", WITHHELD: "withheld", SAFE: "safeguarding"}
    statuses |= {HIDDEN_LATER: "released", ERASED: "released"}
    said = {}
    for words, status in statuses.items():
        response = make_response(drafted.engagement, words, status=status)
        said[words] = response.contributions.get()
        Coding.objects.create(
            theme=drafted.theme, contribution=said[words], origin=Coding.Origin.READ
        )
        _answer_equality(drafted, response)
    for words in (SHOWN, HIDDEN_LATER, ERASED):
        rest_on_quote(
            by=policy_officer, element=drafted.outcome, contribution=said[words], reason="Said."
        )
    now = timezone.now()
    publish_edition(by=policy_officer, plan=drafted.plan, why="Agreed.", now=now)
    publish_report(
        by=policy_officer,
        engagement=drafted.engagement,
        why="Asked for.",
        today=drafted.engagement.closes_on + timedelta(days=1),
    )
    Contribution.objects.filter(pk=said[HIDDEN_LATER].pk).update(
        status="withheld", withheld_reason="It names a person"
    )
    remove_response(by=policy_officer, response=said[ERASED].response, reason="Asked for.")
    return drafted


def _answer_equality(drafted: Drafted, response: object) -> None:
    question, _ = EqualityQuestion.objects.get_or_create(
        engagement=drafted.engagement, key="faith", position=1, defaults={"text": "What faith?"}
    )
    option, _ = EqualityOption.objects.get_or_create(question=question, position=1, text=CHOSEN)
    EqualityAnswer.objects.create(
        response=response, question=question, option=option, purpose="Fair", delete_on=today()
    )


def words_of_pdf(content: bytes) -> str:
    """Return all that can be read of a PDF: its pages, and what stands beside them unpacked."""
    document = pypdfium2.PdfDocument(BytesIO(content))
    pages = [page.get_textpage().get_text_range() for page in document]
    told = " ".join(str(value) for value in document.get_metadata_dict().values())
    document.close()
    return " ".join([*pages, told, content.decode("latin-1")])


def words_of_docx(content: bytes) -> str:
    """Return every part of a Word document: text, pictures, properties and notes, tags left out."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        names = parts.namelist()
        texts = [parts.read(name).decode("utf-8", errors="replace") for name in names]
    assert "docProps/core.xml" in names
    return " ".join(texts + [re.sub(r"<[^>]+>", "", text) for text in texts])


def test_the_pdf_of_a_plan_holds_released_words_only(stranger: Client, published: Drafted) -> None:
    text = " ".join(words_of_pdf(stranger.get("/plan/1/plan.pdf").content).split())
    assert SHOWN in text
    assert "It has been 28 weeks." in text
    assert [secret for secret in SECRETS if secret in text] == []


def test_the_word_document_holds_released_words_only(stranger: Client, published: Drafted) -> None:
    address = f"/engagements/{published.engagement.slug}/what-we-heard.docx"
    text = words_of_docx(stranger.get(address).content)
    assert "Repairs and damp" in text
    assert SHOWN in text
    assert [secret for secret in SECRETS if secret in text] == []


def test_the_pages_and_the_open_data_hold_released_words_only(
    stranger: Client, published: Drafted
) -> None:
    slug = published.engagement.slug
    for path in ("/plan/", "/plan/1/1.1/why/", "/plan/1/plan.json", f"/themes/{published.theme.pk}/",
                 f"/engagements/{slug}/what-we-heard/", f"/engagements/{slug}/"):  # fmt: skip
        page = stranger.get(path).content.decode()
        assert [secret for secret in SECRETS if secret in page] == [], path
    assert SHOWN in stranger.get("/plan/1/1.1/why/").content.decode()
