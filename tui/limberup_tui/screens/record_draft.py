"""What is being said of a session, field by field, until it is kept. Draws nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from limberup.catalog import Catalog
from limberup.history.open_sessions import new_id
from limberup.history.record import BY_HAND, Entry, Record
from limberup.routine import Routine
from limberup.routine_plan import fitted_doses
from limberup.texts import tr, trn
from limberup_tui.screens.record_words import work_as_asked

__all__ = ["Draft", "begun", "draft_of"]

_ADDED = ("day", "time", "routine", "done", "minutes", "pain_at_rest", "pain_moving")
"""Fields that are asked for a new session alone."""

_KEPT = {None: tr("leave it open"), True: tr("I did them"), False: tr("I did not do them")}


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form."""

    day: date = date.min
    time: time = time(18, 0)
    routine: Routine | None = None
    entries: tuple[Entry, ...] = ()
    """The routine's exercises, all done as planned."""
    names: tuple[str, ...] = ()
    """Of the entries."""
    done: tuple[int, ...] = ()
    """Numbers of the entries that were done."""
    minutes: int = 15
    pain_at_rest: int | None = None
    pain_moving: int | None = None
    pain_after: int | None = None
    effort: int | None = None
    morning_pain: int | None = None
    morning_usual: int | None = None
    sore_only: bool = False
    note: str = ""
    is_session: bool = True
    """Whether there was any exercise: of a check-in only the note can be changed."""
    open_sets: int = 0
    """Sets that nobody has confirmed."""
    unconfirmed: bool | None = None
    """Whether they were done; None leaves them open."""

    def has(self, name: str, *, adds: bool) -> bool:
        """Return whether a field is asked for now."""
        if name in _ADDED:
            return adds
        if not self.is_session:
            return name == "note"
        if name == "unconfirmed":
            return self.open_sets > 0
        if name in ("morning_usual", "sore_only"):
            return self.morning_pain is not None
        return True

    def changed(self, **values: Any) -> Draft:
        """Return the draft with other values."""
        return replace(self, **values)

    def shown(self, name: str) -> str:
        """Return a field that is no number 0-10 in words."""
        if name == "day":
            return str(self.day)
        if name == "time":
            return f"{self.time:%H:%M}"
        if name == "routine":
            return self.routine.name if self.routine else tr("none yet")
        if name == "done":
            count, all_ = len(self.done), len(self.entries)
            return (
                tr("all {all} exercises, as planned").format(all=all_)
                if count == all_
                else tr("{count} of {all} exercises, as planned").format(count=count, all=all_)
            )
        if name == "sore_only":
            return tr("yes") if self.sore_only else tr("no")
        if name == "unconfirmed":
            return trn("{kept} ({n} set)", "{kept} ({n} sets)", self.open_sets).format(
                kept=_KEPT[self.unconfirmed], n=self.open_sets
            )
        return str(getattr(self, name)) or tr("none")

    def with_pain(self, name: str, value: int | None, usual: int | None) -> Draft:
        """Return the draft with another number; a morning brings the usual one with it."""
        found = replace(self, **{name: value})  # type: ignore[arg-type]
        if name == "morning_pain" and value is not None and self.morning_usual is None:
            found = replace(found, morning_usual=usual)
        if found.morning_pain is None:
            found = replace(found, morning_usual=None, sore_only=False)
        return found

    def turned(self, name: str, step: int) -> Draft:
        """Return the draft with the next value of a field, or the one before."""
        if name == "day":
            return replace(self, day=self.day + timedelta(days=step))
        if name == "time":
            minutes = (self.time.hour * 60 + self.time.minute + 15 * step) % (24 * 60)
            return replace(self, time=time(minutes // 60, minutes % 60))
        if name == "minutes":
            return replace(self, minutes=max(1, min(600, self.minutes + step)))
        if name == "sore_only":
            return replace(self, sore_only=not self.sore_only)
        if name == "unconfirmed":
            values = list(_KEPT)
            return replace(self, unconfirmed=values[(values.index(self.unconfirmed) + step) % len(values)])
        return self

    def typed(self, name: str, text: str) -> Draft:
        """Return the draft with a field as it was typed.

        Raises:
            ValueError: it can't be read; the message says what can.
        """
        if name == "day":
            return replace(self, day=_read_day(text))
        if name == "time":
            match = re.fullmatch(r"(\d{1,2})[:.h]?(\d{2})", text.strip())
            if not match or int(match[1]) > 23 or int(match[2]) > 59:
                raise ValueError(tr("Write the time like 18:30."))
            return replace(self, time=time(int(match[1]), int(match[2])))
        if not text.strip().isascii() or not text.strip().isdigit() or not 1 <= int(text.strip()[:6]) <= 600:
            raise ValueError(tr("Write the minutes as a number, 1 to 600."))
        return replace(self, minutes=int(text))

    def with_routine(self, routine: Routine, catalog: Catalog) -> Draft:
        """Return the draft with a routine, all of it done as planned."""
        entries = tuple(
            Entry(exercise.id, dose, work_as_asked(exercise, dose)) for exercise, dose in fitted_doses(routine, catalog)
        )
        names = tuple(catalog.name(entry.exercise) for entry in entries)
        return replace(self, routine=routine, entries=entries, names=names, done=tuple(range(len(entries))))

    def record(self, old: Record | None, now: datetime) -> Record:
        """Return what is to be kept.

        Args:
            old: The record that is changed, or None for a new one.
            now: The time it is.

        Raises:
            ValueError: something is missing or can't be; the message says what.
        """
        as_before = old is not None and (old.morning_pain, old.morning_usual) == (self.morning_pain, None)
        if self.morning_pain is not None and self.morning_usual is None and not as_before:
            raise ValueError(tr("Say too what a usual morning was at that time, or take the morning away with -."))
        told: dict[str, Any] = {
            "pain_after": self.pain_after,
            "effort": self.effort,
            "morning_pain": self.morning_pain,
            "morning_usual": self.morning_usual,
            "sore_only": self.sore_only and self.morning_pain is not None,
            "note": self.note,
        }
        if old is not None:
            found = replace(old, **told)
            return found if self.unconfirmed is None else found.with_unconfirmed(self.unconfirmed)
        started = self._started()
        ended = started + timedelta(minutes=self.minutes)
        if ended > now:
            raise ValueError(tr("That is not over yet: the day, the time and the minutes lead past now."))
        if self.routine is None or not self.done:
            raise ValueError(tr("Choose a routine, and at least one exercise of it."))
        if (self.pain_at_rest is None) != (self.pain_moving is None):
            raise ValueError(tr("Say both pains before, at rest and on moving, or neither."))
        return Record(
            id=new_id(started),
            started=started,
            ended=ended,
            routine=self.routine.name,
            routine_id=self.routine.id,
            state="",
            pain_at_rest=self.pain_at_rest,
            pain_moving=self.pain_moving,
            finished=len(self.done) == len(self.entries),
            entries=tuple(self.entries[number] for number in self.done),
            origin=BY_HAND,
            **told,
        )

    def _started(self) -> datetime:
        try:
            # In the zone of this machine, as it was on that day.
            return datetime.combine(self.day, self.time).astimezone()
        except (OverflowError, OSError, ValueError):
            raise ValueError(tr("That day is too long ago.")) from None


def draft_of(record: Record) -> Draft:
    """Return what was told of a record."""
    return Draft(
        pain_after=record.pain_after,
        effort=record.effort,
        morning_pain=record.morning_pain,
        morning_usual=record.morning_usual,
        sore_only=record.sore_only,
        note=record.note,
        is_session=record.is_session,
        open_sets=record.unconfirmed,
    )


def begun(
    day: date | None, now: datetime, routines: Sequence[Routine], catalog: Catalog, records: Sequence[Record]
) -> Draft:
    """Return a new session to begin with: the routine that was done last, on the day that was meant."""
    draft = Draft(day=min(day or now.date(), now.date()))
    if draft.day == now.date():
        quarter = now - timedelta(minutes=30 + now.minute % 15)
        # Just after midnight it was the evening before.
        draft = replace(draft, day=quarter.date(), time=time(quarter.hour, quarter.minute))
    last = [record.routine_id for record in records if record.is_session]
    known = {routine.id: routine for routine in routines}
    chosen = next((known[id_] for id_ in last if id_ in known), next(iter(routines), None))
    return draft.with_routine(chosen, catalog) if chosen else draft


def _read_day(text: str) -> date:
    """Read a day, written 2026-11-20 or 20.11.2026.

    Raises:
        ValueError: it is none; the message says how one is written.
    """
    text = text.strip()
    try:
        if match := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(tr("Write the day like 2026-11-20.")) from None
