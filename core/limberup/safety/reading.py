"""Taking values out of a parsed TOML file, strictly, with the place of whatever is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NoReturn, TypeVar

from limberup.catalog import Catalog, UnknownName
from limberup.problem import LimberupError, Problem, nearest
from limberup.safety.situation import FieldError
from limberup.texts import tr

__all__ = ["Reader", "name_of"]

T = TypeVar("T")


def name_of(id_: str, catalog: Catalog) -> str:
    """Return the bare slug of an exercise where only one pack has it, else its canonical id."""
    exercise = catalog.exercise(id_)
    return exercise.slug if catalog.get(exercise.slug) is exercise else exercise.id


class Reader:
    """Takes values out of parsed TOML, or says where it is wrong. The first problem ends the reading."""

    def __init__(self, file: str, catalog: Catalog) -> None:
        self.file = file
        self.catalog = catalog

    def fail(self, place: str, what: str, remedy: str = "") -> NoReturn:
        """Raise the problem at that place."""
        raise LimberupError(Problem(self.file, place, what, remedy))

    def table(self, place: str, value: object, keys: Iterable[str]) -> dict[str, Any]:
        """Return a table that has none but the known keys."""
        if not isinstance(value, dict):
            self.fail(place, tr("must be a table"))
        known = list(keys)
        for key in value:
            if key not in known:
                # A key may hold anything, a line break too; a problem is one line.
                shown = key if re.fullmatch(r"[A-Za-z0-9_-]{1,40}", key) else ascii(key[:40])
                self.fail(f"{place}.{shown}" if place else shown, tr("unknown key"), nearest(key[:80], known))
        return value

    def items(self, place: str, value: object) -> list[Any]:
        """Return a list of anything."""
        if not isinstance(value, list):
            self.fail(place, tr("must be a list"))
        return value

    def text(self, place: str, value: object) -> str:
        """Return a text."""
        if not isinstance(value, str):
            self.fail(place, tr("must be a text in quotes"))
        return value

    def one_of(self, place: str, value: object, known: Iterable[object]) -> str:
        """Return a text that is one of the known ones."""
        choices = [str(choice) for choice in known]
        if (text := self.text(place, value)) not in choices:
            self.fail(place, tr("unknown: {text!a}").format(text=text[:60]), nearest(text[:80], choices))
        return text

    def some_of(self, place: str, value: object, known: Iterable[object]) -> list[str]:
        """Return a list of known texts."""
        choices = list(known)
        return [
            self.one_of(f"{place}[{number}]", item, choices)
            for number, item in enumerate(self.items(place, value), start=1)
        ]

    def truth(self, place: str, value: object) -> bool:
        """Return true or false."""
        if not isinstance(value, bool):
            self.fail(place, tr("must be true or false"))
        return value

    def whole(self, place: str, value: object, low: int, high: int) -> int:
        """Return a whole number in that range."""
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.fail(place, tr("must be a whole number from {low} to {high}").format(low=low, high=high))
        return value

    def exercise(self, place: str, value: object) -> str:
        """Return the canonical id of an exercise."""
        name = self.text(place, value)
        try:
            return self.catalog.exercise(name).id
        except UnknownName as error:
            self.fail(place, " ".join(ascii(str(error))[1:-1].split()))

    def exercise_name(self, place: str, value: object) -> str:
        """Return an exercise as `as_json` names it."""
        return name_of(self.exercise(place, value), self.catalog)

    def build(self, place: str, make: Callable[..., T], **values: object) -> T:
        """Return `make(**values)`, with the place put to what it refuses."""
        try:
            return make(**values)
        except FieldError as error:
            self.fail(f"{place}.{error.place}", error.what)
