"""A pack's own words in another language: `locale/LANG.po` in its folder, with the English of its files as msgid.

A translation changes words and nothing else: doses, tags, ids and rules are always those of the English files, and what
is wrong with a translation leaves the English. `packs check` tells of it (`translation_check`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from limberup.exercise import Rung
from limberup.problem import LimberupError, Problem
from limberup.text import clean
from limberup.texts import ENGLISH, tr
from limberup.tomlread import TomlFile, read_text

if TYPE_CHECKING:
    from limberup.catalog import Pack
    from limberup.packs.rule_reader import DataRule

__all__ = ["LOCALE", "TEXTS", "in_language", "po_file", "read_po", "read_words", "rules_in_language", "texts_in",
           "translated", "words_digest"]  # fmt: skip

LOCALE = "locale"
"""The folder of a pack's translations."""
TEXTS: Mapping[str, frozenset[str]] = {
    "pack.toml": frozenset({"name", "summary"}),
    "rules.toml": frozenset({"why", "how"}),
    "exercises": frozenset(
        {
            "name",
            "purpose",
            "start_position",
            "how",
            "breathing",
            "aliases",
            "kind_note",
            "start_note",
            "target_note",
            "easier_level",
            "harder_level",
            "cautions",
            "feel",
            "mistake",
            "stop",
            "source_note",
        }
    ),
    "routines": frozenset({"name", "summary", "note"}),
    "guides": frozenset({"question", "text"}),
    "programmes": frozenset({"name", "summary", "milestone", "note", "words"}),
}
"""Keys whose values are words that are shown, by file or folder. Nothing else is ever translated: not what is compared
or kept, as are ids, doses, kinds, tags, muscles, equipment, counts and ways."""
_TABLES = {"pack", "rule", "step", "weeks", "review"}
"""Tables in which such keys stand, besides the top of the file."""

MAX_FILES = 2000
"""Translations of a pack that are looked at."""

T = TypeVar("T")


def po_file(folder: Path, language: str) -> Path:
    """Return where a pack has its words of a language."""
    return folder / LOCALE / f"{language}.po"


def texts_in(data: Mapping[str, Any], part: str) -> Iterator[str]:
    """Yield the words of a file as TOML gives it, in their order; `part` is a key of `TEXTS`."""
    for key, value in data.items():
        if key in TEXTS[part]:
            yield from (text for text in (value if isinstance(value, list) else [value]) if _is_text(text))
        elif key in _TABLES:
            for table in value if isinstance(value, list) else [value]:
                if isinstance(table, dict):
                    yield from texts_in(table, part)


def translated(data: Mapping[str, Any], part: str, words: Mapping[str, str]) -> dict[str, Any]:
    """Return the data of a file with its words in another language, those that there are."""

    def put(value: Any) -> Any:
        return words.get(value, value) if _is_text(value) else value

    def inside(value: Any) -> Any:
        return translated(value, part, words) if isinstance(value, dict) else value

    found = {}
    for key, value in data.items():
        if key in TEXTS[part]:
            value = [put(item) for item in value] if isinstance(value, list) else put(value)
        elif key in _TABLES:
            value = [inside(item) for item in value] if isinstance(value, list) else inside(value)
        found[key] = value
    return found


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def read_po(folder: Path, language: str) -> tuple[list[tuple[str, str]], list[Problem]]:
    """Return the pairs of a pack's words, English and translated, and what is wrong with their file.

    Entries that are marked fuzzy or obsolete, and those without a translation, are left out.
    """
    path = po_file(folder, language)
    name = f"{folder.name}/{LOCALE}/{language}.po"
    if not os.path.lexists(path):
        return [], []
    if Path(os.path.realpath(folder)) not in Path(os.path.realpath(path)).parents:
        return [], [Problem(name, "", tr("is a link out of the pack"), tr("Put the file itself there"))]
    try:
        text = read_text(path, name)
    except LimberupError as error:
        return [], list(error.problems)
    import polib

    try:
        # With a line before it: polib opens a file whose path it is given for a text.
        entries = polib.pofile("\n" + text, encoding="utf-8")
        pairs = [
            (clean(entry.msgid, lines=True), clean(entry.msgstr, lines=True))
            for entry in entries
            if entry.msgid and entry.msgstr and not entry.obsolete and not entry.fuzzy and not entry.msgid_plural
        ]
    # Whatever a file makes polib raise: it is a stranger's, and only words are lost.
    except Exception as error:  # noqa: BLE001
        what = tr("is no catalogue of translations: {message}").format(message=clean(str(error))[:120].strip())
        return [], [Problem(name, "", what, tr("Write it anew with limberup packs texts"))]
    return pairs, []


def read_words(folder: Path, language: str) -> dict[str, str]:
    """Return a pack's words in a language by their English; none where its file is not as it should be."""
    return {} if language == ENGLISH else dict(read_po(folder.absolute(), language)[0])


def words_digest(folder: Path) -> str:
    """Return a hash of all translations of a pack, "" where there are none: the same whatever language is on."""
    found = blake2b(digest_size=8)
    try:
        paths = sorted(path for path in (folder / LOCALE).iterdir() if path.suffix == ".po")[:MAX_FILES]
    except OSError:
        return ""
    for path in paths:
        try:
            found.update(f"{path.name}\n{read_text(path)}\0".encode())
        except LimberupError:
            found.update(f"{path.name}\n\0".encode("utf-8", "replace"))
    return found.hexdigest() if paths else ""


def in_language(folder: Path, pack: Pack, words: Mapping[str, str]) -> Pack:
    """Return a pack with its words translated. What does not fit when it is translated stays as it is.

    Args:
        folder: Where the pack was read from.
        pack: As it was read, in English.
        words: As `read_words` has them.
    """
    from limberup.packs.guide_reader import parse_guide
    from limberup.packs.programme_reader import parse_programme
    from limberup.packs.reader import parse_exercise
    from limberup.routine_file import parse_routine

    folder = folder.absolute()
    file = _file(folder, "pack.toml", "pack.toml", words)
    table = file.data["pack"] if file else {}
    exercises = []
    for exercise in pack.exercises:
        file = _file(folder, f"exercises/{exercise.slug}.toml", "exercises", words)
        found = parse_exercise(file, pack.id, exercise.slug)[0] if file else None
        exercises.append(_reworded(exercise, found, _EXERCISE))
    routines = []
    for routine in pack.routines:
        file = _file(folder, f"routines/{routine.slug}.toml", "routines", words)
        other = parse_routine(file, slug=routine.slug, pack=pack.id)[0] if file else None
        if other and len(other.steps) == len(routine.steps):
            pairs = zip(routine.steps, other.steps, strict=True)
            steps = tuple(replace(step, note=new.note) for step, new in pairs)
            routine = replace(routine, name=other.name, summary=other.summary, steps=steps)
        routines.append(routine)
    guides = []
    for guide in pack.guides:
        file = _file(folder, f"guides/{guide.slug}.toml", "guides", words)
        guides.append(_reworded(guide, parse_guide(file, pack.id, guide.slug)[0] if file else None, _GUIDE))
    programmes = []
    for programme in pack.programmes:
        file = _file(folder, f"programmes/{programme.slug}.toml", "programmes", words)
        one = parse_programme(file, pack.id, programme.slug)[0] if file else None
        if one and len(one.weeks) == len(programme.weeks) and len(one.reviews) == len(programme.reviews):
            weeks = zip(programme.weeks, one.weeks, strict=True)
            reviews = zip(programme.reviews, one.reviews, strict=True)
            programme = replace(
                programme,
                name=one.name,
                summary=one.summary,
                weeks=tuple(replace(week, milestone=new.milestone, note=new.note) for week, new in weeks),
                reviews=tuple(replace(review, words=new.words) for review, new in reviews),
            )
        programmes.append(programme)
    return replace(
        pack,
        name=_fitting(table.get("name"), 80) or pack.name,
        summary=_fitting(table.get("summary"), 200) or pack.summary,
        exercises=tuple(exercises),
        routines=tuple(routines),
        guides=tuple(guides),
        programmes=tuple(programmes),
    )


_EXERCISE = TEXTS["exercises"] - {"easier_level", "harder_level"}
_GUIDE = ("question", "paragraphs")


def _reworded(one: T, found: T | None, names: Iterable[str]) -> T:
    """Return a thing with the words of another, and with nothing else of it."""
    if found is None:
        return one
    words = {name: getattr(found, name) for name in names}
    for name in ("easier", "harder"):
        if isinstance(rung := getattr(one, name, None), Rung):
            words[name] = replace(rung, level=getattr(found, name).level)
    return replace(one, **words)  # type: ignore[type-var]


def _file(folder: Path, path: str, part: str, words: Mapping[str, str]) -> TomlFile | None:
    """Return a file of a pack with its words translated, or None where none of them are.

    Without its figure, which takes long to read and has no words.
    """
    from limberup.packs.reader import read_inside

    try:
        file = read_inside(folder, folder / path, f"{folder.name}/{path}")
    except LimberupError:
        return None
    data = {key: value for key, value in file.data.items() if key != "figure"}
    if not any(text in words for text in texts_in(data, part)):
        return None
    file.data = translated(data, part, words)
    return file


def _fitting(text: object, most: int) -> str:
    return text if isinstance(text, str) and text.strip() and len(text) <= most else ""


def rules_in_language(rules: tuple[DataRule, ...], words: Mapping[str, str]) -> tuple[DataRule, ...]:
    """Return rules with what they say translated, where that is not too long."""
    import msgspec

    from limberup.packs.rules import MAX_HOW, MAX_WHY

    found = []
    for rule in rules:
        table = rule.table
        why = _fitting(words.get(table.why), MAX_WHY) or table.why
        how = table.how and (_fitting(words.get(table.how), MAX_HOW) or table.how)
        found.append(replace(rule, table=msgspec.structs.replace(table, why=why, how=how)))
    return tuple(found)
