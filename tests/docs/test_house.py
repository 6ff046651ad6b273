"""What the import contracts cannot see: the other rules of the house."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignObjectRel, Model
from django.urls import URLPattern, URLResolver, get_resolver

from goldenthread_web.engagement.office import GROUPS
from goldenthread_web.page.office import SECTIONS as OFFICE_SECTIONS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"
LIBRARY = SOURCE / "goldenthread"
SITE = SOURCE / "goldenthread_web"
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "base",
    "core",
    "manager",
    "data",
    "services",
    "actions",
}
# The order of the contract "web-stages", the latest first.
STAGES = [
    "command",
    "thread",
    "reports",
    "plans",
    "themes",
    "engagement",
    "indicators",
    "programme",
    "partners",
    "page",
    "jobs",
    "people",
]
MOST_LINES = 500


def python_files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*.py") if "node_modules" not in path.parts)


def own_files(folder: Path) -> Iterator[Path]:
    return (path for path in python_files(folder) if "migrations" not in path.parts)


def test_no_module_bears_a_vague_name() -> None:
    vague = [path for path in own_files(SOURCE) if {path.stem, path.parent.name} & VAGUE]
    assert vague == []


def test_no_file_is_over_500_lines() -> None:
    long = {
        str(path.relative_to(ROOT)): length
        for folder in (SOURCE, ROOT / "tests", ROOT / "benchmarks")
        for path in own_files(folder)
        if (length := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    assert long == {}


def test_every_library_module_is_mirrored_by_a_test() -> None:
    missing = [
        str(path.relative_to(LIBRARY))
        for path in own_files(LIBRARY)
        if path.name not in {"__init__.py", "errors.py"}
        and path.parent.name != "records"
        and not (
            ROOT / "tests" / "library" / path.relative_to(LIBRARY).parent / f"test_{path.name}"
        ).exists()
    ]
    assert missing == []


def test_there_is_no_admin_and_there_are_no_signals() -> None:
    assert list(SITE.rglob("admin.py")) == []
    assert list(SITE.rglob("signals.py")) == []
    receivers = [
        path for path in own_files(SITE) if "django.dispatch" in path.read_text(encoding="utf-8")
    ]
    assert receivers == []


def _is_view_or_form(path: Path) -> bool:
    return bool({"views", "forms", "urls"} & {path.stem, path.parent.name})


def _managers_asked(source: str) -> Iterator[int]:
    """Yield the lines that reach for a manager; `objects.none()` asks nothing of a table."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr != "none":
            asked = node.value
            if isinstance(asked, ast.Attribute) and asked.attr in {"objects", "_default_manager"}:
                yield node.lineno


def test_views_and_forms_ask_queries_and_never_the_tables() -> None:
    reaching = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in own_files(SITE)
        if _is_view_or_form(path)
        for line in _managers_asked(path.read_text(encoding="utf-8"))
    ]
    assert reaching == []


def _own_models() -> list[type[Model]]:
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("goldenthread_web.")
        for model in config.get_models()
    ]


def _crossing(model: type[Model]) -> Iterator[tuple[str, str, str]]:
    for field in model._meta.get_fields():
        if isinstance(field, ForeignObjectRel) or not field.is_relation:
            continue
        other = field.related_model
        if isinstance(other, type) and other._meta.app_label != model._meta.app_label:
            name = f"{model._meta.label}.{field.name}"
            yield name, other._meta.app_label, str(field.remote_field.related_name)


def test_relations_point_to_an_earlier_stage_and_leave_no_reverse_accessor() -> None:
    wrong = [
        name
        for model in _own_models()
        for name, other, related_name in _crossing(model)
        if other not in STAGES[STAGES.index(model._meta.app_label) + 1 :] or related_name != "+"
    ]
    assert wrong == []


def _named(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _named(pattern, space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{prefix}{pattern.name}"


def test_every_address_named_in_a_template_or_a_view_is_there() -> None:
    known = set(_named(get_resolver()))
    in_template = re.compile(r"{%\s*url\s+[\"']([\w:-]+)[\"']")
    in_code = re.compile(r"(?:redirect|reverse|resolve_url)\(\s*\"([\w:-]+)\"")
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for pattern, expression in (("*.html", in_template), ("*.py", in_code))
        for path in SITE.rglob(pattern)
        for name in expression.findall(path.read_text(encoding="utf-8"))
        if name not in known
    }
    assert missing == set()


@pytest.mark.parametrize(
    "section", [*OFFICE_SECTIONS, *(one for group in GROUPS for one in group.sections)]
)
def test_every_section_of_the_office_leads_somewhere(section: object) -> None:
    assert section.url_name in set(_named(get_resolver()))  # type: ignore[attr-defined]
