"""Saying where in a file its table stands, where our guess is wrong."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from django import forms

from goldenthread.errors import GoldenThreadError
from goldenthread.records.tables import HeaderStyle, TableLayout
from goldenthread_web.engagement.queries.import_layouts import (
    LayoutOffer,
    layout_of_answers,
    layout_on_sheet,
    offer_layouts,
)

LONGEST_SHOWN = 80
STYLES = [
    (HeaderStyle.ONE_ROW, "One row"),
    (HeaderStyle.OPTIONS_BELOW, "Two rows: questions, and below them their options"),
    (HeaderStyle.WORDING_BELOW, "Two rows: short names, and below them the wording"),
    (HeaderStyle.IDS_BELOW, "Two rows: the wording, and below it internal ids"),
    (HeaderStyle.WORDING_AND_IDS_BELOW, "Three rows: short names, wording, internal ids"),
]
SHAPES = [("response", "One response: a person or group"), ("answer", "One answer to one question")]


class LayoutForm(forms.Form):
    """The sheet, the header rows, and what one row stands for."""

    sheet = forms.ChoiceField(
        label="Sheet", required=False, help_text="Choose another one, and its header is found anew."
    )
    header_row = forms.TypedChoiceField(label="The row that names the columns", coerce=int)
    header_style = forms.ChoiceField(label="How many rows name the columns", choices=STYLES)
    shape = forms.ChoiceField(label="One row of the file is", choices=SHAPES)
    response_id = forms.ChoiceField(label="The column that tells responses apart", required=False)
    question = forms.ChoiceField(label="The column with the question", required=False)
    answer = forms.ChoiceField(label="The column with the answer", required=False)
    layout: TableLayout

    def __init__(self, data: Any, *, path: Path, layout: TableLayout) -> None:
        self._path, self._shown = path, layout
        offer = offer_layouts(path, layout)
        super().__init__(data, prefix="layout", initial=self._initial(offer))
        self._offer(offer)

    def _initial(self, offer: LayoutOffer) -> dict[str, object]:
        layout, form = self._shown, self._shown.long_form
        named = {
            name: getattr(form, name) for name in ("response_id", "question", "answer") if form
        }
        return {
            "sheet": layout.sheet or "".join(offer.sheets[:1]),
            "header_row": layout.header_row or (offer.rows[0][0] if offer.rows else 1),
            "header_style": layout.header_style,
            "shape": "answer" if form else "response",
            **named,
        }

    def _offer(self, offer: LayoutOffer) -> None:
        rows = [(number, f"{number}: {text}") for number, text in offer.rows]
        columns = [("", "Find it"), *((one, one[:LONGEST_SHOWN]) for one in offer.headers)]
        self.fields["header_row"].choices = rows  # type: ignore[attr-defined]
        for name in ("response_id", "question", "answer"):
            self.fields[name].choices = columns  # type: ignore[attr-defined]
        if self._shown.columns:  # records name their columns themselves
            del self.fields["header_row"], self.fields["header_style"]
        if len(offer.sheets) > 1:
            self.fields["sheet"].choices = [(one, one) for one in offer.sheets]  # type: ignore[attr-defined]
        else:
            del self.fields["sheet"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if self.errors:
            return found
        try:
            self.layout = self._stated(found)
        except GoldenThreadError as reason:
            raise forms.ValidationError(str(reason)) from reason
        return found

    def _stated(self, found: dict[str, Any]) -> TableLayout:
        sheet = str(found.get("sheet") or self._shown.sheet)
        if sheet != self._shown.sheet:
            return layout_on_sheet(self._path, sheet)
        layout = replace(self._shown, long_form=None)
        if not layout.columns:
            style = HeaderStyle(found["header_style"])
            layout = TableLayout(sheet, found["header_row"], style)
        if found["shape"] != "answer":
            return layout
        columns = (found["response_id"], found["question"], found["answer"])
        return layout_of_answers(self._path, layout, columns)
