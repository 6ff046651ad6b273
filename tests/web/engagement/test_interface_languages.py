"""Every word of the program on residents' pages is there in each language of the interface."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import goldenthread_web
from goldenthread_web.engagement.tongues import INTERFACE

ROOT = Path(goldenthread_web.__file__).parent
TRANSLATE = re.compile(r"""{% translate (?:"([^"]*)"|'([^']*)')""")
BLOCK = re.compile(r"{% blocktranslate.*?%}(.*?){% endblocktranslate %}", re.S)
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def asked_for() -> Iterator[str]:
    """Yield each text that a template or a form asks to be translated."""
    for path in ROOT.glob("*/templates/**/*.html"):
        text = path.read_text()
        yield from (one or other for one, other in TRANSLATE.findall(text))
        yield from (re.sub(r"{{ (\w+) }}", r"%(\1)s", one) for one in BLOCK.findall(text))
    for path in (ROOT / "engagement").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            name = getattr(getattr(node, "func", None), "id", "")
            if name in {"gettext", "gettext_lazy"}:
                yield ast.literal_eval(node.args[0])  # type: ignore[attr-defined]


def catalogue(language: str) -> dict[str, str]:
    path = ROOT / "engagement" / "locale" / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id}


@pytest.mark.parametrize("language", sorted(INTERFACE))
def test_nothing_that_is_asked_for_is_missing(language: str) -> None:
    made = catalogue(language)
    wanted = set(asked_for())
    assert len(wanted) > 200
    assert [one for one in sorted(wanted) if not made.get(one, "").strip()] == []


@pytest.mark.parametrize("language", sorted(INTERFACE))
def test_nothing_is_translated_that_nobody_asks_for(language: str) -> None:
    assert set(catalogue(language)) - set(asked_for()) == set()


@pytest.mark.parametrize("language", sorted(INTERFACE))
def test_what_is_filled_in_is_the_same_in_the_translation(language: str) -> None:
    for source, made in catalogue(language).items():
        assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(made)), source
        assert (source[0] == " ") == (made[0] == " "), source
