"""Cues: what a session's events are told with, by bell, by words and by a flash. Pure: rings and says nothing.

Every front end turns the same event into the same cue: the player rings, flashes and has it spoken,
the plain mode prints its words.
"""

from __future__ import annotations

from dataclasses import dataclass

from limberup.counting import count_words
from limberup.dose import Dose, Each, Measure
from limberup.exercise import Exercise
from limberup.session import Event, Session, Told
from limberup.texts import tr
from limberup.timeline import Phase, PhaseKind
from limberup_tui.words import set_words, side_words

__all__ = ["DONE", "END", "MARK", "START", "SWITCH", "WORDS_A_SECOND", "Cue", "cue_for", "spoken_dose"]

MARK = (0.0,)
"""One stroke: a mark in the time, halfway or one of the last three seconds."""
START = (0.0, 0.25)
"""Two strokes: begin."""
END = (0.0, 0.25, 0.5)
"""Three strokes: the set is over, let go."""
SWITCH = (0.0, 0.25, 0.8, 1.05)
"""Two and two: change sides."""
DONE = (0.0, 0.25, 0.5, 1.1, 1.35, 1.6)
"""Three and three: the session is over."""

WORDS_A_SECOND = 2.5
"""How fast the words are taken to be spoken, 150 a minute; what does not fit into its phase is left unsaid."""


@dataclass(frozen=True, slots=True)
class Cue:
    """How one event is told."""

    bell: tuple[float, ...] = ()
    """Seconds after the event at which the bell strikes once; terminals have one tone, so strokes are counted."""
    words: str = ""
    """What is spoken or printed: plain sentences that make sense without the screen, or ""."""
    flash: bool = False
    """Whether the screen flashes."""

    def __bool__(self) -> bool:
        return bool(self.bell or self.words or self.flash)


def cue_for(event: Event, session: Session) -> Cue | None:
    """Return how an event is told, or None where it is not.

    Args:
        event: What happened.
        session: The session after it; several events of one look at the clock share the last one.
    """
    phase = session.timeline.phases[event.index] if event.index < len(session.timeline.phases) else session.phase
    match event.told:
        case Told.PHASE:
            return _beginning(phase, event.index, session)
        case Told.SET_DONE:
            return _set_done(event.index, session)
        case Told.HALFWAY:
            return Cue(MARK, tr("Halfway."))
        case Told.LAST_SECONDS:
            # Repetitions have a rhythm of their own, and breathing is to be calm.
            return Cue(MARK) if phase.kind not in (PhaseKind.REPS, PhaseKind.BREATHE) else None
        case Told.FINISHED:
            return Cue(DONE, tr("Done."), flash=True)
        case Told.ENDED:
            return Cue((), tr("The session ends here."))
        case Told.PAUSED:
            return Cue((), tr("Paused."))
        case Told.RESUMED:
            bell = START if phase.kind.is_work else ()
            return Cue(bell, " ".join((tr("Going on."), *_resumed(phase, session))))
        case Told.GAP:
            return Cue((), tr("Paused: the clock stood still. Nothing was skipped."), flash=True)


def _beginning(phase: Phase, index: int, session: Session) -> Cue:
    planned = session.timeline.planned(phase)
    side = side_words(phase.side)
    match phase.kind:
        case PhaseKind.READY:
            return Cue((), _ready_words(phase, index, session))
        case PhaseKind.SWITCH:
            switched = {"left": tr("Switch to your left side."), "right": tr("Switch to your right side.")}
            return Cue(SWITCH, switched.get(phase.side) or tr("Now {way}.").format(way=side), True)
        case PhaseKind.REST:
            then = _place(phase, session)
            next_ = ", ".join(filter(None, (then or planned.exercise.name, side)))
            return Cue((), tr("Rest. Next: {next}.").format(next=next_))
        case PhaseKind.HOLD:
            return Cue(START, tr("Hold, {seconds}.").format(seconds=_seconds(round(phase.seconds))), True)
        case PhaseKind.BREATHE:
            return Cue(START, tr("Breathe in, and slowly out."), True)
        case PhaseKind.OPEN:
            return Cue(START, tr("In your own time. Press Enter when you are done."), True)
        case PhaseKind.REPS if session.own_pace:
            amount = planned.exercise.amount(phase.reps)
            return Cue(
                START, tr("{amount}, at your own pace. Press Enter when you are done.").format(amount=amount), True
            )
        case PhaseKind.REPS:
            return Cue(START, tr("Begin."), True)


def _set_done(index: int, session: Session) -> Cue | None:
    """Return the end of a set: nothing where another cue comes at the same moment."""
    following = session.timeline.phases[index + 1 : index + 2]
    if not following or following[0].kind is PhaseKind.SWITCH or following[0].kind.is_work:
        return None
    return Cue(END, "", flash=True)


def _resumed(phase: Phase, session: Session) -> list[str]:
    name = session.timeline.planned(phase).exercise.name
    side = side_words(phase.side)
    return [f"{', '.join(filter(None, (name, side)))}."]


def _place(phase: Phase, session: Session) -> str:
    sets = session.timeline.sets_of(phase.step)
    return set_words(phase, sets)


def _ready_words(phase: Phase, index: int, session: Session) -> str:
    """Return what comes next: as much of it as can be said while one gets ready, the name and the side always."""
    planned = session.timeline.planned(phase)
    side = side_words(phase.side)
    named = tr("First: {exercise}") if index == 0 else tr("Next: {exercise}")
    named = named.format(exercise=planned.exercise.name)
    said = {
        0: tr("{named}, {side} first.").format(named=named, side=side)
        if phase.side in ("left", "right")
        else f"{named}."
    }
    # In the order in which they are needed to get into position; said in the order of their numbers.
    wanted = (
        (2, planned.exercise.how[0] if planned.exercise.how else ""),
        (3, f"{planned.cue}." if planned.cue else ""),
        (1, spoken_dose(planned.dose, planned.exercise)),
    )
    if session.waits:
        said[4] = tr("Press Enter to begin.")
    # With a key there is time for all of it.
    room = float("inf") if session.waits else phase.seconds * WORDS_A_SECOND - len(said[0].split())
    for place, words in wanted:
        if words and (need := len(words.split())) <= room:
            said[place] = words
            room -= need
    return " ".join(said[place] for place in sorted(said))


def spoken_dose(dose: Dose, exercise: Exercise) -> str:
    """Return a dose as a sentence to be heard: "2 sets of 10, each held 2 seconds, on each side." """
    if dose.measure is not Measure.WORK:
        return tr("In your own time.")
    each = {Each.SIDE: tr("on each side"), Each.WAY: tr("each way")}.get(dose.each, "")
    if dose.reps is None:
        held = _seconds(dose.hold or 0)
        times = tr("{sets} times {held}").format(sets=dose.sets, held=held) if dose.sets > 1 else held
        return f"{', '.join(filter(None, (times, each)))}."
    amount = exercise.amount(dose.reps)
    if dose.sets > 1:
        amount = tr("{sets} sets of {amount}").format(sets=dose.sets, amount=amount)
    held = tr("each held {seconds}").format(seconds=_seconds(dose.hold)) if dose.hold else ""
    return f"{', '.join(filter(None, (amount, held, each)))}."


def _seconds(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return count_words(minutes, "minute") if minutes and not rest else count_words(seconds, "second")
