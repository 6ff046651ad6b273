"""The plan of the example, what each part of it rests on, and its first edition."""

from collections.abc import Mapping

from django.utils import timezone

from goldenthread.records.plans import BasisKind, ElementKind, Horizon
from goldenthread_web.command.demonstration.cast import Cast
from goldenthread_web.command.demonstration.contributions import Place
from goldenthread_web.command.demonstration.example_files import Entry, read_toml
from goldenthread_web.command.demonstration.sense_making import ThemeKey
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.people.models import Person
from goldenthread_web.people.roles import Role
from goldenthread_web.plans.changes import (
    Serves,
    Source,
    Wording,
    add_element,
    make_plan,
    publish_edition,
    rest_on_quote,
    rest_on_source,
    rest_on_theme,
)
from goldenthread_web.plans.models import Edition, Element, Plan
from goldenthread_web.themes.models import Theme

BASIS_KINDS = {
    "data": BasisKind.DATA,
    "statutory duty": BasisKind.STATUTORY_DUTY,
    "adopted policy": BasisKind.ADOPTED_POLICY,
    "professional judgement": BasisKind.PROFESSIONAL_JUDGEMENT,
    "carried over": BasisKind.CARRIED_OVER,
}


class PlanWriter:
    """Writes the plan of the example as a policy officer would."""

    def __init__(
        self,
        cast: Cast,
        themes: Mapping[ThemeKey, Theme],
        placed: Mapping[Place, Contribution],
    ) -> None:
        self._officer: Person = cast[Role.POLICY_OFFICER]
        self._themes = themes
        self._placed = placed
        self._sources = read_toml("sources.toml")
        self._elements: dict[str, Element] = {}

    def write(self) -> Edition:
        """Return the first edition; what the example keeps in the draft is added after it."""
        described = read_toml("plan.toml")
        plan = self._make_plan(described["plan"])
        for entry in described["element"]:
            element = self._add_element(plan, entry)
            for basis in entry["basis"]:
                self._rest_element_on(element, basis)
        edition = publish_edition(
            by=self._officer,
            plan=plan,
            why="First edition. Invented for this demonstration.",
            now=timezone.now(),
        )
        for entry in described.get("draft_only", []):
            self._add_element(plan, entry)
        return edition

    def _make_plan(self, entry: Entry) -> Plan:
        return make_plan(
            by=self._officer,
            title=entry["title"],
            period=entry["period"],
            introduction=f"{entry['note']}\n\n{entry['improvement_principles']}",
            is_invented=True,
        )

    def _add_element(self, plan: Plan, entry: Entry) -> Element:
        lead = self._elements.get(entry.get("lead_call", ""))
        others = [
            self._elements[key] for key in entry.get("calls", []) if key != entry["lead_call"]
        ]
        element = add_element(
            by=self._officer,
            plan=plan,
            kind=ElementKind(entry["kind"]),
            wording=Wording(
                text=entry["text"],
                explanation=self._explanation_of(entry),
                horizon=Horizon(entry["horizon"]),
            ),
            serves=Serves(lead=lead, others=others),
        )
        self._elements[entry["key"]] = element
        return element

    def _explanation_of(self, entry: Entry) -> str:
        """Return each source's wording where the documents word a published part differently."""
        if not entry["published"]:
            return str(entry.get("note", "Invented for this demonstration."))
        published = self._published_wording(entry)
        lines = [
            f"{self._title_of_document(one['document'])}: “{one['as_published']}”"
            for one in published["wording"]
        ]
        used = f"Used here: the wording of {self._title_of_document(published['used_from'])}."
        return " ".join(["Quoted as published.", *lines, used, published["reason"]])

    def _published_wording(self, entry: Entry) -> Entry:
        if entry["kind"] == ElementKind.VISION:
            return dict(self._sources["vision"])
        calls = self._sources["call_to_action"]
        return dict(next(one for one in calls if one["number"] == entry["number"]))

    def _title_of_document(self, key: str) -> str:
        return str(next(one["title"] for one in self._sources["document"] if one["key"] == key))

    def _rest_element_on(self, element: Element, basis: Entry) -> None:
        if "theme" in basis:
            for (_, key), theme in self._themes.items():
                if key == basis["theme"]:
                    rest_on_theme(
                        by=self._officer, element=element, theme=theme, reason=basis["reason"]
                    )
        elif "file" in basis:
            rest_on_quote(
                by=self._officer,
                element=element,
                contribution=self._placed[basis["file"], basis["id"], basis["question"]],
                words=basis["quote"],
                reason=basis["reason"],
            )
        else:
            rest_on_source(
                by=self._officer,
                element=element,
                kind=BASIS_KINDS[basis["kind"]],
                source=Source(text=self._source_of(basis)),
                reason=basis["reason"],
            )

    def _source_of(self, basis: Entry) -> str:
        known = {one["key"]: one["title"] for one in self._sources["document"]}
        named = basis.get("source", "")
        quoted = f"“{basis['quote']}”" if "quote" in basis else ""
        parts = [basis.get("figure", ""), quoted, basis.get("method", ""), known.get(named, named)]
        return " ".join(part for part in parts if part) or basis["reason"]
