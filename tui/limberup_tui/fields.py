"""What a person can choose from a few values, row by row: a table for each form, so that one more is one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from limberup.person import AGE_BANDS, DURATIONS
from limberup.settings import THEMES

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["ABOUT", "HOW_LONG", "SETTINGS", "Choice"]

D = TypeVar("D", bound="DataclassInstance")


@dataclass(frozen=True, slots=True)
class Choice:
    """One field of a dataclass that has one of a few values."""

    name: str
    """Of the field."""
    label: str
    """At most 18 characters."""
    words: Mapping[Any, str]
    """What to show for each value, in the order in which they follow each other."""
    hint: str = ""
    """What it is for, in a sentence or two."""

    def shown(self, thing: DataclassInstance) -> str:
        """Return the value in words; one that is not among the choices as it is."""
        value = getattr(thing, self.name)
        return self.words.get(value, str(value))

    def turned(self, thing: D, step: int) -> D:
        """Return the thing with another value; a number goes to the nearest that way.

        Args:
            thing: Whose field it is.
            step: 1 for the next value and -1 for the one before, which end at the last and the first: nobody gets
                from the oldest to the youngest by a key too many. 0 goes on round and round.
        """
        value, values = getattr(thing, self.name), list(self.words)
        if value in self.words:
            at = values.index(value)
            new = values[max(0, min(at + step, len(values) - 1)) if step else (at + 1) % len(values)]
        elif isinstance(value, int):
            beyond = [other for other in values if (other > value if step >= 0 else other < value)]
            new = min(beyond or values, key=lambda other: abs(other - value))
        else:
            new = values[0 if step >= 0 else -1]
        return replace(thing, **{self.name: new})


def _same(*values: str) -> dict[str, str]:
    return {value: value for value in values}


ON_OFF = {True: "on", False: "off"}
NOT_SAID = "not said"

ABOUT = (
    Choice(
        "sore_side",
        "Sore side",
        {"": "neither, or both", "left": "left", "right": "right"},
        "It is worked first. Both sides are always worked.",
    ),
    Choice(
        "age_band",
        "Age",
        # Under 18 blocks, so nobody should come to it on the way to another band: it lies the other way.
        {**_same(*list(AGE_BANDS)[:1]), "": NOT_SAID, **_same(*list(AGE_BANDS)[1:])},
        "Some rules depend on it. Under 18, a doctor or physiotherapist has to agree first.",
    ),
    Choice(
        "days",
        "Days a week",
        {number: f"{number} day{'s' if number > 1 else ''}" for number in range(1, 8)},
        "How often you mean to exercise. Three or four days are a good start.",
    ),
    Choice(
        "minutes",
        "Time for a session",
        {number: f"{number} minutes" for number in (5, 10, 15, 20, 25, 30, 45, 60)},
        "What limberup chooses for you is made to fit. A few minutes are enough to begin with.",
    ),
)
"""About the person: fields of `Person`."""

HOW_LONG = (
    Choice(
        "duration",
        "It has hurt for",
        {"": NOT_SAID, **_same(*DURATIONS)},
        "This time, since it began. It decides what else is worth asking.",
    ),
    Choice(
        "assessed",
        "Looked at",
        {None: NOT_SAID, True: "yes", False: "no, never"},
        "Whether a doctor or physiotherapist has ever looked at it.",
    ),
)
"""For how long it has hurt: fields of `Person`."""

SETTINGS = (
    Choice("theme", "Colours", {name: name.removeprefix("limberup-") for name in THEMES}),
    Choice(
        "advance",
        "Go on",
        {"auto": "by itself", "key": "at a key"},
        "Whether the next exercise begins when the time to get ready is over, or when you press a key.",
    ),
    Choice(
        "pace",
        "Repetitions",
        {"led": "led in time", "own": "at your own pace"},
        "Led second by second, or done at your own pace until you press a key.",
    ),
    Choice("bell", "Bell", ON_OFF, "The terminal's bell at each change while you exercise."),
    Choice("voice", "Voice", ON_OFF, "What to do is spoken too, where the machine has a synthesiser."),
    Choice("flash", "Flash", ON_OFF, "The number lights up where something begins or ends."),
    Choice("quiet", "Quiet", ON_OFF, "Nothing rings or speaks, whatever else is set. The flash stays."),
    Choice("motion", "Moving figures", ON_OFF, "Off: figures stand still at the end of the movement."),
    Choice(
        "calm",
        "Slow line",
        {"auto": "noticed by itself", "on": "always calm", "off": "never calm"},
        "Calm: little is sent down the line. The countdown goes in steps, and figures stand still.",
    ),
    Choice(
        "self_massage",
        "Self-massage",
        {True: "offered", False: "not offered"},
        "With a roller or ball. Not over wounds, numb or fragile skin, varicose veins or broken bones.",
    ),
)
"""How they like it: fields of `Settings`, in the order in which You shows them."""
