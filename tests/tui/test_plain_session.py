"""A session in the plain mode: what is told and when, and what each line that is typed does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.tui.conftest import lived_in, write_routine
from tests.tui.past import knows_short
from tests.tui.plainly import CHECKED, DONE, SKIPPED, Until, at_work, converse, records

from limberup.history.open_sessions import OpenSessions
from limberup.history.record import Hurt
from limberup.packs.manager import Loaded
from limberup.settings import Settings
from limberup_tui.house import House
from limberup_tui.plain.leaving import Ended, EndOfInput, Gone, Interrupted
from limberup_tui.plain.session import KEYS

HOLD = 'name = "Hold"\n[[step]]\ndo = "hip-mobility/supine-figure-4"\ndose = "1x45s each side"\n'
BREATHE = 'name = "Breathe"\n[[step]]\ndo = "core-stability/diaphragmatic-breathing"\ndose = "1x40s"\n'


def hold(house: House) -> House:
    """Give the house a routine of one long hold for each side."""
    write_routine(house, HOLD, "hold")
    return house


def test_a_whole_session_with_no_line_but_those_that_are_asked_for(short: House, loaded: Loaded) -> None:
    code, script = converse(short, loaded, *CHECKED, "", Until("Done."), "y", "1", "4", "", "Went well.")
    assert code == 0
    (record,) = records(short)
    assert record.finished
    assert (record.pain_at_rest, record.pain_moving, record.pain_after, record.effort) == (2, 2, 1, 4)
    assert record.note == "Went well."
    assert [[str(work) for work in entry.work] for entry in record.entries] == [["5", "5"], ["left 20s", "right 20s"]]
    assert not list(short.home.open.glob("*.toml"))
    assert script.lines[-1] == "Kept in your history."


def test_the_session_is_told_line_by_line(short: House, loaded: Loaded) -> None:
    _, script = converse(knows_short(short), loaded, *CHECKED, "", Until("Done."), "y", *SKIPPED)
    told = script.after("Type a letter and Enter at any time")
    first = next(number for number, line in enumerate(told) if line.startswith("Did you do these?"))
    name = "Lie on your back with your knees bent and your feet flat, hip-width apart."
    assert told[:first] == [
        f"Exercise 1 of 2. First: Glute bridge. 2 sets of 5 reps, each held 2 seconds. {name} 20 seconds to get ready.",
        "10 seconds left.",
        "3 2 1",
        "Begin. Set 1 of 2. 5 reps, each 2 seconds out, 2 held, 2 back.",
        "Breathe out as you lift, breathe in as you lower.",
        "2",
        "3",
        "4",
        "5",
        "Set done.",
        "Rest. Next: set 2 of 2. 20 seconds.",
        "10 seconds left.",
        "3 2 1",
        "Begin. Set 2 of 2. 5 reps, each 2 seconds out, 2 held, 2 back.",
        "Breathe out as you lift, breathe in as you lower.",
        "2",
        "3",
        "4",
        "5",
        "Set done.",
        "Exercise 2 of 2. Next: Figure-4 stretch, left side first. "
        "Lie on your back with both knees bent and both feet flat. 8 seconds to get ready.",
        "3 2 1",
        "Hold, 20 seconds. Left side. Breathe slowly and let the crossed knee grow heavy as you breathe out.",
        "Halfway. 10 seconds left.",
        "3 2 1",
        "Let go.",
        "Switch to your right side. 8 seconds.",
        "3 2 1",
        "Hold, 20 seconds. Right side. Breathe slowly and let the crossed knee grow heavy as you breathe out.",
        "Halfway. 10 seconds left.",
        "3 2 1",
        "Let go.",
        "Done.",
    ]


def test_a_long_hold_has_a_line_every_ten_seconds_and_none_beside_halfway(house: House, loaded: Loaded) -> None:
    _, script = converse(hold(house), loaded, *CHECKED, "", Until("Switch"), "q", "e", *SKIPPED, routine="hold")
    told = script.after("Hold, 45 seconds.")
    assert told[: told.index("Let go.")] == ["40 seconds left.", "30 seconds left.", "Halfway. 22 seconds left.",
                                             "10 seconds left.", "3 2 1"]  # fmt: skip


def test_calm_mode_leaves_the_lines_between_out(house: House, loaded: Loaded) -> None:
    steps = (*CHECKED, "", Until("Switch"), "q", "e", *SKIPPED)
    _, script = converse(hold(house), loaded, *steps, routine="hold", calm=True)
    told = script.after("Hold, 45 seconds.")
    assert told[: told.index("Let go.")] == ["Halfway. 22 seconds left.", "3 2 1"]
    assert "seconds left" not in " ".join(script.after("Type a letter")[:3])


def test_breathing_is_led_in_and_out(house: House, loaded: Loaded) -> None:
    write_routine(house, BREATHE, "breathe")
    _, script = converse(house, loaded, *CHECKED, "", Until("Done."), "y", *SKIPPED, routine="breathe")
    told = script.after("Breathe in, and slowly out. In for 4, out for 6 seconds, for 40 seconds.")
    assert told[: told.index("Done.")] == ["Out.", "In.", "Out.", "Halfway. 20 seconds left.", "In.", "Out.", "In.",
                                           "Out.", "Set done."]  # fmt: skip


# The bell


def bells(house: House, loaded: Loaded, **changed: bool) -> int:
    house.settings = replace(Settings(), **changed)  # type: ignore[arg-type]
    _, script = converse(house, loaded, *CHECKED, "", Until("Done."), "y", *SKIPPED)
    return script.bells


def test_the_bell_rings_where_it_is_wanted(short: House, loaded: Loaded) -> None:
    assert bells(short, loaded, bell=True) > 30


@pytest.mark.parametrize("changed", [{"bell": False}, {"quiet": True}, {"bell": True, "quiet": True}])
def test_it_does_not_ring_unasked(short: House, loaded: Loaded, changed: dict[str, bool]) -> None:
    assert bells(short, loaded, **changed) == 0


# Lines that are typed


def test_a_pause_stops_the_clock_and_goes_on(short: House, loaded: Loaded) -> None:
    _, script = at_work(knows_short(short), loaded, 2.0, "p", 500.0, "p", 20.9, "t", "q", "e", *SKIPPED)
    told = script.after("> p")
    assert told[0] == "Paused. Enter or p goes on."
    assert told[2] == "Goes on in 20 seconds. Enter starts at once."
    assert told[3] == "Going on. Glute bridge. Rep 1 of 5."
    assert any(line.startswith("Rep 1 of 5. Whole session: 2 minutes ") for line in told)


def test_enter_goes_on_after_a_pause_and_ends_nothing(short: House, loaded: Loaded) -> None:
    _, script = at_work(short, loaded, "p", 9.0, "", 1.0, "", 1.0, "q", "e", *SKIPPED)
    assert "Going on. Glute bridge. Rep 1 of 5." in script.lines
    assert "Set done." not in script.lines
    assert not records(short)[0].is_session


@pytest.mark.parametrize("line", ["d", "", "done", "D"])
def test_done_ends_a_set(short: House, loaded: Loaded, line: str) -> None:
    _, script = at_work(short, loaded, 25.0, line, 1.0, "q", "e", *SKIPPED)
    assert "Rest. Next: set 2 of 2. 20 seconds." in script.lines
    assert [str(work) for work in records(short)[0].entries[0].work] == ["5"]


@pytest.mark.parametrize(("seconds", "counted"), [(0.5, 0), (6.0, 2)])
def test_done_too_soon_counts_as_far_as_it_was_led(short: House, loaded: Loaded, seconds: float, counted: int) -> None:
    _, script = at_work(short, loaded, seconds, "", 1.0, "", *DONE, 1.0, "q", "e", *SKIPPED)
    told = script.after("> ")
    assert f"Glute bridge, set 1 of 2: {counted} of 5 reps counted." in told
    assert script.written.count("reps counted.") == 1, "of the second set, which is whole, nothing is said"
    assert [work.reps for work in records(short)[0].entries[0].work] == [counted, 5][not counted :]


def test_who_was_faster_than_led_says_that_all_was_done(short: House, loaded: Loaded) -> None:
    _, script = at_work(short, loaded, "a", 16.0, "", 1.0, "a", "all", "q", "e", *SKIPPED)
    assert "There is no set of which that could be said now." in script.after("> a")
    assert "Glute bridge, set 1 of 2: 3 of 5 reps counted. Press a if you did all of them." in script.lines
    assert "Glute bridge, set 1 of 2: all 5 reps counted." in script.lines
    assert script.lines.count("There is no set of which that could be said now.") == 2
    assert [work.reps for work in records(short)[0].entries[0].work] == [5]


@pytest.mark.parametrize(("answer", "reps"), [("a", 5), ("n", 3)])
def test_of_the_last_set_it_is_asked(house: House, loaded: Loaded, answer: str, reps: int) -> None:
    write_routine(house, 'name = "Short"\n[[step]]\ndo = "glutes/glute-bridge"\ndose = "1x5 2s"\n')
    _, script = at_work(house, loaded, 16.0, "", answer, *SKIPPED)
    assert any("3 of 5 reps counted. Did you do all of them?" in line for line in script.lines)
    assert [work.reps for work in records(house)[0].entries[0].work] == [reps]


def test_more_time(short: House, loaded: Loaded) -> None:
    _, script = at_work(knows_short(short), loaded, *DONE, 1.0, "m", "t", "q", "e", *SKIPPED)
    told = script.after("> m")
    assert told[0] == "15 seconds more."
    assert told[2:4] == [
        "Rest. Glute bridge. Set 2 of 2.",
        "34 seconds left. Whole session: 2 minutes left.",
    ]


def test_more_time_can_not_stretch_repetitions(short: House, loaded: Loaded) -> None:
    _, script = at_work(short, loaded, "m", "q", "e", *SKIPPED)
    assert script.after("> m")[0] == "Take your time: p pauses, Enter says done."


def test_back_begins_the_set_again(short: House, loaded: Loaded) -> None:
    _, script = at_work(short, loaded, 12.0, "b", 1.0, "q", "e", *SKIPPED)
    assert script.after("> b")[0] == "Begin. Set 1 of 2. 5 reps, each 2 seconds out, 2 held, 2 back."


def test_how_it_is_done_while_the_clock_goes_on(short: House, loaded: Loaded) -> None:
    _, script = at_work(short, loaded, "i", Until("Set done."), "q", "e", *SKIPPED)
    told = script.after("> i")
    assert told[0].startswith("Glute bridge. On your back")
    assert told[1].startswith("1. Lie on your back")
    assert "Paused." not in told[:12]


def test_the_keys_are_told(short: House, loaded: Loaded) -> None:
    _, script = at_work(short, loaded, "?", "q", "e", *SKIPPED)
    told = script.after("> ?")
    for key, words in KEYS.items():
        assert f"{key or 'Enter'}: {words[:1].upper()}{words[1:]}." in told


def test_what_is_not_understood_gets_one_line(short: House, loaded: Loaded) -> None:
    _, script = at_work(short, loaded, "what\x1b[2J now", "q", "e", *SKIPPED)
    told = script.after("> what")
    assert told[0] == "Not understood. Type ? for what can be typed."
    assert told[1] == "> q"


@pytest.mark.parametrize(
    ("key", "mark"), [("t", "tired"), ("m", "no time"), ("n", "equipment"), ("o", "left out")]
)  # fmt: skip
def test_skip_keeps_the_reason(short: House, loaded: Loaded, key: str, mark: str) -> None:
    _, script = at_work(short, loaded, *DONE, "s", key, 1.0, "q", "e", *SKIPPED)
    assert "Why leave out Glute bridge?" in script.lines
    (record,) = records(short)
    assert mark in record.entries[0].marks
    told, then = "The rest of Glute bridge is left out.", "Exercise 2 of 2. Next: Figure-4 stretch, left side first."
    assert script.written.index(told) < script.written.index(then)


def test_skip_can_be_taken_back(short: House, loaded: Loaded) -> None:
    _, script = at_work(short, loaded, "s", "x", 21.0, "q", "e", *SKIPPED)
    assert "Going on. Glute bridge. Rep 1 of 5." in script.lines


def test_easier_halves_the_exercise(short: House, loaded: Loaded) -> None:
    at_work(short, loaded, "e", "1", Until("Set done."), "q", "e", *SKIPPED)
    (record,) = records(short)
    assert "made easier" in record.entries[0].marks
    assert record.entries[0].work[0].reps < 5


def test_swap_keeps_reason_and_purpose(short: House, loaded: Loaded) -> None:
    _, script = at_work(short, loaded, *DONE, "w", "o", "1", 1.0, "q", "e", *SKIPPED)
    (record,) = records(short)
    swapped = next(entry for entry in record.entries if "instead of glutes/glute-bridge" in entry.marks)
    assert {"by choice", "swapped"} <= set(record.entries[0].marks)
    assert f"1: {short.catalog.exercise(swapped.exercise).name}," in script.written


# It hurts


def test_a_pain_that_eases(short: House, loaded: Loaded) -> None:
    _, script = at_work(short, loaded, "h", "4", "n", "n", "", 1.0, "q", "e", *SKIPPED)
    (record,) = records(short)
    assert record.entries[0].hurts == (Hurt(4, False, "none"),)
    assert "eased" in record.entries[0].marks
    assert "It hurts more than before: go only half as far, and more gently." in script.lines
    assert (
        "limberup halves what is left. Is it a pinch, tingling or dizziness? Then leave this exercise."
    ) in script.lines


def test_a_pain_may_come_from_the_exercise_before(short: House, loaded: Loaded) -> None:
    told = ("h", "a", "5", "n", "n", "")
    _, script = at_work(short, loaded, *DONE, "s", "t", *told, 1.0, "q", "e", *SKIPPED)
    assert "a: Glute bridge, just done" in script.written
    assert "It hurts more than before. Glute bridge is over; it is noted for the next time." in script.written
    before, after = records(short)[0].entries
    assert before.hurts == (Hurt(5, False, "none"),)
    assert "eased" in before.marks
    assert not after.hurts
    assert "eased" not in after.marks


@pytest.mark.parametrize(
    ("answer", "then"), [("s", "Exercise 2 of 2."), ("1", "Going on."), ("q", "The session ends here.")]
)
def test_a_pain_that_stops_the_exercise(short: House, loaded: Loaded, answer: str, then: str) -> None:
    _, script = at_work(short, loaded, "h", "7", "y", "n", answer, *(() if answer == "q" else ("q", "e")))
    (record,) = records(short)
    assert record.entries[0].hurts == (Hurt(7, True, "none"),)
    assert "stopped" in record.entries[0].marks
    assert any(line.startswith(then) for line in script.after("limberup's rule L3."))


@pytest.mark.parametrize("leaving", [EndOfInput(), Ended(), Gone(), Interrupted()])
def test_an_exercise_that_had_to_stop_is_not_gone_on_with(
    short: House, loaded: Loaded, leaving: EndOfInput | Ended | Gone | Interrupted
) -> None:
    at_work(short, loaded, "h", "7", "y", "n", leaving, "l")
    short.open = OpenSessions(short.home.open)
    short.refresh()
    assert short.contents
    (left,) = short.contents.left
    assert left.run
    assert left.run.session.phase.step == 1
    assert left.run.session.skipped == {0}


def test_pain_down_the_leg_ends_the_session_and_asks_about_the_nerve(short: House, loaded: Loaded) -> None:
    code, script = at_work(short, loaded, "h", "3", "n", "d", "y", "y", *SKIPPED, "")
    assert "New or worse numbness, tingling or weakness in one leg?" in script.lines
    assert [flag.id for flag in short.person.open_flags] == ["U7"]
    assert "No exercises for now." in script.lines
    assert code == 1
    assert records(short)[0].entries[0].hurts == (Hurt(3, False, "down"),)


def test_a_new_sign_ends_the_session_and_blocks(short: House, loaded: Loaded) -> None:
    code, script = at_work(short, loaded, *DONE, "h", "w", "7", "c", *SKIPPED, "")
    assert code == 1
    assert [flag.id for flag in short.person.open_flags] == ["E7"]
    assert "Please get help now." in script.lines
    assert len(records(short)) == 1


@pytest.mark.parametrize("answers", [["x"], ["4", "x"], ["4", "n", "x"], ["w", "n"], ["w", "x"]])
def test_a_slip_on_h_can_be_taken_back(short: House, loaded: Loaded, answers: list[str]) -> None:
    _, script = at_work(short, loaded, *DONE, "h", *answers, 1.0, "t", "q", "e", *SKIPPED)
    assert "Rest. Glute bridge. Set 2 of 2." in script.after("Going on.")
    assert not records(short)[0].entries[0].hurts


# How it leads


def test_how_it_leads_can_be_changed(short: House, loaded: Loaded) -> None:
    converse(short, loaded, *CHECKED, "", "o", "k", "b", "p", "x", 60.0, "q", "e")
    again = House(short.home, short.clock)
    again.read_small()
    assert (again.settings.advance, again.settings.bell, again.settings.pace) == ("key", False, "own")


def test_it_waits_for_a_line_where_that_is_wanted(short: House, loaded: Loaded) -> None:
    short.settings = replace(Settings(), advance="key", pace="own")
    _, script = converse(short, loaded, *CHECKED, "", 300.0, "", 300.0, "", 1.0, "q", "e", *SKIPPED)
    told = script.after("Type a letter")
    assert told[0].endswith("Press Enter to begin.")
    assert told[2] == "5 reps, at your own pace. Press Enter when you are done. Set 1 of 2."
    assert told[4:6] == ["Set done.", "Rest. Next: set 2 of 2. 20 seconds."]


def test_the_sore_side_comes_first(short: House, loaded: Loaded) -> None:
    lived_in(short, sore_side="right")
    _, script = converse(short, loaded, *CHECKED, "", "", "s", "o", 1.0, "q", "e")
    assert "Next: Figure-4 stretch, right side first." in script.written
