"""What an engagement officer fills in."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename

from goldenthread_web.engagement.documents import LARGEST_DOCUMENT, kind_of
from goldenthread_web.engagement.forms.answering_rule import AnsweringRuleForm
from goldenthread_web.engagement.forms.children import CareForm
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.calendar import days_refused, refused_periods
from goldenthread_web.engagement.queries.exercises import people_to_add, safeguarding_leads
from goldenthread_web.people.models import Person

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DaysForm(forms.ModelForm[Engagement]):
    """An engagement closes on the day it opens or later."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "The last day is before the first. Choose a later one.")
        elif opens and closes and self.instance.is_published:
            self._refuse_blocked_days(opens, closes)
        return cleaned

    def _refuse_blocked_days(self, opens: date, closes: date) -> None:
        before = self.instance
        if (opens, closes) == (before.opens_on, before.closes_on):
            return
        if refused := refused_periods(before, opens_on=opens, closes_on=closes):
            self.add_error("opens_on", days_refused(refused))


class NewEngagementForm(DaysForm):
    class Meta:
        model = Engagement
        fields: tuple[str, ...] = ("title", "opens_on", "closes_on", "channel")
        labels = {
            "title": "What is it called?",
            "opens_on": "First day for answers",
            "closes_on": "Last day for answers",
            "channel": "How do people take part?",
        }
        help_texts = {"title": "As residents will read it. The page's address is made from it."}
        widgets: dict[str, forms.Widget] = {"opens_on": DAY, "closes_on": DAY}


class AboutForm(DaysForm):
    class Meta(NewEngagementForm.Meta):
        fields = (
            "title",
            "why_asked",
            "audience",
            "opens_on",
            "closes_on",
            "channel",
            "is_consultation",
            "phase",
        )
        labels = {
            **NewEngagementForm.Meta.labels,
            "why_asked": "Why do you ask?",
            "audience": "Whom do you ask?",
            "is_consultation": "This is a consultation, with legal force",
            "phase": "Which phase of the programme does it belong to?",
        }
        help_texts = {
            "title": "As residents will read it. The page's address stays as it is.",
            "why_asked": "In plain words: what you want to find out, and what could change.",
            "audience": "For example: everybody who lives, works or studies here.",
            "is_consultation": "Tick only if a law or a legal promise makes you consult.",
        }
        widgets = {**NewEngagementForm.Meta.widgets, "why_asked": forms.Textarea({"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].empty_label = "No phase"  # type: ignore[attr-defined]


class DecisionForm(forms.ModelForm[Engagement]):
    class Meta:
        model = Engagement
        fields = ("who_decides", "decided_when")
        labels = {"who_decides": "Who decides what?", "decided_when": "When is it decided?"}
        help_texts = {
            "who_decides": "Name the body that decides, and what it can still change.",
            "decided_when": "A month is enough, such as March 2027.",
        }
        widgets = {"who_decides": forms.Textarea({"rows": 5})}


class OtherWaysForm(forms.ModelForm[Engagement]):
    class Meta:
        model = Engagement
        fields = ("other_ways",)
        labels = {"other_ways": "How else can people take part?"}
        help_texts = {
            "other_ways": "By phone, on paper, in person, in other languages, with help. "
            "Say where and when, and whom to ask."
        }
        widgets = {"other_ways": forms.Textarea({"rows": 6})}


class PrivacyForm(forms.ModelForm[Engagement]):
    class Meta:
        model = Engagement
        fields = ("privacy_notice",)
        labels = {"privacy_notice": "Privacy notice"}
        help_texts = {
            "privacy_notice": "Who is responsible, what is collected and why it may be, who sees "
            "it, how long it is kept, and what people can ask for. Leave a line free between parts: "
            "a short line above a part becomes its heading."
        }
        widgets = {"privacy_notice": forms.Textarea({"rows": 14})}


class SafeguardingForm(forms.ModelForm[Engagement]):
    class Meta:
        model = Engagement
        fields = ("safeguarding_lead",)
        labels = {"safeguarding_lead": "Who is the safeguarding lead?"}
        help_texts = {
            "safeguarding_lead": "Only this person sees words that somebody was worried about. "
            "People who hold the role are listed; an administrator gives it."
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["safeguarding_lead"]
        field.queryset = safeguarding_leads()  # type: ignore[attr-defined]
        field.required = True


PARTS: dict[str, tuple[str, type[forms.ModelForm[Engagement]]]] = {
    "about": ("What it is and why you ask", AboutForm),
    "decision": ("Who decides what, and when", DecisionForm),
    "other-ways": ("Other ways to take part", OtherWaysForm),
    "care": ("Children, and sensitive topics", CareForm),
    "how-often": ("How often one person can answer", AnsweringRuleForm),
    "privacy": ("Privacy notice", PrivacyForm),
    "safeguarding": ("Safeguarding lead", SafeguardingForm),
}


class DocumentsTextForm(forms.ModelForm[Engagement]):
    class Meta:
        model = Engagement
        fields = ("supporting_documents",)
        labels = {"supporting_documents": "What can people read first?"}
        help_texts = {
            "supporting_documents": "Say what each document is for, or “There are none, because …”."
        }
        widgets = {"supporting_documents": forms.Textarea({"rows": 4})}


class DocumentForm(forms.Form):
    title = forms.CharField(label="What is it called?", max_length=160)
    file = forms.FileField(
        label="File",
        help_text="PDF, PNG, JPEG, DOCX or ODT, up to 20 MB. Check that it is accessible.",
        max_length=100,
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_DOCUMENT:
            raise forms.ValidationError("This file is larger than 20 MB. Make it smaller.")
        kind = kind_of(file)
        if not kind:
            raise forms.ValidationError(
                "This is not a PDF, PNG, JPEG, DOCX or ODT file, or it holds macros. "
                "Save it as a PDF and choose that."
            )
        stem = (file.name or "document").rpartition(".")[0] or "document"
        file.name = f"{get_valid_filename(stem)[:60]}.{kind}"
        return file


class MemberForm(forms.Form):
    person = forms.ModelChoiceField(
        label="Add a person",
        queryset=Person.objects.none(),
        help_text="People whose roles work on engagements. What they may do follows from the role.",
        error_messages={"required": "Choose a person."},
    )

    def __init__(self, engagement: Engagement, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = people_to_add(engagement)  # type: ignore[attr-defined]
