"""For those who write or translate a pack: what its files of words lack, and bringing them up to date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from limberup.files import write_whole
from limberup.packs.guide_reader import parse_guide
from limberup.packs.programme_reader import parse_programme
from limberup.packs.reader import parse_exercise, read_inside
from limberup.packs.translations import LOCALE, TEXTS, po_file, read_po, texts_in, translated
from limberup.problem import LimberupError, Problem
from limberup.routine_file import parse_routine
from limberup.texts import tr
from limberup.tomlread import TomlFile

__all__ = ["State", "Texts", "check_translations", "languages_of", "texts_of", "write_texts"]

_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Za-z]{2,8})?")
SHOWN = 60
"""Characters of a text that are named in a problem."""

_PARSE: dict[str, Callable[[TomlFile, str, str], tuple[Any, list[Problem]]]] = {
    "exercises": parse_exercise,
    "routines": lambda file, pack, slug: parse_routine(file, slug=slug, pack=pack),
    "guides": parse_guide,
    "programmes": parse_programme,
}


@dataclass(frozen=True, slots=True)
class State:
    """How far a pack is translated into a language."""

    language: str
    texts: int
    done: int


@dataclass
class Texts:
    """The words of a pack, each with the files it stands in."""

    places: dict[str, list[str]] = field(default_factory=dict)
    files: list[tuple[str, TomlFile]] = field(default_factory=list)
    """Each file that can be read, with its key in `TEXTS`."""


def texts_of(folder: Path) -> Texts:
    """Return all words of the pack in a folder, in the order of its files; a file that can't be read is left out."""
    folder = folder.absolute()
    found = Texts()
    for part in TEXTS:
        paths = [folder / part] if part.endswith(".toml") else sorted((folder / part).glob("*.toml"))
        for path in paths:
            name = path.relative_to(folder).as_posix()
            try:
                file = read_inside(folder, path, f"{folder.name}/{name}")
            except LimberupError:
                continue
            found.files.append((part, file))
            for text in texts_in(file.data, part):
                places = found.places.setdefault(text, [])
                if name not in places:
                    places.append(name)
    return found


def languages_of(folder: Path) -> list[str]:
    """Return the languages that a pack has files of words for."""
    return sorted(path.stem for path in (folder / LOCALE).glob("*.po"))


def check_translations(folder: Path) -> tuple[list[State], list[Problem]]:
    """Return how far a pack is translated, and what is wrong with its translations."""
    folder = folder.absolute()
    states: list[State] = []
    problems: list[Problem] = []
    languages = languages_of(folder)
    texts = texts_of(folder) if languages else Texts()
    for language in languages:
        name = f"{folder.name}/{LOCALE}/{language}.po"
        if not _LANGUAGE.fullmatch(language):
            remedy = tr("Call it as gettext does: de.po, pt_BR.po")
            problems.append(Problem(name, "", tr("its name is no language"), remedy))
        pairs, wrong = read_po(folder, language)
        problems += wrong
        for msgid, msgstr in pairs:
            if msgid not in texts.places:
                what = tr("the pack has no text {text!r}").format(text=_short(msgid))
                remedy = tr("limberup packs texts takes it out")
                problems.append(Problem(name, "", what, remedy))
            elif not msgstr.strip():
                problems.append(
                    Problem(name, "", tr("the translation of {text!r} is empty").format(text=_short(msgid)))
                )
        words = dict(pairs)
        for part, file in texts.files:
            problems += _misfits(part, file, words, name)
        states.append(State(language, len(texts.places), sum(text in words for text in texts.places)))
    return states, list(dict.fromkeys(problems))


def _misfits(part: str, file: TomlFile, words: dict[str, str], name: str) -> Iterator[Problem]:
    """Yield what is wrong with a file in another language, and not in English."""
    before, file.data = file.data, {key: value for key, value in file.data.items() if key != "figure"}
    try:
        english = _wrong(part, file)
        file.data = translated(file.data, part, words)
        for problem in _wrong(part, file):
            if problem not in english:
                place = ", ".join(filter(None, (file.file.partition("/")[2], problem.place)))
                yield Problem(name, tr("translation of {place}").format(place=place), problem.what, problem.remedy)
    finally:
        file.data = before


def _wrong(part: str, file: TomlFile) -> list[Problem]:
    if part in _PARSE:
        return _PARSE[part](file, "p", Path(file.file).stem)[1]
    from limberup.packs.fields import read_fields
    from limberup.packs.rule_reader import RuleTable
    from limberup.packs.shapes import PackTable

    if part == "pack.toml":
        return read_fields(file.data.get("pack", {}), PackTable, file, "pack")[1]
    rules = file.data.get("rule", [])
    tables = [(f"rule[{number}]", rule) for number, rule in enumerate(rules, 1) if isinstance(rule, dict)]
    return [problem for path, rule in tables for problem in read_fields(rule, RuleTable, file, path)[1]]


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 3] + "..."


def write_texts(folder: Path, language: str) -> State:
    """Write a pack's words into `locale/LANG.po`, or bring that up to date.

    What is translated stays, what the pack no longer says is left out, and the order is that of the pack's files.

    Raises:
        LimberupError: that is no name of a language, the file that is there can't be read, or none can be written.
    """
    folder = folder.absolute()
    name = f"{folder.name}/{LOCALE}/{language}.po"
    if not _LANGUAGE.fullmatch(language):
        raise LimberupError(Problem(language[:40], "", tr("is no language"), tr("Name it as gettext does: de, pt_BR")))
    _, wrong = read_po(folder, language)
    if wrong:
        raise LimberupError(*wrong)
    import polib

    path = po_file(folder, language)
    old = polib.pofile("\n" + path.read_text("utf-8-sig"), encoding="utf-8") if path.exists() else polib.POFile()
    known = {entry.msgid: entry for entry in old if not entry.obsolete and not entry.msgid_plural}
    new = polib.POFile(wrapwidth=100)
    new.header = old.header
    new.metadata = {
        "Project-Id-Version": folder.name,
        **old.metadata,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
    }
    done = 0
    for text, places in texts_of(folder).places.items():
        entry = polib.POEntry(msgid=text, occurrences=[(place, "") for place in places])
        if before := known.get(text):
            entry.msgstr, entry.flags, entry.tcomment = before.msgstr, before.flags, before.tcomment
        done += bool(entry.msgstr) and not entry.fuzzy
        new.append(entry)
    try:
        path.parent.mkdir(exist_ok=True)
        write_whole(path, str(new) + "\n")
    except OSError as error:
        raise LimberupError(
            Problem(name, "", tr("cannot be written: {reason}").format(reason=error.strerror))
        ) from None
    return State(language, len(new), done)
