"""Cues: what each event is told with."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from tests.core.making import BREATHING, BRIDGE, DEAD_BUG, PLANK, RESET, ROLLS, STRETCH, exercise, plan, timelines

from limberup.dose import parse_dose
from limberup.exercise import Exercise
from limberup.session import Event, Session, Status, Told
from limberup.timeline import PhaseKind, Timeline
from limberup_tui.cues import DONE, END, MARK, START, SWITCH, WORDS_A_SECOND, Cue, cue_for, spoken_dose


def heard(
    timeline: Timeline, *, waits: bool = False, own_pace: bool = False, most: float = 400
) -> list[tuple[float, Cue]]:
    """Play a timeline and return each cue with its second; a key ends what waits for one after 50 s."""
    session = replace(Session.of(timeline), waits=waits, own_pace=own_pace)
    session, events = session.begin(0)
    now, cues, since = 0.0, list[tuple[float, Cue]](), 0.0
    while True:
        for event in events:
            since = event.at if event.told is Told.PHASE else since
            if cue := cue_for(event, session):
                cues.append((event.at, cue))
        if session.status is Status.ENDED:
            return cues
        now += 0.5
        session, events = session.done(now) if session.is_open and now - since >= 50 else session.tick(now)


def test_a_whole_session_with_eyes_shut() -> None:
    timeline = plan((PLANK, "2x20s rest 15s"), (STRETCH, "1x20s each side"), first_side="right")
    told = [(at, cue.bell, cue.words) for at, cue in heard(timeline) if cue.bell is not MARK or cue.words]
    assert told == [
        (0, (), "First: Plank. 2 times 20 seconds. One."),
        (20, START, "Hold, 20 seconds."),
        (30, MARK, "Halfway."),
        (40, END, ""),
        (40, (), "Rest. Next: set 2 of 2."),
        (55, START, "Hold, 20 seconds."),
        (65, MARK, "Halfway."),
        (75, END, ""),
        (75, (), "Next: Stretch, right side first. 20 seconds, on each side. One."),
        (85, START, "Hold, 20 seconds."),
        (95, MARK, "Halfway."),
        (105, SWITCH, "Switch to your left side."),
        (113, START, "Hold, 20 seconds."),
        (123, MARK, "Halfway."),
        (133, DONE, "Done."),
    ]


def test_the_last_three_seconds_are_marked_where_one_waits_for_their_end() -> None:
    marks = [at for at, cue in heard(plan((PLANK, "1x20s"))) if cue.bell is MARK]
    assert marks == [17, 18, 19, 30, 37, 38, 39]
    for of, dose in ((BRIDGE, "1x5"), (BREATHING, "1x30s")):
        marks = [at for at, cue in heard(plan((of, dose))) if cue.bell is MARK and not cue.words]
        assert marks == [17, 18, 19], "a movement has its own rhythm, and breathing is calm"


@pytest.mark.parametrize(
    ("of", "dose", "words"),
    [
        (BRIDGE, "1x5", "Begin."),
        (DEAD_BUG, "1x5 each side", "Begin."),
        (BREATHING, "1x30s", "Breathe in, and slowly out."),
        (RESET, "once", "In your own time. Press Enter when you are done."),
        (PLANK, "1x1min", "Hold, 1 minute."),
        (PLANK, "1x1s", "Hold, 1 second."),
        (PLANK, "1x90s", "Hold, 90 seconds."),
    ],
)
def test_what_is_said_when_work_begins(of: Exercise, dose: str, words: str) -> None:
    (cue,) = [cue for _, cue in heard(plan((of, dose))) if cue.bell is START]
    assert cue == Cue(START, words, flash=True)


def test_the_other_way_and_no_rest_between_sets() -> None:
    words = [(cue.bell, cue.words) for _, cue in heard(plan((ROLLS, "1x2 each way"))) if cue.words]
    assert words[2] == (SWITCH, "Now forth.")
    bells = [cue.bell for _, cue in heard(plan((BRIDGE, "2x2 rest 0s"))) if cue.bell not in ((), MARK)]
    assert bells == [START, START, DONE], "never two patterns at the same moment"


def test_where_a_key_is_waited_for_it_is_said() -> None:
    words = [cue.words for _, cue in heard(plan((BRIDGE, "1x5")), waits=True, own_pace=True) if cue.words]
    assert words == [
        "First: Bridge. 5 reps. One. Press Enter to begin.",
        "5 reps, at your own pace. Press Enter when you are done.",
        "Done.",
    ]


def test_a_pause_a_gap_and_the_end() -> None:
    session, _ = Session.of(plan((STRETCH, "1x20s each side"))).begin(0)
    said = {told: cue_for(Event(told, 0, 0), session) for told in (Told.PAUSED, Told.RESUMED, Told.GAP, Told.ENDED)}
    assert {told: cue and (cue.bell, cue.words) for told, cue in said.items()} == {
        Told.PAUSED: ((), "Paused."),
        Told.RESUMED: ((), "Going on. Stretch, left side."),
        Told.GAP: ((), "Paused: the clock stood still. Nothing was skipped."),
        Told.ENDED: ((), "The session ends here."),
    }


def test_what_does_not_fit_into_getting_ready_is_left_unsaid() -> None:
    long = exercise("stretch", name="A stretch", how=(" ".join(["word"] * 12) + ".", "b", "c"))
    longer = replace(long, how=(" ".join(["word"] * 40) + ".", "b", "c"))
    timeline = plan((long, "1x5"), (long, "2x10 3s"), (longer, "2x10 3s"), (long, "2x10 3s"))
    said = [cue.words for _, cue in heard(timeline) if cue.words.startswith(("First", "Next"))]
    step = long.how[0]
    assert said == [
        f"First: A stretch. 5 reps. {step}",
        # 8 s hold 20 words: the name, then the step; the dose is led anyway.
        f"Next: A stretch. {step}",
        "Next: A stretch. 2 sets of 10 reps, each held 3 seconds.",
        f"Next: A stretch. {step}",
    ]


@given(timelines())
def test_words_fit_into_their_phase_and_patterns_never_meet(timeline: Timeline) -> None:
    session, events = Session.of(timeline).begin(0)
    now = 0.0
    while True:
        patterns: dict[float, int] = {}
        for event in events:
            cue = cue_for(event, session)
            if cue and cue.bell and cue.bell is not MARK:
                patterns[event.at] = patterns.get(event.at, 0) + 1
            if cue and event.told is Told.PHASE:
                phase = timeline.phases[event.index]
                assert cue.words.endswith(".")
                if phase.kind is PhaseKind.READY:
                    assert len(cue.words.split()) <= phase.seconds * WORDS_A_SECOND
        assert all(count == 1 for count in patterns.values())
        if session.status is Status.ENDED:
            return
        now += 0.5
        session, events = session.done(now) if session.is_open else session.tick(now)


def test_the_patterns_can_be_told_apart_by_counting() -> None:
    patterns = (MARK, START, END, SWITCH, DONE)
    assert [len(pattern) for pattern in patterns] == [1, 2, 3, 4, 6]
    for pattern in patterns:
        assert pattern[0] == 0
        assert all(after - before >= 0.25 for before, after in pairwise(pattern))
        assert pattern[-1] < 2


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        ("3x10 2s", "3 sets of 10 reps, each held 2 seconds."),
        ("1x10 each side", "10 reps, on each side."),
        ("2x30s each way", "2 times 30 seconds, each way."),
        ("1x2min", "2 minutes."),
        ("once", "In your own time."),
    ],
)
def test_a_dose_to_be_heard(dose: str, words: str) -> None:
    assert spoken_dose(parse_dose(dose), BRIDGE) == words
