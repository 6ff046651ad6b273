"""One resident at one engagement: the cookie that holds their answers together.

The cookie is signed, out of reach of scripts, sent to this engagement only and
gone with the browser session. It holds the browser's number, by which quick
sending is slowed, and the token of the response that is being written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from json import dumps, loads
from secrets import token_urlsafe

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils import translation as interface

from goldenthread_web.engagement.last_day import OPENED, mark_opened, was_opened
from goldenthread_web.engagement.models import (
    Engagement,
    EngagementResponse,
    EqualityQuestion,
    Question,
    UnsentResponse,
)
from goldenthread_web.engagement.queries import answering as queries
from goldenthread_web.engagement.queries.answering_draft import Answer, Draft
from goldenthread_web.engagement.queries.answering_form import AskedForm, with_votable
from goldenthread_web.engagement.queries.answering_steps import Step, steps_of
from goldenthread_web.engagement.queries.coming_back import went_elsewhere
from goldenthread_web.engagement.queries.exercises import published
from goldenthread_web.engagement.speaking import FormKey, Voice, chosen_language, kept_voice
from goldenthread_web.page.languages import remember_language
from goldenthread_web.people.limits import address_of

COOKIE = "answers"
HELPER_COOKIE = "helper"


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the cookie holds."""

    browser: str
    token: str

    @staticmethod
    def of(request: HttpRequest) -> "Tokens | None":
        """Return what the cookie holds, or nothing if it is missing or was changed."""
        held = request.get_signed_cookie(COOKIE, default=None, salt=COOKIE)
        browser, _, token = (held or "").partition(".")
        return Tokens(browser, token) if browser and token else None


def browser_of(request: HttpRequest) -> str:
    """Return by what quick sending is counted: the browser, else the address."""
    tokens = Tokens.of(request)
    return tokens.browser if tokens else address_of(request)


class Sitting:
    """An engagement with what this browser has written or sent there."""

    # What the first page brings back that was opened on the last day.
    mark = ""

    def __init__(self, request: HttpRequest, slug: str) -> None:
        engagement = published().filter(slug=slug).first()
        if engagement is None:
            raise Http404
        self.engagement: Engagement = engagement
        self.speak(chosen_language(request, engagement))
        self.tokens = Tokens.of(request)
        held = request.get_signed_cookie(HELPER_COOKIE, default=None, salt=HELPER_COOKIE)
        self.helper: list[str] = loads(held) if held else []
        self.now = timezone.now()
        self.mark = request.POST.get(OPENED, "")

    def speak(self, language: str) -> None:
        """Put the page and the questions into this language, until the request is answered."""
        self.voice = self.voice_of(FormKey.of(self.engagement, language))
        self.voice.speak_engagement(self.engagement)
        self.engagement.spoken = self.voice.spoken(self.engagement.languages)  # type: ignore[attr-defined]
        interface.activate(self.voice.tongue.interface)

    def voice_of(self, key: FormKey) -> Voice:
        return kept_voice(key)

    @cached_property
    def asked(self) -> AskedForm:
        return with_votable(self.voice.asked)

    @cached_property
    def questions(self) -> list[Question]:
        """The questions that this person sees, as far as their answers tell."""
        return self.asked.shown(self.draft)

    @property
    def has_young_reader(self) -> bool:
        """Whether a child may be reading: then each page says where to find help."""
        return self.engagement.is_for_under_18 or self.draft.is_young_person

    @property
    def equality_questions(self) -> list[EqualityQuestion]:
        if self.engagement.equality_kept_until is None:
            return []
        is_too_young = self.draft.may_be_under_16 or (
            self.engagement.is_for_under_18 and not self.draft.age_band
        )
        # Sexual orientation and gender identity are never asked of under-16s.
        return [
            one
            for one in self.voice.equality_questions
            if not (one.is_for_16_and_over and is_too_young)
        ]

    @cached_property
    def draft(self) -> Draft:
        kept = self.kept
        if kept is None:
            return Draft({})
        return Draft(kept.answers, form_version=kept.form_version, started_at=kept.started_at)

    @cached_property
    def kept(self) -> UnsentResponse | None:
        if self.tokens is None:
            return None
        return queries.unsent(self.engagement, self.tokens.token, now=self.now)

    @cached_property
    def has_draft(self) -> bool:
        return self.kept is not None

    @cached_property
    def sent(self) -> EngagementResponse | None:
        return queries.sent(self.engagement, self.tokens.token) if self.tokens else None

    @property
    def may_answer(self) -> bool:
        return queries.may_answer(
            self.engagement,
            today=timezone.localdate(self.now),
            has_draft=self.has_draft or was_opened(self.engagement, self.mark),
        )

    @property
    def opened(self) -> str:
        """The mark that the page carries while nothing of it is kept."""
        if self.has_draft:
            return ""
        return self.mark or mark_opened(self.engagement, today=timezone.localdate(self.now))

    @cached_property
    def steps(self) -> list[Step]:
        """The pages that this person sees, as far as their answers tell."""
        return steps_of(
            self.questions,
            self.draft,
            has_equality_questions=bool(self.equality_questions),
            is_for_under_18=self.engagement.is_for_under_18,
        )

    def go_on_with(self, answers: Mapping[str, Answer]) -> None:
        """Go on with these answers: the questions and pages that fit are looked up anew."""
        if answers != self.draft.answers:
            self.draft.answers = answers
            for found in ("questions", "steps"):
                self.__dict__.pop(found, None)

    def step(self, name: str) -> Step:
        """Return the page of this name, if this person sees it."""
        for step in self.steps:
            if step.name == name:
                return step
        raise Http404

    def neighbour(self, name: str, by: int) -> Step | None:
        """Return the page after the one of this name (`by` 1) or before it (`by` -1).

        An answer on a page can take away the pages after it, never the page itself.
        """
        steps = self.steps
        place = [one.name for one in steps].index(name) + by
        return steps[place] if 0 <= place < len(steps) else None

    @property
    def where_they_stopped(self) -> str:
        """The address to go on at: the page they stopped at, or the first one."""
        stopped = self.kept.last_step if self.kept else ""
        if stopped == "check":
            return reverse("engagement:check", args=[self.engagement.slug])
        names = [step.name for step in self.steps]
        name = stopped if stopped in names else names[0]
        return reverse("engagement:answer", args=[self.engagement.slug, name])

    def begin_if_new(self) -> Tokens:
        """Return the tokens to write under: new ones for a new response."""
        if self.tokens is None:
            self.tokens = Tokens(token_urlsafe(12), token_urlsafe(32))
        elif not self.has_draft and self._is_over(self.tokens.token):
            self.tokens = Tokens(self.tokens.browser, token_urlsafe(32))
        return self.tokens

    def _is_over(self, token: str) -> bool:
        """Whether what was written under this token was sent, or is gone on with elsewhere."""
        return self.sent is not None or went_elsewhere(self.engagement, token)

    def begin_anew(self) -> Tokens:
        """Return tokens that nothing is written under yet."""
        browser = self.tokens.browser if self.tokens else token_urlsafe(12)
        self.tokens = Tokens(browser, token_urlsafe(32))
        return self.tokens

    def set_cookie(self, response: HttpResponse, *, max_age: int | None = None) -> None:
        """Keep the tokens in the browser: until it is closed, or for `max_age` seconds."""
        if self.tokens is None:
            return
        response.set_signed_cookie(
            COOKIE,
            f"{self.tokens.browser}.{self.tokens.token}",
            salt=COOKIE,
            max_age=max_age,
            path=self.path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )

    def add_helper(self) -> None:
        """Take over who helped the one before in this browser: that is asked once a session."""
        if self.helper and not self.draft.text("helper_role"):
            role, organisation = self.helper
            names = {"helper_role": role, "helper_organisation": organisation}
            self.draft.answers = {**self.draft.answers, **names}

    def set_helper(self, response: HttpResponse) -> None:
        """Remember who helps here until the browser is closed: a role and a club, no name."""
        told = [self.draft.text("helper_role"), self.draft.text("helper_organisation")]
        if self.engagement.is_for_under_18 and any(told):
            response.set_signed_cookie(
                HELPER_COOKIE,
                dumps(told),
                salt=HELPER_COOKIE,
                path=self.path,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )

    def set_language(self, response: HttpResponse) -> None:
        remember_language(response, self.voice.tongue.code)

    def delete_cookie(self, response: HttpResponse) -> None:
        response.delete_cookie(COOKIE, path=self.path, samesite="Lax")

    @property
    def path(self) -> str:
        return reverse("engagement:engagement", args=[self.engagement.slug])
