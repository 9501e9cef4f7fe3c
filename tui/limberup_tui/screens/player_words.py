"""What the player says, line by line. Pure: a session and a moment give words."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from limberup.breath import breath_of
from limberup.exercise import Exercise, Kind, Position
from limberup.session import Session, Status
from limberup.texts import tr
from limberup.timeline import Part, Phase, PhaseKind
from limberup_tui.calm import stepped
from limberup_tui.widgets.big import PAUSE
from limberup_tui.words import clock_words, dose_words, part_words, phase_words, set_words, side_name, side_words

__all__ = ["AT_A_GLANCE", "Lines", "at_a_glance", "how_pages", "lines", "page_in_turn"]

LEAST_COUNTED = 2
"""Seconds that a repetition has to be held for the large digits to count them down, and not the repetitions."""
AT_A_GLANCE = {
    Position.STANDING: tr("Standing"),
    Position.CHAIR: tr("On a chair"),
    Position.FLOOR_SEATED: tr("Sit on the floor"),
    Position.HALF_KNEELING: tr("On one knee"),
    Position.KNEELING: tr("Kneeling"),
    Position.ALL_FOURS: tr("Hands and knees"),
    Position.SUPINE: tr("On your back"),
    Position.SIDE_LYING: tr("On your side"),
    Position.PRONE: tr("Face down"),
}
"""The positions as short as they can be said: they are drawn in letters of three cells and more."""
_FIRST_CLAUSE = re.compile(r"[,;]| and | then ")
_WHEN = re.compile(r" (?:as|on|each time|to) ")


@dataclass(frozen=True, slots=True)
class Lines:
    """The player's words at a moment; "" for a line that is not there."""

    where: str
    """Routine, place in the session and minutes left."""
    heading: str
    """The phase, with repetition, set and side."""
    exercise: str
    position: str
    """The position to get into, to be shown large."""
    number: str
    """What is shown large."""
    pace: str
    """What to do this second, or how to go on."""
    next: str
    """What comes after."""
    title: str
    """For the terminal's title: changes with the phase and the minute, no more often."""


def lines(
    session: Session, now: float, routine: str, *, narrow: bool = False, calm: bool = False, goes_on_in: float = 0
) -> Lines:
    """Return the words for a moment.

    Args:
        session: What is led through.
        now: The session's clock.
        routine: Name of the routine.
        narrow: Whether a line is shorter than 60 cells.
        calm: Whether as little as possible may change from one second to the next.
        goes_on_in: Seconds until a pause is over, 0 where it is not about to be.
    """
    phase, exercise = session.phase, session.planned.exercise
    # Rounded as the plan was; the last half minute is not told as none.
    minutes = max(1, round(session.remaining_all(now) / 60))
    return Lines(
        where=_where(session, routine, minutes, narrow=narrow),
        heading=_going_on(session, narrow=narrow) if goes_on_in else _heading(session, now, narrow=narrow, calm=calm),
        exercise=exercise.name,
        position=at_a_glance(session) if goes_on_in or phase.kind is PhaseKind.READY else "",
        number=_seconds(goes_on_in, calm=calm) if goes_on_in else _number(session, now, calm=calm),
        pace=f"{exercise.start_position}." if goes_on_in else _pace(session, now, narrow=narrow, calm=calm),
        next=_next(session, narrow=narrow),
        title=tr("{what}: {exercise}, {minutes} min left - limberup").format(
            what=tr("Paused") if session.status is Status.PAUSED else phase_words(phase),
            exercise=exercise.name,
            minutes=minutes,
        ),
    )


def at_a_glance(session: Session) -> str:
    """Return the position of the exercise, as short as it can be said."""
    return AT_A_GLANCE[session.planned.exercise.position]


def _where(session: Session, routine: str, minutes: int, *, narrow: bool) -> str:
    places = session.timeline.places
    place, last = places[session.phase.step], max(places.values())
    parts = [
        routine,
        tr("exercise {number} of {all}").format(number=place, all=last),
        tr("{minutes} min left").format(minutes=minutes),
    ]
    if narrow:
        return "  ".join((tr("{number} of {all}").format(number=place, all=last), parts[2], routine))
    if last <= 20:
        parts.append("[" + "#" * (place - 1) + ">" + "." * (last - place) + "]")
    return "   ".join(parts)


def _heading(session: Session, now: float, *, narrow: bool, calm: bool) -> str:
    phase, exercise = session.phase, session.planned.exercise
    parts = [_doing(session, now, calm=calm).upper()]
    if session.status is Status.PAUSED:
        parts = [tr("PAUSED: {phase}").format(phase=_doing(session, now, calm=calm))]
        if not session.is_open and phase.kind is not PhaseKind.REPS:
            left = clock_words(-(-session.remaining(now) // 1))
            left = left if ":" in left else tr("{seconds} s").format(seconds=left)
            parts.append(left if narrow else tr("{time} left").format(time=left))
    elif session.is_open and phase.kind is PhaseKind.READY:
        parts = [tr("READY? PRESS ENTER") if narrow else tr("GET READY, THEN PRESS ENTER")]
    if phase.kind is PhaseKind.REPS and not calm:
        counted = exercise.amount(phase.reps)
        if not session.is_open:
            counted = tr("{rep} {number} of {reps}").format(
                rep=exercise.counted_one, number=phase.rep_at(session.elapsed(now)), reps=phase.reps
            )
        # The plan says how many each side does, and the count goes over both.
        if phase.turns and phase.reps % 2 == 0 and not narrow:
            counted = tr("{counted}, {each} each side").format(counted=counted, each=phase.reps // 2)
        parts.append(counted)
    side = side_words(phase.side)
    if phase.kind is PhaseKind.READY:
        parts.append(tr("first {side}").format(side=side) if side else "")
        if phase.set == 1 and session.status is Status.RUNNING and not session.is_open and not narrow:
            parts.append(tr("starts by itself"))
    else:
        parts += [_set_words(session, phase, narrow=narrow), side]
    return ("  " if narrow else "   ").join(filter(None, parts))


def _doing(session: Session, now: float, *, calm: bool) -> str:
    """Return what is done now; where repetitions are held long enough to be counted down, which part of one."""
    if not _has_long_holds(session, calm=calm):
        return phase_words(session.phase)
    part = session.phase.part_at(session.elapsed(now))
    if part is Part.HOLD:
        return tr("Hold")
    if part is Part.BACK:
        # Of a squeeze nothing comes back.
        return tr("Let go") if session.planned.exercise.kind is Kind.ISOMETRIC else tr("And back")
    return phase_words(session.phase)


def _going_on(session: Session, *, narrow: bool) -> str:
    """Return what stands over the seconds in which one gets back into position after a pause."""
    phase = session.phase
    parts = [tr("BACK INTO POSITION"), _set_words(session, phase, narrow=narrow), side_words(phase.side)]
    gap = "  " if narrow else "   "
    words = gap.join(filter(None, parts))
    # A line of 60 cells: what the number under it shows anyway goes first.
    return words if narrow or len(words) > 40 else gap.join((words, tr("starts by itself")))


def _set_words(session: Session, phase: Phase, *, narrow: bool = False) -> str:
    sets = session.timeline.sets_of(phase.step)
    if narrow and sets > 1:
        return tr("set {set}/{sets}").format(set=phase.set, sets=sets)
    return set_words(phase, sets)


def _has_long_holds(session: Session, *, calm: bool) -> bool:
    """Return whether repetitions are led whose holds are long enough to be counted down."""
    phase = session.phase
    return phase.kind is PhaseKind.REPS and phase.hold >= LEAST_COUNTED and not session.is_open and not calm


def _number(session: Session, now: float, *, calm: bool) -> str:
    phase = session.phase
    if session.status is Status.PAUSED:
        return PAUSE
    if _has_long_holds(session, calm=calm) and (held := phase.held_for(session.elapsed(now))):
        # As a clock shows them: the number of the repetition stands in the same place a moment before and after.
        seconds = int(-(-held // 1))
        return f"{seconds // 60}:{seconds % 60:02}"
    if phase.kind is PhaseKind.REPS:
        return str(phase.reps if session.is_open else phase.rep_at(session.elapsed(now)))
    if session.is_open:
        return ""
    return _seconds(session.remaining(now), calm=calm)


def _seconds(remaining: float, *, calm: bool) -> str:
    if calm:
        return clock_words(max(1, stepped(remaining)))
    return clock_words(max(1, -(-remaining // 1)) if remaining > 0 else 0)


def _pace(session: Session, now: float, *, narrow: bool, calm: bool) -> str:
    phase, planned = session.phase, session.planned
    if session.status is Status.PAUSED:
        return tr("Press space to go on.")
    match phase.kind:
        case PhaseKind.OPEN:
            return tr("Press Enter when you are done.")
        case PhaseKind.READY:
            return f"{planned.exercise.start_position}."
        case PhaseKind.HOLD:
            breathing = planned.exercise.breathing
            return planned.cue or (_FIRST_CLAUSE.split(breathing)[0].rstrip(".") + "." if narrow else breathing)
        case PhaseKind.BREATHE if calm:
            return tr("breathe in for {out:g} s and out for {back:g} s").format(out=phase.out, back=phase.back)
        case PhaseKind.BREATHE:
            words = {Part.OUT: tr("breathe in"), Part.HOLD: tr("wait"), Part.BACK: tr("breathe out")}
            part = phase.part_at(session.elapsed(now))
            return words[part] if part else ""
        case PhaseKind.REPS if session.is_open:
            return tr("At your own pace. Press Enter when you are done.")
        case PhaseKind.REPS:
            return _rep_pace(session, now, narrow=narrow, calm=calm)
    return planned.cue


def _rep_pace(session: Session, now: float, *, narrow: bool, calm: bool) -> str:
    """Return which side, which part of the movement, and how to breathe in it."""
    phase = session.phase
    if calm:
        held = tr("hold {hold:g} s").format(hold=phase.hold) if phase.hold else ""
        times = ", ".join(
            filter(None, (tr("{out:g} s").format(out=phase.out), held, tr("{back:g} s back").format(back=phase.back)))
        )
        first = phase.turn_at(0, session.timeline.first_side)
        return tr("in turn, {side} first").format(side=side_name(first)) + f"   {times}" if first else times
    elapsed = session.elapsed(now)
    breath = breath_of(session.planned.exercise.breathing)
    words = {
        Part.OUT: breath.out or tr("go"),
        Part.HOLD: tr("hold, keep breathing"),
        Part.BACK: breath.back or tr("and back"),
    }
    part = phase.part_at(elapsed)
    turn = side_words(phase.turn_at(elapsed, session.timeline.first_side))
    does = words[part] if part else ""
    return "   ".join(filter(None, (turn, _WHEN.split(does)[0] if narrow else does)))


def _next(session: Session, *, narrow: bool) -> str:
    phase, planned = session.phase, session.planned
    if phase.kind is PhaseKind.READY:
        cue = f"  {planned.cue}." if planned.cue else ""
        dose = session.timeline.dose_ahead(session.index)
        return tr("Then: {dose}.").format(dose=dose_words(dose, planned.exercise)) + cue
    then = session.timeline.work_after(session.index) if phase.kind in (PhaseKind.REST, PhaseKind.SWITCH) else None
    soon = ""
    if then and then.step == phase.step:
        soon = part_words(then, session.timeline.sets_of(then.step))
    following = session.timeline.next_step_at(session.index)
    if following is None:
        return (
            tr("Next: {soon}. It is the last exercise.").format(soon=soon) if soon else tr("This is the last exercise.")
        )
    exercise = session.timeline.planned(session.timeline.phases[following]).exercise
    if soon and narrow:
        return tr("Next: {soon}").format(soon=soon)
    return (
        tr("Next: {soon}. Then {exercise}").format(soon=soon, exercise=exercise.name)
        if soon
        else tr("Next: {exercise}, {position}").format(exercise=exercise.name, position=exercise.position.brief)
    )


def how_pages(exercise: Exercise, width: int, room: int, *, whole: bool) -> list[str]:
    """Return how an exercise is done, a text a page: its steps with when to stop, and on pages of its own the rest.

    When to stop stands on the first page, or the next one with room: who starts before the last has read it.

    Args:
        exercise: The exercise.
        width: Cells in a line.
        room: Lines in a page; where the steps take more than one, each page leaves one free for how to turn it.
        whole: Whether breathing, feel and cautions belong to it too.
    """
    steps = [f"{number}. {step}" for number, step in enumerate(exercise.how, 1)]
    feel = [f"{tr('Feel')}: {exercise.feel}"] if exercise.feel else []
    rest = [exercise.breathing, *feel, *exercise.cautions] if whole else []
    pages, less = list(_paged(steps, width, room, exercise.stop)), max(2, room - 1)
    if len(pages) > 1:
        pages = list(_paged(steps, width, less, exercise.stop))
    return [*pages, *_paged(rest, width, less)]


def page_in_turn(pages: Sequence[str], share: float) -> int:
    """Return the number of the page, from 1, that is read when a share (0 to 1) of the time for all has gone.

    A page of few words is left sooner than one of many. Of no pages it is 0.
    """
    words = [len(page.split()) for page in pages]
    read = share * sum(words)
    for number in range(1, len(pages)):
        if read < sum(words[:number]):
            return number
    return len(pages)


def _paged(texts: Sequence[str], width: int, room: int, last: str = "") -> Iterator[str]:
    """Yield texts a page; one goes over to the next page only where it is longer than a page by itself.

    Args:
        texts: In their order.
        width: Cells in a line.
        room: Lines in a page.
        last: What stands at the end of the first page that leaves room for it.
    """
    foot = _wrapped(last, width)
    page: list[str] = []
    for text in texts:
        wrapped = _wrapped(text, width)
        fits = len(page) + len(foot) <= room
        if page and len(page) + len(wrapped) + (len(foot) if fits else 0) > room:
            yield "\n".join([*page, *foot] if fits else page)
            page, foot = [], [] if fits else foot
        page += wrapped
        while len(page) > room:
            yield "\n".join(page[:room])
            page = page[room:]
    if page and len(page) + len(foot) > room:
        yield "\n".join(page)
        page = []
    page += foot
    while page:
        yield "\n".join(page[:room])
        page = page[room:]


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, subsequent_indent="   ")
