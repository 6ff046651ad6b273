"""Names of buttons, links and headings in tutorials and how-to guides are those on the pages.

In these pages bold is kept for what a reader finds on the screen.
"""

import csv
import html
import io
import re
from pathlib import Path

import pytest

from goldenthread.engagement import suggest_mapping
from goldenthread.records.importing import Use

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "src" / "goldenthread_web"
TUTORIAL = ROOT / "docs" / "tutorials" / "from-words-to-plan.md"
GUIDES = sorted([*(ROOT / "docs" / "how-to").glob("*.md"), TUTORIAL])
BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
BLOCK = re.compile(r"```text\n(.*?)```", re.DOTALL)


def plain(text: str) -> str:
    """Return the text with white space, quotation marks and entities made alike."""
    alike = html.unescape(text).translate(str.maketrans("’‘“”", "''\"\""))
    return " ".join(re.sub(r"\s+", " ", alike).split())


def shown_texts() -> str:
    """Return everything that a page could show: templates without tags, and the site's Python."""
    templates = (path.read_text("utf-8") for path in SITE.rglob("*.html"))
    spoken = (re.sub(r'{% translate "(.*?)"[^%]*%}', r"\1", text) for text in templates)
    seen = [re.sub(r"<[^>]+>|{%.*?%}", " ", text) for text in spoken]
    code = [
        re.sub(r'"\s*\n\s*"', "", path.read_text("utf-8"))
        for path in SITE.rglob("*.py")
        if "migrations" not in path.parts
    ]
    return plain("\n".join([*seen, *code]))


SHOWN = shown_texts()


@pytest.mark.parametrize("path", GUIDES, ids=lambda path: path.stem)
def test_what_is_bold_in_a_guide_is_on_a_page(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = [plain(name) for name in BOLD.findall(text)]
    assert [name for name in named if name not in SHOWN] == []


def test_the_tutorial_walks_nine_steps() -> None:
    heads = re.findall(r"^## (\d)\. ", TUTORIAL.read_text(encoding="utf-8"), re.MULTILINE)
    assert heads == [str(number) for number in range(1, 10)]


def test_the_columns_of_the_tutorials_file_are_guessed_as_it_says() -> None:
    written = BLOCK.findall(TUTORIAL.read_text(encoding="utf-8"))[0]
    header, *rows = list(csv.reader(io.StringIO(written)))
    assert len(rows) == 4
    guessed = suggest_mapping(header, [tuple(row) for row in rows])
    assert [column.use for column in guessed.columns] == [
        Use.DATE,
        Use.OPEN_QUESTION,
        Use.ONE_CHOICE,
    ]


def test_the_titles_that_the_tutorial_opens_are_in_the_example() -> None:
    titles = (ROOT / "examples" / "tower_hamlets" / "engagements.toml").read_text(encoding="utf-8")
    opened = re.findall(r"“([A-Z][^”]+)”,? (?:and|then)", TUTORIAL.read_text(encoding="utf-8"))
    assert len(opened) >= 2
    assert [title for title in opened if plain(title) not in plain(titles)] == []


def test_the_columns_that_the_tutorial_analyses_are_in_the_example() -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    path, column = re.findall(r"analyse (\S+\.csv) \\\n\s+--text (\S+)", text)[0]
    with (ROOT / path).open(encoding="utf-8", newline="") as file:
        assert column in next(csv.reader(file))
