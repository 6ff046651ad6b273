"""What a moderator fills in: filters of the list, and one decision about one contribution."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from goldenthread.errors import InputError
from goldenthread.records.disclosure import FindingKind, Redaction
from goldenthread_web.engagement.changes.release import Outcome, Verdict, verdict_of
from goldenthread_web.engagement.models import Contribution, Engagement, ReleaseDecision
from goldenthread_web.engagement.models.responses import CAPACITIES
from goldenthread_web.engagement.queries.contributions import questions_with_words
from goldenthread_web.engagement.queries.release import Filters, Has, State
from goldenthread_web.engagement.wording import (
    Piece,
    marked_pieces,
    occurrences,
    redactions_of,
    released_pieces,
)

OTHER = "other"
WITHHOLD_REASONS = (
    "It could tell readers who somebody is, even with parts taken out",
    "It is abusive or threatening",
    "It says something about a named person that may not be true or fair",
    "It may be against the law to publish it",
    "The person asked us not to publish it",
)
REASONS = [*((reason, reason) for reason in WITHHOLD_REASONS), (OTHER, "Another reason")]
NO_REASON_AT_ALL = re.compile(r"off[- ]?topic|irrelevant|not relevant|disagree|negative", re.I)
FIND, AGREE, SECOND = "find", "agree", "second"
KINDS = [(kind.value, kind.value.capitalize()) for kind in FindingKind]
MOST_SPANS = 300


class FilterForm(forms.Form):
    """The filters of the list; they live in its address."""

    state = forms.ChoiceField(label="Where it stands", choices=State.choices, required=False)
    question = forms.TypedChoiceField(
        label="Question", required=False, coerce=int, empty_value=None
    )
    capacity = forms.ChoiceField(
        label="In what capacity", choices=[("", "Any"), *CAPACITIES], required=False
    )
    has = forms.ChoiceField(
        label="What was noticed", choices=[("", "Anything"), *Has.choices], required=False
    )
    words = forms.CharField(label="Words", required=False, max_length=200)

    def __init__(self, data: QueryDict, *, engagement: Engagement, state: str = State.HELD) -> None:
        super().__init__(data)
        self.default_state = state
        questions = questions_with_words(engagement).values_list("id", "text")
        self.fields["question"].choices = [("", "Any"), *questions]  # type: ignore[attr-defined]

    def filters(self) -> Filters:
        """Return what is asked for; a filter that makes no sense is left out."""
        self.is_valid()
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return Filters(**{"state": self.default_state, **asked})


@dataclass(frozen=True, slots=True)
class OfferedSpan:
    """Something that could be taken out, as a line with a box to tick."""

    number: int
    value: str
    text: str
    kind: str
    is_ticked: bool


def read_span(value: str) -> Redaction:
    """Return the span that a form sent, such as "4-13-name"; the text may be longer or not."""
    try:
        start, end, kind = value.split("-", 2)
        return Redaction(int(start), int(end), FindingKind(kind))
    except ValueError:
        raise forms.ValidationError("A mark was not understood. Load the page again.") from None


class SpansField(forms.Field):
    """Spans that were ticked or offered, as sent by boxes and hidden fields of one name."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> tuple[Redaction, ...]:
        spans = {read_span(str(one)) for one in (value or [])[:MOST_SPANS]}
        return tuple(sorted(spans))


class DecisionForm(forms.Form):
    """One decision. Which button was pressed says which fields matter."""

    outcome = forms.ChoiceField(
        choices=[(name, name) for name in (*Outcome.values, FIND, AGREE, SECOND)],
        error_messages={"required": "Choose what happens to these words."},
    )
    spans = SpansField(required=False)
    offered = SpansField(required=False)
    find = forms.CharField(label="Other words to take out", required=False, max_length=1000)
    find_kind = forms.ChoiceField(label="What it is", choices=KINDS, required=False)
    reason = forms.ChoiceField(
        label="Why are these words withheld?",
        choices=REASONS,
        widget=forms.RadioSelect,
        required=False,
        help_text="The person reads this reason with their receipt. Being off topic, critical or "
        "badly written is no reason to withhold.",
    )
    other_reason = forms.CharField(
        label="The other reason",
        required=False,
        max_length=200,
        help_text="Do not quote the words.",
    )
    worry = forms.CharField(
        label="What worries you?",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only the safeguarding lead reads this.",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        contribution: Contribution,
        proposal: ReleaseDecision | None,
    ) -> None:
        super().__init__(data)
        self.contribution, self.proposal = contribution, proposal
        self.found: tuple[Redaction, ...] = ()
        self.was_found = False
        # Kept apart: an error about a field takes its value away, and no tick may be lost.
        self.boxes: tuple[Redaction, ...] = ()

    def clean(self) -> dict[str, Any]:
        outcome = self.cleaned_data.get("outcome")
        self._leave_out_what_lies_outside()
        if outcome in {FIND, Outcome.RELEASE, Outcome.REDACT} and self.cleaned_data.get("find"):
            self._find(is_asked=outcome == FIND)
        elif outcome == Outcome.REDACT and not self.ticked:
            self.add_error("find", "Tick what is taken out, or type it here.")
        elif outcome == Outcome.RELEASE and self.ticked:
            self.add_error(
                "spans", "Something is ticked. Release with redactions, or take the tick off first."
            )
        elif outcome == Outcome.WITHHOLD:
            self._check_reason()
        elif outcome == Outcome.SAFEGUARDING and not self.cleaned_data.get("worry"):
            self.add_error("worry", "Say in a few words what worries you.")
        return self.cleaned_data

    def _leave_out_what_lies_outside(self) -> None:
        length = len(self.contribution.text)
        for name in ("spans", "offered"):
            spans = self.cleaned_data.get(name, ())
            within = tuple(span for span in spans if 0 <= span.start < span.end <= length)
            self.cleaned_data[name] = within
            if name == "spans":
                self.boxes = within
            if within != spans:
                self.add_error(None, "A mark lies outside the words. Look at what is ticked.")

    def _find(self, *, is_asked: bool) -> None:
        kind = FindingKind(self.cleaned_data.get("find_kind") or FindingKind.OTHER)
        found = occurrences(self.contribution.text, self.cleaned_data["find"])
        self.found = tuple(
            Redaction(one.start, one.end, kind)
            for one in found
            if not any(box.start <= one.start and one.end <= box.end for box in self.boxes)
        )
        self.was_found = bool(found)
        if not found:
            self.add_error("find", "These words do not stand in the text. Copy them from above.")
        elif not is_asked:
            self.add_error("find", "What you typed is ticked now. Look how it reads, then release.")

    def _check_reason(self) -> None:
        reason, other = self.cleaned_data.get("reason"), self.cleaned_data.get("other_reason", "")
        if not reason:
            self.add_error("reason", "Choose why the words are withheld.")
        elif reason == OTHER and not other:
            self.add_error("other_reason", "Say what the other reason is.")
        elif reason == OTHER and NO_REASON_AT_ALL.search(other):
            self.add_error(
                "other_reason",
                "Being off topic or critical is no reason to withhold. Release it, or say what harm it would do.",
            )

    @property
    def ticked(self) -> tuple[Redaction, ...]:
        """What is taken out if this is released with redactions now."""
        if self.is_bound:
            return tuple(sorted({*self.boxes, *self.found}))
        if self.proposal is not None:
            return verdict_of(self.proposal).spans
        if self.contribution.status != Contribution.Status.HELD:
            return redactions_of(self.contribution)
        return self._suggested()

    def _suggested(self) -> tuple[Redaction, ...]:
        return tuple(
            Redaction(finding.start, finding.end, _kind(finding.kind))
            for finding in self.contribution.findings.all()
        )

    def _all_spans(self) -> list[Redaction]:
        posted = self.cleaned_data.get("offered", ()) if self.is_bound else ()
        return sorted({*self._suggested(), *posted, *self.ticked})

    def offered_spans(self) -> list[OfferedSpan]:
        """Return what could be taken out, in the order of the text."""
        ticked = set(self.ticked)
        return [
            OfferedSpan(
                number=number,
                value=f"{span.start}-{span.end}-{span.kind.value}",
                text=self.contribution.text[span.start : span.end],
                kind=span.kind.value,
                is_ticked=span in ticked,
            )
            for number, span in enumerate(self._all_spans(), start=1)
        ]

    def words_marked(self) -> tuple[Piece, ...]:
        """Return the words with everything that could be taken out."""
        return marked_pieces(self.contribution.text, self._all_spans())

    def preview(self) -> tuple[Piece, ...]:
        """Return how the words will read in public with what is ticked taken out."""
        return released_pieces(self.contribution.text, self.ticked)

    def words_not_found(self) -> str:
        """Return what was typed to be found and was not, so that it stays in the box."""
        return str(self.data.get("find", "")) if self.is_bound and not self.was_found else ""

    def verdict(self) -> Verdict:
        """Return what was decided, or the proposal that the person agrees with."""
        outcome = self.cleaned_data["outcome"]
        if outcome == AGREE:
            if self.proposal is None:
                raise InputError("There is no proposal to agree with.")
            return verdict_of(self.proposal)
        if outcome == Outcome.WITHHOLD:
            reason = self.cleaned_data["reason"]
            return Verdict(
                outcome, self.cleaned_data["other_reason"] if reason == OTHER else reason
            )
        return Verdict(outcome, spans=self.ticked if outcome == Outcome.REDACT else ())


def _kind(name: str) -> FindingKind:
    return next((kind for kind in FindingKind if kind.value == name), FindingKind.OTHER)
