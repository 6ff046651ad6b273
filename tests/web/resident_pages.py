"""Every page that a resident can meet, asked for as a resident would, and its own words.

The list of pages comes from the addresses that are open to all; what is no page
for residents is named in NOT_FOR_RESIDENTS, with the reason.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.builders import make_engagement, make_question, make_response, pass_check, today
from tests.web.held_words import Place, make_place
from tests.web.test_permission_matrix import PATTERNS
from tests.web.thread.conftest import give_receipt

from goldenthread_web.engagement.changes.inviting import add_batch
from goldenthread_web.engagement.changes.statements import add_team_statements
from goldenthread_web.engagement.inviting_links import confirm_address, leave_address
from goldenthread_web.engagement.models import (
    AnsweringRule,
    Clip,
    Contribution,
    Engagement,
    EngagementOutcome,
    EngagementResponse,
    FileAnswer,
    Invitation,
    InvitationList,
    Invitee,
    Question,
)
from goldenthread_web.engagement.queries.clips import Spot, Words
from goldenthread_web.engagement.queries.inviting import code_of
from goldenthread_web.people.models import Person
from goldenthread_web.plans.models import OutcomeElement

NOT_FOR_RESIDENTS = {
    "a file, a picture or a clip": {
        "engagement:clip",
        "engagement:clip-captions",
        "engagement:document",
        "engagement:list-download",
        "engagement:map",
        "engagement:paper-form",
        "engagement:released-file",
        "plans:open-data",
        "plans:pdf",
        "reports:open-data",
        "reports:public-compare-download",
        "reports:public-results-download",
        "reports:public-word",
    },
    "only leads on to another page": {
        "engagement:clear-browser",
        "engagement:finish",
        "engagement:leave",
        "plans:newest",
        "thread:leave",
    },
    "for programs": {
        "page:health",
        "thread:api",
        "thread:api-contributions",
        "thread:api-counts",
        "thread:api-description",
        "thread:api-edition",
        "thread:api-engagement",
        "thread:api-engagements",
        "thread:api-nothing",
        "thread:api-plans",
        "thread:api-questions",
        "thread:api-themes",
    },
    "for staff": {"people:use-link"},
}
OPEN_TO_ALL = {name for name, _, pattern in PATTERNS if pattern.callback.access is None}  # type: ignore[attr-defined]
PAGES = OPEN_TO_ALL - set().union(*NOT_FOR_RESIDENTS.values())
# One of these on each error page that a resident can meet.
ERRORS = "page:error"


@dataclass(frozen=True)
class Visit:
    """A page that came, and the name of its address."""

    name: str
    answer: HttpResponse


class Borough:
    """A place with exercises in every state, and a client who goes through all of it."""

    def __init__(self, by: Person) -> None:
        self.by = by
        self.place: Place = make_place(by)
        square = self.place.engagement
        Engagement.objects.filter(pk=square.pk).update(results_public_on=today())
        pass_check(square)
        self.streets = make_engagement(by, slug="streets", title="Our streets")
        self.asked = make_question(self.streets, "What matters to you here?")
        self.statements = make_question(
            self.streets, "What do you think?", kind="statements", takes_own_statements=True
        )
        texts = [f"Street {number} needs trees" for number in range(7)]
        add_team_statements(by=by, question=self.statements, texts=texts, now=timezone.now())
        self._add_other_states()

    def _add_other_states(self) -> None:
        self.over = make_engagement(
            slug="over", title="Over", closes_on=today() - timedelta(days=1)
        )
        make_engagement(slug="soon", title="Soon", opens_on=today() + timedelta(days=2))
        young = make_engagement(slug="young", title="Young", is_for_under_18=True)
        make_question(young, "What do you like?")
        for rule in (AnsweringRule.BROWSER, AnsweringRule.CODE, AnsweringRule.SIGNED_IN):
            made = make_engagement(
                slug=f"rule-{rule.name.lower().replace('_', '-')}", answering_rule=rule.value
            )
            make_question(made, "What matters to you here?")
        coded = Engagement.objects.get(slug="rule-code")
        add_batch(by=self.by, engagement=coded, name="Letters", count=2)
        self.used, self.fresh = Invitation.objects.filter(engagement=coded).order_by("pk")
        Invitation.objects.filter(pk=self.used.pk).update(used_on=today())

    def visits(self, language: str = "en") -> Iterator[Visit]:
        """Yield every page in a language."""
        for name, visit in VISITS.items():
            client = Client(REMOTE_ADDR=f"10.0.{abs(hash(name)) % 250}.{abs(hash(language)) % 250}")
            client.cookies["language"] = language
            for answer in visit(self, client):
                yield Visit(name, answer)


Visiting = Callable[[Borough, Client], Iterator[HttpResponse]]


def _at(name: str, *parts: str) -> Visiting:
    def visit(borough: Borough, client: Client) -> Iterator[HttpResponse]:
        slug = {"slug": borough.place.engagement.slug}
        yield client.get(reverse(name, args=[slug.get(one, one) for one in parts]))

    return visit


def _answer(slug: str, name: str) -> str:
    return reverse("engagement:answer", args=[slug, name])


def _fill(borough: Borough, client: Client, slug: str, asked: Question) -> None:
    client.post(_answer(slug, f"question-{asked.pk}"), {f"answer_{asked.pk}": "Trees"})
    about = {"capacity": "resident", "is_young_person": "no"}
    client.post(_answer(slug, "about-you"), about)
    client.post(_answer(slug, "your-words"), {"may_publish": "words", "language": "en"})
    client.post(_answer(slug, "staying-in-touch"), {"how_to_reach": ""})


def visit_answers(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    """Each page of three forms, as it is put and with everything left out."""
    for slug in ("streets", "our-square", "young"):
        asked = Engagement.objects.get(slug=slug).questions.all()
        names = [f"question-{one.pk}" for one in asked]
        names += ["your-age", "about-you", "organisation", "your-words", "staying-in-touch"]
        client.post(_answer(slug, names[0]), {f"answer_{asked[0].pk}": "Trees"})
        client.post(
            _answer(slug, "about-you"), {"capacity": "organisation", "is_young_person": "no"}
        )
        for name in [*names, "equality"]:
            put = client.get(_answer(slug, name))
            if put.status_code == 200:
                yield put
                left_out = client.post(_answer(slug, name), {})
                if left_out.status_code == 200:
                    yield left_out


def visit_check(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    client.post(_answer("streets", "about-you"), {"capacity": "resident", "is_young_person": "no"})
    yield client.get("/engagements/streets/check/", follow=True)
    _fill(borough, client, "streets", borough.asked)
    yield client.get("/engagements/streets/check/")


def visit_receipt(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    yield client.get("/engagements/streets/receipt/")
    _fill(borough, client, "streets", borough.asked)
    yield client.post("/engagements/streets/check/", follow=True)


def visit_saved(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    field = f"answer_{borough.asked.pk}"
    address = _answer("streets", f"question-{borough.asked.pk}")
    yield client.post(address, {field: "Trees", "save": "yes"}, follow=True)


def visit_coming_back(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    address = "/engagements/streets/come-back/"
    yield client.get(address)
    for code in ("", "7K3QF", "7K3QF-9X2MD-T4WHU", "7K3QF-9X2MD-T4WHC", "00000-00000-00000"):
        yield client.post(address, {"code": code})


def visit_engagements(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    for slug in Engagement.objects.values_list("slug", flat=True):
        yield client.get(f"/engagements/{slug}/")


def visit_list(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    yield client.get("/engagements/")
    yield client.get("/engagements/?words=nothing+like+it")


def visit_once(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    for slug in ("rule-code", "rule-signed-in"):
        yield client.get(f"/engagements/{slug}/once/")
    asked = Engagement.objects.get(slug="rule-browser").questions.get()
    _fill(borough, client, "rule-browser", asked)
    client.post("/engagements/rule-browser/check/")
    yield client.get("/engagements/rule-browser/once/")


def visit_votes(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    address = "/engagements/streets/statements/"
    yield client.get(address)
    yield client.get("/engagements/over/statements/")
    _fill(borough, client, "streets", borough.asked)
    client.post("/engagements/streets/check/")
    yield client.get(address)
    for one in Contribution.objects.filter(question=borough.statements):
        client.post(address, {"statement": one.pk, "vote": "1"})
    yield client.get(address)


def visit_code_for_votes(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    for code in ("", "7K3QF-9X2MD-T4WHB", "00000-00000-00000"):
        yield client.post("/engagements/streets/statements/code/", {"code": code})


def visit_codes(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    for address in ("/i/", "/engagements/rule-code/code/"):
        yield client.get(address)
        for code in ("", "7K3QF", "00000-00000-00000", code_of(borough.used)):
            yield client.post(address, {"code": code})


def visit_clip_words(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    """Read the words of a spoken version of the introduction."""
    words = Words(borough.streets, [])
    clip, _ = Clip.objects.get_or_create(
        engagement=borough.streets, part="introduction", kind="spoken", language="en",
        defaults={
            "ending": "mp3", "size": 4, "has_film": False, "has_sound": True,
            "checked_on": today(), "transcript": "We ask you about our streets.",
            "words_digest": words.digest(Spot("introduction"), "en"),
        },
    )  # fmt: skip
    Engagement.objects.get(pk=borough.streets.pk).save()
    yield client.get(f"/engagements/streets/clips/{clip.pk}/words/")


def visit_links(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    yield client.get("/i/00000-00000-00000/")
    yield client.get(f"/i/{code_of(borough.used)}/")


def visit_join(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    yield client.get("/hear-from-us/")
    yield client.post("/hear-from-us/", {})
    people = InvitationList.objects.get(is_open_to_join=True)
    given = {"list": people.pk, "name": "Ola", "email": "ola@example.org", "language": "en"}
    yield client.post("/hear-from-us/", given)
    InvitationList.objects.update(is_open_to_join=False)
    yield client.get("/hear-from-us/")
    InvitationList.objects.filter(pk=people.pk).update(is_open_to_join=True)


def visit_confirm(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    yield client.get("/hear-from-us/confirm/nothing/")
    invitee = Invitee.objects.order_by("pk")[0]
    Invitee.objects.filter(pk=invitee.pk).update(asked_at=timezone.now(), confirmed_at=None)
    invitee.refresh_from_db()
    address = confirm_address("", invitee)
    yield client.get(address)
    yield client.post(address)


def visit_leaving(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    people = InvitationList.objects.all()[0]
    invitee = Invitee.objects.create(invitation_list=people, email=f"{timezone.now():%f}@e.org")
    address = leave_address("", invitee)
    yield client.get(address)
    yield client.post(address)


def _follow(borough: Borough, client: Client, response: EngagementResponse) -> HttpResponse:
    return client.post("/receipt/", {"code": give_receipt(response)}, follow=True)


def visit_following(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    square = borough.place.engagement
    for response in EngagementResponse.objects.filter(engagement=square, response_import=None):
        yield _follow(borough, client, response)
        yield client.post("/receipt/followed/", {"show": "yes"})


def visit_receipts(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    yield client.get("/receipt/")
    for code in ("", "7K3QF", "7K3QF-9X2MD-T4WHU", "7K3QF-9X2MD-T4WHC", "00000-00000-00000"):
        yield client.post("/receipt/", {"code": code})


def visit_removing(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    _follow(borough, client, make_response(borough.over, "Gone soon"))
    yield client.get("/receipt/remove/")
    yield client.post("/receipt/remove/", {})


def visit_words(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    released = Contribution.objects.filter(status="released", response__response_import=None)
    yield client.get(f"/words/{released.order_by('pk')[0].reference}/")


def visit_what_we_heard(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    yield client.get("/engagements/our-square/what-we-heard/")
    yield client.get("/engagements/over/what-we-heard/")


def visit_files(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    """Read the list without a picture, then with the one that somebody sent."""
    address = "/engagements/our-square/files/"
    yield client.get(address)
    FileAnswer.objects.update(status=FileAnswer.Status.RELEASED, alternative_text="A bench.")
    yield client.get(address)


def visit_what_came(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    """Name a line of the plan that came of the exercise that is over."""
    outcome, _ = EngagementOutcome.objects.get_or_create(
        engagement=borough.over,
        defaults={
            "we_asked": "What to do.",
            "you_said": "Trees.",
            "we_did": "We planted them.",
            "decided_on": today(),
            "published_at": timezone.now(),
        },
    )
    vision = borough.place.plan.elements.order_by("pk")[0]
    OutcomeElement.objects.get_or_create(
        outcome=outcome, element=vision, defaults={"reason": "It asks for trees."}
    )
    yield client.get("/engagements/over/plan/")
    yield client.get("/engagements/over/")


def visit_errors(borough: Borough, client: Client) -> Iterator[HttpResponse]:
    """What was mistyped, is closed to them, is asked too often, is too large or has expired."""
    yield client.get("/nothing-like-it/")
    checking = Client(enforce_csrf_checks=True, REMOTE_ADDR="10.9.9.9")
    checking.cookies["language"] = client.cookies["language"].value
    yield checking.post("/receipt/", {"code": "x"})
    yield client.post("/receipt/", b"x", content_type="text/plain", CONTENT_LENGTH="9000000")
    for _ in range(40):
        slowed = client.post("/receipt/", {"code": ""}, REMOTE_ADDR="10.9.9.8")
    yield slowed


VISITS: dict[str, Visiting] = {
    "engagement:answer": visit_answers,
    "engagement:check": visit_check,
    "engagement:clip-words": visit_clip_words,
    "engagement:come-back": visit_coming_back,
    "engagement:confirm-asking": visit_confirm,
    "engagement:engagement": visit_engagements,
    "engagement:join": visit_join,
    "engagement:leave-list": visit_leaving,
    "engagement:list": visit_list,
    "engagement:once": visit_once,
    "engagement:receipt": visit_receipt,
    "engagement:saved": visit_saved,
    "engagement:type-any-code": visit_codes,
    "engagement:type-code": visit_codes,
    "engagement:use-invitation": visit_links,
    "engagement:vote": visit_votes,
    "engagement:vote-code": visit_code_for_votes,
    "page:accessibility": _at("page:accessibility"),
    "page:privacy": _at("page:privacy"),
    "plans:came-of": visit_what_came,
    "plans:current": _at("plans:current"),
    "plans:edition": _at("plans:edition", "1"),
    "plans:why": _at("plans:why", "1", "vision"),
    "programme:programme": _at("programme:programme"),
    "engagement:released-files": visit_files,
    "reports:public": visit_what_we_heard,
    "reports:public-compare": _at("reports:public-compare", "slug"),
    "reports:public-results": _at("reports:public-results", "slug"),
    "thread:follow": visit_following,
    "thread:front": _at("thread:front"),
    "thread:receipt": visit_receipts,
    "thread:remove-own": visit_removing,
    "thread:removed": _at("thread:removed"),
    "thread:theme": _at("thread:theme", "1"),
    "thread:words": visit_words,
    ERRORS: visit_errors,
}

_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_INLINE = {"a", "abbr", "b", "bdi", "code", "em", "i", "span", "strong", "time"}
_UNSEEN = {"script", "style", "svg", "title", "option", "code"}


class _OwnWords(HTMLParser):
    """Collects the blocks of text that are the program's own, with the language of each."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[tuple[str, str]] = []
        self._open: list[tuple[str, bool, str]] = []
        self._text: list[str] = []

    @property
    def _language(self) -> str:
        return self._open[-1][2] if self._open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _INLINE:
            self._end_block()
        given = dict(attrs)
        for name in ("aria-label", "alt", "title"):
            if words := given.get(name):
                self.blocks.append((self._language, words))
        if tag in _VOID:
            return
        # What people and councils wrote is marked so: dir="auto", a quote, an isolated name.
        is_address = given.get("dir") == "ltr" and "lang" not in given
        is_theirs = (
            given.get("dir") == "auto"
            or is_address
            or tag in {"bdi", "blockquote"}
            or tag in _UNSEEN
        )
        was_theirs, was_in = (self._open[-1][1:]) if self._open else (False, "")
        language = given.get("lang") or was_in
        # A name or a line within a sentence that says that it is in another language.
        is_theirs = is_theirs or (tag in _INLINE and language != was_in)
        self._open.append((tag, is_theirs or was_theirs, language))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self._end_block()
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]):
            self._text.append(data)
            self._at = self._language

    def _end_block(self) -> None:
        text = " ".join("".join(self._text).split())
        if text:
            self.blocks.append((self._at, text))
        self._text = []


def scripts_in(page: str) -> list[str]:
    """Return the names of the scripts of a page, "" for one that stands in the page itself."""
    tags = re.findall(r"<script\b([^>]*)>", page)
    return [
        Path(found[1]).name if (found := re.search(r'src="([^"]*)"', tag)) else "" for tag in tags
    ]


def without_nonce(page: str) -> str:
    """Return a page without what is new each time that it is given."""
    return re.sub(r'nonce="[^"]*"', "", page)


def own_words(answer: HttpResponse) -> list[tuple[str, str]]:
    """Return the program's own words on a page: each block with the language that it is said in."""
    parser = _OwnWords()
    parser.feed(answer.content.decode())
    parser.close()
    return parser.blocks


def own_sentences(answer: HttpResponse) -> list[str]:
    """Return the blocks of a page that are sentences and not names of fields or buttons."""
    blocks = [text for _, text in own_words(answer)]
    return [one for one in dict.fromkeys(blocks) if re.search(r"[.?!:]$", one) and " " in one]
