"""The record of one session, and the lines it is written in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from limberup.dose import Dose, DoseError, format_dose, parse_dose
from limberup.texts import tr
from limberup.vocabulary import name_given

__all__ = [
    "BY_HAND",
    "CHECK_IN",
    "FORM_LOST",
    "INSTEAD_OF",
    "Entry",
    "Hurt",
    "Record",
    "Work",
    "format_entry",
    "parse_entry",
]

FORM_LOST = "form lost"
"""Mark of an exercise that was not done in good form to its end: its dose counts as not met (R21)."""

INSTEAD_OF = "instead of "
"""Begins a mark that names the exercise in whose place another was done, for that day."""

BY_HAND = "by hand"
"""Origin of a record that the person wrote down."""

CHECK_IN = "Check-in"
"""Name of the record of a check-in that led to no session."""


@dataclass(frozen=True, slots=True)
class Work:
    """One set, or one side of it, as it was done."""

    side: str = ""
    """"left", "right", the name of a way, or ""."""
    reps: int = 0
    """Repetitions; 0 for a hold."""
    hold: int = 0
    """Seconds held, where there are no repetitions."""
    confirmed: bool = True
    """Whether the person was there, as a key or they themselves said."""

    def __str__(self) -> str:
        amount = f"{self.reps}" if self.reps else f"{self.hold}s"
        # What would end the work in a line can't be part of a name in it.
        side = " ".join(re.sub(r"[\d,;?]", " ", self.side).split())
        return f"{side} {amount}".strip() + ("" if self.confirmed else "?")


@dataclass(frozen=True, slots=True)
class Hurt:
    """One time that the person said "it hurts"."""

    pain: int
    """0-10."""
    sharp: bool = False
    leg: str = "none"
    """"none", "same", "up" or "down": whether it goes down the leg, and which way it moved."""

    def __str__(self) -> str:
        return (
            f"hurt {self.pain}" + (" sharp" if self.sharp else "") + (f" leg {self.leg}" if self.leg != "none" else "")
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise of a session."""

    exercise: str
    """Canonical id."""
    asked: Dose
    """The dose that was planned."""
    work: tuple[Work, ...] = ()
    hurts: tuple[Hurt, ...] = ()
    marks: tuple[str, ...] = ()
    """What else happened, one word or phrase each: "eased", "stopped", "skipped", "instead of pack/slug"."""

    @property
    def amber(self) -> bool:
        """Whether it was eased or stopped for pain."""
        return "eased" in self.marks or "stopped" in self.marks


@dataclass(frozen=True, slots=True)
class Record:
    """What was done, felt and decided in one session."""

    id: str
    """STAMP-RANDOM, its file's name: the start in UTC and eight hexadecimal digits."""
    started: datetime
    """With the offset of the time zone it was in."""
    ended: datetime
    routine: str
    """The routine's name at the time."""
    routine_id: str = ""
    state: str = "FULL"
    """What the rules allowed: a state of rule G."""
    pain_at_rest: int | None = None
    """0-10, before; None where not asked."""
    pain_moving: int | None = None
    pain_after: int | None = None
    """0-10, or None where After was left out."""
    effort: int | None = None
    """0-10: how hard it was."""
    note: str = ""
    finished: bool = True
    """Whether the session was done to its end."""
    entries: tuple[Entry, ...] = ()
    decisions: tuple[str, ...] = ()
    """One line each: rule, outcome, what about, and why."""
    morning_pain: int | None = None
    """0-10, the morning after; None where it was not asked or not answered."""
    morning_usual: int | None = None
    """0-10, what counted as a usual morning when that was asked."""
    sore_only: bool = False
    """Whether the morning after had muscle soreness alone (rule M2)."""
    goals: tuple[tuple[str, int], ...] = ()
    """Activities with how well they go, 0 (not at all) to 10 (as before), where they were asked (PSFS)."""
    origin: str = ""
    """Where it came from, if not from a session led here: "by hand", or the program it was taken over from."""
    newer: bool = False
    """Whether a newer limberup wrote its file: it is shown as far as it can be read, and never written again."""

    @property
    def called(self) -> str:
        """What it is called, to be shown: the names that limberup gives are kept in English."""
        return name_given(self.routine)

    @property
    def is_session(self) -> bool:
        """Whether it is about exercises; else it keeps a check-in or a review, which count as no session."""
        return bool(self.entries)

    @property
    def has_work(self) -> bool:
        """Whether anything was done of any exercise: a session can be ended before that."""
        return any(entry.work for entry in self.entries)

    @property
    def pain_before(self) -> int | None:
        """The higher of pain at rest and on moving, 0-10, or None where not asked."""
        if self.pain_at_rest is None or self.pain_moving is None:
            return None
        return max(self.pain_at_rest, self.pain_moving)

    @property
    def seconds(self) -> float:
        """From start to end."""
        # In UTC: of two moments in one zone Python takes the difference of the wall clocks, which may have been set.
        return max(0.0, (self.ended.astimezone(UTC) - self.started.astimezone(UTC)).total_seconds())

    @property
    def unconfirmed(self) -> int:
        """How many sets no key has shown to be done."""
        return sum(not work.confirmed for entry in self.entries for work in entry.work)

    def with_form_lost(self, exercises: Collection[str]) -> Record:
        """Return the record with a mark on the exercises, by id, whose good form was lost (R21)."""

        def marked(entry: Entry) -> Entry:
            lost = entry.exercise in exercises and entry.work
            return replace(entry, marks=(*entry.marks, FORM_LOST)) if lost else entry

        return replace(self, entries=tuple(map(marked, self.entries)))

    def with_unconfirmed(self, there: bool) -> Record:
        """Return the record with its unconfirmed sets kept as done where they were there, or left out."""

        def keep(works: Iterable[Work]) -> tuple[Work, ...]:
            return tuple(replace(work, confirmed=True) for work in works if work.confirmed or there)

        return replace(self, entries=tuple(replace(entry, work=keep(entry.work)) for entry in self.entries))


def format_entry(entry: Entry, *, short: bool = False) -> str:
    """Write an entry as one line: `glutes/glute-bridge: 10, 10, 8 of 3x10 2s; hurt 5; eased`.

    Args:
        entry: What was done.
        short: Write sets that are all alike once, `10 x3`, and sides that did what was asked without it, `left, right`.
    """
    work = _short(entry) if short else ", ".join(map(str, entry.work))
    marks = (" ".join(mark.replace(";", ",").split()) for mark in entry.marks)
    notes = "".join(f"; {note}" for note in (*map(str, entry.hurts), *marks) if note)
    return f"{entry.exercise}: {work or 'nothing'} of {format_dose(entry.asked)}{notes}"


def _short(entry: Entry) -> str:
    for sides in _SIDES:
        if entry.work and entry.work == _as_asked(sides, entry.asked):
            return sides
    words = [str(work) for work in entry.work]
    for size in (1, 2):
        times, rest = divmod(len(words), size)
        if not rest and 2 <= times <= 99 and words == words[:size] * times:
            return f"{', '.join(words[:size])} x{times}"
    return ", ".join(words)


def _as_asked(sides: str, dose: Dose) -> tuple[Work, ...]:
    """Return the work of somebody who does a dose as it is asked, on these sides in turn; nothing where it has none."""
    reps, hold = dose.reps or 0, 0 if dose.reps else dose.hold or 0
    return tuple(Work(side, reps, hold) for side in sides.split(", ")) * dose.sets if reps or hold else ()


_ENTRY = re.compile(r"(?P<id>[a-z0-9-]+/[a-z0-9-]+): (?P<work>[^;]+) of (?P<dose>[^;]+)(?P<notes>(?:; [^;]+)*)")
_WORK = re.compile(r"(?:(?P<side>[^\d,?]+) )?(?P<amount>\d{1,5})(?P<hold>s)?(?P<open>\?)?")
_SIDES = ("left, right", "right, left", "left", "right")
_TIMES = re.compile(r"(?P<work>.+) x(?P<times>\d{1,2})", re.ASCII)
_HURT = re.compile(r"hurt (?P<pain>\d|10)(?P<sharp> sharp)?(?: leg (?P<leg>same|up|down))?")


@lru_cache(maxsize=8192)  # People do the same again and again: most lines stand in many files.
def parse_entry(line: str) -> Entry:
    """Read what `format_entry` wrote, in full or short.

    Raises:
        ValueError: the line is not such an entry; the message says how one looks.
    """
    match = _ENTRY.fullmatch(line)
    if not match:
        raise ValueError(
            tr("{line!r} is not an entry like 'glutes/glute-bridge: 10, 10 of 2x10'").format(line=line[:60])
        )
    try:
        asked = parse_dose(match["dose"])
    except DoseError as error:
        raise ValueError(str(error)) from None
    hurts, marks = [], []
    for note in filter(None, match["notes"].split("; ")):
        if hurt := _HURT.fullmatch(note):
            hurts.append(Hurt(int(hurt["pain"]), bool(hurt["sharp"]), hurt["leg"] or "none"))
        else:
            marks.append(note)
    return Entry(match["id"], asked, _works(match["work"], asked), tuple(hurts), tuple(marks))


def _works(text: str, asked: Dose) -> tuple[Work, ...]:
    if text == "nothing":
        return ()
    if text in _SIDES and (works := _as_asked(text, asked)):
        return works
    times = 1
    if many := _TIMES.fullmatch(text):
        text, times = many["work"], int(many["times"])
    found = []
    for part in text.split(", "):
        work = _WORK.fullmatch(part)
        if not work:
            raise ValueError(tr("{work!r} is not work like '10', 'left 30s' or '10?'").format(work=part[:40]))
        amount = int(work["amount"])
        found.append(
            Work(
                side=work["side"] or "",
                reps=0 if work["hold"] else amount,
                hold=amount if work["hold"] else 0,
                confirmed=not work["open"],
            )
        )
    return tuple(found) * times
