"""What a policy officer fills in."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from goldenthread.records.plans import BasisKind, ElementKind, Horizon
from goldenthread_web.plans.changes import Serves, Source, Wording
from goldenthread_web.plans.models import Element
from goldenthread_web.plans.queries.figures import ThemeFigures
from goldenthread_web.plans.queries.outcomes import PublishedLine

REASON_HELP = "Why does this support it? In your own words: this is published with it."
SOURCE_KINDS = [kind for kind in BasisKind if not kind.is_words]


class PlanForm(forms.Form):
    title = forms.CharField(label="Title of the plan", max_length=200)
    period = forms.CharField(
        label="Period", max_length=60, help_text="As it is printed, such as “2025 to 2035”."
    )
    introduction = forms.CharField(
        label="Introduction",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="What the plan is, in plain words. An empty line begins a new paragraph.",
    )


class ElementForm(forms.Form):
    """An element; outcomes also say which calls to action they serve."""

    text = forms.CharField(
        label="What it says",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One thing, in words that a child of eleven can read.",
    )
    horizon = forms.ChoiceField(
        label="By when it is to be true",
        choices=[
            (Horizon.NOW.value, "Now"),
            (Horizon.PLAN_PERIOD.value, "Within the period of the plan"),
            (Horizon.VISION.value, "In the long run, as part of the vision"),
        ],
        widget=forms.RadioSelect,
        initial=Horizon.PLAN_PERIOD.value,
    )
    lead: "forms.ModelChoiceField[Element]" = forms.ModelChoiceField(
        label="Which call to action does it serve most?",
        queryset=None,
        widget=forms.RadioSelect,
        empty_label=None,
        help_text="It is printed under this one.",
    )
    others: "forms.ModelMultipleChoiceField[Element]" = forms.ModelMultipleChoiceField(
        label="Which others does it serve as well?",
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    explanation = forms.CharField(
        label="How the sources word it",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="If earlier documents word it differently, keep each wording here, with its "
        "source, and say which one is used and why. It is shown under “Why?”.",
    )

    def __init__(
        self, *args: Any, kind: ElementKind, calls: QuerySet[Element], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if kind is not ElementKind.OUTCOME:
            del self.fields["lead"], self.fields["others"]
            return
        for name in ("lead", "others"):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = calls

    @property
    def wording(self) -> Wording:
        told = self.cleaned_data
        return Wording(told["text"], told["explanation"], Horizon(told["horizon"]))

    @property
    def serves(self) -> Serves:
        told = self.cleaned_data
        return Serves(told.get("lead"), list(told.get("others") or ()))


class EndForm(forms.Form):
    why = forms.CharField(
        label="Why is it taken out?", max_length=300, help_text="Kept in the audit trail."
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label="Reason", widget=forms.Textarea(attrs={"rows": 3}), help_text=REASON_HELP
    )


class ThemeBasisForm(ReasonForm):
    """Themes with their figures, each as a tick box."""

    themes = forms.MultipleChoiceField(label="Themes", widget=forms.CheckboxSelectMultiple)
    field_order = ["themes", "reason"]

    def __init__(self, *args: Any, figures: Iterable[ThemeFigures], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {str(one.theme.pk): one for one in figures}
        themes = self.fields["themes"]
        if isinstance(themes, forms.MultipleChoiceField):
            themes.choices = [(pk, _theme_label(one)) for pk, one in self.by_id.items()]

    @property
    def chosen(self) -> list[ThemeFigures]:
        return [self.by_id[pk] for pk in self.cleaned_data["themes"]]


def _theme_label(figures: ThemeFigures) -> str:
    theme = figures.theme
    name = f"{theme.parent.name}: {theme.name}" if theme.parent else theme.name
    return f"{name}: {figures.sentence} ({figures.engagement_title})"


class QuoteBasisForm(ReasonForm):
    words = forms.CharField(
        label="Which words?",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-quote-words": ""}),
        help_text="Type or paste the exact words. Leave this empty to quote all of it.",
    )
    field_order = ["words", "reason"]


class SourceBasisForm(ReasonForm):
    kind = forms.ChoiceField(
        label="What is it?",
        choices=[(kind.value, kind.value.capitalize()) for kind in SOURCE_KINDS],
        widget=forms.RadioSelect,
    )
    source = forms.CharField(
        label="Source",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For data: the figure with its year, method and source. For a duty: the law "
        "and its section. For a policy or an earlier plan: its title. For a judgement: whose "
        "it is, by role.",
    )
    source_address = forms.URLField(
        label="Web address", required=False, max_length=500, assume_scheme="https"
    )
    field_order = ["kind", "source", "source_address", "reason"]

    @property
    def chosen_kind(self) -> BasisKind:
        return BasisKind(self.cleaned_data["kind"])

    @property
    def named_source(self) -> Source:
        told = self.cleaned_data
        return Source(told["source"], told["source_address"])


class OutcomeLineForm(forms.Form):
    """A line of a published plan that came of an engagement."""

    line = forms.ChoiceField(label="Which line of a plan came of it?")
    reason = forms.CharField(
        label="How did it come of what people said?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="In a sentence of your own, without anybody’s words. It is published with it.",
    )

    def __init__(
        self, *args: Any, lines: Mapping[str, Iterable[PublishedLine]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by_id = {str(one.row.element_id): one for of in lines.values() for one in of}
        field = self.fields["line"]
        if isinstance(field, forms.ChoiceField):
            groups = [
                (title, [(str(one.row.element_id), one.sentence) for one in of])
                for title, of in lines.items()
            ]
            field.choices = [("", "Choose a line"), *groups]

    @property
    def chosen(self) -> Element:
        return self.by_id[self.cleaned_data["line"]].row.element


class PublishForm(forms.Form):
    why = forms.CharField(
        label="For the record: why now, and who decided it?",
        max_length=300,
        help_text="Such as “Agreed by the Partnership Board on 3 February”. It is published.",
    )
