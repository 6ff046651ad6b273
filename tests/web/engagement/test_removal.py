"""What is removed is removed from every table that a response can have rows in."""

from decimal import Decimal

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from tests.web.builders import make_engagement, make_question, make_response

from goldenthread_web.engagement.changes.removal import forget
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    ContributionTranslation,
    DateAnswer,
    EngagementResponse,
    FileAnswer,
    NumberAnswer,
    PlaceAnswer,
    Question,
    Recording,
    ResponseContact,
    ResponseInPattern,
    ResponsePattern,
)
from goldenthread_web.people.models import Person

# The words themselves leave a tombstone.
ANSWERED = {
    "choiceanswer", "numberanswer", "dateanswer", "placeanswer", "fileanswer", "recording",
    "contributiontranslation", "responsecontact", "responseinpattern", "contribution",
}  # fmt: skip
TOMBSTONES = {"engagement.contribution"}


def response_with_everything() -> EngagementResponse:
    engagement = make_engagement()
    choice = make_question(engagement, "Which?", "Parks", "Roads")
    other = make_question(engagement, "Tell us more", kind=Question.Kind.NUMBER)
    response = make_response(engagement, "The bins of my street")
    contribution = response.contributions.get()
    ChoiceAnswer.objects.create(response=response, question=choice, option=choice.options.all()[0])
    NumberAnswer.objects.create(response=response, question=other, value=Decimal(4))
    DateAnswer.objects.create(response=response, question=other, value=timezone.localdate())
    PlaceAnswer.objects.create(response=response, question=other, postcode_sector="E1 4")
    file = FileAnswer(response=response, question=other, ending="png", digest="d", size=3)
    file.file.save("street.png", ContentFile(b"png"))
    ContributionTranslation.objects.create(
        contribution=contribution, language="bn", text="আমার রাস্তা", translated_by="a translator"
    )
    recording = Recording(
        contribution=contribution, kind="voice note", ending="ogg", transcribed_by="the officer"
    )
    recording.file.save("voice.ogg", ContentFile(b"ogg"))
    ResponseContact.objects.create(response=response, how_to_reach="me@example.org")
    pattern = ResponsePattern.objects.create(engagement=engagement, kind="burst", key="k")
    ResponseInPattern.objects.create(pattern=pattern, response=response)
    return response


def rows_of(response: EngagementResponse) -> set[str]:
    """Return the tables in which a row points to the response or to its words."""
    found = set()
    words = Contribution.objects.filter(response=response).values("pk")
    wanted = {EngagementResponse: [response.pk], Contribution: words}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model not in wanted:
                continue
            pointing = {f"{field.attname}__in": wanted[field.related_model]}
            if model._default_manager.filter(**pointing).exists():
                found.add(model._meta.label_lower)
    return found


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_removed_response_stays_but_its_tombstones(
    information_governance_officer: Person,
) -> None:
    response = response_with_everything()
    files = [str(one.file.name) for one in (FileAnswer.objects.get(), Recording.objects.get())]
    before = rows_of(response)
    assert {row.split(".")[1] for row in before} >= ANSWERED

    forget(
        by=information_governance_officer,
        response=response,
        reason="They asked",
        now=timezone.now(),
    )

    assert rows_of(response) == TOMBSTONES
    assert not any(default_storage.exists(name) for name in files)


@pytest.mark.django_db(transaction=True)
def test_a_file_stays_if_the_removal_does_not_go_through(
    information_governance_officer: Person,
) -> None:
    response = response_with_everything()
    with transaction.atomic():
        forget(
            by=information_governance_officer,
            response=response,
            reason="They asked",
            now=timezone.now(),
        )
        transaction.set_rollback(True)

    assert default_storage.exists(str(FileAnswer.objects.get().file.name))
