"""The translations of limberup's texts: found in the code, put into each language's file, checked and compiled.

    python scripts/texts.py extract          write core/limberup/locale/limberup.pot from the code
    python scripts/texts.py update [LANG]    bring each language's .po up to date with it (a new LANG is begun)
    python scripts/texts.py merge FILE...    take translations from other .po files into the one of their language
    python scripts/texts.py compile          write each .mo, which is what the program reads
    python scripts/texts.py check            say what of all this is missing or wrong; exit code 1 if anything is

docs/translating.md leads through it. Nothing that is written holds a date: the same texts give the same files.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, write_po

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "core" / "limberup" / "locale"
POT = LOCALE / "limberup.pot"
SOURCES = ("core/limberup", "tui/limberup_tui")
DATA = {
    "core/limberup/data/help.toml": ("name", "urgent_name"),
    "core/limberup/data/muscles.toml": ("function", "claim"),
}
"""Tables whose rows have words that are shown."""
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {"tr": None, "trn": (1, 2), "trc": ((1, "c"), 2)}
COMMENT = "i18n:"
_FIELD = re.compile(r"\{[^{}]*\}")


class Texts(Catalog):
    """A catalogue without dates, names and versions in its header."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Return what gettext and translators' tools need."""
        headers = [("Project-Id-Version", "limberup"), ("MIME-Version", "1.0")]
        headers += [("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")]
        if self.locale is not None:
            headers += [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms)]
        return headers

    @mime_headers.setter
    def mime_headers(self, value: Iterable[tuple[str, str]]) -> None:
        """Take what a file has: the numbers of its plural forms follow from its language."""


def found() -> Texts:
    """Return a catalogue of all texts in the code, file by file."""
    catalog = Texts(fuzzy=False, header_comment="# Texts of limberup, to be translated. See docs/translating.md.\n#")
    for path in sorted(path for source in SOURCES for path in (ROOT / source).rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        texts = list(extract("python", io.BytesIO(path.read_bytes()), KEYWORDS, (COMMENT,), {"encoding": "utf-8"}))
        texts += [(line, text, [], None) for line, text in in_braces(path.read_text("utf-8"))]
        for _, text, comments, context in sorted(texts, key=lambda found: found[0]):
            catalog.add(text, locations=[(name, 0)], auto_comments=_said(comments), context=context)
        for words in helps(path.read_text("utf-8")):
            catalog.add(words, locations=[(name, 0)], auto_comments=["Help of a command"])
    for file, keys in DATA.items():
        for row in tomllib.loads((ROOT / file).read_text("utf-8")).values():
            for key in keys:
                if row.get(key):
                    catalog.add(row[key], locations=[(file, 0)])
    for message in catalog:
        message.flags.discard("python-format")
        if any("{" in text for text in _ids(message)):
            message.flags.add("python-brace-format")
    return catalog


def _said(comments: Iterable[str]) -> list[str]:
    return [comment.removeprefix(COMMENT).strip() for comment in comments]


def in_braces(code: str) -> set[tuple[int, str]]:
    """Return the line and the text of each `tr` in an f-string: before Python 3.12 those are no tokens of their own."""
    texts = set()
    for braced in ast.walk(ast.parse(code)):
        for call in ast.walk(braced) if isinstance(braced, ast.FormattedValue) else ():
            match call:
                case ast.Call(func=ast.Name(id="tr"), args=[ast.Constant(value=str(text))]):
                    texts.add((call.lineno, text))
                case ast.Call(func=ast.Name(id="trn" | "trc")):
                    raise SystemExit(f"line {call.lineno}: trn and trc are not found in an f-string")
    return texts


def helps(code: str) -> Iterator[str]:
    """Yield the docstrings that click shows as the help of a command."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.FunctionDef):
            continue
        makers = [mark.func if isinstance(mark, ast.Call) else mark for mark in node.decorator_list]
        shown = any(isinstance(maker, ast.Attribute) and maker.attr in ("command", "group") for maker in makers)
        if shown and (text := ast.get_docstring(node)):
            yield text


def _ids(message: Message) -> tuple[str, ...]:
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def _strings(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (message.string or "",)


def written(catalog: Catalog) -> bytes:
    """Return a catalogue as the text of a .po or .pot file: with the names of files, and no numbers of lines."""
    out = io.BytesIO()
    write_po(out, catalog, width=100, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as the program reads it."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def read(path: Path, locale: str | None = None) -> Texts:
    """Return the catalogue of a .po file.

    Raises:
        PoFileError: it is none.
    """
    with path.open("rb") as file:
        plain = read_po(file, locale=locale or path.stem, abort_invalid=True)
    catalog = Texts(locale=plain.locale, fuzzy=False, header_comment=plain.header_comment)
    for message in plain:
        if message.id:
            catalog[message.id] = message
    return catalog


def languages() -> list[Path]:
    """Return the .po files."""
    return sorted(LOCALE.glob("*.po"))


def updated(path: Path, template: Catalog) -> Texts:
    """Return a language's catalogue with the texts of the code: new ones are empty, gone ones fall away."""
    language = path.stem
    comment = f"# limberup in another language: {language}. See docs/translating.md.\n#"
    old = read(path) if path.exists() else Texts()
    new = Texts(locale=language, fuzzy=False, header_comment=comment)
    for message in template:
        if not message.id:
            continue
        known = old.get(message.id, message.context)
        same = known is not None and known.pluralizable == message.pluralizable
        empty = ("",) * new.num_plurals if message.pluralizable else ""
        new.add(
            message.id,
            known.string if same and known else empty,
            locations=message.locations,
            flags=message.flags | ({"fuzzy"} if same and known and known.fuzzy else set()),
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known else (),
            context=message.context,
        )
    return new


def merge(paths: Iterable[Path]) -> Iterator[str]:
    """Take the translations of files named LANG_anything.po into LANG.po, and yield what was done."""
    for path in paths:
        target = LOCALE / f"{re.split(r'[-_.]', path.stem)[0]}.po"
        catalog, taken = read(target), 0
        for message in read(path, target.stem):
            known = catalog.get(message.id, message.context) if message.id else None
            same = known is not None and known.pluralizable == message.pluralizable
            if known is not None and same and all(_strings(message)):
                known.string = message.string
                taken += 1
        target.write_bytes(written(catalog))
        yield f"{path.name}: {taken} translations taken into {target.name}"


def wrong(catalog: Catalog) -> Iterator[str]:
    """Yield what is missing or can't be right in the translations of one language."""
    for message in catalog:
        if not message.id:
            continue
        ids, strings = _ids(message), _strings(message)
        shown = f'"{" ".join(ids[0].split())[:60]}"'
        if not all(strings):
            yield f"{shown} is not translated"
            continue
        if message.fuzzy:
            yield f"{shown} is marked as fuzzy: look at it and take the mark away"
        wanted = {field for text in ids for field in _FIELD.findall(text)}
        for text in strings:
            fields = set(_FIELD.findall(text))
            if extra := sorted(fields - wanted):
                yield f"{shown}: the translation has {', '.join(extra)}, which the text has not"
            # In the form for one the number may be a word, in English and in the translation.
            lost = (
                wanted - fields - ({field for field in wanted if re.match(r"\{n\b", field)} if len(ids) > 1 else set())
            )
            if lost and not (len(ids) > 1 and fields >= set(_FIELD.findall(ids[0])) - {"{n}"}):
                yield f"{shown}: the translation lacks {', '.join(sorted(lost))}"
        for end in ("\n", " "):
            for id_, text in zip(ids[:1], strings[:1], strict=True):
                if id_.startswith(end) != text.startswith(end) or id_.endswith(end) != text.endswith(end):
                    yield f"{shown}: begins or ends with {'a blank' if end == ' ' else 'a new line'} in one of the two"


def problems() -> Iterator[str]:
    """Yield all that `check` complains of."""
    template = found()
    if not POT.exists() or POT.read_bytes() != written(template):
        yield f"{POT.name} is not up to date: run python scripts/texts.py extract"
    for path in languages():
        try:
            catalog = read(path)
        except PoFileError as error:
            yield f"{path.name}: {error}"
            continue
        if path.read_bytes() != written(updated(path, template)):
            yield f"{path.name} is not up to date: run python scripts/texts.py update"
        yield from (f"{path.name}: {words}" for words in wrong(catalog))
        made = path.with_suffix(".mo")
        if not made.exists() or made.read_bytes() != compiled(catalog):
            yield f"{made.name} is not what {path.name} compiles to: run python scripts/texts.py compile"


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("extract", "update", "merge", "compile", "check"))
    parser.add_argument("names", nargs="*")
    asked = parser.parse_args()
    if asked.what == "extract":
        POT.write_bytes(written(found()))
    elif asked.what == "update":
        template = found()
        for path in sorted({*languages(), *(LOCALE / f"{name}.po" for name in asked.names)}):
            path.write_bytes(written(updated(path, template)))
    elif asked.what == "merge":
        sys.stdout.writelines(f"{line}\n" for line in merge(map(Path, asked.names)))
    elif asked.what == "compile":
        for path in languages():
            path.with_suffix(".mo").write_bytes(compiled(read(path)))
    else:
        wrongs = list(problems())
        sys.stdout.writelines(f"{line}\n" for line in wrongs)
        return 1 if wrongs else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
