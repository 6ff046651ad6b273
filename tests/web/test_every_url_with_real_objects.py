"""Everybody who may not read held words asks for every address, with what is really there.

Each held text carries a word that stands nowhere else: no answer may hold one.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import product

import pytest
from django.db.models import Model
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern
from tests.web.held_words import Place, make_place
from tests.web.test_permission_matrix import PARAMETER, PATTERNS

from goldenthread_web.engagement.models import (
    BlockedPeriod,
    Clip,
    Contribution,
    EngagementMember,
    EngagementResponse,
    EqualityOption,
    FileAnswer,
    Invitation,
    InvitationList,
    Invitee,
    LetterFile,
    Petition,
    Question,
    Recording,
    ResponseImport,
    ResponsePattern,
    SafeguardingCase,
    SampleReading,
    SavedQuestion,
    Section,
    ShowCondition,
    SupportingDocument,
)
from goldenthread_web.engagement.queries.inviting import code_of
from goldenthread_web.indicators.models import AreaSet
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.models import Person
from goldenthread_web.people.roles import Role
from goldenthread_web.plans.models import Basis, Element, OutcomeElement
from goldenthread_web.themes.models import SuggestedTheme, Theme, ThemeChange

pytestmark = pytest.mark.django_db
NAMED = re.compile(r"<(?:\w+:)?(\w+)>")
LISTS = re.compile(
    r"themes:(queue|theme|suggested)(-download)?$|engagement:release-(list|download|queue)$"
)
FILTERS = ("", "?state=any", "?state=held", "?state=withheld", "?state=suggested", "?has=young")


def numbers(model: type[Model]) -> list[object]:
    return list(model._default_manager.values_list("pk", flat=True))


def examples(place: Place) -> dict[str, Iterable[object]]:
    """Return what each parameter of an address can be, by its name or by its view and name."""
    answering = ["start", *(f"question-{number}" for number in numbers(Question))]
    return {
        "slug": [place.engagement.slug],
        "plans:slug": [place.plan.slug],
        "name": [*answering, "about-you", "your-words", "staying-in-touch", "equality"],
        "part": ["about", "decision", "other-ways", "how-often", "care", "privacy", "safeguarding"],
        "opening_part": ["extent", "short", "influence", "choices", "options", "affected", "time"],
        "draft": ["privacy-notice", "impact-assessment", "equality-screening"],
        "kind": ["vision", "principle", "call-to-action", "outcome"],
        "reference": Contribution.objects.values_list("reference", flat=True),
        "thread:number": EngagementResponse.objects.values_list("number", flat=True)[:2],
        "plans:number": [1],
        "edition": [1],
        "themes:number": [place.version.number],
        "label": ["vision"],
        "token": ["nothing-like-a-token"],
        "question_id": numbers(Question),
        "document_id": numbers(SupportingDocument),
        "file_id": numbers(FileAnswer),
        "import_id": numbers(ResponseImport),
        "reading_id": numbers(SampleReading),
        "case_id": numbers(SafeguardingCase),
        "period_id": numbers(BlockedPeriod),
        "section_id": numbers(Section),
        "condition_id": numbers(ShowCondition),
        "option_id": numbers(EqualityOption),
        "saved_id": numbers(SavedQuestion),
        "person_id": numbers(Person)[:2],
        "job_id": numbers(Job),
        "suggested_id": numbers(SuggestedTheme),
        "theme_id": numbers(Theme),
        "change_id": numbers(ThemeChange),
        "list_id": numbers(InvitationList),
        "invitee_id": numbers(Invitee),
        "letters_id": numbers(LetterFile),
        "recording_id": numbers(Recording),
        "clip_id": numbers(Clip),
        "petition_id": numbers(Petition),
        "clip_part": ["introduction", "other-ways", "privacy"],
        "pattern_id": numbers(ResponsePattern),
        "area_set_id": numbers(AreaSet),
        "step_name": ["invitation", "reminder-1", "thanks", "outcome"],
        "engagement:word-message:kind": ["invitation", "letter"],
        "engagement:word-message:language": ["en"],
        "engagement:language": ["ar", "en-easy"],
        "page:language": ["ar"],
        "engagement:use-invitation:code": [
            code_of(one) for one in Invitation.objects.select_related("engagement")
        ],
        "plans:pk": numbers(Element),
        "plans:end-basis:pk": numbers(Basis),
        "plans:came-of:slug": [place.engagement.slug],
        "plans:outcome-lines:slug": [place.engagement.slug],
        "plans:outcome-line-end:slug": [place.engagement.slug],
        "plans:outcome-line-end:pk": numbers(OutcomeElement),
    }


def paths(found: tuple[str, str, URLPattern], known: dict[str, Iterable[object]]) -> Iterator[str]:
    """Yield an address for each way in which its parameters can be filled."""
    name, route, _ = found
    wanted = NAMED.findall(route)
    stage = name.partition(":")[0]
    choices = [
        list(known.get(f"{name}:{one}") or known.get(f"{stage}:{one}") or known[one])
        for one in wanted
    ]
    for chosen in product(*choices):
        values = iter(chosen)
        yield "/" + PARAMETER.sub(lambda _, values=values: str(next(values)), route)


def body_of(answer: HttpResponseBase) -> str:
    """Return what came, headers too; a Word document is unpacked."""
    body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as package:
            body = b"\n".join(package.read(name) for name in package.namelist())
    return f"{dict(answer.items())}\n{body.decode(errors='replace')}".casefold()


@pytest.fixture
def place(policy_officer: Person) -> Place:
    return make_place(policy_officer)


def leaks(client: Client, place: Place) -> list[str]:
    known = examples(place)
    was_signed_in = client.session.get("_auth_user_id")
    found = []
    for pattern in PATTERNS:
        for path in paths(pattern, known):
            for filters in FILTERS if LISTS.match(pattern[0]) else FILTERS[:1]:
                body = body_of(client.get(path + filters))
                found += [f"{path}{filters}: {place.marks[m]}" for m in place.marks if m in body]
    assert client.session.get("_auth_user_id") == was_signed_in, "all was asked as this person"
    return found


@pytest.mark.parametrize("role", [None, Role.PARTNER_LEAD, Role.BOARD_MEMBER, Role.ADMINISTRATOR])
def test_who_is_on_no_list_reads_no_held_word_at_any_address(
    role: Role | None, place: Place, stranger: Client, person_with, signed_in
) -> None:
    client = stranger if role is None else signed_in(person_with(role))
    assert leaks(client, place) == []


def test_every_role_together_reads_no_held_word_without_a_place_on_the_list(
    place: Place, person_with, signed_in
) -> None:
    assert leaks(signed_in(person_with(*Role)), place) == []


@pytest.mark.parametrize("role", [Role.POLICY_OFFICER, Role.FACILITATOR, Role.EQUALITY_OFFICER])
def test_on_the_list_but_without_the_right_to_held_words(
    role: Role, place: Place, person_with: Callable[..., Person], signed_in
) -> None:
    person = person_with(role)
    EngagementMember.objects.create(engagement=place.engagement, person=person)
    assert leaks(signed_in(person), place) == []


def test_the_marks_are_found_by_who_may_read_them(
    place: Place, person_with: Callable[..., Person], signed_in
) -> None:
    person = person_with(Role.MODERATOR, Role.ANALYST, Role.ENGAGEMENT_OFFICER)
    EngagementMember.objects.create(engagement=place.engagement, person=person)
    read = {line.rpartition(": ")[2] for line in leaks(signed_in(person), place)}
    assert {"held words", "withheld words", "words that are counted only"} <= read
    assert {"redacted words", "young people's words", "the name of a suggestion"} <= read
    assert not {"words with the safeguarding lead", "a worry", "unsent words"} & read
