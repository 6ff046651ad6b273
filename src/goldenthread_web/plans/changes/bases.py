"""What an element rests on, each with a reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from goldenthread.errors import ConflictError, InputError
from goldenthread.plans import find_quote, has_words, quote_parts, quoted_words, repeats_words
from goldenthread.records.disclosure import Span
from goldenthread.records.plans import BasisKind
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.engagement.queries.contributions import released
from goldenthread_web.people.audit import By, person_of, record_event
from goldenthread_web.plans.models import Basis, Element
from goldenthread_web.plans.wording import library_redactions
from goldenthread_web.themes.models import Theme


@dataclass(frozen=True, slots=True)
class Source:
    """What a basis without words is: a figure with its source, a law, a policy; an address."""

    text: str
    address: str = ""


@transaction.atomic
def rest_on_theme(*, by: By, element: Element, theme: Theme, reason: str) -> Basis:
    """Return the basis: this element rests on a theme of what people said.

    Raises:
        ConflictError: the theme has ended, or the element rests on it already.
    """
    if theme.ended_at is not None:
        raise ConflictError(f"The theme “{theme.name}” has ended. Choose another.")
    if Basis.objects.filter(element=element, theme=theme, ended_at=None).exists():
        raise ConflictError(f"This rests on the theme “{theme.name}” already.")
    return _rest(by=by, element=element, kind=BasisKind.THEME, reason=reason, theme=theme)


@transaction.atomic
def rest_on_quote(
    *, by: By, element: Element, contribution: Contribution, reason: str, words: str = ""
) -> Basis:
    """Return the basis: this element rests on words of one person; on all of them if none given.

    Raises:
        ConflictError: the words are not released, or are quoted here already.
        InputError: they are not there, or the reason repeats them.
    """
    public = released().filter(pk=contribution.pk).first()
    if public is None:
        raise ConflictError("These words are not released, or were to be counted only.")
    redactions = library_redactions(public)
    span = find_quote(public.text, redactions, words) if words.strip() else None
    span = span or Span(0, len(public.text))
    parts = quote_parts(public.text, span, redactions)
    if not has_words(public.text, parts):
        raise InputError("Nothing that can be read is left of these words. Choose others.")
    if repeats_words(reason, quoted_words(public.text, parts)):
        raise InputError(
            "The reason repeats the words. Say in your own words why they matter: "
            "what a person said must stay in one place, so that it can be removed."
        )
    _refuse_same_quote(element, public, span)
    return _rest(
        by=by, element=element, kind=BasisKind.QUOTE, reason=reason,
        contribution=public, start=span.start, end=span.end,
    )  # fmt: skip


def _refuse_same_quote(element: Element, contribution: Contribution, span: Span) -> None:
    same = Basis.objects.filter(element=element, contribution=contribution, ended_at=None)
    if same.filter(start=span.start, end=span.end).exists():
        raise ConflictError("These words are quoted here already.")


@transaction.atomic
def rest_on_source(
    *, by: By, element: Element, kind: BasisKind, source: Source, reason: str
) -> Basis:
    """Return the basis: this element rests on data, a duty, a policy, a judgement, an earlier plan.

    Raises:
        InputError: the kind is words, or no source is named.
    """
    if kind.is_words:
        raise InputError("For words, choose a theme or a quote.")
    if not source.text.strip():
        raise InputError("Name the source: a figure with where it is from, a law, a policy.")
    return _rest(
        by=by, element=element, kind=kind, reason=reason,
        source=source.text.strip(), source_address=source.address,
    )  # fmt: skip


def _rest(*, by: By, element: Element, kind: BasisKind, reason: str, **what: Any) -> Basis:
    if element.ended_at is not None:
        raise ConflictError("This is out of the draft: nothing can be added to it.")
    if not reason.strip():
        raise InputError("Say why: each basis has a reason.")
    basis = Basis.objects.create(
        element=element, kind=kind.value, reason=reason.strip(), by=person_of(by), **what
    )
    record_event(by=by, action="plans.basis-added", subject=basis, kind=kind.value)
    return basis


@transaction.atomic
def end_basis(*, by: By, basis: Basis, now: datetime) -> Basis:
    """Return the basis, which does not count any more from now on."""
    if basis.ended_at is None:
        basis.ended_at = now
        basis.save(update_fields=["ended_at"])
        record_event(by=by, action="plans.basis-ended", subject=basis)
    return basis
