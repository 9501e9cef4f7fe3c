"""What is asked and told around a session, in the words that every front end shares."""

from __future__ import annotations

from limberup.course import TOO_HARD
from limberup.person import DURATION_WORDS, Person
from limberup.safety.conditions import CONDITIONS
from limberup.safety.decision import Decision, Refer, State
from limberup.safety.flags import FLAGS, REASONS
from limberup.safety.live import Action
from limberup.session import Session, SetDone
from limberup.texts import tr, trn
from limberup_tui.words import part_words

__all__ = [
    "CLAIM",
    "CLAIM_ANSWERS",
    "CLAIM_QUESTION",
    "CONDITIONS_INTRO",
    "CONDITION_GROUPS_INTRO",
    "FIRST_LOOK",
    "FLAG_INTRO",
    "FLAG_INTRO_EACH_TIME",
    "FORM_INTRO",
    "GOALS_WANTED",
    "GOAL_EXAMPLES",
    "MORE_ABOUT_YOU",
    "REASONS_INTRO",
    "REFER_WORDS",
    "SIGNS_INTRO",
    "SKIP_REASONS",
    "STATE_WORDS",
    "SWAP_REASONS",
    "WATCH",
    "WELCOME",
    "WHAT_A_YES_MEANS",
    "WHEN_ASKED_AGAIN",
    "agreed_words",
    "blocking_state",
    "eased_words",
    "flag_words",
    "noted_lines",
    "stopped_words",
    "swap_words",
    "unconfirmed_answers",
    "unconfirmed_words",
]

WELCOME = tr("""\
Exercises for a sore lower back and hips.

limberup is no medical device and can't diagnose you. No doctor or physiotherapist has reviewed its rules: \
if in doubt, ask one.

Stretch and effort are fine. If it hurts, press h.

Your answers stay on this machine.
""")
"""What limberup is and is not, read once."""

FLAG_INTRO = tr("Any of these today? If unsure, tick it.")
FLAG_INTRO_EACH_TIME = tr("Before every session: any of these now? If unsure, tick it.")
REASONS_INTRO = tr("Tick what may be true, unless a doctor allowed exercise.")
CONDITIONS_INTRO = tr("Tick what you know you have: exercises are fitted to it.")
CONDITION_GROUPS_INTRO = tr("Tick what you know you have, besides soreness.")
SIGNS_INTRO = tr("It has hurt for a while. Tick what is true of it; it blocks nothing.")
WHAT_A_YES_MEANS = tr("With a yes, limberup offers no exercise for now, and says whom to ask.")
FORM_INTRO = tr("Which of these could you not do well to the end?")
GOALS_WANTED = tr(
    "Three to five things that your back or hips make hard; fewer will do too. limberup asks again every two weeks: "
    "you see how they go."
)
"""What is asked for; three at least is what the scale is meant for (PSFS)."""
MORE_ABOUT_YOU = tr(
    "Two short lists help limberup to suit you: you and your room, and what you want to do better. "
    "You find them later under You (y)."
)
"""Told after a first session, before those two are asked."""
GOAL_EXAMPLES = tr("Such as: put on my socks, sit through a film, carry the shopping.")

FIRST_LOOK = tr(
    "It has hurt for more than 12 weeks, and nobody has looked at it yet. Let a doctor or physiotherapist find out "
    "what it comes from, when it suits you: there is no hurry, and you can go on exercising."
)
"""The hint of R9; nothing is blocked."""

WHEN_ASKED_AGAIN = tr(
    "limberup asks this every two weeks, after four weeks away, and when you say that something is new. "
    "Anything counts: an illness, an operation, an injury or a fall, a pregnancy, other tablets."
)

WATCH = tr(
    "Get help at once for numbness where you sit, new trouble with bladder or bowel, "
    "or weakness that grows in a leg. limberup's rule {rule}."
)
"""What to look out for where a pain ends a session."""

SKIP_REASONS = {
    "m": (tr("No time"), "no time"),
    "t": (tr("Too tired"), "tired"),
    "p": (tr("It hurts"), "pain"),
    "n": (tr("I have not got what it needs"), "equipment"),
    "o": (tr("Another reason"), "left out"),
}
SWAP_REASONS = {
    "o": (tr("I would rather do another"), "by choice"),
    "t": (tr("Too hard today"), TOO_HARD),
    "p": (tr("It hurts"), "pain"),
    "n": (tr("I have not got what it needs"), "equipment"),
}
"""Why an exercise is left out, or swapped for another: words by key, and the word that the record keeps."""

STATE_WORDS = {
    State.FULL: tr("Your full session"),
    State.STEADY: tr("A steady session"),
    State.RESCUE: tr("A short, gentle session"),
    State.REST_DAY: tr("A rest day: breathing and a short walk"),
}
"""What sort of session each state is that lets one start."""

REFER_WORDS = {
    Refer.NONE: "",
    Refer.ROUTINE: tr("Please see a doctor or physiotherapist about this when you can."),
    Refer.URGENT: tr("Please ring a doctor about this today."),
    Refer.EMERGENCY: tr("Please get help now."),
}


def blocking_state(ids: frozenset[str]) -> State | None:
    """Return the state that open flags and reasons bring (rules G1 to G3), or None where there are none."""
    if any(id_ in FLAGS and FLAGS[id_].tier is State.EMERGENCY for id_ in ids):
        return State.EMERGENCY
    if any(id_ in FLAGS for id_ in ids):
        return State.URGENT
    return State.CLEARANCE if ids else None


def agreed_words(person: Person) -> list[str]:
    """Return what a clinician has agreed to, each with its day, the newest first."""
    return [f"{flag_words(id_)} ({day:%d.%m.%Y})" for id_, day in person.clearances.items()]


def flag_words(id_: str) -> str:
    """Return a warning sign or a reason to ask first in few words."""
    if id_ in REASONS:
        return REASONS[id_].words
    return FLAGS[id_].question.rstrip("?") if id_ in FLAGS else id_


def noted_lines(person: Person) -> list[tuple[str, str]]:
    """Return what is noted and may change: what it is about, and what was said."""
    conditions = ", ".join(CONDITIONS[id_].label for id_ in CONDITIONS if id_ in person.conditions)
    lines = [(tr("Your conditions"), conditions or tr("none"))]
    open_ = ", ".join(flag_words(flag.id) for flag in person.open_flags)
    if open_:
        lines.append((tr("To be looked at first"), open_))
    if agreed := agreed_words(person):
        lines.append((tr("A clinician has agreed to"), ", ".join(agreed)))
    if not open_ and not agreed:
        lines.append((tr("Reasons to ask somebody first"), tr("none")))
    if person.duration:
        lines.append((tr("It has hurt for"), DURATION_WORDS.get(person.duration, person.duration)))
    return lines


CLAIM = tr("Press a if you did all of them.")
CLAIM_QUESTION = tr("Did you do all of them?")
CLAIM_ANSWERS = {"n": tr("No, keep what was counted"), "a": tr("I did all of them")}
"""A set that is ended early counts as far as it was led; who was faster says so."""


def swap_words(reason: str) -> str:
    """Return what all that is offered in place of an exercise have in common, for a reason."""
    same = tr("They work some of the same muscles.")
    return tr("{same} None of them counts as harder.").format(same=same) if reason in (TOO_HARD, "pain") else same


def unconfirmed_words(session: Session) -> tuple[str, str]:
    """Return the question about the sets that nobody confirmed, and the names of their exercises."""
    names = _unconfirmed_names(session)
    # Who is asked this did nothing wrong; who pressed keys before pressed none since it was over.
    words = trn(
        "Did you do this? It ended by itself, with no key after it.",
        "Did you do these? They ended by themselves, with no key after them.",
        len(names),
    )
    return words, "; ".join(names)


def _unconfirmed_names(session: Session) -> list[str]:
    """Return the names of the exercises; where one set of several is meant, with which."""
    unsure: dict[int, list[SetDone]] = {}
    for done in session.unconfirmed:
        unsure.setdefault(done.step, []).append(done)
    timeline = session.timeline
    names = []
    for step, sets in unsure.items():
        name = timeline.steps[step].exercise.name
        part = part_words(timeline.phases[sets[0].index], timeline.sets_of(step)) if len(sets) == 1 else ""
        names.append(", ".join(filter(None, (name, part))))
    return list(dict.fromkeys(names))


def unconfirmed_answers(session: Session, *, goes_on: bool = False) -> dict[str, str]:
    """Return the answers to that question by key, with the one that goes back to them where the session `goes_on`."""
    count = len(_unconfirmed_names(session))
    did = trn("Yes, I did it", "Yes, I did them", count)
    if not goes_on:
        return {"y": did, "n": trn("No, it does not count", "No, they do not count", count)}
    return {
        "y": did,
        "b": trn("No: go back to it", "No: go back to the first of them", count),
        # It may be in the very exercise that it goes on.
        "n": trn("No: it does not count, go on from here", "No: they do not count, go on from here", count),
    }


NOT_ASKED = tr("Is it a pinch, tingling or dizziness? Then leave this exercise.")
"""What exercises stop for however little it hurts, in short: the three questions do not ask for it."""


def eased_words(decision: Decision, name: str, *, before: bool, over: bool, ended: bool, last: bool) -> tuple[str, str]:
    """Return what is said of a pain, and what came of it for the exercise.

    Args:
        decision: What rule L says.
        name: The exercise's.
        before: Whether the exercise was over before the pain was told.
        over: Whether it was over with that.
        ended: Whether the session was, too.
        last: Whether the set under way is the last of it.
    """
    if decision.outcome != Action.EASE:
        return decision.why, "" if over else NOT_ASKED
    if before:
        said = tr("It hurts more than before. {name} is over; it is noted for the next time.").format(name=name)
        return said, tr("What comes next stays.")
    if not over and last:
        return decision.why, NOT_ASKED
    if not over:
        return decision.why, " ".join((tr("limberup halves what is left."), NOT_ASKED))
    # How to go on with it is no use any more.
    said = tr("It hurts more than before. Half of {name} was done already, so it is over.").format(name=name)
    return said, tr("It was the last exercise.") if ended else tr("What comes next stays.")


def stopped_words(decision: Decision, name: str, *, before: bool) -> str:
    """Return what is said where an exercise may not go on (rule L3); with its name where it was over `before`."""
    return tr("{exercise}: {why}").format(exercise=name, why=decision.why) if before else decision.why
