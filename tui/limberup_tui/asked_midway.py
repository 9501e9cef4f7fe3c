"""What is asked in the middle of a session: the answers by key, and what each of them does.

How it is asked, and how the clock is stopped for it, is each front end's own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial

from limberup.catalog import Catalog
from limberup.exercise import Exercise
from limberup.ladder import is_harder
from limberup.safety.decision import Decision
from limberup.safety.flags import FLAGS
from limberup.settings import Settings
from limberup.texts import tr
from limberup.timeline import PlannedStep
from limberup_tui.conductor import Conductor
from limberup_tui.words import placed

__all__ = [
    "END_OR_LATER",
    "KEEP_GOING",
    "LEGS",
    "NEW_SIGN",
    "NO_PAIN",
    "OTHERS",
    "SLIP",
    "Act",
    "Left",
    "after_pain",
    "end_for_signs",
    "exercise_stopped",
    "hurts_from",
    "make_easier",
    "nothing_else",
    "other_told",
    "other_words",
    "sound_words",
    "ways_to_lead",
]

OTHERS = 5
"""Exercises that a swap offers at most; fewer where a screen is low."""
KEEP_GOING = tr("Keep going")
SLIP = tr("Wrong key: answer again")
NEW_SIGN = tr("A new sign that worries me: numb, weak, chest pain")
NO_PAIN = tr("It does not hurt: go on")
LEGS = {
    "n": (tr("no"), "none"),
    "s": (tr("yes, as it always does"), "same"),
    "u": (tr("yes, but less far than before"), "up"),
    "d": (tr("yes, further down than before"), "down"),
}
"""Whether a pain goes down the leg: words by key, and what the record keeps."""
END_OR_LATER = {
    "e": tr("End here, and keep what you did"),
    "l": tr("Leave now, and go on later where you are"),
}
"""The ways out of a session: words by key."""


class Left(StrEnum):
    """How a session was left."""

    OVER = "over"
    LATER = "later"
    TAKEN_OVER = "taken over"


@dataclass(frozen=True, slots=True)
class Act:
    """One answer to a question."""

    words: str
    do: Callable[[], None]


def make_easier(conductor: Conductor) -> dict[str, Act]:
    """Return how this exercise can be made easier, by key."""
    acts = {"1": Act(tr("Half as much of this one"), conductor.lighten)}
    if easier := conductor.easier():
        acts["2"] = Act(_in_its_place(easier), partial(conductor.swap, easier, "made easier"))
    return acts


def hurts_from(conductor: Conductor) -> dict[str, tuple[str, int]]:
    """Return what a pain may have come from, by key: words, and the number of the step; empty where there is no doubt.

    Who gets ready for an exercise may still feel the one before, and it is not to stand with the wrong one. The keys
    are no digits: a pain that is typed at once must not answer this.
    """
    here, before = conductor.session.phase.step, conductor.just_done
    if before is None:
        return {}
    steps = conductor.session.timeline.steps
    return {
        "a": (tr("{exercise}, just done").format(exercise=steps[before].exercise.name), before),
        "b": (tr("{exercise}, getting ready for it").format(exercise=steps[here].exercise.name), here),
    }


def exercise_stopped(conductor: Conductor, step: int) -> dict[str, Act]:
    """Return what comes in place of an exercise that may not go on (rules L), by key; "s" is always one of them."""
    if step != conductor.step:
        # It is over already.
        return {"s": Act(tr("Go on"), lambda: None), "q": Act(tr("End the session here"), conductor.end)}
    acts = {}
    if easier := conductor.easier():
        acts["1"] = Act(_in_its_place(easier), partial(conductor.swap, easier))
    acts["s"] = Act(tr("Leave it out and go on"), partial(conductor.skip, ""))
    acts["q"] = Act(tr("End the session here"), conductor.end)
    return acts


def after_pain(conductor: Conductor, *, over: bool) -> dict[str, Act]:
    """Return what can be done but to go on after a pain with which the exercise may, by key.

    Args:
        conductor: Of the session.
        over: Whether the exercise was over with that.
    """
    leave = {} if over else {"s": Act(tr("Leave this exercise"), partial(conductor.skip, "pain"))}
    return {**leave, "q": Act(tr("End here"), conductor.end)}


def end_for_signs(conductor: Conductor, ticked: Collection[str]) -> Decision:
    """End the session for new warning signs, by id, and return the decision about the gravest of them (rule L1)."""
    return conductor.new_sign(min(ticked, key=list(FLAGS).index))


def nothing_else(conductor: Conductor) -> str:
    """Return why no other exercise is offered in place of this one."""
    return (
        tr("Today has a short list of its own, so there is nothing to swap. s leaves it out.")
        if conductor.restricted
        else tr("No other of its sort for the same muscles is right for you today. s leaves this one out.")
    )


def other_told(step: PlannedStep, than: Exercise, catalog: Catalog) -> str:
    """Return what a swap calls another exercise where nothing can be told of it beside the list: with its purpose."""
    return f"{other_words(step, than, catalog)}. {step.exercise.purpose.rstrip('.')}"


def other_words(step: PlannedStep, than: Exercise, catalog: Catalog) -> str:
    """Return what a swap calls another exercise: its name, the position it is done in, and whether it is harder.

    Args:
        step: The other exercise.
        than: The one whose place it would take.
        catalog: Where the ladders of both are.
    """
    words = placed(step.exercise.name, step.exercise)
    return tr("{exercise} (harder)").format(exercise=words) if is_harder(step.exercise, than, catalog) else words


def ways_to_lead(settings: Settings) -> dict[str, tuple[str, Settings]]:
    """Return what can be changed in a session: by key, how it is now in words, and the settings once it is changed."""
    on = {True: tr("on"), False: tr("off")}
    by_key, own = settings.advance == "key", settings.pace == "own"
    return {
        "b": (tr("Bell: {on}").format(on=on[settings.bell]), replace(settings, bell=not settings.bell)),
        "f": (tr("Flash: {on}").format(on=on[settings.flash]), replace(settings, flash=not settings.flash)),
        "u": (tr("Quiet: {on}").format(on=on[settings.quiet]), replace(settings, quiet=not settings.quiet)),
        "m": (tr("Moving figures: {on}").format(on=on[settings.motion]), replace(settings, motion=not settings.motion)),
        "k": (
            (tr("Go on: at a key") if by_key else tr("Go on: by itself")),
            replace(settings, advance="auto" if by_key else "key"),
        ),
        "p": (
            (tr("Repetitions: at your own pace") if own else tr("Repetitions: led in time")),
            replace(settings, pace="led" if own else "own"),
        ),
    }


def sound_words(words: str, settings: Settings, *, on: bool) -> str:
    """Return how a sound is set, with a word where it is on and quiet mode keeps it back."""
    return tr("{words} (quiet)").format(words=words) if on and settings.quiet else words


def _in_its_place(easier: PlannedStep) -> str:
    return tr("Do {exercise} instead").format(exercise=easier.exercise.name)
