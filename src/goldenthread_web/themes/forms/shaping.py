"""Accepting, naming, defining, merging, nesting, ending: each with its reason."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.themes.models import Theme
from goldenthread_web.themes.queries.codebooks import could_hold, standing_themes

LONGEST_WHY = 300


def why_field(*, is_required: bool = False, help_text: str = "") -> forms.CharField:
    """Return the field that asks for a reason, which the history shows."""
    return forms.CharField(
        label="Why",
        max_length=LONGEST_WHY,
        required=is_required,
        help_text=help_text or "Shown in the history. Do not quote anybody here.",
        error_messages={"required": "Say why. The history shows it."},
    )


def _lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class NameForm(forms.Form):
    """Accept a suggestion under a name."""

    name = forms.CharField(
        label="Name of the theme",
        max_length=200,
        error_messages={"required": "Give the theme a name."},
    )
    why = why_field()


class NewThemeForm(NameForm):
    """A theme by hand."""

    definition = forms.CharField(label="What it means", required=False, widget=_lines())
    field_order = ["name", "definition", "why"]


class ThemeForm(NameForm):
    """What a theme is called, what it means, what is in and what is out."""

    definition = forms.CharField(
        label="What it means",
        required=False,
        widget=_lines(),
        help_text="One or two sentences that somebody else could code by.",
    )
    includes = forms.CharField(label="What is in", required=False, widget=_lines())
    excludes = forms.CharField(
        label="What is out", required=False, widget=_lines(), help_text="And where it goes instead."
    )
    field_order = ["name", "definition", "includes", "excludes", "why"]


class ReasonForm(forms.Form):
    """Nothing but the reason."""

    why = why_field(is_required=True)


class UndoForm(forms.Form):
    """The reason, if there is one."""

    why = why_field()


class MergeForm(forms.Form):
    """Into which theme, and why."""

    into = forms.ModelChoiceField(
        Theme.objects.none(),
        label="Merge into",
        empty_label="Choose a theme",
        error_messages={"required": "Choose the theme that stays."},
    )
    why = why_field(is_required=True)

    def __init__(self, *given: Any, theme: Theme, **named: Any) -> None:
        super().__init__(*given, **named)
        others = standing_themes(theme.codebook.engagement).exclude(pk=theme.pk)
        _choices(self, "into", others)


class NestForm(forms.Form):
    """In which theme, or in none."""

    parent = forms.ModelChoiceField(
        Theme.objects.none(), label="Nested in", required=False, empty_label="None: it stands alone"
    )
    why = why_field()

    def __init__(self, *given: Any, theme: Theme, **named: Any) -> None:
        super().__init__(*given, **named)
        _choices(self, "parent", could_hold(theme))


class PlaceForm(forms.Form):
    """Contributions that were ticked, and what is to be done with them."""

    ACTIONS = (
        ("move", "Move"),
        ("add", "Add to another theme as well"),
        ("remove", "Take out"),
        ("split", "Make a new theme of them"),
    )
    contribution = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        error_messages={"invalid_choice": "One of the contributions is not here any more."},
    )
    everything = forms.BooleanField(required=False)
    action = forms.ChoiceField(choices=ACTIONS, initial="move")
    into = forms.ModelChoiceField(Theme.objects.none(), required=False, label="Into which theme")
    name = forms.CharField(max_length=200, required=False, label="Name of the new theme")
    why = why_field()

    def __init__(self, *given: Any, engagement: Engagement, out_of: Theme | None, **named: Any):
        super().__init__(*given, **named)
        self.out_of = out_of
        _choices(self, "into", standing_themes(engagement))
        ticked = self.data.getlist("contribution") if hasattr(self.data, "getlist") else []
        # What may be moved is decided by the change; here it need only be numbers.
        allowed = [(pk, pk) for pk in ticked if str(pk).isdecimal()]
        self.fields["contribution"].choices = allowed  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("contribution") and not cleaned.get("everything"):
            self.add_error(None, "Tick at least one contribution.")
        action = cleaned.get("action")
        if action in {"move", "add"} and not cleaned.get("into"):
            self.add_error("into", "Choose the theme that they belong in.")
        if action == "split" and not cleaned.get("name"):
            self.add_error("name", "Give the new theme a name.")
        return cleaned


def _choices(form: forms.Form, field: str, themes: QuerySet[Theme]) -> None:
    form.fields[field].queryset = themes  # type: ignore[attr-defined]
