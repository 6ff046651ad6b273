"""The reference is what the code is: pages, settings, commands, words, links and versions."""

import importlib.util
import re
import tomllib
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src"
READ_BY_PEOPLE = sorted(
    [*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "examples").rglob("*.md")]
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
SETTING = re.compile(r"\b(GOLDENTHREAD_[A-Z_]+|DATABASE_URL)\b")


def _load_generator() -> ModuleType:
    path = ROOT / "scripts" / "build_reference.py"
    spec = importlib.util.spec_from_file_location("build_reference", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Its frozen records look their module up by name.
    importlib.sys.modules["build_reference"] = module  # type: ignore[attr-defined]
    spec.loader.exec_module(module)
    return module


GENERATOR = _load_generator()


def prose(path: Path) -> str:
    """Return the text of a page without its blocks of code."""
    return re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def anchors(path: Path) -> set[str]:
    heads = re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", head.lower()) for head in heads)
    return {head.replace(" ", "-") for head in plain}


@pytest.mark.parametrize("name", sorted(GENERATOR.PAGES))
def test_a_generated_page_is_what_the_code_says(name: str) -> None:
    committed = (DOCS / "reference" / name).read_text(encoding="utf-8")
    assert committed == GENERATOR.page(name), "Run python scripts/build_reference.py"


@pytest.mark.parametrize("name", GENERATOR.command_names())
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    told = GENERATOR.run_help(name)
    assert re.search(rf"Example:\s+goldenthread {name}", told)


def test_every_setting_that_the_code_reads_is_documented() -> None:
    read = {
        name
        for path in SOURCE.rglob("*.py")
        for name in SETTING.findall(path.read_text(encoding="utf-8"))
    }
    # These two are named as other programs name them, too.
    assert read | {"DATABASE_URL", "EMAIL_URL"} == set(GENERATOR.MEANINGS)
    told = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
    assert all(f"| `{name}` |" in told for name in read)


def test_no_page_names_a_setting_that_does_not_exist() -> None:
    named = {
        name
        for path in READ_BY_PEOPLE
        for name in SETTING.findall(path.read_text(encoding="utf-8"))
    }
    assert named <= set(GENERATOR.MEANINGS)


def _glossary() -> list[str]:
    text = (DOCS / "reference" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+?) \|", text, re.MULTILINE)
    return [row for row in rows if row not in {"word", "---"}]


def _words_of_the_source() -> str:
    """Return the source as words: `SuggestedTheme` and `suggested_theme` are "suggested theme"."""
    files = [path for ending in ("py", "html") for path in SOURCE.rglob(f"*.{ending}")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return re.sub(r"[\s_-]+", " ", apart).lower()


def test_every_word_of_the_glossary_is_used() -> None:
    used = _words_of_the_source()
    unused = [word for word in _glossary() if word.lower().replace("-", " ") not in used]
    assert unused == []


def test_no_word_stands_twice_in_the_glossary() -> None:
    words = _glossary()
    assert len(words) == len(set(words))


@pytest.mark.parametrize("path", READ_BY_PEOPLE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_within_the_docs_leads_somewhere(path: Path) -> None:
    broken = []
    for target in LINK.findall(prose(path)):
        if re.match(r"[a-z]+:", target):
            continue
        place, _, anchor = target.partition("#")
        page = (path.parent / place).resolve() if place else path
        if not page.exists() or (anchor and anchor not in anchors(page)):
            broken.append(target)
    assert broken == []


def test_every_page_of_the_docs_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        if path in reached or path.suffix != ".md":
            continue
        reached.add(path)
        targets = (target.partition("#")[0] for target in LINK.findall(prose(path)))
        waiting += [(path.parent / one).resolve() for one in targets if one and ":" not in one]
    assert [str(path.relative_to(ROOT)) for path in DOCS.rglob("*.md") if path not in reached] == []


def test_the_readme_names_commands_that_the_makefile_has() -> None:
    makes = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    named = set()
    for path in READ_BY_PEOPLE:
        named |= set(re.findall(r"(?:`|^)make ([a-z-]+)", path.read_text(encoding="utf-8"), re.M))
    assert {"run", "test"} <= named
    assert named <= makes


def test_the_docs_name_commands_that_the_program_has() -> None:
    known = set(GENERATOR.command_names())
    named = {
        name
        for path in READ_BY_PEOPLE
        for name in re.findall(r"(?:`|^|/)goldenthread ([a-z-]+)", path.read_text("utf-8"), re.M)
    }
    assert named <= known


def test_pictures_of_the_docs_are_small_and_used() -> None:
    used = "\n".join(path.read_text(encoding="utf-8") for path in READ_BY_PEOPLE)
    pictures = sorted((DOCS / "images").glob("*"))
    assert [path.name for path in pictures if path.stat().st_size > 200_000] == []
    assert [path.name for path in pictures if f"images/{path.name}" not in used] == []


def test_versions_agree() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == version("goldenthread")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## (.+)$", changelog, re.MULTILINE)
    assert heads[0] == "Unreleased"
    assert all(re.match(r"\d+\.\d+\.\d+ – \d{4}-\d{2}-\d{2}$", head) for head in heads[1:])


def test_every_decision_is_listed_and_tells_what_was_rejected() -> None:
    folder = DOCS / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    for path in folder.glob("[0-9]*.md"):
        assert f"]({path.name})" in index, path.name
        text = path.read_text(encoding="utf-8").lower()
        assert text.startswith("# "), path.name
        assert "rejected" in text, path.name


def test_the_docs_mention_no_path_of_a_machine() -> None:
    told = {
        str(path.relative_to(ROOT)): found
        for path in READ_BY_PEOPLE
        if (found := re.findall(r"(?<![\w/.`])/(?:work|root|home|tmp)/\S*", prose(path)))
    }
    assert told == {}


@pytest.mark.parametrize("path", READ_BY_PEOPLE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_of_ours_that_a_page_names_is_there(path: Path) -> None:
    named = re.findall(r"`((?:tests|src|docs|examples|scripts)/[\w./-]+)`", prose(path))
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_promise_names_a_test() -> None:
    text = (DOCS / "explanation" / "promises.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|(.+)\|$", text, re.MULTILINE)
    assert [number for number, _ in rows] == [str(number) for number in range(1, 11)]
    assert all("`tests/" in row for _, row in rows)
