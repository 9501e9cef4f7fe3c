"""What a person can choose from a few values, row by row: a table for each form, so that one more is one line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from limberup.person import BAND_WORDS, DURATION_WORDS, Person
from limberup.texts import languages, tr, trn

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["ABOUT", "FLOOR_WORDS", "HOW_LONG", "NOT_SAID", "NO_FLOOR", "SETTINGS", "THEME_WORDS", "Choice",
           "with_room"]  # fmt: skip

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
        return self.with_value(thing, new)

    def with_value(self, thing: D, value: object) -> D:
        """Return the thing with that value."""
        return replace(thing, **{self.name: value})


ON_OFF = {True: tr("on"), False: tr("off")}
NOT_SAID = tr("not said")

ABOUT = (
    Choice(
        "sore_side",
        tr("Sore side"),
        {"": tr("neither, or both"), "left": tr("left"), "right": tr("right")},
        tr("This side is exercised first. Both sides are always exercised."),
    ),
    Choice(
        "age_band",
        tr("Age"),
        # Under 18 blocks, so nobody should come to it on the way to another band: it lies the other way.
        {"under 18": BAND_WORDS["under 18"], "": NOT_SAID, **BAND_WORDS},
        tr("Some rules depend on it. Under 18, a doctor or physiotherapist has to agree first."),
    ),
    Choice(
        "days",
        tr("Days a week"),
        {number: trn("{n} day", "{n} days", number).format(n=number) for number in range(1, 8)},
        tr("How often you mean to exercise. Three or four days are a good start."),
    ),
    Choice(
        "minutes",
        tr("Time for a session"),
        {number: tr("{number} minutes").format(number=number) for number in (5, 10, 15, 20, 25, 30, 45, 60)},
        tr("What limberup chooses for you is made to fit. A few minutes are enough to begin with."),
    ),
)
"""About the person: fields of `Person`."""

NO_FLOOR = "no_floor"
"""The condition that stands for the floor as a whole."""
FLOOR_WORDS = tr("getting down to the floor and up again")


def with_room(person: Person, told: Person) -> Person:
    """Return a person with all that is asked of them and their room taken over from another, and nothing else."""
    names = (*(choice.name for choice in ABOUT), "country", "cannot", "equipment", "unwanted")
    facts = {name: getattr(told, name) for name in names}
    return replace(person, **facts, conditions=person.conditions - {NO_FLOOR} | told.conditions & {NO_FLOOR})


HOW_LONG = (
    Choice(
        "duration",
        tr("It has hurt for"),
        {"": NOT_SAID, **DURATION_WORDS},
        tr("This time, since it began. It decides what else is worth asking."),
    ),
    Choice(
        "assessed",
        tr("Looked at"),
        {None: NOT_SAID, True: tr("yes"), False: tr("no, never")},
        tr("Whether a doctor or physiotherapist has ever looked at it."),
    ),
)
"""For how long it has hurt: fields of `Person`."""

LANGUAGES = {"en": tr("English"), "de": tr("Deutsch")}
"""What each language calls itself."""

THEME_WORDS = {"limberup-dark": tr("dark"), "limberup-light": tr("light"), "limberup-contrast": tr("contrast")}
"""The themes as they are shown."""

SETTINGS = (
    Choice(
        "theme",
        tr("Colours"),
        THEME_WORDS,
        tr("Dark, light, or high contrast. They change at once."),
    ),
    Choice(
        "advance",
        tr("Go on"),
        {"auto": tr("by itself"), "key": tr("at a key")},
        tr("Whether the next exercise begins when the time to get ready is over, or when you press a key."),
    ),
    Choice(
        "pace",
        tr("Repetitions"),
        {"led": tr("led in time"), "own": tr("at your own pace")},
        tr("Led second by second, or done at your own pace until you press a key."),
    ),
    Choice("bell", tr("Bell"), ON_OFF, tr("The terminal's bell at each change while you exercise.")),
    Choice("voice", tr("Voice"), ON_OFF, tr("What to do is spoken too, where the machine has a synthesiser.")),
    Choice("flash", tr("Flash"), ON_OFF, tr("The number lights up where something begins or ends.")),
    Choice("quiet", tr("Quiet"), ON_OFF, tr("Nothing rings or speaks, whatever else is set. The flash stays.")),
    Choice("motion", tr("Moving figures"), ON_OFF, tr("Off: figures stand still at the end of the movement.")),
    Choice(
        "calm",
        tr("Slow line"),
        {"auto": tr("noticed by itself"), "on": tr("always calm"), "off": tr("never calm")},
        tr("Calm: little is sent down the line. The countdown goes in steps, and figures stand still."),
    ),
    Choice(
        "language",
        tr("Language"),
        {"": tr("as the system says"), **{code: LANGUAGES.get(code, code) for code in languages()}},
        tr("What limberup says and writes. It counts from the next start on."),
    ),
    Choice(
        "self_massage",
        tr("Self-massage"),
        {True: tr("offered"), False: tr("not offered")},
        tr("With a roller or ball. Not over wounds, numb or fragile skin, varicose veins or broken bones."),
    ),
)
"""How they like it: fields of `Settings`, but for the keys."""
