"""The person's files: whether they can be read and written; never what stands in them."""

from __future__ import annotations

import os
import shutil
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from limberup.paths import Home
from limberup.problem import LimberupError, reason_of
from limberup.settings import Settings, load_settings
from limberup.texts import tr, trn
from limberup_tui.doctor import Check
from limberup_tui.unknown_values import unknown_values

if TYPE_CHECKING:
    from limberup.packs.manager import Loaded

__all__ = ["files_part", "records_part", "settings_part"]

LITTLE = 50_000_000
"""Bytes of free space below which a history may soon not be kept."""


def files_part(home: Home) -> Iterator[Check]:
    """Yield each folder with its size, permissions and free space, and who else can look into it."""
    folders = (
        ("data", tr("data folder"), home.data),
        ("config", tr("settings folder"), home.config),
        ("state", tr("state folder"), home.state),
        ("cache", tr("cache folder"), home.cache),
    )
    seen: set[Path] = set()
    for name, words, folder in folders:
        if folder not in seen:
            seen.add(folder)
            yield _folder(f"files.{name}", words, folder)
    loose = len(home.loose(deep=True))
    if loose:
        what = trn(
            "{n} file or folder can be looked into by others",
            "{n} files and folders can be looked into by others",
            loose,
        ).format(n=loose)
        yield Check("files.private", tr("private"), what, False, tr("limberup history check --mend closes them"))
    else:
        yield Check("files.private", tr("private"), tr("yes"))


def _folder(id_: str, label: str, folder: Path) -> Check:
    remedy = tr("Make it a folder you can write to, or set LIMBERUP_HOME to one")
    try:
        found = folder.stat()
    except FileNotFoundError:
        above = next((place for place in folder.parents if place.exists()), None)
        writable = above is not None and above.is_dir() and os.access(above, os.W_OK | os.X_OK)
        what = tr("{path}: not made yet").format(path=folder)
        return Check(id_, label, what if writable else f"{what}, {tr('and it cannot be')}", writable,
                     "" if writable else remedy)  # fmt: skip
    except OSError as error:
        what = tr("{path}: cannot be looked at: {reason}").format(path=folder, reason=reason_of(error))
        return Check(id_, label, what, False, remedy)
    if not stat.S_ISDIR(found.st_mode):
        return Check(id_, label, tr("{path}: is no folder").format(path=folder), False, remedy)
    writable = os.access(folder, os.R_OK | os.W_OK | os.X_OK)
    free = shutil.disk_usage(folder).free
    what = tr("{path}: {size}, mode {mode}, {free} free").format(
        path=folder, size=_size(_bytes(folder)), mode=f"{stat.S_IMODE(found.st_mode):04o}", free=_size(free)
    )
    if not writable:
        return Check(id_, label, f"{what}, {tr('not to be written to')}", False, remedy)
    short = free < LITTLE
    return Check(id_, label, what, not short, tr("Make room on this disk") if short else "")


def _bytes(folder: Path) -> int:
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with suppress(OSError):
                total += (Path(place) / name).lstat().st_size
    return total


def _size(number: float) -> str:
    for unit in ("B", "kB", "MB", "GB"):
        if number < 1000:
            return f"{number:.0f} {unit}"
        number /= 1000
    return f"{number:.1f} TB"


def settings_part(home: Home) -> Iterator[Check]:
    """Yield the settings that differ from the usual, and whether the small files can be read."""
    from limberup.packs.choices import load_choices
    from limberup.person_file import load_person

    # What is wrong in it may quote it, and it is about a person: only where it is wrong is told.
    yield _readable("settings.person", home.person, load_person, tr("Start limberup in this terminal: it says why"))
    yield _readable("settings.packs", home.pack_choices, load_choices, "")
    try:
        settings = load_settings(home.settings)
    except LimberupError as error:
        remedy = tr("Put it right, or move it away: the usual settings count then")
        yield Check("settings.file", home.settings.name, str(error.problems[0]), False, remedy)
        return
    there = tr("can be read") if home.settings.exists() else tr("there is none")
    yield Check("settings.file", home.settings.name, there)
    usual = Settings()
    names = [field.name for field in fields(Settings) if getattr(settings, field.name) != getattr(usual, field.name)]
    changed = [f"{name} = {getattr(settings, name)}" for name in names if name != "keys"]
    yield Check("settings.changed", tr("not as usual"), ", ".join(changed) or tr("nothing"))
    for name, problem in unknown_values(settings, home.settings).items():
        words = tr("colours") if name == "theme" else tr("language")
        yield Check(f"settings.{name}", words, getattr(settings, name), False, str(problem))
    if settings.keys:
        from limberup_tui.keymap import checked

        _, problems = checked(settings.keys, home.settings)
        own = ", ".join(f"{id_} = {keys}" for id_, keys in settings.keys.items())
        yield Check("settings.keys", tr("own keys"), own, not problems, str(problems[0]) if problems else "")


def _readable(id_: str, path: Path, load: Callable[[Path], object], remedy: str) -> Check:
    try:
        load(path)
    except LimberupError as error:
        problem = error.problems[0]
        where = problem.place.partition(",")[0]
        what = tr("damaged: {where}").format(where=where) if where else tr("cannot be read")
        return Check(id_, path.name, what, False, remedy or str(problem))
    except OSError:
        return Check(id_, path.name, tr("cannot be read"), False, tr("Make its folder readable for yourself"))
    return Check(id_, path.name, tr("can be read") if path.exists() else tr("there is none"))


def records_part(home: Home, packs: Callable[[], Loaded]) -> Iterator[Check]:
    """Yield how many records, sessions under way and routines there are, and how many of them are damaged.

    Args:
        home: The person's folders.
        packs: Reads the packs: whether a routine is right is a matter of its exercises too.
    """
    from limberup.history.damage import Kind, find_damage
    from limberup.history.store import History
    from limberup_tui.clock import Clock
    from limberup_tui.commands.history_check import KINDS

    history = History(home.history)
    now = Clock().moment().timestamp()
    found = find_damage(history, (), (), beside=(home.open, home.routines, home.config, home.cache), now=now)
    count = len(history.ids())
    wrong = Counter(one.kind for one in found if one.wrong)
    what = trn("{n} record", "{n} records", count).format(n=count)
    kinds = ", ".join(f"{number} {KINDS[kind.value]}" for kind, number in sorted(wrong.items()))
    remedy = tr("limberup history check tells of each, and what to do") if wrong else ""
    yield Check("records.history", tr("history"), f"{what}; {kinds}" if wrong else what, not wrong, remedy)
    newer = sum(one.kind is Kind.NOTE for one in found)
    if newer:
        words = trn("{n} record of a newer limberup", "{n} records of a newer limberup", newer).format(n=newer)
        yield Check("records.newer", tr("newer"), words)
    yield _open_sessions(home.open)
    yield _own_routines(home, packs)


def _open_sessions(folder: Path) -> Check:
    """Count the sessions left open, and those of their files that are not TOML."""
    from limberup.tomlread import read_toml

    id_, name, remedy = "records.open", tr("sessions left open"), tr("Start limberup: it says what can be done")
    try:
        paths = sorted(path for path in folder.glob("*.toml") if not path.name.startswith("."))
    except OSError as error:
        what = tr("cannot be read: {reason}").format(reason=reason_of(error))
        return Check(id_, name, what, False, remedy)
    damaged = 0
    for path in paths:
        try:
            read_toml(path)
        except LimberupError:
            damaged += 1
    what = str(len(paths))
    if damaged:
        what = trn("{all}, {n} of them damaged", "{all}, {n} of them damaged", damaged).format(all=what, n=damaged)
    return Check(id_, name, what, not damaged, remedy if damaged else "")


def _own_routines(home: Home, packs: Callable[[], Loaded]) -> Check:
    """Count the own routines, and those of which `limberup routines` has something to tell; none by its name."""
    from limberup.packs.choices import PackChoices, apply_choices, load_choices
    from limberup_tui.routines import own_files, routine_problems

    id_, name, remedy = "records.routines", tr("own routines"), tr("limberup routines tells what is wrong")
    own, problems = own_files(home)
    if problems:
        return Check(id_, name, problems[0].what, False, remedy)
    wrong = sum(bool(one.problems) for one in own)
    if wrong < len(own):
        try:
            choices = load_choices(home.pack_choices)
        except (LimberupError, OSError):
            # Told with the settings.
            choices = PackChoices()
        catalog = apply_choices(packs(), choices).catalog
        wrong += sum(bool(routine_problems(one.routine, catalog, one.file)) for one in own if one.routine)
    what = str(len(own))
    if wrong:
        what = trn("{all}, {n} of them with mistakes", "{all}, {n} of them with mistakes", wrong).format(
            all=what, n=wrong
        )
    return Check(id_, name, what, not wrong, remedy if wrong else "")
