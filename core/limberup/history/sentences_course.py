"""How one exercise went, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from limberup.history.sentences_base import count_words, date_words, unconfirmed_words
from limberup.history.statistics_course import ExerciseCourse, Move, Turn
from limberup.problem import join_words
from limberup.texts import tr, trn

__all__ = ["course_words"]

_MOVES = 3
"""Moves along the ladder that are told one by one, the newest."""


def course_words(course: ExerciseCourse) -> tuple[str, ...]:
    """Return how one exercise went, and its way along the ladder."""
    turns = course.turns
    name = course.name
    if not turns:
        return (tr("{name}: not done yet.").format(name=name),)
    done = [turn for turn in turns if turn.done]
    unsaid = unconfirmed_words(sum(turn.unconfirmed for turn in turns))
    if not done:
        return (
            tr("{name}: {sessions}, and not done in any.").format(
                name=name, sessions=count_words(len(turns), "in session")
            ),
            *_trouble(turns),
            *unsaid,
        )
    lines = [*_amounts(name, done), *_trouble(turns), *_ladder(course), *unsaid]
    return tuple(lines)


def _amounts(name: str, done: Sequence[Turn]) -> Iterable[str]:
    first, now = done[0], done[-1]
    if len(done) == 1:
        yield tr("{name}: once so far, on {date}: {done}. One time is too few to see a course.").format(
            name=name, date=date_words(now.on), done=_done_of(now)
        )
        return
    yield tr("{name}: {n} times, from {date} to {until}.").format(
        name=name, n=len(done), date=date_words(first.on), until=date_words(now.on)
    )
    yield tr("The first time {first}, the last time {now}.").format(first=_done_of(first), now=_done_of(now))
    if len(done) < 3:
        yield tr("Two times are too few to see a course.")


def _done_of(turn: Turn) -> str:
    """Return "20 of the 30 repetitions asked for", "35 repetitions, 30 asked for", both sides counted."""
    unit = "repetition" if turn.unit == "reps" else "second"
    done, wanted = round(turn.done), round(turn.wanted)
    if not wanted:
        return count_words(done, unit)
    if done == wanted:
        return tr("{count}, all that was asked for").format(count=count_words(done, unit))
    if done > wanted:
        return tr("{count}, {wanted} asked for").format(count=count_words(done, unit), wanted=wanted)
    return tr("{done} of the {count} asked for").format(done=done, count=count_words(wanted, unit))


def _trouble(turns: Sequence[Turn]) -> Iterable[str]:
    hurt = [turn for turn in turns if turn.hurts]
    if hurt:
        worst = max(pain.pain for turn in hurt for pain in turn.hurts)
        sharp = any(pain.sharp for turn in hurt for pain in turn.hurts)
        leg = any(pain.leg != "none" for turn in hurt for pain in turn.hurts)
        how = join_words([tr("sharp")] * sharp + [tr("down the leg")] * leg)
        words = (
            trn(
                "It hurt once, on {date}, at most {worst} of 10, {how} at least once.",
                "It hurt in {n} sessions, last on {date}, at most {worst} of 10, {how} at least once.",
                len(hurt),
            )
            if how
            else trn(
                "It hurt once, on {date}, at most {worst} of 10.",
                "It hurt in {n} sessions, last on {date}, at most {worst} of 10.",
                len(hurt),
            )
        )
        yield words.format(n=len(hurt), date=date_words(hurt[-1].on), worst=worst, how=how)
    eased = sum(any(mark in ("eased", "made easier") for mark in turn.marks) for turn in turns)
    stopped = sum("stopped" in turn.marks for turn in turns)
    told = [tr("made easier {sessions}").format(sessions=count_words(eased, "in session"))] * bool(eased)
    told += [tr("stopped {sessions}").format(sessions=count_words(stopped, "in session"))] * bool(stopped)
    if told:
        yield tr("It was {told}.").format(told=join_words(told))


def _ladder(course: ExerciseCourse) -> Iterable[str]:
    yield from map(_move, course.moves[-_MOVES:])
    if (more := len(course.moves) - _MOVES) > 0:
        yield tr("Before that it moved {times} more.").format(times=count_words(more, "time"))
    others = [step for step in course.ladder if step.count and step.exercise != course.exercise]
    if others:
        names = join_words(f"{step.name} ({count_words(step.count, 'time')})" for step in others)
        yield tr("From the same ladder you did {names}.").format(names=names)


def _move(move: Move) -> str:
    step = {"easier": tr("a step easier"), "harder": tr("a step harder")}.get(move.way, tr("a change"))
    return tr("On {date} {step}: {now} in place of {was}.").format(
        date=date_words(move.on), step=step, now=move.now_name, was=move.was_name
    )
