"""What a session is told with, line by line: its cues, and the pace between them. Pure: gives lines, writes none."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from limberup.breath import breath_of
from limberup.counting import capitalised
from limberup.exercise import Exercise
from limberup.session import Event, Session, Status, Told
from limberup.texts import tr
from limberup.timeline import Part, Phase, PhaseKind
from limberup_tui.cues import cue_for
from limberup_tui.plain.wording import seconds_words
from limberup_tui.words import part_words, phase_words, side_words

__all__ = ["Pace", "event_lines", "how_lines", "where_lines"]

_WAY = tr("Enter or p goes on.")
_OUT = {Part.OUT: tr("In."), Part.HOLD: tr("Wait."), Part.BACK: tr("Out.")}


def event_lines(event: Event, session: Session, *, calm: bool = False) -> Iterator[str]:
    """Yield how an event is told; nothing where it is not.

    Args:
        event: What happened.
        session: The session after it.
        calm: Whether as little as possible is to be told.
    """
    cue = cue_for(event, session)
    words = cue.words if cue else ""
    match event.told:
        case Told.PHASE:
            yield from _beginning(words, session.timeline.phases[event.index], session, calm=calm)
        case Told.SET_DONE:
            held = session.timeline.phases[event.index].kind is PhaseKind.HOLD
            yield tr("Let go.") if held else tr("Set done.")
        case Told.HALFWAY:
            left = session.timeline.phases[event.index].seconds + session.added
            yield tr("{words} {seconds} left.").format(words=words, seconds=seconds_words(left / 2))
        case Told.LAST_SECONDS if cue and event.value == 3:
            yield "3 2 1"
        case Told.LAST_SECONDS:
            return
        case Told.GAP:
            yield f"{words} {_WAY}"
        case Told.PAUSED:
            yield f"{words} {_WAY}"
        case Told.RESUMED:
            yield f"{words} {_left(session, event.at)}"
        case _:
            yield words


def _beginning(words: str, phase: Phase, session: Session, *, calm: bool) -> Iterator[str]:
    time = seconds_words(phase.seconds)
    match phase.kind:
        case PhaseKind.READY:
            places = session.timeline.places
            ready = "" if session.waits else tr(" {time} to get ready.").format(time=capitalised(time))
            yield tr("Exercise {number} of {all}. {words}{ready}").format(
                number=places[phase.step], all=max(places.values()), words=words, ready=ready
            )
        case PhaseKind.REST | PhaseKind.SWITCH:
            yield f"{words} {capitalised(time)}."
        case PhaseKind.HOLD:
            yield " ".join(filter(None, (words, _set_words(phase, session), _how(session, phase))))
        case PhaseKind.REPS if not session.own_pace:
            yield " ".join(filter(None, (words, _set_words(phase, session), _amount(phase, session))))
            if not calm and (breath := breath_of(session.timeline.planned(phase).exercise.breathing)):
                yield f"{capitalised(breath.out)}, {breath.back}."
        case PhaseKind.BREATHE:
            paces = [
                tr("in for {out:g}").format(out=phase.out),
                tr("wait for {hold:g}").format(hold=phase.hold) if phase.hold else "",
                tr("out for {back:g}").format(back=phase.back),
            ]
            yield tr("{words} {paces} seconds, for {time}.").format(
                words=words, paces=capitalised(", ".join(filter(None, paces))), time=time
            )
        case _:
            yield " ".join(filter(None, (words, _set_words(phase, session))))


def _how(session: Session, phase: Phase) -> str:
    planned = session.timeline.planned(phase)
    return f"{planned.cue}." if planned.cue else planned.exercise.breathing


def _amount(phase: Phase, session: Session) -> str:
    """Return how many repetitions there are, and how long each part of one takes."""
    exercise = session.timeline.planned(phase).exercise
    parts = [
        tr("{out:g} seconds out").format(out=phase.out),
        tr("{hold:g} held").format(hold=phase.hold) if phase.hold else "",
        tr("{back:g} back").format(back=phase.back),
    ]
    first = side_words(phase.turn_at(0, session.timeline.first_side))
    amount = tr("{reps}, each {parts}.").format(reps=exercise.amount(phase.reps), parts=", ".join(filter(None, parts)))
    return f"{amount} " + tr("Take turns, {side} first.").format(side=first) if first else amount


def _set_words(phase: Phase, session: Session) -> str:
    words = part_words(phase, session.timeline.sets_of(phase.step))
    return f"{capitalised(words)}." if words else ""


def _begun(seconds: float) -> int:
    """Return whole seconds with the one that has begun; a hundredth over is none."""
    return ceil(seconds - 0.01)


def _left(session: Session, now: float) -> str:
    """Return how much of the phase is left."""
    phase = session.phase
    if session.is_open:
        return tr("Press Enter to begin.") if phase.kind is PhaseKind.READY else tr("Press Enter when you are done.")
    if phase.kind is PhaseKind.REPS:
        return tr("{rep} {number} of {reps}.").format(
            rep=capitalised(session.planned.exercise.counted_one),
            number=phase.rep_at(session.elapsed(now)),
            reps=phase.reps,
        )
    left = seconds_words(_begun(session.remaining(now)))
    return tr("{time} left.").format(time=capitalised(left))


def where_lines(session: Session, now: float) -> Iterator[str]:
    """Yield where one is: phase, exercise, set and side, what is left of it and of the whole."""
    phase = session.phase
    paused = tr("Paused. ") if session.status is Status.PAUSED else ""
    yield f"{paused}{phase_words(phase)}. {session.planned.exercise.name}. {_set_words(phase, session)}"
    yield tr("{left} Whole session: {seconds} left.").format(
        left=_left(session, now), seconds=seconds_words(_begun(session.remaining_all(now)))
    )


def how_lines(exercise: Exercise) -> Iterator[str]:
    """Yield how an exercise is done."""
    yield f"{exercise.name}. {exercise.start_position}."
    yield from (f"{number}. {step}" for number, step in enumerate(exercise.how, 1))
    yield from filter(None, (exercise.breathing, exercise.feel, exercise.stop, *exercise.cautions))


class Pace:
    """What is told between the cues: repetitions, breaths, and what is left of a long countdown."""

    MINUTE, LONG, SHORT = 60, 30, 10
    """Seconds between two lines of a countdown: `LONG` above a `MINUTE`, `SHORT` below."""
    NEAR = 4
    """Seconds from the start or the middle of a phase in which its cue tells enough."""
    CALM_REPS = 5

    def __init__(self, *, calm: bool = False) -> None:
        self._calm = calm
        self._index = -1
        self._last: object = None

    def line(self, session: Session, now: float) -> str:
        """Return what there is to tell at a moment; "" where there is nothing that has not been told."""
        phase, place = session.phase, self._place(session, now)
        entered = session.index != self._index
        changed = place is not None and place != self._last
        self._index, self._last = session.index, place
        if entered or not changed or session.status is not Status.RUNNING:
            return ""
        if phase.kind is PhaseKind.REPS:
            return self._rep(session, now)
        if phase.kind is PhaseKind.BREATHE:
            return _OUT[place] if isinstance(place, Part) else ""
        return self._countdown(session, now, place) if isinstance(place, int) else ""

    def _place(self, session: Session, now: float) -> Part | int | None:
        """Return what a change of is told: the repetition, the part of the breath, or the seconds in steps."""
        phase, elapsed = session.phase, session.elapsed(now)
        if session.is_open:
            return None
        if phase.kind is PhaseKind.REPS:
            return phase.rep_at(elapsed)
        if phase.kind is PhaseKind.BREATHE:
            return None if self._calm else phase.part_at(elapsed)
        if self._calm:
            return None
        left = session.remaining(now)
        step = self.LONG if left > self.MINUTE else self.SHORT
        return int(-(-left // step)) * step

    def _rep(self, session: Session, now: float) -> str:
        rep = session.phase.rep_at(session.elapsed(now))
        if rep == 1 or (self._calm and rep % self.CALM_REPS):
            return ""
        turn = session.phase.turn_at(session.elapsed(now), session.timeline.first_side)
        return ", ".join(filter(None, (str(rep), turn)))

    def _countdown(self, session: Session, now: float, left: int) -> str:
        total, remaining = session.phase.seconds + session.added, session.remaining(now)
        halfway = total / 2 if session.phase.kind is PhaseKind.HOLD and total >= 20 else -total
        # Where more time was given the number goes up, which the key has told.
        near = total - remaining < self.NEAR or abs(remaining - halfway) < self.NEAR or left - remaining > 1
        return "" if near or left < self.SHORT else tr("{seconds} left.").format(seconds=seconds_words(left))
