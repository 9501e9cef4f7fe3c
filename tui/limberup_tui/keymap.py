"""The person's own keys: `[keys]` of settings.toml, checked against every binding of the app.

Looked at only where somebody has keys of their own: it imports every screen.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from textual.app import App
from textual.binding import Binding, BindingsMap
from textual.dom import DOMNode
from textual.keys import KEY_NAME_REPLACEMENTS, Keys
from textual.screen import ModalScreen, Screen

from limberup.problem import Problem, nearest
from limberup.settings_file import place_in
from limberup.texts import tr
from limberup_tui.widgets.keys import KEY_NAMES, key_words

__all__ = ["Action", "actions", "checked", "key_of"]

STAYS = ("player.hurts", "player.pause")
"""Actions whose usual key works too, as long as no other action has it: they must never be out of reach."""
MODIFIERS = frozenset({"ctrl", "shift", "alt", "meta", "super", "hyper"})
SHORT = {"esc": "escape", "pgup": "pageup", "pgdn": "pagedown", "del": "delete", "ins": "insert", "return": "enter"}
"""What people write for some keys; the words of the screens' language are known beside it."""
DIGITS = frozenset(string.digits) | {"minus"}


def _key_of_char(char: str) -> str:
    """Return the key that types a character, as Textual names it: "slash" for "/"."""
    if char.isalnum():
        return char
    name = unicodedata.name(char, "").lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


PRINTABLE = frozenset(map(_key_of_char, string.printable[:95]))
"""Keys that are a character."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done with a key."""

    id: str
    words: str
    """What it does, as it stands at the foot."""
    keys: tuple[str, ...]
    """Its usual keys."""
    places: tuple[str, ...]
    """Titles of the screens on which it is; none for what belongs to a list, or to all of the app."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A screen with all that a key can reach on it."""

    title: str
    bindings: tuple[tuple[str, Binding], ...]
    """Each with its usual key."""
    typed: frozenset[str] = frozenset()
    """Keys that are an answer here, and never come as far as an action of the screen."""
    own: frozenset[str] = frozenset()
    """Ids of the screen's own actions."""


def checked(keys: Mapping[str, str], file: Path | str) -> tuple[dict[str, str], list[Problem]]:
    """Return the keymap for Textual, and what is wrong with it.

    Args:
        keys: Ids of actions, each with its keys, parted by commas.
        file: Where they stand, for messages: the file, of which the line is told, or a name for what is in none.

    Returns:
        The keymap, which is empty where anything is wrong: half a keymap would help nobody.
    """
    known = {action.id: action for action in actions()}
    problems, wanted = [], {}
    for id_, written in keys.items():
        if id_ not in known:
            what = tr("there is no action {action!r}").format(action=id_[:60])
            remedy = nearest(id_, known) or tr("docs/keys.md lists them all")
            problems.append(_problem(file, id_, what, remedy))
            continue
        found = [(part.strip(), key_of(part)) for part in written.split(",")]
        wrong = [part for part, key in found if not key]
        if wrong:
            what = tr("there is no key {key!r}").format(key=wrong[0][:40])
            remedy = nearest(wrong[0].lower(), _named()) or tr("A key is a character, or a name such as f2 or ctrl+g")
            problems.append(_problem(file, id_, what, remedy))
        else:
            wanted[id_] = tuple(dict.fromkeys(key for _, key in found))
    if not problems:
        problems = list(_clashes(wanted, known, file))
    if problems:
        return {}, problems
    for id_ in STAYS:
        if id_ in wanted:
            others = {key for other, keys_ in wanted.items() if other != id_ for key in keys_}
            wanted[id_] += tuple(key for key in known[id_].keys if key not in others and key not in wanted[id_])
    return {id_: ",".join(found) for id_, found in wanted.items()}, []


def key_of(written: str) -> str:
    """Return a key as Textual names it, for what somebody writes: "?", "PgUp", "Ctrl+S"; "" where it is none."""
    text = written.strip()
    if len(text) == 1:
        return _key_of_char(text)
    *before, last = text.lower().split("+")
    if not last or not MODIFIERS.issuperset(before):
        return ""
    if len(last) == 1:
        last = _key_of_char(last)
    elif (name := _named().get(last)) is None:
        return ""
    else:
        last = name
    return "+".join([*before, last])


@cache
def _named() -> dict[str, str]:
    """Return every key that has a name, by the names it goes by."""
    plain = {key.value: key.value for key in Keys if "+" not in key.value and not key.value.startswith("<")}
    plain |= {key: key for key in PRINTABLE}
    return plain | SHORT | {shown.lower(): key for key, shown in KEY_NAMES.items() if "+" not in key and len(shown) > 1}


def _clashes(wanted: Mapping[str, tuple[str, ...]], known: Mapping[str, Action], file: Path | str) -> Iterator[Problem]:
    """Yield a problem for each key that would do two things, or none."""
    told = set()
    for place in _places():
        by_key: dict[str, list[Binding]] = {}
        for usual, binding in place.bindings:
            for key in wanted.get(binding.id or "", (usual,)):
                by_key.setdefault(key, []).append(binding)
        for key, bindings in by_key.items():
            for one in bindings:
                if one.id is None or one.id not in wanted or key in known[one.id].keys:
                    continue
                other = next((other for other in bindings if other.action != one.action), None)
                if key in place.typed and one.id in place.own and not place.typed.intersection(known[one.id].keys):
                    what = tr("{key} is typed as an answer on the screen {screen!r}, so it can do nothing else there")
                elif other is not None:
                    what = tr("{key} would do two things on the screen {screen!r}: {words!r} and {other!r}")
                else:
                    continue
                if (one.id, key) not in told:
                    told.add((one.id, key))
                    shown = {"key": key_words(key), "screen": place.title, "words": one.description}
                    shown["other"] = (other.description or other.action) if other else ""
                    yield _problem(file, one.id, what.format(**shown), tr("Choose another key"))


def _problem(file: Path | str, id_: str, what: str, remedy: str) -> Problem:
    key = f"keys.{id_}"
    place = place_in(file, key) if isinstance(file, Path) else key
    return Problem(str(file), place, what, remedy)


@cache
def actions() -> tuple[Action, ...]:
    """Return everything that can be done with a key, in the order of the screens."""
    found: dict[str, Action] = {}
    for place in _places():
        for usual, binding in place.bindings:
            if binding.id is None:
                continue
            old = found.get(binding.id, Action(binding.id, binding.description, (), ()))
            keys = tuple(dict.fromkeys((*old.keys, usual)))
            titles = tuple(dict.fromkeys((*old.places, place.title)))
            found[binding.id] = Action(binding.id, old.words, keys, titles)
    return tuple(found.values())


@cache
def _places() -> tuple[_Place, ...]:
    from limberup_tui.app import LimberupApp
    from limberup_tui.screens.base import Page
    from limberup_tui.screens.help import Help
    from limberup_tui.screens.history import HistoryPage
    from limberup_tui.screens.player import Player
    from limberup_tui.screens.scales import ScalePage
    from limberup_tui.screens.take import Take
    from limberup_tui.widgets.calendar import YearCalendar
    from limberup_tui.widgets.table import ListTable

    everywhere = [*_bindings(LimberupApp), *_bindings(Screen)]
    lists = list(_bindings(ListTable))
    places = []
    for screen in _screens():
        own = [*_bindings(screen), *everywhere]
        if issubclass(screen, HistoryPage):
            own += [*lists, *_bindings(YearCalendar)]
        elif issubclass(screen, Page) and not issubclass(screen, Player | ScalePage | Take):
            own += lists
        elif screen is Help:
            own += [pair for pair in lists if pair[0] in ("up", "down")]
        ids = frozenset(binding.id for _, binding in _bindings(screen) if binding.id)
        places.append(_Place(_title(screen), tuple(own), _typed(screen), ids))
    return tuple(places)


def _title(screen: type[Screen[object]]) -> str:
    return str(getattr(screen, "TITLE_WORDS", "")) or {
        "Player": tr("The player"),
        "CoursePage": tr("One exercise over time"),
        "Ticks": tr("A list to tick"),
        "RecordForm": tr("Changing or adding a record"),
        "Pick": tr("Your country"),
        "Help": tr("Help"),
    }.get(screen.__name__, tr("A question"))


def _typed(screen: type[Screen[object]]) -> frozenset[str]:
    from limberup_tui.screens.after import After
    from limberup_tui.screens.help import Help
    from limberup_tui.screens.pick import Pick
    from limberup_tui.screens.record_form import RecordForm
    from limberup_tui.screens.scales import ScalePage
    from limberup_tui.screens.take import Take

    if issubclass(screen, After | Take) or (issubclass(screen, ModalScreen) and screen is not Help):
        return PRINTABLE
    if issubclass(screen, Pick):
        return frozenset(string.ascii_letters)
    return DIGITS if issubclass(screen, ScalePage | RecordForm) else frozenset()


@cache
def _screens() -> tuple[type[Screen[object]], ...]:
    """Return the screens that are shown, and not those that are only a part of others."""
    from limberup_tui import screens

    for module in iter_modules(screens.__path__, f"{screens.__name__}."):
        import_module(module.name)
    found: dict[type[Screen[object]], None] = {}

    def walk(screen: type[Screen[object]]) -> None:
        for sub in screen.__subclasses__():
            if sub.__module__.startswith(f"{screens.__name__}.") and (
                issubclass(sub, ModalScreen) or not sub.__subclasses__()
            ):
                found[sub] = None
            walk(sub)

    walk(Screen)
    return tuple(sorted(found, key=lambda screen: (screen.__module__ != f"{screens.__name__}.today", screen.__name__)))


def _bindings(owner: type[DOMNode] | type[App[object]]) -> Iterable[tuple[str, Binding]]:
    """Return a class's bindings and those that it has inherited, as Textual puts them together."""
    merged: dict[str, Binding] = {}
    for base in reversed(owner.__mro__):
        if base is Screen and owner is not Screen:
            continue
        for key, bindings in BindingsMap(base.__dict__.get("BINDINGS", [])).key_to_bindings.items():
            merged[key] = bindings[0]
    return list(merged.items())
