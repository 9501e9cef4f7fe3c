"""You and your room: what can be answered in seconds, on one screen."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from textual.binding import Binding

from limberup.catalog import Catalog
from limberup.equipment import EVERYDAY, equipment_words
from limberup.exercise import Position
from limberup.help_numbers import countries
from limberup.person import Person
from limberup.problem import join_words
from limberup.texts import tr
from limberup.vocabulary import thing_name, thing_names
from limberup_tui.fields import ABOUT, FLOOR_WORDS, HOW_LONG, NO_FLOOR, NOT_SAID, with_room
from limberup_tui.screens.form import FormPage, Row, choice_rows

V = TypeVar("V")

__all__ = ["Draft", "FollowUp", "Room", "RoomRows", "with_room"]

OPENS = ("country",)
"""Rows that open a list of their own."""
NO_EQUIPMENT = "equipment:-"
"""The row that says that there is nothing of all that."""


GO_ON = Row("go-on", tr("Continue"), tr("with all as it stands: press c"), loud=True, does=tr("Continue"))
"""The first row: an Enter too much changes nothing that was not meant."""


class RoomRows:
    """The rows about a person and their room, and what a key does to each. Knows no screen."""

    def __init__(self, catalog: Catalog) -> None:
        """Begin with all lists closed.

        Args:
            catalog: For what exercises may need, and what they are called.
        """
        self.catalog = catalog
        self.things = equipment_words(catalog)
        self.unfolded: set[str] = set()

    def rows(self, person: Person) -> list[Row]:
        """Return the rows for a person."""
        found = choice_rows(ABOUT, person)
        country = countries().get(person.country, person.country) or NOT_SAID
        found.append(
            Row(
                "country",
                tr("Country"),
                country,
                tr("For the emergency numbers that limberup shows, and nothing else."),
            )
        )
        found += self._positions(person)
        found += self._equipment(person)
        found += self._unwanted(person)
        return found

    def changed(self, person: Person, key: str, step: int) -> Person:
        """Return the person with the row of that key changed; 1, -1 or 0 for Right, Left and Enter."""
        kind, _, name = key.partition(":")
        if not name and kind in ("positions", "equipment", "unwanted"):
            unfold = kind not in self.unfolded if step == 0 else step > 0
            (self.unfolded.add if unfold else self.unfolded.discard)(kind)
            return person
        if key == f"positions:{NO_FLOOR}":
            return replace(person, conditions=_with(person.conditions, NO_FLOOR, step))
        if kind == "positions":
            return replace(person, cannot=_with(person.cannot, Position(name), step))
        if key == NO_EQUIPMENT:
            return replace(person, equipment=None if person.equipment == frozenset() else frozenset())
        if kind == "unwanted":
            return person.with_turned(name) if step <= 0 else person
        if kind == "equipment":
            # The last tick that goes leaves nothing said, as it was before the first.
            return replace(person, equipment=_with(person.equipment or frozenset(), name, step) or None)
        choice = next((choice for choice in ABOUT if choice.name == key), None)
        return choice.turned(person, step) if choice else person

    def _fold(self, key: str, label: str, value: str, hint: str) -> Row:
        return Row(key, label, f"{'-' if key in self.unfolded else '+'} {value}", hint)

    def _positions(self, person: Person) -> list[Row]:
        cannot = [position.words for position in reversed(Position) if position in person.cannot]
        if NO_FLOOR in person.conditions:
            cannot.insert(0, FLOOR_WORDS)
        value = join_words(cannot, "or") if cannot else tr("none ticked, so none is left out")
        hint = tr("Tick the positions you can't get into. What begins there is left out.")
        found = [
            self._fold(
                "positions",
                tr("Positions to avoid"),
                value,
                tr("{hint} Enter shows the list, and hides it.").format(hint=hint),
            )
        ]
        if "positions" in self.unfolded:
            found.append(_tick(f"positions:{NO_FLOOR}", FLOOR_WORDS, NO_FLOOR in person.conditions, hint))
            found += [
                # What is hard for most comes first.
                _tick(f"positions:{position}", position.words, position in person.cannot, hint)
                for position in reversed(Position)
            ]
        return found

    def _equipment(self, person: Person) -> list[Row]:
        have = person.equipment
        things = sorted({*self.things, *(have or ())} - EVERYDAY)
        if not things:
            return []
        value = (
            tr("not said, so nothing is left out")
            if have is None
            else ", ".join(thing_names(sorted(have))) or tr("none of these")
        )
        everyday = join_words(thing_names(sorted(EVERYDAY)))
        hint = tr("Tick what you have. Taken as there: {everyday}.").format(everyday=everyday)
        found = [self._fold("equipment", tr("Things you have"), value, hint)]
        if "equipment" in self.unfolded:
            found.append(_tick(NO_EQUIPMENT, tr("none of these"), have == frozenset(), hint))
            found += [_tick(f"equipment:{thing}", thing_name(thing), thing in (have or ()), hint) for thing in things]
        return found

    def _unwanted(self, person: Person) -> list[Row]:
        """Return what is never offered; nothing where there is none: it is in the Library that one comes to be."""
        names = {id_: self.catalog.name(id_) for id_ in sorted(person.unwanted)}
        if not names:
            return []
        hint = tr("You asked never to be offered these. Without its tick an exercise is offered again.")
        found = [self._fold("unwanted", tr("Never offered"), ", ".join(names.values()), hint)]
        if "unwanted" in self.unfolded:
            found += [_tick(f"unwanted:{id_}", name, True, hint) for id_, name in names.items()]
        return found


def _with(ticked: frozenset[V], value: V, step: int) -> frozenset[V]:
    """Return what is ticked with a value ticked (1), not ticked (-1) or the other way round (0)."""
    return ticked | {value} if step > 0 else ticked - {value} if step < 0 else ticked ^ {value}


def _tick(key: str, words: str, ticked: bool, hint: str) -> Row:
    return Row(key, "", f"{'[x]' if ticked else '[ ]'} {words}", hint, loud=ticked)


class Draft(FormPage[Person | None]):
    """A form about a person; gives them with what was changed, or None where nothing was or it was skipped."""

    BINDINGS = [
        Binding("c", "go_on", tr("Continue"), id="draft.continue"),
        Binding("s", "skip", tr("Skip"), id="draft.skip"),
    ]

    def __init__(self, person: Person) -> None:
        """Begin with what is known."""
        super().__init__()
        self.person = self.begun = person
        self.skipped = self.left = False

    def action_go_on(self) -> None:
        """Go on with what stands there."""
        self.dismiss(self.person)

    def action_skip(self) -> None:
        """Go on without an answer."""
        self.skipped = True
        self.dismiss(None)

    def action_back(self) -> None:
        """Leave, with what was changed: it stands there as changed, so nobody expects it to be lost."""
        self.left = True
        changed = self.person != self.begun
        if changed:
            self.notify(tr("What you changed is kept."), markup=False)
        self.dismiss(self.person if changed else None)


class Room(Draft):
    """Asks about the person and their room, with answers that suit most as they stand."""

    TITLE_WORDS = tr("You and your room")
    INTRO = tr("Arrows go to a line, Enter changes it. Later all this is under You.")

    def on_mount(self) -> None:
        """Fill the list."""
        self.room = RoomRows(self.house.catalog)
        super().on_mount()

    def action_back(self) -> None:
        """Close the list that is open; only then leave."""
        if self.room.unfolded:
            self.room.unfolded.clear()
            self.show_rows()
        else:
            super().action_back()

    def rows(self) -> list[Row]:
        """Return the rows as things are now."""
        return [GO_ON, *self.room.rows(self.person)]

    def change(self, key: str, step: int) -> None:
        """Change one row."""
        if key == GO_ON.key:
            if step == 0:
                self.action_go_on()
        elif key in OPENS:
            if step >= 0:
                self._pick_country()
        else:
            self.person = self.room.changed(self.person, key, step)

    def _pick_country(self) -> None:
        from limberup_tui.screens.pick import country_list

        self.app.push_screen(country_list(self.person.country), self._picked)

    def _picked(self, code: str | None) -> None:
        if code is not None:
            self.person = replace(self.person, country=code)
            self.show_rows()


class FollowUp(Draft):
    """Asks for how long it has hurt, and whether somebody has looked at it (R9, R64)."""

    TITLE_WORDS = tr("About the pain")
    INTRO = tr("Two short questions about the pain that you exercise for; s skips them.")

    def rows(self) -> list[Row]:
        """Return the two rows."""
        return [GO_ON, *choice_rows(HOW_LONG, self.person)]

    def change(self, key: str, step: int) -> None:
        """Change one of them."""
        if key == GO_ON.key:
            if step == 0:
                self.action_go_on()
            return
        choice = next(choice for choice in HOW_LONG if choice.name == key)
        self.person = choice.turned(self.person, step)
