"""How one exercise went, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from limberup.history.sentences_base import count_words, date_words, unconfirmed_words
from limberup.history.statistics_course import ExerciseCourse, Move, Turn
from limberup.problem import join_words

__all__ = ["course_words"]

_MOVES = 3
"""Moves along the ladder that are told one by one, the newest."""


def course_words(course: ExerciseCourse) -> tuple[str, ...]:
    """Return how one exercise went, and its way along the ladder."""
    turns = course.turns
    name = course.name
    if not turns:
        return (f"{name}: not done yet.",)
    done = [turn for turn in turns if turn.done]
    unsaid = unconfirmed_words(sum(turn.unconfirmed for turn in turns))
    if not done:
        return (f"{name}: in {count_words(len(turns), 'session')}, and not done in any.", *_trouble(turns), *unsaid)
    lines = [*_amounts(name, done), *_trouble(turns), *_ladder(course), *unsaid]
    return tuple(lines)


def _amounts(name: str, done: Sequence[Turn]) -> Iterable[str]:
    first, now = done[0], done[-1]
    if len(done) == 1:
        yield f"{name}: once so far, on {date_words(now.on)}: {_done_of(now)}. One time is too few to see a course."
        return
    yield f"{name}: {len(done)} times, from {date_words(first.on)} to {date_words(now.on)}."
    yield f"The first time {_done_of(first)}, the last time {_done_of(now)}."
    if len(done) < 3:
        yield "Two times are too few to see a course."


def _done_of(turn: Turn) -> str:
    """Return "20 of the 30 repetitions asked for", "35 repetitions, 30 asked for", both sides counted."""
    one, many = ("repetition", "repetitions") if turn.unit == "reps" else ("second", "seconds")
    done, wanted = round(turn.done), round(turn.wanted)
    if not wanted:
        return count_words(done, one, many)
    if done == wanted:
        return f"{count_words(done, one, many)}, all that was asked for"
    if done > wanted:
        return f"{count_words(done, one, many)}, {wanted} asked for"
    return f"{done} of the {count_words(wanted, one, many)} asked for"


def _trouble(turns: Sequence[Turn]) -> Iterable[str]:
    hurt = [turn for turn in turns if turn.hurts]
    if hurt:
        worst = max(pain.pain for turn in hurt for pain in turn.hurts)
        sharp = any(pain.sharp for turn in hurt for pain in turn.hurts)
        leg = any(pain.leg != "none" for turn in hurt for pain in turn.hurts)
        how = " and ".join(["sharp"] * sharp + ["down the leg"] * leg)
        times = "once" if len(hurt) == 1 else f"in {len(hurt)} sessions"
        last = f", {'' if len(hurt) == 1 else 'last '}on {date_words(hurt[-1].on)}"
        yield f"It hurt {times}{last}, at most {worst} of 10{f', {how} at least once' if how else ''}."
    eased = sum(any(mark in ("eased", "made easier") for mark in turn.marks) for turn in turns)
    stopped = sum("stopped" in turn.marks for turn in turns)
    told = [f"made easier in {count_words(eased, 'session')}"] * bool(eased)
    told += [f"stopped in {count_words(stopped, 'session')}"] * bool(stopped)
    if told:
        yield f"It was {' and '.join(told)}."


def _ladder(course: ExerciseCourse) -> Iterable[str]:
    yield from map(_move, course.moves[-_MOVES:])
    if (more := len(course.moves) - _MOVES) > 0:
        yield f"Before that it moved {count_words(more, 'time')} more."
    others = [step for step in course.ladder if step.count and step.exercise != course.exercise]
    if others:
        names = join_words(f"{step.name} ({count_words(step.count, 'time')})" for step in others)
        yield f"From the same ladder you did {names}."


def _move(move: Move) -> str:
    step = {"easier": "a step easier", "harder": "a step harder"}.get(move.way, "a change")
    return f"On {date_words(move.on)} {step}: {move.now_name} in place of {move.was_name}."
