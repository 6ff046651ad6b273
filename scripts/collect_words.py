"""Brings the catalogues of residents' words up to what the code asks for.

python scripts/collect_words.py           bring every catalogue up to date, and say what is missing
python scripts/collect_words.py cy        begin one in another language, here Welsh

What is translated stays; what nobody asks for any more goes; what is new is
there with nothing beside it. Nothing is guessed. docs/how-to/add-a-language.md.
"""

import ast
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import normalize, read_po
from django.template.base import Lexer, TokenType

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "src" / "goldenthread_web"
CATALOGUES = SITE / "page" / "locale"
IN_PYTHON = {"gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
# The library's refusals of what people send: the site looks their sentences up.
LIBRARY = ROOT / "src" / "goldenthread"
IN_LIBRARY = {"FileRefusedError"}

# One text, or one for one and one for several.
Words = str | tuple[str, str]


def words_asked_for() -> dict[Words, list[str]]:
    """Return each text that pages or forms ask to be translated, with the files that do."""
    found: dict[Words, list[str]] = {}
    for path in sorted(SITE.glob("*/templates/**/*.html")):
        _note(found, words_in_template(path.read_text(encoding="utf-8")), path)
    for path in sorted(SITE.rglob("*.py")):
        _note(found, words_in_code(path.read_text(encoding="utf-8")), path)
    for path in sorted(LIBRARY.rglob("*.py")):
        words = words_in_code(path.read_text(encoding="utf-8"), IN_LIBRARY)
        _note(found, words, path)
    return found


def _note(found: dict[Words, list[str]], words: Iterator[Words], path: Path) -> None:
    for text in words:
        places = found.setdefault(text, [])
        if (place := _place(path)) not in places:
            places.append(place)


def _place(path: Path) -> str:
    """Return the file as the catalogue names it; one of the library from its package on."""
    return str(path.relative_to(SITE if path.is_relative_to(SITE) else LIBRARY.parent))


def words_in_template(source: str) -> Iterator[Words]:
    """Yield what stands in the tags `translate` and `blocktranslate`."""
    block: list[str] | None = None
    one = ""
    for token in Lexer(source).tokenize():
        tag, *rest = token.split_contents() if token.token_type == TokenType.BLOCK else [""]
        if tag == "translate":
            yield rest[0][1:-1]
        elif tag == "blocktranslate":
            block, one = [], ""
        elif tag == "plural" and block is not None:
            one, block = "".join(block), []
        elif tag == "endblocktranslate" and block is not None:
            text = "".join(block)
            yield (one, text) if one else text
            block = None
        elif block is not None:
            is_value = token.token_type == TokenType.VAR
            block.append(f"%({token.contents})s" if is_value else token.contents)


def words_in_code(source: str, names: Collection[str] = IN_PYTHON) -> Iterator[Words]:
    """Yield what calls of these names hold."""
    for node in ast.walk(ast.parse(source)):
        name = getattr(getattr(node, "func", None), "id", "")
        if isinstance(node, ast.Call) and name in names:
            texts = [ast.literal_eval(one) for one in node.args if isinstance(one, ast.Constant)]
            if texts:
                yield (texts[0], texts[1]) if name.startswith("ngettext") else texts[0]


def path_of(language: str) -> Path:
    """Return where the catalogue of a language stands."""
    return CATALOGUES / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    """Return what is translated into a language; an empty catalogue if nothing is yet."""
    path = path_of(language)
    if not path.exists():
        note = f"# Words of residents' pages in {language}. Not yet checked by a speaker."
        return Catalog(locale=language, header_comment=note)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def bring_up_to_date(language: str, asked_for: dict[Words, list[str]]) -> list[Words]:
    """Write the catalogue of a language anew; return what has no translation in it."""
    before = read_catalogue(language)
    missing, entries = [], [_header(language, before)]
    for words, places in sorted(asked_for.items(), key=lambda found: (found[1][0], str(found[0]))):
        kept = before.get(words if isinstance(words, str) else words[0])
        made = kept.string if kept is not None else ""
        if not made or not all(made if isinstance(made, tuple) else [made]):
            missing.append(words)
        entries.append(_entry(words, places, made, before.num_plurals))
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(entries), encoding="utf-8")
    return missing


def _header(language: str, catalogue: Catalog) -> str:
    headers = (
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {catalogue.plural_forms}",
    )
    lines = "".join(f'"{line}\\n"\n' for line in headers)
    return f'{catalogue.header_comment}\nmsgid ""\nmsgstr ""\n{lines}'


def _entry(words: Words, places: list[str], made: str | tuple[str, ...], forms: int) -> str:
    lines = [f"#: {place}" for place in places]
    if isinstance(words, str):
        lines += [f"msgid {normalize(words, width=0)}", f"msgstr {normalize(str(made), width=0)}"]
    else:
        lines += [f"msgid {normalize(words[0], width=0)}"]
        lines += [f"msgid_plural {normalize(words[1], width=0)}"]
        several = made if isinstance(made, tuple) else ("",) * forms
        lines += [f"msgstr[{n}] {normalize(one, width=0)}" for n, one in enumerate(several)]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Bring the catalogues that are named up to date, or all; say what is missing."""
    languages = sys.argv[1:] or sorted(path.name for path in CATALOGUES.iterdir())
    asked_for = words_asked_for()
    for language in languages:
        missing = bring_up_to_date(language, asked_for)
        told = [f"{language}: {len(asked_for)} texts, {len(missing)} without a translation"]
        told += [f"    {words if isinstance(words, str) else words[1]}" for words in missing]
        sys.stdout.write("\n".join(told) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
