"""Somebody of another exercise guesses the ids of this one, in every address, to read and to write.

And somebody who may do everything sends what nobody types: no address may fail.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import cycle, islice
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import resolve
from tests.web.builders import make_engagement
from tests.web.held_words import Place, make_place
from tests.web.test_every_url_with_real_objects import (
    LISTS,
    body_of,
    examples,
    paths,
)
from tests.web.test_permission_matrix import PATTERNS

from goldenthread_web.engagement.models import Engagement, EngagementMember
from goldenthread_web.people.models import Person
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
STAGES = {"engagement", "themes", "reports", "plans", "jobs", "programme", "partners", "thread"}
# Whoever has these roles works on what is not of one exercise.
OF_NO_EXERCISE = {Role.POLICY_OFFICER, Role.INFORMATION_GOVERNANCE_OFFICER, Role.ADMINISTRATOR}
ELSEWHERE = [role for role in Role if role not in OF_NO_EXERCISE]
# Lists of people are kept for all exercises, by every engagement officer.
OF_ALL_EXERCISES = {"engagement.InvitationList", "engagement.Invitee"}
Rows = dict[tuple[str, object], dict[str, Any]]


@pytest.fixture(autouse=True)
def _nobody_is_slowed(settings) -> None:
    settings.HAS_LIMITS = False


@pytest.fixture
def place(policy_officer: Person) -> Place:
    return make_place(policy_officer)


def rows() -> Rows:
    """Return every row of the stages, as it is stored."""
    return {
        (model._meta.label, one.pk): {
            field.attname: getattr(one, field.attname) for field in model._meta.concrete_fields
        }
        for model in apps.get_models()
        if model._meta.app_label in STAGES and model._meta.label not in OF_ALL_EXERCISES
        for one in model._default_manager.all()
    }


def every_form() -> Iterator[type[forms.Form]]:
    """Yield the forms of the site: their fields say what an attacker would send."""
    waiting = list(forms.Form.__subclasses__())
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.startswith("goldenthread_web"):
            yield form


def likely(field: forms.Field) -> str:
    """Return what the field would take, as far as its kind tells."""
    if isinstance(field, forms.ModelChoiceField | forms.IntegerField):
        return "1"
    if isinstance(field, forms.ChoiceField):
        return str(next((value for value, _ in field.choices if value), ""))
    if isinstance(field, forms.DateField):
        return date(2026, 5, 1).isoformat()
    return "on" if isinstance(field, forms.BooleanField) else "Because it is so"


def filled() -> dict[str, str]:
    """Return a value for every field of every form of the site."""
    found = [
        (name, field)
        for form in every_form()
        for name, field in form.base_fields.items()
        if type(field).__module__.startswith("django")
    ]
    # Where two forms have a field of one name, what can be chosen is a text too.
    found.sort(key=lambda one: isinstance(one[1], forms.ChoiceField))
    fields = {name: likely(field) for name, field in found}
    fields.pop("find")  # words to be found in what is released, and these are not
    return {**fields, "seen": "held, 0, 0", "outcome": "release", "action": "accept"}


def guessed(place: Place, slug: str) -> Iterator[str]:
    """Yield every address with the ids of this place, under the name of that exercise."""
    known = {**examples(place), "slug": [slug]}
    for name in known:
        if name.endswith(":slug") and name != "plans:slug":
            known[name] = [slug]
    for pattern in PATTERNS:
        yield from paths(pattern, known)


@pytest.mark.parametrize("is_own_name", [True, False])
def test_who_works_elsewhere_reads_and_changes_nothing_here(
    is_own_name: bool, place: Place, person_with: Callable[..., Person], signed_in
) -> None:
    before = rows()
    person = person_with(*ELSEWHERE)
    own = make_engagement(person, title="Elsewhere", slug="elsewhere", safeguarding_lead=person)
    client, data = signed_in(person), filled()
    told = []
    for path in guessed(place, own.slug if is_own_name else place.engagement.slug):
        for ask in (client.get, client.post):
            body = body_of(ask(path, data if ask == client.post else {}))
            told += [f"{path}: {place.marks[mark]}" for mark in place.marks if mark in body]
    assert told == []
    assert changed(before) == []


def changed(before: Rows) -> list[str]:
    """Return the rows that were there before and are not any more, or not as they were."""
    after = rows()
    return [f"{label} {pk}" for (label, pk), row in before.items() if after.get((label, pk)) != row]


@pytest.mark.parametrize("role", [None, Role.PARTNER_LEAD, Role.BOARD_MEMBER, Role.FACILITATOR])
def test_a_form_sent_by_who_has_no_business_here_changes_nothing(
    role: Role | None, place: Place, stranger: Client, person_with, signed_in
) -> None:
    client, data = (stranger if role is None else signed_in(person_with(role))), filled()
    before = rows()
    for path in guessed(place, place.engagement.slug):
        for method in ("POST",) if role else ("POST", "PUT", "PATCH", "DELETE"):
            let_go(send(client, method, path, data))
        headers = {"X-HTTP-Method-Override": "POST"}
        let_go(client.get(path, {**data, "_method": "DELETE"}, headers=headers))
    assert changed(before) == []


def test_the_same_forms_are_taken_from_who_may_send_them(place: Place, allowed: Client) -> None:
    """Otherwise the tests above would say nothing."""
    taken, data = set(), filled()
    for path in guessed(place, place.engagement.slug):
        with transaction.atomic():
            answer = allowed.post(path, data)
            let_go(answer)
            transaction.set_rollback(True)
        if answer.status_code == 302:
            taken.add(resolve(path).view_name)
    assert {"engagement:release-item", "themes:edit"} <= taken
    assert {"plans:publish", "engagement:remove-person", "engagement:import-forget"} <= taken


def let_go(answer: HttpResponseBase) -> None:
    """Close a file that was sent, and not the connection to the database with it."""
    request_finished.disconnect(close_old_connections)
    try:
        answer.close()
    finally:
        request_finished.connect(close_old_connections)


def send(client: Client, method: str, path: str, data: dict[str, str]) -> HttpResponseBase:
    if method == "POST":
        return client.post(path, data)
    return client.generic(method, path, "a=b", content_type="application/x-www-form-urlencoded")


# --- asking with words


def test_a_search_tells_nothing_about_words_that_one_may_not_read(
    place: Place, person_with: Callable[..., Person], signed_in
) -> None:
    person = person_with(Role.POLICY_OFFICER, Role.FACILITATOR)
    EngagementMember.objects.create(engagement=place.engagement, person=person)
    client, known = signed_in(person), examples(place)
    lists = [path for found in PATTERNS if LISTS.match(found[0]) for path in paths(found, known)]
    lists += ["/engagements/", "/engagements/engagements.csv", "/office/engagements/"]
    assert len(lists) > 6
    hidden = [mark for mark, what in place.marks.items() if "words" in what or "suggest" in what]
    for path in lists:
        for query in ("&state=any", "&state=suggested&sort=surest"):
            nothing = asked_for(client, path, "quizzzzax", query)
            for mark in hidden:
                assert asked_for(client, path, mark, query) == nothing, (path, place.marks[mark])


def asked_for(client: Client, path: str, words: str, query: str) -> str:
    body = body_of(client.get(f"{path}?words={words}{query}"))
    return SECRETS.sub("", body).replace(words, "…")


SECRETS = re.compile(
    r"nonce-[^' ]+|csrfmiddlewaretoken\" value=\"\w+|nonce=\"[^\"]+|reference: <strong>\w+"
    r"|'(?:content-length|expires)': '[^']+'"
)

# --- what nobody types

ODD = (
    "a\x00b", "9" * 40, "-1", "1e309", "'\\%", "../../etc/passwd", "\u202e\u2066abc",
    "A\u0301" * 500, "\U0001f600" * 2_000, "[]",
)  # fmt: skip
ASKED = (
    "words", "search", "page", "state", "question", "capacity", "has", "sort", "after", "said",
    "did", "which", "next", "theme", "run", "action", "person", "subject", "with", "against",
    "from", "to", "kind", "q", "version", "chosen", "edition", "language", "step",
)  # fmt: skip


@pytest.fixture
def allowed(place: Place, person_with: Callable[..., Person], signed_in) -> Client:
    """Return the client of somebody who may do everything here."""
    person = person_with(*Role)
    EngagementMember.objects.create(engagement=place.engagement, person=person)
    Engagement.objects.filter(pk=place.engagement.pk).update(safeguarding_lead=person)
    return signed_in(person)


def odd_values(names: Iterable[str], turn: int) -> dict[str, str]:
    """Return something odd for each name, and something else for it with the next turn."""
    return dict(zip(names, islice(cycle(ODD), turn, None), strict=False))


@pytest.mark.parametrize("turn", range(len(ODD)))
def test_no_address_fails_on_what_is_asked_of_it(turn: int, place: Place, allowed: Client) -> None:
    for path in every_nth(guessed(place, place.engagement.slug), turn):
        answer = allowed.get(path, odd_values(ASKED, turn))
        body_of(answer)
        let_go(answer)
        assert answer.status_code < 500, path


@pytest.mark.parametrize("turn", range(len(ODD)))
def test_no_address_fails_on_what_is_sent_to_it(turn: int, place: Place, allowed: Client) -> None:
    data = odd_values(sorted(filled()), turn)
    for path in every_nth(guessed(place, place.engagement.slug), turn):
        for sent in (data, {**data, **choices_of_forms()}):
            # Each one alone: what one does to the place must not keep the next from it.
            with transaction.atomic():
                answer = allowed.post(path, sent)
                let_go(answer)
                assert answer.status_code < 500, path
                transaction.set_rollback(True)


def every_nth(found: Iterable[str], turn: int) -> Iterator[str]:
    """Yield a third of the addresses, another third with the next turn."""
    return islice(found, turn % 3, None, 3)


def choices_of_forms() -> dict[str, str]:
    """Return right choices, so that a form goes on to look at its texts."""
    return {
        name: likely(field)
        for form in every_form()
        for name, field in form.base_fields.items()
        if isinstance(field, forms.ChoiceField | forms.BooleanField | forms.DateField)
    }


# --- headers


def test_what_is_private_is_kept_in_no_cache(place: Place, allowed: Client) -> None:
    for path in guessed(place, place.engagement.slug):
        if path.startswith("/office/"):
            answer = allowed.get(path)
            let_go(answer)
            assert "no-store" in answer.headers["Cache-Control"], path


def test_a_made_up_host_is_refused_and_stands_in_no_page(stranger: Client, settings) -> None:
    settings.ALLOWED_HOSTS = ["thread.example.org"]
    for headers in ({"host": "evil.example"}, {"host": "thread.example.org@evil.example"}):
        answer = stranger.get("/accounts/password/reset/", headers=headers)
        assert answer.status_code == 400
        assert "evil.example" not in answer.content.decode()
    answer = stranger.get(
        "/", headers={"host": "thread.example.org", "X-Forwarded-Host": "evil.example"}
    )
    assert "evil.example" not in answer.content.decode()


@pytest.mark.parametrize(
    "target",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)",
     "http:evil.example", "/%09/evil.example", "\thttps://evil.example"],
)  # fmt: skip
def test_signing_in_leads_to_no_other_place(target: str, analyst: Person, stranger: Client) -> None:
    analyst.set_password("a long enough password")
    analyst.save()
    data = {"login": analyst.email, "password": "a long enough password", "next": target}
    answer = stranger.post("/accounts/login/", data)
    assert answer.status_code == 302
    assert answer.headers["Location"] in {"/office/", "/%09/evil.example"}
